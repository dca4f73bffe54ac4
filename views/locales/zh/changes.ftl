# 合同或日历变更引起的时限变化
moved-line = #{ $number } { $clock }：{ $was } → <b>{ $due }</b>
moved-line-new = #{ $number } { $clock }：新增，<b>{ $due }</b>
moved-line-gone = #{ $number } { $clock }：原 { $was }，不再承诺
moved-more = ……另有 { $count } 项
version-ask =
    📄 <b>{ $customer }</b>（{ $contract }）：合同已更新为第 { $version } 版。
    新工单按新版执行。目前有 { $count } 张未关闭的工单仍按旧版，除非您另作决定。
version-moves = 改用新版后，以下时限会变：
version-moves-none = 没有时限会变。
version-button-keep = 保持旧版
version-button-migrate = 改用第 { $version } 版
version-kept = 📄 <b>{ $contract }</b>：未关闭的工单保持旧版（{ $who }）。新工单按第 { $version } 版。
version-migrated = 📄 <b>{ $contract }</b>：{ $count } 张未关闭的工单已改用第 { $version } 版（{ $who }）。时限有变的客户已收到通知。
version-done-already = 已经有人决定了。
calendar-recomputed = 🗓 已载入 { $years } 年的法定节假日，所有进行中的时限已重新计算。
calendar-moved-none = 没有时限变化。
holidays-known = 🗓 已知法定节假日的年份：{ $years }。之后的年份在载入名单前按普通工作日计算。
holidays-usage =
    要载入或更正某一年，请把官方放假安排放在一条消息里发来：
    <code>/holidays 2027
    2027-01-01 休
    2027-02-05..2027-02-11 休
    2027-02-20 班</code>
holidays-wrong = ⚠️ 名单没有载入。{ $problem }
holidays-loaded = ✅ { $year } 年：放假 { $off } 天，调休上班 { $work } 天。正在重新计算时限。
holidays-same = { $year } 年的名单已经载入过，内容相同。
card-years-unknown = <i>⚠️ { $years } 年法定节假日尚未公布，暂按普通工作日计算。</i>
