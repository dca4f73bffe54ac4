# 管理人员看到的话，以及申请使用的人得到的答复。

manager-help = <b>管理人员</b>
    /summary 今天；也可加 <code>昨天</code>、<code>一周</code>、<code>本月</code>、<code>本季度</code>、<code>上月</code>、<code>2026Q3</code>；后面加合同编号则只看该合同
    /subscribe 自己的汇总，时间自定
    /export 导出工单、时限、评分（XLSX 和 CSV）
    <code>/sla report</code> 本月承诺达成情况；也可用 <code>/sla report 上月</code>、<code>/sla report 2026-10</code>
    /overdue 已超时的工单
    /invite 生成一次性邀请链接
    /access 待处理的使用申请
    /survey 满意度结果；/wishes 客户愿望；后面加合同编号则只看该合同
manager-summary-usage = 哪一段时间？<code>/summary</code>（今天）、<code>/summary 昨天</code>、<code>一周</code>、<code>本月</code>、<code>本季度</code>、<code>上周</code>、<code>上月</code>、<code>上季度</code>、<code>2026-10</code>、<code>2026Q3</code>；后面加合同编号则只看该合同。
manager-summary-too-early = 今天才刚开始。
manager-overdue = 🔥 <b>已超时：{ $count }</b>

    { $lines }
manager-overdue-none = ✅ 没有超时的工单。

# 邀请
invite-which = 🎟 为哪份合同生成邀请？
invite-made = 🎟 <b>{ $customer }</b>
    { $link }
    { $days } 天内有效，只能用一次，限一人。请私下发给对方联系人。
invite-did = 链接见下方消息。
invite-no-contract = 没有合同“{ $code }”。发送 /invite 查看全部。

# 使用申请
access-request = 🔑 <b>{ $name }</b>（{ $account }）申请使用
    <blockquote>{ $words }</blockquote>
    归入哪份合同？
access-button-refuse = ✖️ 拒绝
access-request-granted = 🔑 <b>{ $name }</b>（{ $account }）
    <blockquote>{ $words }</blockquote>
    ✅ <b>{ $customer }</b> · { $who }，{ $at }
access-request-refused = 🔑 <b>{ $name }</b>（{ $account }）
    <blockquote>{ $words }</blockquote>
    ✖️ 已拒绝 · { $who }，{ $at }
access-decided = { $state ->
    [granted] { $who } 已批准（{ $at }）。
   *[refused] { $who } 已拒绝（{ $at }）。
}
access-did-grant = { $name } 现在可以使用了。
access-did-refuse = 已拒绝。
access-none = 没有待处理的申请。
access-more = …… 还有 { $count } 个：请先处理以上申请，再发送 /access。
access-granted = ✅ 您现在可以使用了：<b>{ $customer }</b>。
    遇到问题，直接在这里用自己的话写，可附照片、语音或视频。
access-refused = 您的申请未获批准。如果您单位与我们有服务合同，请向本单位联系人索取邀请链接。
