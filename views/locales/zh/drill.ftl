# 菜单
command-engineer-drill = 演练：会呼叫谁（不发送）
command-manager-drill = 演练：会呼叫谁（不发送）

# 演练：会呼叫谁
drill-head = 🧯 <b>演练：{ $level } · { $customer } · { $at }</b>
drill-policy = <i>升级策略：{ $name }</i>
drill-step = <b>{ $at }</b>（+{ $after }）· 第 { $step } 步：<b>{ $names }</b>
drill-resort = <b>{ $at }</b>（+{ $after }）· 最后办法：<b>{ $names }</b>
drill-last = <b>{ $at }</b>（+{ $after }）· 反复呼叫全部人员：<b>{ $names }</b>
drill-nobody = 🕳 <b>{ $at }</b>（+{ $after }）· <b>完全无人</b>
drill-channels = ↳ 另经 { $channels }
drill-missing = 🕳 缺口：此时无人担任“{ $target }”
drill-out-of-reach = { $name }（⚠️ { $why ->
    [blocked] 已屏蔽机器人
    [gone] 账号已注销
   *[other] 从未与机器人对话
}）
drill-no-holes = ✔️ 没有缺口。
drill-nothing-sent = <i>均为私聊呼叫并在群里提及。未通知任何人：这只是演练。</i>
drill-usage = 请写明等级和合同，例如 <code>/drill 1 { $code } at 02:50</code>（或 <code>2026-12-24 02:50</code>）。
drill-no-level = { $customer } 没有等级 { $level }；有：{ $levels }。
drill-no-contract = 没有合同“{ $code }”。
drill-no-time = “{ $words }”不是时间。请写 <code>02:50</code>、<code>12-24 02:50</code> 或 <code>2026-12-24 02:50</code>。
target-superior = 上级
target-managers = 经理
target-experts = 专家
target-group = 全群

# 夜间检查
look-holes = 🕳 <b>今后八周的值班表有 { $count } 个新缺口</b>
    { $lines }
    <i>只提醒一次。临时换班或调整值班表即可补上。</i>
look-hole = <b>{ $layer }</b>：{ $start } – { $end } 无人值班（{ $length }）
look-hole-open = <b>{ $layer }</b>：自 { $start } 起一直无人
look-hole-for = { $customers }
