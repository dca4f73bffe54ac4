# 质保到期、收费项目与报价；培训需求变成课程。

warranty-ends-managers-prices = 🛡 { $customer }（{ $contract }）：<b>{ $part }</b>质保 { $until } 到期，还有 { $days } 天。
    之后报修按价目表收费，先报价后施工。
warranty-ends-managers-plain = 🛡 { $customer }（{ $contract }）：<b>{ $part }</b>质保 { $until } 到期，还有 { $days } 天。
    之后的维修为收费服务；该合同还没有价目表。
warranty-ends-customer-prices = 🛡 <b>{ $part }</b>的质保到 <b>{ $until }</b> 为止，还有 { $days } 天。
    到期后维修收费：开工前会先把项目和价格发给您，您同意后才动手。到期前发现的问题请尽快告诉我们。
warranty-ends-customer-plain = 🛡 <b>{ $part }</b>的质保到 <b>{ $until }</b> 为止，还有 { $days } 天。
    到期后维修为收费服务。到期前发现的问题请尽快告诉我们。
warranty-ended-managers = 🛡 { $customer }（{ $contract }）：<b>{ $part }</b>质保已于 { $until } 到期（通知晚了）。
warranty-ended-customer = 🛡 <b>{ $part }</b>的质保已于 <b>{ $until }</b> 到期，之后的维修收费。

card-warranty-open = ❓ { $over }已过质保，{ $still }仍在质保：这次属于哪个？
card-covered = 🛡 质保内（{ $part }），不收费
card-paid = 💰 收费服务：{ $part }已过质保，先报价后施工
card-offer-first = ⛔️ 客户同意报价前不能开工
card-offer-open = 💬 报价 { $sum }，等待客户答复
card-offer-agreed = ✅ 客户同意 { $sum }
card-offer-refused = ❌ 客户不同意报价
card-offer-waived = 🆗 经理同意不报价开工
card-course = 🎓 已安排为培训课程
do-warranty = 🛡 是否在质保内
do-offer = 💰 报价
do-waive = 🆗 不报价也可开工
do-course = 🎓 安排成课程
do-course-show = 🎓 查看课程
offer-line = { $item }：{ $price }／{ $unit } × { $count } = { $sum }
offer-total = <b>合计 { $sum }</b>
customer-offered = 💰 <b>#{ $number }</b> { $part }已过质保，这次维修收费。<b>{ $who }</b> 的报价：
customer-offered-then = <i>您同意后才开工，只做所列项目。</i>
button-offer-y = ✅ 同意
button-offer-n = ❌ 不同意
button-offer-w = ⏳ 需要时间考虑（暂停计时）
offer-answer-yes = ✅ <b>#{ $number }</b> 您已同意报价 { $sum }，工程师将开工。
offer-answer-no = ❌ <b>#{ $number }</b> 您没有同意报价 { $sum }。有疑问请直接写在这里。
offer-answer-wait = ⏳ <b>#{ $number }</b> 报价 { $sum }：计时暂停，最迟到 { $until }。想好了请点：
team-covered = 🛡 <b>#{ $number }</b> 质保内（{ $part }） · { $who }
team-paid = 💰 <b>#{ $number }</b> 收费：{ $part }已过质保 · { $who }
team-offer-agreed = ✅ <b>#{ $number }</b> 客户同意报价 <b>{ $sum }</b>，可以开工 · { $who }
team-offer-refused = ❌ <b>#{ $number }</b> 客户不同意报价 { $sum } · { $who }
team-offer-waived = 🆗 <b>#{ $number }</b> { $who } 同意不报价开工
managers-offer-refused = ❌ <b>#{ $number }</b> 客户不同意报价 { $sum } · { $who }
managers-offer-first = ⛔️ <b>#{ $number }</b> { $who } 要开始收费维修，但客户还没有同意报价：{ $title }
offer-first = ⛔️ <b>#{ $number }</b> 这是收费维修：请先报价，客户同意后再开工。
offer-first-open = ⛔️ <b>#{ $number }</b> 报价已发，客户还没有答复；请等同意后再开工。
offer-waived-now = 🆗 <b>#{ $number }</b> 可以不报价开工 · { $who }
warranty-which = 🛡 <b>#{ $number }</b> 这次修的是哪一部分？
    质保内：{ $still }
    已过质保：{ $over }
warranty-covered = 🛡 质保内：{ $part }
warranty-paid = 💰 收费：{ $part }
warranty-covered-now = 🛡 <b>#{ $number }</b> 质保内（{ $part }），不收费。
warranty-paid-now = 💰 <b>#{ $number }</b> 收费：{ $part }已过质保。
form-offer = 💰 <b>#{ $number }</b> 报价：点一次加一份
    { $lines }
form-offer-none = 还没有选项目
form-offer-send = ✅ 发给客户
form-offer-clear = ↩️ 清空
form-offer-sent = 💰 <b>#{ $number }</b> 报价已发给客户：
    { $lines }
engineer-did-offer = #{ $number }：报价已发给客户
customer-became-course = 🎓 <b>#{ $number }</b> 您的培训需求已安排成课程：<b>{ $title }</b>。
team-became-course = 🎓 <b>#{ $number }</b> 已安排成课程：{ $title } · { $who }
refused-offer-first = 收费维修：客户同意报价后才能开工。
refused-warranty-first = 请先选这次属于质保内还是收费。
refused-nothing-to-pay = 这张工单没有要收费的。
refused-offer-empty = 请先选至少一个项目。
refused-offer-over = 这份报价已有结果，或已换成新的。
refused-no-prices = 该合同没有价目表。
engineer-event-covered = 确认是否在质保内
engineer-event-offered = 发出报价
engineer-event-offer_agreed = 客户同意报价
engineer-event-offer_refused = 客户不同意报价
engineer-event-offer_waived = 经理同意不报价开工
engineer-event-became_course = 安排成培训课程
receipt-paid = 💰 收费维修（{ $part }已过质保）
receipt-offer-agreed = ✅ { $at } 同意 { $sum }
receipt-offer-refused = ❌ { $at } 不同意 { $sum }
receipt-offer-waived = 🆗 { $who } 同意不报价开工
