# 工程师按按钮、写消息、查询时看到的话，以及操作被拒绝的原因。

# 谁可以操作
only-engineers = 只有工程师可以按这个按钮。
only-managers = 只有管理人员可以按这个按钮。
staff-anonymous-press = 您正以群身份操作。请在管理员权限中关闭“保持匿名”，再按一次。
staff-anonymous = ⚠️ 这条消息是以群身份发的，无法知道是谁写的：<b>没有转发</b>。请在管理员权限中关闭“保持匿名”，再发一次。
staff-outsider = ⚠️ { $name }，您不在服务台人员名单中：<b>您在这里写的内容不会转发</b>。请联系管理员在配置中添加。
staff-no-manager = ⚠️ { $name }，只有管理人员可以在这里使用命令。请联系管理员在配置中设置角色。

# 为什么不行
refused-already = 已经是这样了。
refused-already-rated = 您已经评价过了，谢谢！
refused-already-reopened = 工单已重新打开，工程师正在处理。
refused-closed = 工单已关闭。
refused-no-level = 只有故障才有级别。
refused-nobody-has-it = 还没有人接单，请先接单。
refused-not-repaired-yet = 工程师还没有报告修好。
refused-not-yours = 该工单由 { $who } 负责，请先办理移交。
refused-nothing-to-take-back = 没有可以撤销的操作。
refused-same-level = 已经是这个级别了。
refused-stale = 这个按钮已失效。
refused-still-open = 工单还没关闭，关闭后即可评价。
refused-taken = { $who } 已接单（{ $at }）。

# 已完成
engineer-did-ack = #{ $number } 由您负责。
engineer-did-way = #{ $number }：已出发，客户已收到通知。
engineer-did-arr = #{ $number }：已到场。
engineer-did-rem = #{ $number }：开始远程处理，客户已收到通知。
engineer-did-wait = #{ $number }：等待客户回复。
engineer-did-rest = #{ $number }：已恢复，请客户确认。
engineer-did-res = #{ $number }：已解决，请客户确认。
engineer-did-back = #{ $number }：已撤销，现在是“{ $state }”。
engineer-did-lvl = #{ $number }：级别已调整。
engineer-did-hand = #{ $number } 现由 { $to } 负责。
engineer-refused = ⚠️ { $words }
engineer-shown = { $lines }

# 移交
hand-over-whom = 🔁 <b>#{ $number }</b> 移交给谁？
hand-over-no = 不移交
hand-over-not = 🔁 <b>#{ $number }</b> 不移交。
hand-over-done = 🔁 <b>#{ $number }</b> { $who } → <b>{ $to }</b>

# 表单
form-not-yours = { $who } 正在填写。
form-stale = 这一步已完成，请使用最新的表单消息。
form-kind = ✅ <b>#{ $number } 处理完成</b>
    是哪一类故障？
fault-kind-hardware = 🔌 硬件或线路
fault-kind-configuration = ⚙️ 配置
fault-kind-operation = 👆 操作（使用不当）
fault-kind-software = 🐞 软件错误
fault-kind-improvement = 💡 软件改进或其他
form-cause = ✅ <b>#{ $number } 处理完成</b>
    <b>故障原因</b>是什么？请回复本消息输入。
    <i>您在这里的下一条消息会填入表单，不会发给客户。</i>
form-done = ✅ <b>#{ $number } 处理完成</b>
    <b>做了哪些处理</b>？请回复本消息输入。
    <i>您在这里的下一条消息会填入表单，不会发给客户。</i>
form-advice = ✅ <b>#{ $number } 处理完成</b>
    有什么<b>日常使用建议</b>，避免再次发生？请回复本消息输入。
    <i>您在这里的下一条消息会填入表单，不会发给客户。</i>
form-check = ✅ <b>#{ $number } 处理完成</b>：核对后发送给客户
    <b>故障类别</b>：{ $kind }
    <b>原因</b>：{ $cause }
    <b>处理</b>：{ $done }
    <b>建议</b>：{ $advice }
form-check-request = ✅ <b>#{ $number } 办理完成</b>：核对后发送给客户
    <b>原因</b>：{ $cause }
    <b>处理</b>：{ $done }
    <b>建议</b>：{ $advice }
form-change = ✅ <b>#{ $number }</b> 修改哪一项？
form-nothing = –
form-sent = ✅ <b>#{ $number } 处理完成</b>
    <b>故障类别</b>：{ $kind }
    <b>原因</b>：{ $cause }
    <b>处理</b>：{ $done }
    <b>建议</b>：{ $advice }
form-sent-request = ✅ <b>#{ $number } 办理完成</b>
    <b>原因</b>：{ $cause }
    <b>处理</b>：{ $done }
    <b>建议</b>：{ $advice }
form-left = ✖️ <b>#{ $number }</b> 已放弃填写，什么都没有发出。
form-left-answer = 什么都没有发出。
form-too-long = ⚠️ { $length } 个字太长，最多 { $most } 个字。请缩短后重发。
form-level = 🎚 <b>#{ $number }</b> 调整为哪一级？
form-reason = 🎚 <b>#{ $number }</b> 为什么？点一个原因，或回复本消息输入。客户会看到。
form-regraded = 🎚 <b>#{ $number }</b> 现为<b>{ $level }</b> · { $who }
    { $reason }
form-field-kind = 故障类别
form-field-cause = 原因
form-field-done = 处理
form-field-advice = 建议
form-button-skip = 跳过
form-button-send = ✅ 发送
form-button-change = ✏️ 修改…
form-button-back = ⬅️ 返回
form-button-cancel = ✖️ 取消
regrade-reason-more-affected = 影响比报修时更大
regrade-reason-data-or-security = 数据或安全有风险
regrade-reason-less-affected = 影响比报修时更小
regrade-reason-workaround = 已有临时办法，不影响工作
regrade-reason-customer-agreed = 已与客户商定

# 内部备注
note-usage = 📝 在工单话题里以 <code>//</code>（或 <code>/note</code>）开头就是内部备注。在别处请回复该工单的消息，或私聊发送 <code>/note 12 内容</code>。客户看不到备注。
note-too-late = ⚠️ 客户已经看到这条消息，不能再改成备注。客户看到的内容保持不变。

# 列表
engineer-queue = 📋 <b>未关闭工单：{ $count }</b>

    { $lines }
engineer-queue-empty = 📋 没有未关闭的工单。☕
list-line = <b>#{ $number }</b> · <b>{ $what }</b> · { $customer }
    { $state } · { $due }
list-state = { $state }
list-state-who = { $state }，{ $who }
list-deadline = { $clock } { $at }（{ $left }）
list-no-deadline = 没有计时中的时限
list-more = …… 还有 { $count } 个

# 单个工单
details-contact = 👤 { $name } · { $phone } · { $contract }
details-no-phone = 没有电话
details-title = <blockquote>{ $title }</blockquote>
details-done = <b>处理</b>：{ $done }
details-words = <b>💬 往来消息</b>
details-quote = <i>{ $at }</i> { $side ->
    [note] 📝
    [engineer] 🔧
   *[customer] 👤
} <b>{ $who }</b>：{ $words }
details-events = <b>🗒 经过（{ $count }）</b>
details-event = <i>{ $at }</i> { $what }
details-event-by = <i>{ $at }</i> { $what } · { $who }
engineer-event-opened = 报修
engineer-event-regraded = 调整级别
engineer-event-objected = 对级别有异议
engineer-event-acknowledged = 接单
engineer-event-on_way = 出发
engineer-event-arrived = 到场
engineer-event-remote = 远程处理
engineer-event-waiting = 等待客户
engineer-event-customer_said = 客户发言
engineer-event-engineer_said = 工程师发言
engineer-event-restored = 恢复
engineer-event-resolved = 解决
engineer-event-confirmed = 客户确认
engineer-event-not_repaired = 客户说没修好
engineer-event-closed = 自动关闭
engineer-event-withdrawn = 客户撤回
engineer-event-handed_over = 移交
engineer-event-taken_back = 撤销操作
engineer-event-escalated = 升级通知
engineer-event-warned = 时限预警
engineer-event-breached = 超时
engineer-event-rated = 评价
engineer-event-commented = 留言
engineer-event-assigned = 分派
engineer-event-graded = 改类别
engineer-event-migrated = 换合同版本
engineer-event-pause_asked = 请求暂停
engineer-event-pause_agreed = 同意暂停
engineer-event-pause_refused = 不同意暂停
engineer-event-resumed = 恢复计时
engineer-event-regrade_asked = 请求改级
engineer-event-regrade_refused = 不同意改级
engineer-event-defect_fixed = 缺陷已修复
engineer-event-explained = 超时原因
engineer-details-usage = 哪个工单？例如 <code>/t 12</code>；在工单话题里直接发 <code>/t</code>。
engineer-no-such-ticket = 没有工单 #{ $number }。

# 值班
duty-next = ⏭ { $at } 起：{ $names }
duty-ladder = <b>逐级通知顺序</b>
duty-step = { $place }. { $names }
duty-between = 、

# 命令
engineer-help = <b>在工单话题里</b>
    您写的内容会发给客户。
    以 <code>//</code> 或 /note 开头：内部备注
    /t 查看该工单的全部情况
    在卡片或呼叫上点 👍：由您接单；👀：表示已看，不停止呼叫

    <b>任何地方</b>
    /queue 未关闭工单，最紧急的在前
    /t <code>12</code> 查看一个工单
    /sla <code>12</code> 工单时限明细，逐行核对
    /oncall 现在和接下来谁值班；<code>week</code> 一周图，<code>me</code> 我的班，<code>changes</code> 改动
    /cover 现在请人替班；/swap 让出我的一个班
    /away 登记不在；/override 改由别人值班；/delegate 指定代理人
    /drill <code>1 合同 at 02:50</code> 演练会呼叫谁，不发送
    /visits 我的回访与跟进；/survey 客户对我的评价
    /inspect 我的巡检：约时间、继续逐项检查
    /course 培训：建立、通知、上传资料；<code>/course 12</code> 把需求 12 安排成课程
    /cancel 放弃填写表单
    /language 中文 / English
engineer-unknown-command = 没有这个命令，也没有转发给客户。可用命令见 /help。
engineer-nothing-to-cancel = 没有正在填写的表单。
engineer-language-private = 群的语言在配置中设定。您自己的私聊语言，请私聊机器人发送 /language。
engineer-private-hint = 您在这里写的内容不会转给任何人。给客户写消息请到工单话题；可用命令见 /help。
