# 双方商定的事：暂停计时、降级须同意、缺陷；以及超时及其原因。

# 卡片
card-clock-still = ⏸ <b>{ $clock }</b> 计时暂停，最迟 { $until } 恢复；届时期限 <b>{ $due }</b>
card-clock-due = ⏱ <b>{ $clock }：{ $due } 前</b>
card-pause-asked = ⏳ 已请求暂停计时到 { $until }（{ $reason }）· 未答复，照常计时
card-regrade-asked = ⏳ 已请求改为{ $level } · 未答复，级别不变
card-kind-grade = { $kind } · { $grade }

# 工程师的按钮
do-pause = ⏸ 暂停计时
do-go = ▶️ 继续处理
do-grade = 🏷 { $grade }
do-fixed = 🐞 缺陷已修复

# 请求暂停
form-pause = ⏸ <b>#{ $number }</b> 为什么暂停计时？客户同意后才会暂停。
form-until = ⏸ <b>#{ $number }</b> { $reason }：最迟暂停到什么时候？
form-until-1h = 1 小时（到 { $until }）
form-until-4h = 4 小时（到 { $until }）
form-until-tomorrow = { $until }
form-until-longest = 最长，到 { $until }
form-pause-sent = ⏳ <b>#{ $number }</b> 已请客户同意暂停到 <b>{ $until }</b>：{ $reason } · { $who }
    <i>答复之前照常计时。</i>
engineer-did-pause = #{ $number }：已询问客户，答复前照常计时。
engineer-did-go = #{ $number }：计时恢复。
customer-pause-asked = ⏸ <b>#{ $number }</b> 计时暂停，最迟到 <b>{ $until }</b>，可以吗？
    <b>{ $who }</b>：{ $reason }
    暂停的时限：{ $clocks }
    <i>不答复则照常计时；同意后，您发一条消息就恢复。</i>
button-pause-agree = ✅ 同意暂停
button-pause-object = ❌ 不同意
pause-answer-yes = ⏸ <b>#{ $number }</b> 您已同意暂停，最迟到 <b>{ $until }</b>：{ $reason }
    <i>您发一条消息，计时就恢复。</i>
pause-answer-no = ▶️ <b>#{ $number }</b> 您不同意暂停，照常计时。
customer-resumed-customer = ▶️ <b>#{ $number }</b> 收到您的消息，计时恢复。
customer-resumed-time = ▶️ <b>#{ $number }</b> 商定的时间到了，计时恢复。
customer-resumed-engineer = ▶️ <b>#{ $number }</b> <b>{ $who }</b> 继续处理，计时恢复。
team-pause-agreed = ⏸ <b>#{ $number }</b> 客户同意暂停到 <b>{ $until }</b>：{ $reason } · { $who }
team-pause-refused = ▶️ <b>#{ $number }</b> 客户<b>不同意</b>暂停，照常计时：{ $reason } · { $who }
team-resumed-customer = ▶️ <b>#{ $number }</b> 客户发了消息，计时恢复 · { $who }
team-resumed-time = ▶️ <b>#{ $number }</b> 商定的时间到了，计时恢复
team-resumed-engineer = ▶️ <b>#{ $number }</b> 继续处理，计时恢复 · { $who }

# 降级须同意
form-regrade-asked = ⏳ <b>#{ $number }</b> 改为<b>{ $level }</b>须经同意，已询问 · { $who }
    { $reason }
engineer-did-lvl-asked = #{ $number }：已询问，同意后才改级别。
customer-regrade-asked = 🎚 <b>#{ $number }</b> <b>{ $was }</b> 改为 <b>{ $level }</b>，可以吗？
    <b>{ $who }</b>：{ $reason }
    <i>不答复则级别不变。</i>
team-regrade-asked = ⏳ <b>#{ $number }</b> { $was } → <b>{ $level }</b> 待同意 · { $who }：{ $reason }
managers-regrade-asked = 🎚 <b>#{ $number }</b> <b>{ $was }</b> → <b>{ $level }</b>，同意吗？
    <b>{ $who }</b>：{ $reason }
button-regrade-agree = ✅ 同意
button-regrade-object = ❌ 保持原级别
regrade-answer-yes = 🎚 <b>#{ $number }</b> 改为 <b>{ $level }</b> · { $who } 已同意
    { $reason }
    { $deadline }
regrade-answer-no = 🎚 <b>#{ $number }</b> 保持 <b>{ $level }</b> · { $who } 不同意改级
    { $deadline }
    <i>改级的理由：{ $reason }</i>
team-regraded-agreed = 🎚 <b>#{ $number }</b> 改为 <b>{ $level }</b> · { $who }：{ $reason } · { $agreed } 已同意
team-regrade-refused = 🎚 <b>#{ $number }</b> 不改为{ $level } · { $who } 不同意

# 条款变了，期限也变
customer-graded = 🏷 <b>#{ $number }</b> 按<b>{ $what }</b>处理 · { $who }
engineer-did-grade = #{ $number }：按“{ $grade }”处理。
customer-migrated = 📄 <b>#{ $number }</b> 改用您合同的新版本。
team-migrated = 📄 <b>#{ $number }</b> 改用合同的新版本 · { $who }
team-deadlines-moved = 🕘 <b>#{ $number }</b> 期限变动
deadline-moved = { $clock }：{ $was } → <b>{ $due }</b>
deadline-new = { $clock }：新增，<b>{ $due }</b>
deadline-notice = ⚠️ 更严的期限 { $strict } 已过；按合同至少提前 { $notice } 告知：<b>{ $due }</b>

# 软件缺陷
form-defect = ✅ <b>#{ $number } 处理完成</b>
    软件缺陷本身<b>修复</b>了吗？
    还没有的话，按合同须在 <b>{ $due }</b> 前修复，客户会看到。
form-defect-yes = ✅ 已修复
form-defect-no = 🐞 还没有
form-defect-left = { $due } 前修复
form-defect-removed = 已修复
form-field-defect = 缺陷
form-check-software = ✅ <b>#{ $number } 处理完成</b>：核对后发送给客户
    <b>故障类别</b>：{ $kind }
    <b>原因</b>：{ $cause }
    <b>处理</b>：{ $done }
    <b>建议</b>：{ $advice }
    <b>缺陷</b>：{ $defect }
form-sent-software = ✅ <b>#{ $number } 处理完成</b>
    <b>故障类别</b>：{ $kind }
    <b>原因</b>：{ $cause }
    <b>处理</b>：{ $done }
    <b>建议</b>：{ $advice }
    <b>缺陷</b>：{ $defect }
engineer-did-fixed = #{ $number }：缺陷已修复，客户已收到通知。
customer-defect-open = <b>缺陷</b>：软件缺陷将在 <b>{ $due }</b> 前修复，修复后告诉您。
customer-defect-fixed = 🐞 <b>#{ $number }</b> 软件缺陷已修复 · <b>{ $who }</b>
team-defect-fixed = 🐞 <b>#{ $number }</b> 软件缺陷已修复 · { $who }

# 超时
missed-several = ❗️ <b>#{ $number }</b> { $count } 项时限<b>超时</b>
missed-line = 🔥 <b>{ $clock }</b> { $start } → { $due } · 已超 { $late }
so-far = <b>经过</b>：{ $steps }
so-far-opened = { $at } 报修
so-far-acknowledged = { $at } 接单
so-far-on_way = { $at } 出发
so-far-arrived = { $at } 到场
so-far-remote = { $at } 远程
so-far-restored = { $at } 恢复
team-explain = ✍️ <b>#{ $number }</b> 为什么超时？请写明原因，会留在记录里。
button-why = ✍️ 写明原因
button-why-clock = ✍️ { $clock }：写明原因
form-missed = ✍️ <b>#{ $number }</b> { $clock }（{ $due }）为什么超时？
    点一个原因，或回复本消息输入。<i>客户不会收到这条消息。</i>
form-missed-sent = ✍️ <b>#{ $number }</b> { $clock }（{ $due }）超时原因 · { $who }
    { $reason }
missed-reason-part = 等备件
missed-reason-traffic = 路上耽搁
missed-reason-access = 进不了现场
missed-reason-hard-to-find = 故障难查
missed-reason-overload = 人手不够
engineer-did-missed = #{ $number }：原因已记录。
team-explained = ✍️ <b>#{ $number }</b> { $clock }（{ $due }）超时原因 · { $who }：{ $reason }

# 为什么不行
refused-no-pause = 合同里没有可以暂停计时的原因。
refused-pause-over = 这个暂停请求已失效，计时以工单卡片为准。
refused-paused-already = 已经请求过或正在暂停，不能再请求。
refused-not-paused = 计时没有暂停。
refused-regrade-over = 这个改级请求已有结果，级别以工单卡片为准。
refused-not-asked = 按合同，这件事不由您同意。
refused-no-grade = 合同里没有这一类。
refused-no-defect = 没有待修复的缺陷。
refused-not-missed = 没有这项超时记录。
refused-explained = { $who } 已写明原因。
refused-contest-late = 提出异议的时间已于 { $until } 结束。问题若还在，请直接写一条消息，我们按新问题受理。
refused-promise-time = 请选择 24 小时以内的时间。
engineer-event-promised = 承诺了到位时间
engineer-event-seen = 看到了呼叫
engineer-event-nudged = 被提醒：一直没有消息
engineer-event-released = 不再负责，继续向上呼叫
engineer-event-joined = 并入同一事件
engineer-event-experts_called = 召集专家会诊
