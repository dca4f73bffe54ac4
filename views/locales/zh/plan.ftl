# What is due without asking: reminders and what becomes of it.
due-reminder = 🔔 { $customer } · { $what }
  请于 { $until } 前完成。
due-overdue = ⏰ 已逾期：{ $customer } · { $what }
  应于 { $until } 前完成，请尽快处理。
due-overdue-superior = ⏰ 已逾期：{ $customer } · { $what }
  应于 { $until } 前完成，负责人：{ $who }。
due-cancelled-ended = { $customer } · { $what }：合同已结束，无需再做。
due-reassigned = 👉 现由您负责：{ $customer } · { $what }
  请于 { $until } 前完成。
plan-title = 📅 <b>计划 · { $of }</b>
plan-all = 全部合同
plan-mine = 我的
plan-empty = 没有到期事项。
plan-line = { $mark } { $what } · { $customer }
plan-due = { $days ->
    [0] 今天截止（{ $day }）
   *[other] { $day } 前（还有 { $days } 天）
  }
plan-overdue = 已逾期 { $days } 天（{ $day }）
plan-agreed = 已约 { $at }
plan-who = { $who }
plan-last = 上次 { $day }
plan-more = …… 还有 { $count } 项，可用 /plan 合同编号 查看。
plan-no-contract = 没有编号为 { $code } 的合同。现有：{ $known }
plan-ics-button = 📆 日历文件
plan-ics = 📆 计划日历：打开文件即可导入。
plan-ics-did = 日历文件马上就到。
plan-chart-title = 计划 · { $of }
plan-chart-facts = { $first } 至 { $last }
plan-chart-open = 进行中
plan-chart-coming = 将到期
plan-chart-overdue = 逾期
plan-chart-agreed = 已预约
plan-chart-today = 今天
command-engineer-plan = 巡检、回访等计划
command-manager-plan = 巡检、回访等计划
