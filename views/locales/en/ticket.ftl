# Tickets: cards, buttons, states, deadlines, and what is said in the topic and privately.

# The card
card-head = { $icon } <b>#{ $number }</b> · <b>{ $what }</b>
card-state = { $state }
card-state-who = { $state } · <b>{ $who }</b>
card-clock-runs = ⏱ <b>{ $clock } by { $due }</b> · { $left }
card-clock-late = 🔥 <b>{ $clock } by { $due }</b> · <b>{ $left }</b>
card-clock-met = ✔️ { $clock } · in time, { $at }
card-clock-missed = ⚠️ { $clock } · <b>late</b>, { $at }
card-title = <blockquote>{ $title }</blockquote>
card-why = <i>Why this level: { $why }</i>
card-provisional = <i>Handled at the highest level it may be; please answer our question to settle it.</i>
card-provisional-team = <i>Level not settled: the highest it may be, until the customer answers.</i>
card-customer = 👤 { $customer } · { $contact }
card-facts = 📋 { $facts }
card-as-of = <i>🕒 as of { $at }</i>

# States
state-new = Waiting for an engineer
state-acknowledged = Accepted
state-on_way = On the way
state-onsite = On site, working
state-remote = Working remotely
state-waiting = Waiting for a reply
state-restored = Restored, to be confirmed
state-resolved = Resolved, to be confirmed
state-closed = Closed

# Deadlines
clock-response = Response
clock-response-or-remote = { clock-response }
clock-onsite = On site
clock-onsite-or-remote = On site or remote
clock-restore = Restored
clock-restore-or-remote = { clock-restore }
clock-report = Fault report
clock-report-or-remote = { clock-report }
clock-defect_fix = Defect removed
clock-defect_fix-or-remote = { clock-defect_fix }
clock-answer = Answer
clock-answer-or-remote = { clock-answer }
clock-change = Change done
clock-change-or-remote = { clock-change }
clock-complaint = Complaint answered
clock-complaint-or-remote = { clock-complaint }

# Kinds of request
kind-fault = Fault
kind-consultation = Question
kind-change = Change request
kind-training = Training
kind-maintenance = Maintenance or upgrade
kind-complaint = Complaint
kind-other = Other

# What is known
fact-impact-down = unusable
fact-impact-severe = seriously degraded
fact-impact-limited = partly abnormal
fact-impact-slight = hardly affected
fact-scope-everyone = everyone
fact-scope-many = several
fact-scope-one = one person or device
fact-data-lost = data lost
fact-data-at_risk = data at risk
fact-data-safe = data safe
fact-security-true = security incident
fact-security-false = no security incident
fact-workaround-true = workaround exists
fact-workaround-false = no workaround

# The engineers' buttons
do-ack = ✋ I take it
do-way = 🚗 On my way
do-arr = 📍 Arrived
do-rem = 💻 Remote
do-wait = ⏸ Waiting
do-rest = 🟢 Restored
do-res = ✅ Resolved
do-hand = 🔁 Hand over
do-lvl = 🎚 Level
do-back = ↩️ Take back

# Steps that can be taken back
step-acknowledged = accepted
step-on_way = on the way
step-arrived = arrived
step-remote = working remotely
step-waiting = waiting for the customer
step-restored = restored
step-resolved = resolved

# Pages
page-head = 🚨 <b>#{ $number }</b> · <b>{ $level }</b>
page-over = <b>#{ $number }</b> · <b>{ $level }</b>
page-step = ⬆️ Still nobody has it · escalation { $step }
page-group = 🚨 { $mentions } <b>#{ $number }</b> please take it
page-group-escalated = 🚨 { $mentions } <b>#{ $number }</b> still nobody has it (escalation { $step }), please take it
mention = <a href="tg://user?id={ $person }">{ $name }</a>
nobody = nobody yet

# In the topic
team-warning = ⏰ <b>#{ $number }</b> { $clock }: { $share }% of the time is gone
team-breach = ❗️ <b>#{ $number }</b> { $clock }: <b>deadline missed</b>
team-regraded = 🎚 <b>#{ $number }</b> is now <b>{ $level }</b> · { $who }
team-regraded-why = 🎚 <b>#{ $number }</b> is now <b>{ $level }</b> · { $who }: { $reason }
team-objected = 🙋 <b>#{ $number }</b> the customer disagrees with the level · { $who }:
    <blockquote>{ $words }</blockquote>
team-confirmed = ☑️ <b>#{ $number }</b> solved, says the customer: closed · { $who }
team-reopened = 🔴 <b>#{ $number }</b> <b>not solved</b>, says the customer: open again · { $who }
team-withdrawn = 🗂 <b>#{ $number }</b> withdrawn by the customer: closed · { $who }
team-closed-silently = ☑️ <b>#{ $number }</b> no objection in time, closed by itself
team-handed-over = 🔁 <b>#{ $number }</b> { $who } → <b>{ $to }</b>
team-taken-back = ↩️ <b>#{ $number }</b> { $who } took back “{ $step }”
team-rated = ⭐ <b>#{ $number }</b> rated { $stars } of 5 by the customer
team-comment = 💬 <b>#{ $number }</b> comment on the service · { $who }:
    <blockquote>{ $words }</blockquote>
reason-answers = from the customer’s answers
said-late = <i>This notice comes { $late } late: the desk was down.</i>

# To one engineer
person-request-yours = 📥 <b>#{ $number }</b> { $level }: yours to follow up
person-handed-to-you = 🔁 <b>#{ $number }</b> · <b>{ $level }</b>
    Handed over to you by { $who }: it is yours now.
person-reopened = 🔴 <b>#{ $number }</b> · <b>{ $level }</b>
    Not solved, says { $who }: open again, and still yours.
person-regraded = 🎚 <b>#{ $number }</b> is now <b>{ $level }</b>
    Raised by { $who }; mind the new deadlines.

# To the managers
managers-breach = ❗️ <b>#{ $number }</b> { $clock }: <b>deadline missed</b>
managers-objected = 🙋 <b>#{ $number }</b> the customer disagrees with the level:
    <blockquote>{ $words }</blockquote>
managers-low-rating = ⭐ <b>#{ $number }</b> low rating: { $stars } of 5
managers-low-rating-comment = 💬 <b>#{ $number }</b> comment on a low rating:
    <blockquote>{ $words }</blockquote>
managers-complaint = 📣 <b>#{ $number }</b> <b>Complaint</b> · { $customer }
    <blockquote>{ $words }</blockquote>
    <i>A reply to this message goes to the customer; // in front keeps it inside.</i>
managers-facts = { $level } · { $state } · with: { $who }
    👤 { $customer } · { $contact }

# Words from one side to the other
relay-from-customer = 👤 <b>{ $name }</b> · #{ $number }
    { $words }
relay-from-engineer = 🔧 <b>{ $name }</b> · #{ $number }
    { $words }
repeat-mark = <i>🔁 may be a repeat</i>

# What does not arrive
trouble-customer = ⚠️ <b>#{ $number }</b> { $name } cannot get our messages (bot blocked or account gone): please phone.
trouble-staff-blocked = ⚠️ <b>{ $name }</b> has blocked the bot and <b>cannot be paged</b>. Have them open { $link } and press Start.
trouble-staff-gone = ⚠️ <b>{ $name }</b>’s Telegram account is gone: <b>cannot be paged</b>. Update the settings; a new account opens { $link }
trouble-staff-never = ⚠️ <b>{ $name }</b> has never spoken to the bot and <b>cannot be paged</b>. Have them open { $link } and press Start.
trouble-no-topics = ⚠️ The bot may not manage topics in the engineers’ group: tickets become threads of replies. Please give it the right “Manage topics”.
trouble-group = ⚠️ <b>The bot cannot write to the group</b> <code>{ $chat }</code>. Add it again, or check the group’s id in the settings.
trouble-try-again = That did not work. Please press again.
managers-step-empty = 🕳 <b>#{ $number }</b> nobody could be called for: { $layers }. The next step was called at once.
