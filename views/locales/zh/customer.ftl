# 对客户说的话。

# 第一次见面
welcome = 👋 您好，这里是 <b>{ $customer }</b> 的售后服务台。
    哪里不对，直接用自己的话写在这里，照片、语音、视频都行。
    我们会登记、派工程师，进展也在这里告诉您。
ask-name = 怎么称呼您？请发一下全名；如果就是“<b>{ $name }</b>”，点下面的按钮。
button-name-right = 👍 就用这个名字
name-kept = 称呼：<b>{ $name }</b>
ask-phone = 📱 方便留个电话吗？紧急时工程师可以直接打给您。
    点下面的按钮，或直接输入号码。
button-share-contact = 📱 分享我的手机号
button-skip-phone = 暂不提供
phone-not-yours = 这张名片不是您本人的。请点“{ button-share-contact }”，或直接输入号码。
customer-ready = ✅ 都好了。有问题时直接写在这里，例如“三号食堂监控全黑了”，照片、语音、视频都行。
    /my 我的工单 · /help 帮助
staff-ready = ✅ { $name }，您好。您可以在这里收到呼叫和提醒。
    /help 看看能做什么

# 没有合同的人
stranger = 👋 您好，这里是售后服务台。您还没有开通。
    有邀请链接，请打开链接；没有的话，点下面申请。您写在这里的话会保留，开通后即可受理。
button-ask-access = 🔑 申请开通
ask-access = 请用一条消息写明：<b>单位、姓名、电话、使用的系统</b>。
access-asked = ✅ 申请已转给经理，有结果会在这里告诉您。
access-asked-already = ⏳ 您的申请已在处理，有结果会在这里告诉您。
access-have-already = 您已经开通，有问题直接写在这里就行。
invite-used = 这个邀请链接已被使用，每个链接只能用一次。请向我们要一个新的，或点下面申请。
invite-expired = 这个邀请链接已过期。请向我们要一个新的，或点下面申请。
invite-unknown = 没有找到这个邀请链接，可能没有复制完整。请再打开一次原链接，或点下面申请。
invite-slow_down = 尝试次数太多，请过一会儿再打开链接，或点下面申请。

# 命令
customer-help = <b>有问题，直接写在这里</b>，照片、语音、视频都行。
    要补充某个工单，就回复那个工单的消息。

    /my 我的工单
    /sla 工单时限怎么算的
    /courses 我的培训
    /survey 满意度问卷
    /reports 定期发给您的服务报告
    /cancel 放弃还没写完的报修
    /language 中文 / English
    /help 帮助
ask-language = 请选择语言 · Please choose your language
language-chosen = ✅ 好的，以后用中文。
cancel-done = 好的，这次报修已放弃。
cancel-nothing = 没有正在填写的内容。要撤回已登记的工单，请用 /my 打开它，再点“{ button-withdraw }”。
my-none = 您还没有工单。有问题直接写在这里。
my-tickets = { $count ->
    [0] 没有处理中的工单，以下是最近的：
   *[other] 处理中的工单：<b>{ $count }</b> 个。点开查看：
}
file-large = 📎 文件超过 { $mb } MB，无法存档，但可以转给工程师看。要紧的内容请再发一份小一点的。
    <i>{ $name }</i>

# 报修
report-nothing-to-do = 👋 我在。有问题时，直接写哪里不对就行。
button-new-report = 🆕 都不是，是新问题
customer-level-now = 🎚 <b>#{ $number }</b> 按您的回答，定为<b>{ $level ->
    [1] 一级
    [2] 二级
    [3] 三级
    [4] 四级
   *[other] { $level } 级
}</b>。期限见工单卡片。

# 卡片上的按钮
button-repaired = ✅ 解决了
button-not-repaired = ❌ 还没解决
button-object = 🎚 级别不对
button-withdraw = 🗂 撤回工单
button-stale = 这个按钮已失效，请看下面最新的消息。
button-not-yours = 这不是您的工单。
done = 好的

# 工单的进展
customer-acknowledged = ✋ <b>#{ $number }</b> <b>{ $who }</b> 已接单，负责处理。
customer-on-way = 🚗 <b>#{ $number }</b> <b>{ $who }</b> 已出发，正赶往现场。
customer-arrived = 📍 <b>#{ $number }</b> <b>{ $who }</b> 已到现场。
customer-remote = 💻 <b>#{ $number }</b> <b>{ $who }</b> 开始远程处理。如不便远程，请直接回复。
customer-waiting = ⏸ <b>#{ $number }</b> <b>{ $who }</b> 在等您的回复，请直接写在这里。
customer-handed-over = 🔁 <b>#{ $number }</b> 现由 <b>{ $who }</b> 负责，之前的对话都看得到。
customer-restored = 🟢 <b>#{ $number }</b> <b>{ $who }</b>：服务已恢复。
    请您试一下，解决了吗？
customer-resolved = ✅ <b>#{ $number }</b> <b>{ $who }</b> 已处理完毕。
account-kind = <b>类别</b>：{ $kind }
account-cause = <b>原因</b>：{ $words }
account-done = <b>处理</b>：{ $words }
account-advice = <b>建议</b>：{ $words }
customer-resolved-ask = 请您看一下，解决了吗？{ $length }内没有回复，工单将自动关闭。
confirm-within = { $unit ->
    [wd] { $amount } 个工作日
    [month] { $amount } 个月
   *[d] { $amount } 天
}
customer-regraded = 🎚 <b>#{ $number }</b> 级别改为 <b>{ $level }</b>。
customer-regraded-why = 🎚 <b>#{ $number }</b> 级别改为 <b>{ $level }</b>：{ $reason }
customer-taken-back = ↩️ <b>#{ $number }</b> 更正：{ $who } 撤销了刚才的进展，请以工单卡片为准。
customer-closed-silently = ☑️ <b>#{ $number }</b> 没有收到您的异议，工单已关闭。问题若还在，点下面即可重新打开。
customer-reopened = 🔴 <b>#{ $number }</b> 已重新打开，并通知了工程师。
    现在是什么情况？请直接写在这里。
customer-confirmed-line = ✅ <b>#{ $number }</b> 您回答：解决了
customer-contested-line = ❌ <b>#{ $number }</b> 您回答：还没解决
customer-withdrawn-line = 🗂 <b>#{ $number }</b> 您选择：撤回
customer-outcome = { $lines }

# 撤回、异议
ask-withdraw = 要撤回 <b>#{ $number }</b> 吗？工程师将停止处理。
button-withdraw-yes = 撤回
button-withdraw-no = 不撤回
never-mind = 好的，一切照旧。
ask-objection = <b>#{ $number }</b> 的级别哪里不对？请用一句话写明实际影响，工程师和经理都会看到。
customer-objection-kept = ✅ <b>#{ $number }</b> 已记下，并通知了工程师和经理。如果改级别，会在这里告诉您。

# 评价
customer-ask-rating = ⭐ <b>#{ $number }</b> 这次服务您满意吗？
stars-5 = ⭐⭐⭐⭐⭐ 非常满意
stars-4 = ⭐⭐⭐⭐ 满意
stars-3 = ⭐⭐⭐ 一般
stars-2 = ⭐⭐ 不满意
stars-1 = ⭐ 非常不满意
rating-noted = 谢谢您的评价
rating-thanks = 谢谢您对 <b>#{ $number }</b> 的评价：{ $stars ->
    [5] { stars-5 }
    [4] { stars-4 }
    [3] { stars-3 }
    [2] { stars-2 }
   *[1] { stars-1 }
}
button-add-comment = 💬 补充几句
ask-comment = 请写下您对 <b>#{ $number }</b> 的意见，一条消息即可。
rating-comment-thanks = ✅ <b>#{ $number }</b> 意见已收到，谢谢。

# 补充与转达
button-not-this-ticket = 🆕 与此无关，是新问题
talk-passed-on = 📨 已转到 <b>#{ $number }</b>：{ $title }
talk-passed-on-closed = 📨 已转到 <b>#{ $number }</b>：{ $title }
    这个工单<b>已关闭</b>。需要处理的话，请点下面的按钮。
talk-passed-on-late = 📨 已转到 <b>#{ $number }</b>：{ $title }
    这个工单<b>已关闭</b>，提出异议的时间已过。问题还在的话，请点下面按新问题受理。
talk-moved = 🆕 好的，与 <b>#{ $number }</b> 无关，按新问题受理。
talk-moved-team = ℹ️ <b>#{ $number }</b> 客户说上一条消息与本工单无关，将另立工单。
talk-focus = 接下来 10 分钟，您的消息会转到 #{ $number }
talk-edited-closed = ✏️ 修改已记入 <b>#{ $number }</b>，但它已关闭。还有问题，请另发一条消息。
talk-guessed-ticket = 📨 您没有选择，消息先转到了 <b>#{ $number }</b>：{ $title }
    如果是别的事，请再发一条说明。
talk-guessed-ticket-team = ℹ️ <b>#{ $number }</b> 客户没有选择工单，以上消息按推测归到这里。
