# 回访：任务、记录、问题转工单、客户愿望。

visit-ask = 📞 <b>{ $what }</b> · { $customer }
    请在 { $until } 前回访，可联系：
    { $contacts }
visit-again = 🔁 <b>{ $what }</b> · { $customer }：已试 { $tries } 次未联系上，请再试。
    { $until } 前完成，可联系：
    { $contacts }
visit-button-begin = 📝 记录回访
visit-button-not-reached = 📵 联系不上
visit-tried = 📵 { $customer }：已记下没有联系上（第 { $tries } 次），明天再提醒您。
visit-tried-answer = 已记下，明天提醒
visit-how = 📞 <b>{ $what }</b> · { $customer }
    怎么回访的？
visit-how-phone = 📞 电话
visit-how-onsite = 🚶 上门
visit-who = 📞 <b>{ $what }</b> · { $customer }
    { $note }
    和谁谈的？
visit-button-other = ✏️ 其他人
visit-button-later = ⏸ 先放下
visit-button-back = ⬅️ 返回
visit-button-go-on = ▶️ 继续
visit-page = 📞 <b>{ $what }</b> · { $customer }
    { $note }
visit-button-all-well = ✅ 一切正常，完成
visit-button-done = ✅ 完成
visit-button-problem = 🔧 有问题
visit-button-wish = 💡 有愿望
visit-button-words = 📝 备注
visit-type-who = 📞 <b>{ $what }</b> · { $customer }
    和谁谈的？请写姓名。
visit-type-problem = 📞 <b>{ $what }</b> · { $customer }
    { $note }
    <b>发现了什么问题</b>？请写一条消息，接着可以一键开工单。
visit-type-wish = 📞 <b>{ $what }</b> · { $customer }
    { $note }
    <b>客户希望什么</b>？请写一条消息，管理人员可用 /wishes 查看。
visit-type-words = 📞 <b>{ $what }</b> · { $customer }
    { $note }
    <b>备注</b>：请写一条消息。
visit-level = 📞 <b>{ $what }</b> · { $customer }
    🔧 { $problem }
    开工单？请选级别。
visit-button-no-ticket = 已当场解决，不开工单
visit-left = ⏸ <b>{ $what }</b> · { $customer }：已放下，记录都在。
    { $note }
visit-done = ✅ <b>{ $what }</b> · { $customer }：已完成
    { $note }
visit-done-answer = 回访已完成
visit-elsewhere = 📞 回访记录在下面的新消息里继续。
visit-words-only = 这里只能记文字，照片请发到工单话题里。请再写一次。
visit-words-left = 好的，先不写。记录都保留着：
visit-enough = 一次回访最多记 { $most } 条。
visit-no-contact = 该客户还没有联系人，无法开工单。请经理用 /invite 邀请。
visit-line-who = { $how } · { $who }
visit-line-problem = 🔧 { $words }
visit-line-ticket = 🔧 { $words } → #{ $number }
visit-line-wish = 💡 { $words }
visit-line-words = 📝 { $words }
visit-line-well = ✅ 一切正常
visit-how-message = ✉️ 书面
visit-ticket-team = 📞 <b>#{ $number }</b> 来自{ $what }（{ $who }）：
    { $words }
visit-ticket-customer = 📞 { $what }中谈到的问题已登记为 <b>#{ $number }</b>：
    { $words }

# 任务清单
visits-one = 📌 { $customer } · { $what }
    { $until } 前完成
visits-none = 您没有待办的回访或跟进。
visits-private = 请私聊机器人发送 /visits 查看您的待办。
due-not-yours = 这项任务由 { $who } 负责，或与您本人有关。
due-done = 已经完成了。
due-cancelled = 合同已结束，无需再做。
due-missed = 已经过期，下一次已在进行。

# 客户愿望
wishes = 💡 <b>客户愿望</b>：{ $count } 条
wishes-contract = <b>{ $customer }</b> · { $code }
wishes-line = • { $day } { $words }（{ $who }；{ $by } 记）
wishes-more = …… 更早的还有 { $count } 条
wishes-none = 还没有记录客户愿望。

# “/”菜单
command-engineer-visits = 我的回访与跟进
command-manager-wishes = 客户愿望
