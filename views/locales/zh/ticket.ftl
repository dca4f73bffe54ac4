# 工单：卡片、按钮、状态、时限，以及在话题里、私聊里说的话。

# 卡片
card-head = { $icon } <b>#{ $number }</b> · <b>{ $what }</b>
card-state = { $state }
card-state-who = { $state } · <b>{ $who }</b>
card-clock-runs = ⏱ <b>{ $clock }：{ $due } 前</b> · { $left }
card-clock-late = 🔥 <b>{ $clock }：{ $due } 前</b> · <b>{ $left }</b>
card-clock-met = ✔️ { $clock } · 按时，{ $at }
card-clock-missed = ⚠️ { $clock } · <b>超时</b>，{ $at }
card-title = <blockquote>{ $title }</blockquote>
card-why = <i>定级依据：{ $why }</i>
card-provisional = <i>暂按可能的最高级别处理；请回答我们的问题，以便准确定级。</i>
card-provisional-team = <i>级别待定：暂按可能的最高级别，还在等客户回答。</i>
card-customer = 👤 { $customer } · { $contact }
card-facts = 📋 { $facts }
card-as-of = <i>🕒 更新于 { $at }</i>

# 状态
state-new = 等待工程师接单
state-acknowledged = 已接单
state-on_way = 正赶往现场
state-onsite = 已到现场，处理中
state-remote = 远程处理中
state-waiting = 等待回复
state-restored = 已恢复，待确认
state-resolved = 已解决，待确认
state-closed = 已关闭

# 时限
clock-response = 响应
clock-response-or-remote = { clock-response }
clock-onsite = 到场
clock-onsite-or-remote = 到场或远程
clock-restore = 恢复
clock-restore-or-remote = { clock-restore }
clock-report = 故障报告
clock-report-or-remote = { clock-report }
clock-defect_fix = 缺陷修复
clock-defect_fix-or-remote = { clock-defect_fix }
clock-answer = 答复
clock-answer-or-remote = { clock-answer }
clock-change = 变更完成
clock-change-or-remote = { clock-change }
clock-complaint = 投诉答复
clock-complaint-or-remote = { clock-complaint }

# 请求的种类
kind-fault = 故障报修
kind-consultation = 使用咨询
kind-change = 需求变更
kind-training = 培训
kind-maintenance = 维护与升级
kind-complaint = 投诉
kind-other = 其他

# 已知情况
fact-impact-down = 用不了
fact-impact-severe = 严重受影响
fact-impact-limited = 部分功能异常
fact-impact-slight = 影响轻微
fact-scope-everyone = 全部受影响
fact-scope-many = 多人受影响
fact-scope-one = 一人或一台
fact-data-lost = 数据丢失
fact-data-at_risk = 数据有风险
fact-data-safe = 数据安全
fact-security-true = 安全事件
fact-security-false = 非安全事件
fact-workaround-true = 有临时办法
fact-workaround-false = 无临时办法

# 工程师的按钮
do-ack = ✋ 我来处理
do-way = 🚗 出发
do-arr = 📍 到场
do-rem = 💻 远程处理
do-wait = ⏸ 等客户
do-rest = 🟢 已恢复
do-res = ✅ 已解决
do-hand = 🔁 移交
do-lvl = 🎚 改级别
do-back = ↩️ 撤销

# 可以撤回的步骤
step-acknowledged = 接单
step-on_way = 出发
step-arrived = 到场
step-remote = 远程处理
step-waiting = 等待客户
step-restored = 已恢复
step-resolved = 已解决

# 呼叫
page-head = 🚨 <b>#{ $number }</b> · <b>{ $level }</b>
page-over = <b>#{ $number }</b> · <b>{ $level }</b>
page-step = ⬆️ 仍无人接单 · 第 { $step } 次升级
page-group = 🚨 { $mentions } <b>#{ $number }</b> 请接单
page-group-escalated = 🚨 { $mentions } <b>#{ $number }</b> 仍无人接单（第 { $step } 次升级），请接单
mention = <a href="tg://user?id={ $person }">{ $name }</a>
nobody = 暂无

# 话题里的话
team-warning = ⏰ <b>#{ $number }</b> { $clock }时限已过 { $share }%
team-breach = ❗️ <b>#{ $number }</b> { $clock }<b>超时</b>
team-regraded = 🎚 <b>#{ $number }</b> 改为 <b>{ $level }</b> · { $who }
team-regraded-why = 🎚 <b>#{ $number }</b> 改为 <b>{ $level }</b> · { $who }：{ $reason }
team-objected = 🙋 <b>#{ $number }</b> 客户不同意定级 · { $who }：
    <blockquote>{ $words }</blockquote>
team-confirmed = ☑️ <b>#{ $number }</b> 客户确认已解决，工单关闭 · { $who }
team-reopened = 🔴 <b>#{ $number }</b> 客户反映<b>还没解决</b>，工单重新打开 · { $who }
team-withdrawn = 🗂 <b>#{ $number }</b> 客户已撤回，工单关闭 · { $who }
team-closed-silently = ☑️ <b>#{ $number }</b> 客户到期未提出异议，工单自动关闭
team-handed-over = 🔁 <b>#{ $number }</b> { $who } → <b>{ $to }</b>
team-taken-back = ↩️ <b>#{ $number }</b> { $who } 撤销了“{ $step }”
team-rated = ⭐ <b>#{ $number }</b> 客户评分 { $stars } 分（满分 5 分）
team-comment = 💬 <b>#{ $number }</b> 客户评价 · { $who }：
    <blockquote>{ $words }</blockquote>
reason-answers = 根据客户的回答
said-late = <i>本条提醒迟到 { $late }：服务台曾中断。</i>

# 给工程师本人
person-request-yours = 📥 <b>#{ $number }</b> { $level }：由您跟进
person-handed-to-you = 🔁 <b>#{ $number }</b> · <b>{ $level }</b>
    { $who } 移交给您，现由您负责。
person-reopened = 🔴 <b>#{ $number }</b> · <b>{ $level }</b>
    { $who } 反映还没解决，工单重新打开，仍由您负责。
person-regraded = 🎚 <b>#{ $number }</b> 升为 <b>{ $level }</b>
    由 { $who } 调整，请看新的期限。

# 给经理
managers-breach = ❗️ <b>#{ $number }</b> { $clock }<b>超时</b>
managers-objected = 🙋 <b>#{ $number }</b> 客户不同意定级：
    <blockquote>{ $words }</blockquote>
managers-low-rating = ⭐ <b>#{ $number }</b> 低分：{ $stars } 分（满分 5 分）
managers-low-rating-comment = 💬 <b>#{ $number }</b> 低分客户的意见：
    <blockquote>{ $words }</blockquote>
managers-complaint = 📣 <b>#{ $number }</b> <b>投诉</b> · { $customer }
    <blockquote>{ $words }</blockquote>
    <i>回复本消息，即答复客户；以 // 开头只作内部备注。</i>
managers-facts = { $level } · { $state } · 负责人：{ $who }
    👤 { $customer } · { $contact }

# 转达双方的话
relay-from-customer = 👤 <b>{ $name }</b> · #{ $number }
    { $words }
relay-from-engineer = 🔧 <b>{ $name }</b> · #{ $number }
    { $words }
repeat-mark = <i>🔁 可能重复</i>

# 送不到
trouble-customer = ⚠️ <b>#{ $number }</b> 客户 { $name } 收不到我们的消息（屏蔽了机器人或账号已注销），请打电话联系。
trouble-staff-blocked = ⚠️ <b>{ $name }</b> 屏蔽了机器人，<b>收不到呼叫</b>。请其打开 { $link } 并点“开始”。
trouble-staff-gone = ⚠️ <b>{ $name }</b> 的 Telegram 账号已注销，<b>收不到呼叫</b>。请更新人员配置；新账号请打开 { $link }
trouble-staff-never = ⚠️ <b>{ $name }</b> 还没有和机器人说过话，<b>收不到呼叫</b>。请其打开 { $link } 并点“开始”。
trouble-no-topics = ⚠️ 机器人不能管理工程师群的话题，工单改用回复串。请授予机器人“管理话题”权限。
trouble-group = ⚠️ <b>机器人发不进群</b>（<code>{ $chat }</code>）。请把机器人重新加入群，或检查配置里的群编号。
trouble-try-again = 没有办成，请再点一次。
managers-step-empty = 🕳 <b>#{ $number }</b> 值班空缺，无人可呼叫：{ $layers }。已立即呼叫下一级。
