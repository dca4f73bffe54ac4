# The receipt of a ticket’s clocks: /sla

receipt-head = 🧾 <b>#{ $number }</b> · <b>{ $what }</b>
receipt-next = ⏱ <b>{ $clock } by { $due }</b> · { $left }
receipt-next-late = 🔥 <b>{ $clock } by { $due }</b> · <b>{ $left }</b>
receipt-nothing-runs = No deadline is running.
receipt-no-clocks = The contract promises no time for this.
receipt-facts = <i>Contract { $contract } · times of { $zone } · as of { $at }</i>
receipt-more-clocks = <i>… and { $count } earlier clocks</i>

# One clock
receipt-clock = <b>{ $clock }</b> · { $level } · <b>{ $verdict }</b>
receipt-clock-before = <b>{ $clock }</b> before the change · { $level } · <b>{ $verdict }</b>
receipt-verdict = { $verdict ->
    [kept] ✔️ in time
    [breached] ⚠️ missed
    [running] ⏱ running
    [ended] ☑️ ended with the ticket
   *[superseded] ↪️ replaced
}
receipt-promised = <i>{ $promise } · { $calendar } · contract v{ $version }</i>
receipt-start = ▶️ { $at } { $event } → due <b>{ $due }</b>
receipt-stop = ⏹ { $at } { $event } · { $who }
receipt-run = { $span } · { $length }
receipt-run-days = { $first } – { $last } · { $count } working days of { $each } = { $length }
receipt-to-come = → { $span } · { $length }
receipt-to-come-days = → { $first } – { $last } · { $count } working days of { $each } = { $length }
receipt-gap = ╌ { $start }–{ $end } outside working hours
receipt-gap-off = ╌ { $span } holiday or day off
receipt-pause = ⏸ { $span } paused, { $left } left out: { $reason }; { $asked } asked, { $agreed } agreed{ $ended ->
    [lasts] ; still standing
    [agreed] ; to the agreed time
    [resumed] ; resumed early
    [customer_said] ; the customer wrote
    [restored] ; repaired
    [resolved] ; repaired
    [not_repaired] ; not repaired
   *[other] {""}
}
receipt-pause-after = ⏸ { $span } paused: { $reason } · after this clock had ended, so only the deadline moved
receipt-contest = 🔴 { $at } not repaired, says { $who }: the stop at { $stop } does not count, as if never made
receipt-change = 🎚 { $at } { $before } → { $after } · { $who }
receipt-replaced = ↪️ { $at } replaced: { $before } → { $after } · { $who }
receipt-change-why = { $reason }
receipt-change-asked = asked by { $who }, consent of the { $role ->
    [manager] manager
   *[customer] customer
}
receipt-change-moved = deadline { $before } → <b>{ $due }</b>
receipt-change-same = same deadline
receipt-change-new = promised from here on: <b>{ $due }</b>
receipt-change-gone = no longer promised
receipt-change-eased = by itself { $bare }, but { $notice } notice
receipt-version = version { $version }
receipt-folded = … { $count } lines together: { $length }
receipt-folded-paused = … { $count } lines together: { $length }, { $left } left out
receipt-sum = <b>Σ { $used }</b> of { $promised }
receipt-sum-left = <b>Σ { $used }</b> of { $promised } · left <b>{ $left }</b>
receipt-sum-late = <b>Σ { $used }</b> of { $promised } · <b>{ $late } after the deadline</b>
receipt-unknown-year = ⚠️ The public holidays of { $year } are not known yet: plain weekdays are counted.
receipt-explained = 📝 Why, says { $who }: { $words }

# What starts and stops a clock
receipt-event = { $event ->
    [opened] reported
    [acknowledged] accepted
    [engineer_said] first answer
    [on_way] on the way
    [arrived] arrived
    [remote] working remotely
    [restored] restored
    [resolved] resolved
    [defect_fixed] defect removed
    [closed] closed
    [confirmed] confirmed by the customer
    [withdrawn] withdrawn
   *[other] ended
}

# Lengths, calendars, promises
receipt-desk = the desk
receipt-between = {" · "}
receipt-length-hours = { $hours } h { $minutes } min { $seconds } s
receipt-length-minutes = { $minutes } min { $seconds } s
receipt-length-seconds = { $seconds } s
receipt-promise = { $unit ->
    [seconds] { $count } s
    [minutes] { $count } min
    [hours] { $count } h
    [days] { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
    [working_days] { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
   *[months] { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
}
receipt-promise-nextday = by the end of the next working day
receipt-promise-at-once = at once (measured as 5 min)
receipt-calendar-always = round the clock
receipt-calendar-real = by the calendar, nights and weekends included
receipt-calendar-cn = public holidays off
receipt-calendar-closed = closed { $days }
receipt-calendar-own = { $day } { $hours }
receipt-calendar-no-work = no work

# The command
receipt-which = Whose clocks? Tap a ticket:
receipt-none = You have no tickets yet, so there is nothing to add up.
receipt-not-yours = There is no ticket #{ $number } of yours. /my shows your tickets.
receipt-usage = Which ticket? Write <code>/sla 12</code>, or <code>/sla</code> in a ticket’s topic.
receipt-button = 🧾 #{ $number } · { $state } · { $title }
command-customer-sla = How the deadlines are counted
command-engineer-sla = How a ticket’s deadlines are counted
command-manager-sla = A ticket’s deadlines; report: promises kept

# The picture
receipt-chart-title = #{ $number } · deadlines to the second
receipt-chart-facts = { $contract } · { $zone } · as of { $at }
receipt-chart-sum = { $used } of { $promised }
receipt-chart-due = due { $due }
receipt-chart-more = { $count ->
    [one] … and { $count } earlier clock
   *[other] … and { $count } earlier clocks
}
receipt-chart-used = counted
receipt-chart-late = counted, too late
receipt-chart-to-come = still to come
receipt-chart-pause = paused
receipt-chart-gap = not counted
receipt-chart-deadline = deadline
receipt-chart-stop = stopped
receipt-chart-void = stop that did not count
receipt-chart-change = other terms
receipt-chart-warning = share of the time used
