# What both sides agree on: pauses, consent to a lower level, defects; and why a deadline was missed.

# The card
card-clock-still = ⏸ <b>{ $clock }</b> stands still until { $until } at the latest; then by <b>{ $due }</b>
card-clock-due = ⏱ <b>{ $clock } by { $due }</b>
card-pause-asked = ⏳ Asked to stop the clock until { $until } ({ $reason }) · no answer yet, it runs on
card-regrade-asked = ⏳ Asked for { $level } · no answer yet, the level stays
card-kind-grade = { $kind } · { $grade }

# The engineers' buttons
do-pause = ⏸ Stop the clock
do-go = ▶️ Go on
do-grade = 🏷 { $grade }
do-fixed = 🐞 Defect removed

# Asking for a pause
form-pause = ⏸ <b>#{ $number }</b> Why stop the clock? It stops once the customer agrees.
form-until = ⏸ <b>#{ $number }</b> { $reason }: until when at the latest?
form-until-1h = 1 hour (until { $until })
form-until-4h = 4 hours (until { $until })
form-until-tomorrow = { $until }
form-until-longest = Longest: until { $until }
form-pause-sent = ⏳ <b>#{ $number }</b> The customer is asked for a pause until <b>{ $until }</b>: { $reason } · { $who }
    <i>Until there is an answer the clock runs on.</i>
engineer-did-pause = #{ $number }: the customer is asked; until then the clock runs on.
engineer-did-go = #{ $number }: the clock runs again.
customer-pause-asked = ⏸ <b>#{ $number }</b> May the clock stand still until <b>{ $until }</b> at the latest?
    <b>{ $who }</b>: { $reason }
    Standing still: { $clocks }
    <i>Without an answer it runs on. After a yes, any message from you starts it again.</i>
button-pause-agree = ✅ Agree
button-pause-object = ❌ Object
pause-answer-yes = ⏸ <b>#{ $number }</b> You agreed to a pause until <b>{ $until }</b> at the latest: { $reason }
    <i>Any message from you starts the clock again.</i>
pause-answer-no = ▶️ <b>#{ $number }</b> You objected: the clock runs on.
customer-resumed-customer = ▶️ <b>#{ $number }</b> Your message has arrived: the clock runs again.
customer-resumed-time = ▶️ <b>#{ $number }</b> The agreed time is over: the clock runs again.
customer-resumed-engineer = ▶️ <b>#{ $number }</b> <b>{ $who }</b> goes on: the clock runs again.
team-pause-agreed = ⏸ <b>#{ $number }</b> Pause agreed until <b>{ $until }</b>: { $reason } · { $who }
team-pause-refused = ▶️ <b>#{ $number }</b> The customer <b>objects</b> to a pause, the clock runs on: { $reason } · { $who }
team-resumed-customer = ▶️ <b>#{ $number }</b> The customer wrote, the clock runs again · { $who }
team-resumed-time = ▶️ <b>#{ $number }</b> The agreed time is over, the clock runs again
team-resumed-engineer = ▶️ <b>#{ $number }</b> Going on, the clock runs again · { $who }

# Consent to a lower level
form-regrade-asked = ⏳ <b>#{ $number }</b> <b>{ $level }</b> needs consent: it was asked for · { $who }
    { $reason }
engineer-did-lvl-asked = #{ $number }: asked. The level changes once somebody consents.
customer-regrade-asked = 🎚 <b>#{ $number }</b> From <b>{ $was }</b> to <b>{ $level }</b>: is that all right?
    <b>{ $who }</b>: { $reason }
    <i>Without an answer the level stays.</i>
team-regrade-asked = ⏳ <b>#{ $number }</b> { $was } → <b>{ $level }</b>, consent asked · { $who }: { $reason }
managers-regrade-asked = 🎚 <b>#{ $number }</b> From <b>{ $was }</b> to <b>{ $level }</b>: do you consent?
    <b>{ $who }</b>: { $reason }
button-regrade-agree = ✅ Agree
button-regrade-object = ❌ Keep the level
regrade-answer-yes = 🎚 <b>#{ $number }</b> is now <b>{ $level }</b> · agreed: { $who }
    { $reason }
    { $deadline }
regrade-answer-no = 🎚 <b>#{ $number }</b> stays <b>{ $level }</b> · not agreed: { $who }
    { $deadline }
    <i>Reason for the question: { $reason }</i>
team-regraded-agreed = 🎚 <b>#{ $number }</b> is now <b>{ $level }</b> · { $who }: { $reason } · agreed: { $agreed }
team-regrade-refused = 🎚 <b>#{ $number }</b> does not become { $level } · not agreed: { $who }

# Other terms, other deadlines
customer-graded = 🏷 <b>#{ $number }</b> is handled as <b>{ $what }</b> · { $who }
engineer-did-grade = #{ $number }: handled as “{ $grade }”.
customer-migrated = 📄 <b>#{ $number }</b> follows the new version of your contract.
team-migrated = 📄 <b>#{ $number }</b> follows the contract’s new version · { $who }
team-deadlines-moved = 🕘 <b>#{ $number }</b> Deadlines moved
deadline-moved = { $clock }: { $was } → <b>{ $due }</b>
deadline-new = { $clock }: new, <b>{ $due }</b>
deadline-notice = ⚠️ The stricter deadline { $strict } has passed already; by contract you have { $notice } notice: <b>{ $due }</b>

# A software defect
form-defect = ✅ <b>#{ $number } Repaired</b>
    Is the <b>software defect</b> itself removed?
    If not: by contract it is by <b>{ $due }</b>, and the customer will read that.
form-defect-yes = ✅ Removed
form-defect-no = 🐞 Not yet
form-defect-left = to be removed by { $due }
form-defect-removed = removed
form-field-defect = Defect
form-check-software = ✅ <b>#{ $number } Repaired</b>: check, then send; the customer gets it
    <b>Kind</b>: { $kind }
    <b>Cause</b>: { $cause }
    <b>Done</b>: { $done }
    <b>Advice</b>: { $advice }
    <b>Defect</b>: { $defect }
form-sent-software = ✅ <b>#{ $number } Repaired</b>
    <b>Kind</b>: { $kind }
    <b>Cause</b>: { $cause }
    <b>Done</b>: { $done }
    <b>Advice</b>: { $advice }
    <b>Defect</b>: { $defect }
engineer-did-fixed = #{ $number }: defect removed. The customer knows.
customer-defect-open = <b>Defect</b>: the software error itself will be removed by <b>{ $due }</b>; you will hear of it here.
customer-defect-fixed = 🐞 <b>#{ $number }</b> The software defect is removed · <b>{ $who }</b>
team-defect-fixed = 🐞 <b>#{ $number }</b> Software defect removed · { $who }

# Missed deadlines
missed-several = ❗️ <b>#{ $number }</b> <b>{ $count } deadlines missed</b>
missed-line = 🔥 <b>{ $clock }</b> { $start } → { $due } · { $late } late
so-far = <b>So far</b>: { $steps }
so-far-opened = reported { $at }
so-far-acknowledged = accepted { $at }
so-far-on_way = on the way { $at }
so-far-arrived = arrived { $at }
so-far-remote = remote { $at }
so-far-restored = restored { $at }
team-explain = ✍️ <b>#{ $number }</b> Why was it late? The reason stays in the record.
button-why = ✍️ Give the reason
button-why-clock = ✍️ { $clock }: why?
form-missed = ✍️ <b>#{ $number }</b> Why was { $clock } ({ $due }) late?
    Tap a reason, or type your own as a reply to this message. <i>It is not sent to the customer.</i>
form-missed-sent = ✍️ <b>#{ $number }</b> { $clock } ({ $due }) was late · { $who }
    { $reason }
missed-reason-part = Waiting for a part
missed-reason-traffic = Traffic
missed-reason-access = No access
missed-reason-hard-to-find = Fault hard to find
missed-reason-overload = Too few of us
engineer-did-missed = #{ $number }: the reason is on record.
team-explained = ✍️ <b>#{ $number }</b> { $clock } ({ $due }) was late · { $who }: { $reason }

# Why not
refused-no-pause = The contract has no reason for which this clock may stop.
refused-pause-over = This question is over. The card shows which clocks run.
refused-paused-already = The clock stands still already, or the customer has been asked already.
refused-not-paused = The clock is not stopped.
refused-regrade-over = This question is settled. The card shows the level.
refused-not-asked = By the contract this is not yours to agree to.
refused-no-grade = The contract has no such kind of request.
refused-no-defect = There is no defect left to remove.
refused-not-missed = No such missed deadline is on record.
refused-explained = { $who } has given the reason already.
refused-contest-late = The time to contest this repair ended { $until }. Still wrong? Just write what you see: we take it as a new report.
refused-promise-time = Choose a time within the next 24 hours.
engineer-event-promised = wants to be at work by the promised time
engineer-event-seen = saw the page
engineer-event-nudged = was reminded: nothing heard since
engineer-event-released = has it no more; the ladder goes on
engineer-event-joined = made it part of an incident
engineer-event-experts_called = experts called together
