# Promises, reminders, reactions, experts, and who cannot be reached.

# By when
promise-m0 = Now
promise-m15 = In 15 min
promise-m30 = In 30 min
promise-m60 = In 1 h
promise-other = Another time…
promise-again = ⏳ Another time…
promise-on = ✋ I am on it
promise-yes = ✋ Yes, still on it
promise-no = 🙅 I cannot
card-promise-ask = ⏳ <b>By when will you be at it?</b> Tap a time below.
card-promise = ⏳ At work by <b>{ $until }</b>
card-promise-customer = 🤝 { $who } will be at work for you by <b>{ $until }</b> at the latest
card-nudged = ⏳ <b>Reminded: no sign of work yet</b>
card-seen = 👀 Seen by { $who }
card-experts = 👥 Experts called together: { $who }
names-between = { ", " }
engineer-did-promise = #{ $number }: at work by { $until }.
engineer-did-still = #{ $number } stays with you.
engineer-did-release = #{ $number } is not with you any more. The next one is being called.
engineer-did-exp = #{ $number }: the experts are being called.
form-when = ⏳ <b>#{ $number }</b> By when will you be at work? Type it, as a reply to this message: <code>14:30</code>, <code>45m</code> or <code>2h</code>.
    <i>Your next message here goes into the form, not to the customer.</i>
form-when-set = ⏳ <b>#{ $number }</b> At work by <b>{ $until }</b>
form-when-unclear = ⚠️ That is no time: <code>14:30</code>, <code>45m</code> or <code>2h</code>, please.
promise-noted = ⏳ <b>#{ $number }</b> At work by <b>{ $until }</b>
promise-still = ✋ <b>#{ $number }</b> stays with you
promise-released = 🙅 <b>#{ $number }</b> is not with you any more; the next one is being called
refused-no-experts = The contract names no experts, or all of them were called already.

# Reminders
person-nudge = ⏰ <b>#{ $number }</b> The time you gave is over and nothing was heard. <b>Are you on it?</b> Otherwise the next one is called.
person-released = 🔁 <b>#{ $number }</b> was taken from you, as nothing was heard: the next one is being called. You can take it again at any time.
person-still-on-it = ⏰ <b>#{ $number }</b> was quiet for long. <b>Are you still on it?</b>
person-asleep = 😴 <b>#{ $number }</b> is with { $who }, nothing was heard since { $since }, and our question was not answered. It stays there unless you hand it over.
person-experts = 👥 <b>#{ $number }</b> · <b>{ $level }</b>
    You are called as an expert: please come to the experts’ topic.
team-nudge = ⏰ <b>#{ $number }</b> { $who } the time you gave is over: are you on it?
team-released = 🔁 <b>#{ $number }</b> nothing was heard of { $who }: the next one is being called
team-gave-back = 🔁 <b>#{ $number }</b> { $who } cannot go on: the next one is being called
customer-released = 🔁 <b>#{ $number }</b> Our engineer has been held up. We are calling the next one for you right now.

# Experts
do-exp = 👥 Call the experts
experts-topic = 👥 Experts #{ $number } { $customer } · { $title }
experts-called = 👥 { $mentions } <b>#{ $number }</b> · <b>{ $level }</b>: you are called together
experts-inside = <i>What is written in this topic stays inside and on the ticket’s record.</i>
customer-status = 📣 <b>#{ $number }</b> How it stands: { $state } · <b>{ $who }</b>, since { $since }
customer-status-calling = 📣 <b>#{ $number }</b> How it stands: we are calling our engineers one after another.

# Out of reach
trouble-staff-left = ⚠️ <b>{ $name }</b> has left the engineers’ group: they see no tickets there any more. If that is no mistake, update the settings.
trouble-staff-duty = ⚠️ <b>{ $name }</b> is on duty from { $from } and <b>cannot be paged</b>: { $why }. Have them open { $link } and press Start, or let somebody cover.
trouble-why-blocked = the bot is blocked
trouble-why-gone = the Telegram account is gone
trouble-why-never = they have never spoken to the bot
trouble-why-left = they have left the group
