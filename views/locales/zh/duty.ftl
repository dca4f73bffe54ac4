# 承诺、催问、表情、会诊，以及联系不上的人。

# 什么时候
promise-m0 = 现在就办
promise-m15 = 15 分钟内
promise-m30 = 30 分钟内
promise-m60 = 1 小时内
promise-other = 其他时间…
promise-again = ⏳ 改时间…
promise-on = ✋ 我在办
promise-yes = ✋ 还在办
promise-no = 🙅 我办不了
card-promise-ask = ⏳ <b>您最晚几点着手？</b>请点下面的时间。
card-promise = ⏳ 最晚 <b>{ $until }</b> 着手
card-promise-customer = 🤝 { $who } 最晚 <b>{ $until }</b> 为您着手处理
card-nudged = ⏳ <b>已催问，还没有动静</b>
card-seen = 👀 已看：{ $who }
card-experts = 👥 专家会诊：{ $who }
names-between = { "、" }
engineer-did-promise = #{ $number }：最晚 { $until } 着手。
engineer-did-still = #{ $number } 仍由您负责。
engineer-did-release = #{ $number } 不再由您负责，正在呼叫下一位。
engineer-did-exp = #{ $number }：正在召集专家。
form-when = ⏳ <b>#{ $number }</b> 您最晚几点着手？请回复本消息输入：<code>14:30</code>、<code>45m</code> 或 <code>2h</code>。
    <i>您在这里的下一条消息会填进表单，不会发给客户。</i>
form-when-set = ⏳ <b>#{ $number }</b> 最晚 <b>{ $until }</b> 着手
form-when-unclear = ⚠️ 看不出是几点：请输入 <code>14:30</code>、<code>45m</code> 或 <code>2h</code>。
promise-noted = ⏳ <b>#{ $number }</b> 最晚 <b>{ $until }</b> 着手
promise-still = ✋ <b>#{ $number }</b> 仍由您负责
promise-released = 🙅 <b>#{ $number }</b> 不再由您负责，正在呼叫下一位
refused-no-experts = 合同里没有专家，或者都已经召集了。

# 催问
person-nudge = ⏰ <b>#{ $number }</b> 您说的时间已过，还没有动静。<b>您在办吗？</b>否则将呼叫下一位。
person-released = 🔁 <b>#{ $number }</b> 一直没有动静，已从您名下转出，正在呼叫下一位。您随时可以再接回来。
person-still-on-it = ⏰ <b>#{ $number }</b> 很久没有动静了。<b>您还在办吗？</b>
person-asleep = 😴 <b>#{ $number }</b> 由 { $who } 负责，{ $since } 以后没有动静，问了也没有回答。您不移交，就仍由其负责。
person-experts = 👥 <b>#{ $number }</b> · <b>{ $level }</b>
    请您参加专家会诊：请进会诊话题。
team-nudge = ⏰ <b>#{ $number }</b> { $who } 您说的时间已过：在办吗？
team-released = 🔁 <b>#{ $number }</b> { $who } 一直没有动静，正在呼叫下一位
team-gave-back = 🔁 <b>#{ $number }</b> { $who } 办不了，正在呼叫下一位
customer-released = 🔁 <b>#{ $number }</b> 我们的工程师临时脱不开身，正在为您呼叫下一位。

# 会诊
do-exp = 👥 召集专家
experts-topic = 👥 会诊 #{ $number } { $customer } · { $title }
experts-called = 👥 { $mentions } <b>#{ $number }</b> · <b>{ $level }</b>：请参加会诊
experts-inside = <i>本话题里的话只留在内部，记入工单。</i>
customer-status = 📣 <b>#{ $number }</b> 进展：{ $state } · <b>{ $who }</b>（{ $since } 起）
customer-status-calling = 📣 <b>#{ $number }</b> 进展：正在逐一呼叫工程师。

# 联系不上
trouble-staff-left = ⚠️ <b>{ $name }</b> 已退出工程师群，看不到群里的工单了。如非误操作，请更新人员配置。
trouble-staff-duty = ⚠️ <b>{ $name }</b> 从 { $from } 起值班，却<b>收不到呼叫</b>：{ $why }。请其打开 { $link } 并点“开始”，或请人顶班。
trouble-why-blocked = 屏蔽了机器人
trouble-why-gone = Telegram 账号已注销
trouble-why-never = 还没有和机器人说过话
trouble-why-left = 已退出群
