# What is due without asking: reminders and what becomes of it.
due-reminder = 🔔 { $customer } · { $what }
  Please do it by { $until }.
due-overdue = ⏰ Overdue: { $customer } · { $what }
  It was due by { $until }. Please see to it.
due-overdue-superior = ⏰ Overdue: { $customer } · { $what }
  It was due by { $until } and is { $who }’s.
due-cancelled-ended = { $customer } · { $what }: the contract has ended, this is not owed any more.
due-reassigned = 👉 Now yours: { $customer } · { $what }
  Please do it by { $until }.
plan-title = 📅 <b>Plan · { $of }</b>
plan-all = all contracts
plan-mine = mine
plan-empty = Nothing is due.
plan-line = { $mark } { $what } · { $customer }
plan-due = { $days ->
    [0] due today ({ $day })
    [1] by { $day } (1 day left)
   *[other] by { $day } ({ $days } days left)
  }
plan-overdue = { $days ->
    [1] overdue by 1 day ({ $day })
   *[other] overdue by { $days } days ({ $day })
  }
plan-agreed = agreed for { $at }
plan-who = { $who }
plan-last = last done { $day }
plan-more = … and { $count } more: /plan CONTRACT shows them.
plan-no-contract = There is no contract { $code }. There are: { $known }
plan-ics-button = 📆 Calendar file
plan-ics = 📆 The plan as a calendar: open the file to import it.
plan-ics-did = The calendar file is on its way.
plan-chart-title = Plan · { $of }
plan-chart-facts = { $first } to { $last }
plan-chart-open = under way
plan-chart-coming = to come
plan-chart-overdue = overdue
plan-chart-agreed = appointment
plan-chart-today = today
command-engineer-plan = inspections, visits and what else is due
command-manager-plan = inspections, visits and what else is due
