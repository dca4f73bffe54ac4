# 时限明细：/sla

receipt-head = 🧾 <b>#{ $number }</b> · <b>{ $what }</b>
receipt-next = ⏱ <b>{ $due } 前{ $clock }</b> · { $left }
receipt-next-late = 🔥 <b>{ $due } 前{ $clock }</b> · <b>{ $left }</b>
receipt-nothing-runs = 没有正在计的时限。
receipt-no-clocks = 合同没有约定这类请求的时限。
receipt-facts = <i>合同 { $contract } · { $zone } 当地时间 · 截至 { $at }</i>
receipt-more-clocks = <i>…… 另有 { $count } 项较早的时限</i>

# 一项时限
receipt-clock = <b>{ $clock }</b> · { $level } · <b>{ $verdict }</b>
receipt-clock-before = <b>{ $clock }</b>（变更前）· { $level } · <b>{ $verdict }</b>
receipt-verdict = { $verdict ->
    [kept] ✔️ 按时
    [breached] ⚠️ 超时
    [running] ⏱ 计时中
    [ended] ☑️ 随工单结束
   *[superseded] ↪️ 已被取代
}
receipt-promised = <i>{ $promise } · { $calendar } · 合同第 { $version } 版</i>
receipt-start = ▶️ { $at } { $event } → 截止 <b>{ $due }</b>
receipt-stop = ⏹ { $at } { $event } · { $who }
receipt-run = { $span } · { $length }
receipt-run-days = { $first } – { $last } · { $count } 个工作日，每天 { $each } = { $length }
receipt-to-come = → { $span } · { $length }
receipt-to-come-days = → { $first } – { $last } · { $count } 个工作日，每天 { $each } = { $length }
receipt-gap = ╌ { $start }–{ $end } 非工作时间
receipt-gap-off = ╌ { $span } 节假日或休息日
receipt-pause = ⏸ { $span } 暂停，不计 { $left }：{ $reason } · { $asked } 提出，{ $agreed } 同意{ $ended ->
    [lasts] ，仍在暂停
    [agreed] ，到约定时间为止
    [resumed] ，提前恢复
    [customer_said] ，客户来消息后恢复
    [restored] ，修复后结束
    [resolved] ，修复后结束
    [not_repaired] ，因客户反馈未修复而结束
   *[other] {""}
}
receipt-pause-after = ⏸ { $span } 暂停：{ $reason } · 此时限当时已结束，只是截止时间顺延
receipt-contest = 🔴 { $at } { $who } 反馈未修复：{ $stop } 的停表不算，视同从未停过
receipt-change = 🎚 { $at } { $before } → { $after } · { $who }
receipt-replaced = ↪️ { $at } 被取代：{ $before } → { $after } · { $who }
receipt-change-why = { $reason }
receipt-change-asked = { $who } 提出，{ $role ->
    [manager] 主管
   *[customer] 客户
}同意
receipt-change-moved = 截止 { $before } → <b>{ $due }</b>
receipt-change-same = 截止时间不变
receipt-change-new = 自此约定：<b>{ $due }</b>
receipt-change-gone = 不再约定
receipt-change-eased = 仅按新条款为 { $bare }；至少预留 { $notice }
receipt-version = 第 { $version } 版
receipt-folded = …… { $count } 行合计 { $length }
receipt-folded-paused = …… { $count } 行合计 { $length }，不计 { $left }
receipt-sum = <b>Σ { $used }</b>，约定 { $promised }
receipt-sum-left = <b>Σ { $used }</b>，约定 { $promised } · 还剩 <b>{ $left }</b>
receipt-sum-late = <b>Σ { $used }</b>，约定 { $promised } · <b>超过截止 { $late }</b>
receipt-unknown-year = ⚠️ { $year } 年的放假安排尚未公布：暂按周一至周五计算。
receipt-explained = 📝 { $who } 说明原因：{ $words }

# 起止
receipt-event = { $event ->
    [opened] 报修
    [acknowledged] 受理
    [engineer_said] 首次答复
    [on_way] 出发
    [arrived] 到场
    [remote] 远程处理
    [restored] 恢复
    [resolved] 解决
    [defect_fixed] 缺陷已修复
    [closed] 关闭
    [confirmed] 客户确认
    [withdrawn] 撤回
   *[other] 结束
}

# 时长、日历、约定
receipt-desk = 服务台
receipt-between = {" · "}
receipt-length-hours = { $hours } 小时 { $minutes } 分 { $seconds } 秒
receipt-length-minutes = { $minutes } 分 { $seconds } 秒
receipt-length-seconds = { $seconds } 秒
receipt-promise = { $unit ->
    [seconds] { $count } 秒
    [minutes] { $count } 分钟
    [hours] { $count } 小时
    [days] { $count } 天
    [working_days] { $count } 个工作日
   *[months] { $count } 个月
}
receipt-promise-nextday = 下一工作日结束前
receipt-promise-at-once = 立即（按 5 分钟计）
receipt-calendar-always = 7×24 小时
receipt-calendar-real = 自然日，夜间和周末照计
receipt-calendar-cn = 法定节假日休、调休日上班
receipt-calendar-closed = 停工 { $days }
receipt-calendar-own = { $day } { $hours }
receipt-calendar-no-work = 不上班

# 命令
receipt-which = 查看哪张工单的时限？请点选：
receipt-none = 您还没有工单，没有可计算的时限。
receipt-not-yours = 您没有编号为 #{ $number } 的工单。/my 可查看您的工单。
receipt-usage = 哪张工单？请写 <code>/sla 12</code>，或在工单话题里写 <code>/sla</code>。
receipt-button = 🧾 #{ $number } · { $state } · { $title }
command-customer-sla = 时限怎么算的
command-engineer-sla = 工单时限明细
command-manager-sla = 工单时限明细；report：月度达成

# 图
receipt-chart-title = #{ $number } · 时限明细
receipt-chart-facts = { $contract } · { $zone } · 截至 { $at }
receipt-chart-sum = { $used }，约定 { $promised }
receipt-chart-due = 截止 { $due }
receipt-chart-more = …… 另有 { $count } 项较早的时限
receipt-chart-used = 已计
receipt-chart-late = 超时部分
receipt-chart-to-come = 尚余
receipt-chart-pause = 暂停
receipt-chart-gap = 不计
receipt-chart-deadline = 截止
receipt-chart-stop = 停表
receipt-chart-void = 不算数的停表
receipt-chart-change = 条款变更
receipt-chart-warning = 已用时间比例
