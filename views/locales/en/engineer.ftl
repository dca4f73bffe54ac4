# What engineers are told when they press, write and ask, and why a command was refused.

# Who may
only-engineers = Only engineers can press this.
only-managers = Only managers can press this.
staff-anonymous-press = You are acting as the group. Turn off “Remain anonymous” in your admin rights, then press again.
staff-anonymous = ⚠️ This was written as the group, so we cannot tell who it was: <b>nothing was passed on</b>. Turn off “Remain anonymous” in your admin rights and write it again.
staff-outsider = ⚠️ { $name }, you are not on the desk’s staff list: <b>what you write here is not passed on</b>. An administrator can add you in the settings.
staff-no-manager = ⚠️ { $name }, only managers can use commands here. An administrator can give you that role in the settings.

# Why not
refused-already = That is so already.
refused-already-rated = You have rated this ticket already. Thank you!
refused-already-reopened = It is open already: the engineers are at it.
refused-closed = This ticket is closed.
refused-no-level = Only faults have a level.
refused-nobody-has-it = Nobody has taken this ticket yet. Take it first.
refused-not-repaired-yet = The repair has not been reported yet.
refused-not-yours = This ticket is with { $who }. Ask for a handover first.
refused-nothing-to-take-back = There is nothing to undo.
refused-same-level = It has that level already.
refused-stale = This button is not valid any more.
refused-still-open = The ticket is still open. You can rate it once it is closed.
refused-taken = { $who } has had it since { $at }.

# Done
engineer-did-ack = You have #{ $number }.
engineer-did-way = #{ $number }: on your way. The customer knows.
engineer-did-arr = #{ $number }: arrived.
engineer-did-rem = #{ $number }: working remotely. The customer knows.
engineer-did-wait = #{ $number }: waiting for the customer.
engineer-did-rest = #{ $number }: running again. The customer is asked to confirm.
engineer-did-res = #{ $number }: repaired. The customer is asked to confirm.
engineer-did-back = #{ $number }: undone, now “{ $state }”.
engineer-did-lvl = #{ $number }: level changed.
engineer-did-hand = #{ $number } is with { $to } now.
engineer-refused = ⚠️ { $words }
engineer-shown = { $lines }

# Handing over
hand-over-whom = 🔁 <b>#{ $number }</b> Hand over to whom?
hand-over-no = Keep it
hand-over-not = 🔁 <b>#{ $number }</b> stays where it is.
hand-over-done = 🔁 <b>#{ $number }</b> { $who } → <b>{ $to }</b>

# Forms
form-not-yours = { $who } is filling this in.
form-stale = This step is done. Please use the newest message of the form.
form-kind = ✅ <b>#{ $number } Repaired</b>
    What kind of fault was it?
fault-kind-hardware = 🔌 Hardware or network line
fault-kind-configuration = ⚙️ Configuration
fault-kind-operation = 👆 Operation/misuse
fault-kind-software = 🐞 Software error
fault-kind-improvement = 💡 Improvement or other
form-cause = ✅ <b>#{ $number } Repaired</b>
    What was the <b>cause</b>? Type it, as a reply to this message.
    <i>Your next message here goes into the form, not to the customer.</i>
form-done = ✅ <b>#{ $number } Repaired</b>
    What was <b>done</b>? Type it, as a reply to this message.
    <i>Your next message here goes into the form, not to the customer.</i>
form-advice = ✅ <b>#{ $number } Repaired</b>
    Any <b>advice</b> so that it does not come back? Type it, as a reply to this message.
    <i>Your next message here goes into the form, not to the customer.</i>
form-check = ✅ <b>#{ $number } Repaired</b>: check, then send; the customer gets it
    <b>Kind</b>: { $kind }
    <b>Cause</b>: { $cause }
    <b>Done</b>: { $done }
    <b>Advice</b>: { $advice }
form-check-request = ✅ <b>#{ $number } Done</b>: check, then send; the customer gets it
    <b>Cause</b>: { $cause }
    <b>Done</b>: { $done }
    <b>Advice</b>: { $advice }
form-change = ✅ <b>#{ $number }</b> Change which part?
form-nothing = –
form-sent = ✅ <b>#{ $number } Repaired</b>
    <b>Kind</b>: { $kind }
    <b>Cause</b>: { $cause }
    <b>Done</b>: { $done }
    <b>Advice</b>: { $advice }
form-sent-request = ✅ <b>#{ $number } Done</b>
    <b>Cause</b>: { $cause }
    <b>Done</b>: { $done }
    <b>Advice</b>: { $advice }
form-left = ✖️ <b>#{ $number }</b> The form was put away; nothing was sent.
form-left-answer = Nothing was sent.
form-too-long = ⚠️ { $length } characters are too many: at most { $most }. Please send it again, shorter.
form-level = 🎚 <b>#{ $number }</b> Which level?
form-reason = 🎚 <b>#{ $number }</b> Why? Tap a reason, or type your own as a reply to this message. The customer will read it.
form-regraded = 🎚 <b>#{ $number }</b> is now <b>{ $level }</b> · { $who }
    { $reason }
form-field-kind = Kind of fault
form-field-cause = Cause
form-field-done = What was done
form-field-advice = Advice
form-button-skip = Skip
form-button-send = ✅ Send
form-button-change = ✏️ Change…
form-button-back = ⬅️ Back
form-button-cancel = ✖️ Cancel
regrade-reason-more-affected = More is affected than was reported
regrade-reason-data-or-security = Data or security is at risk
regrade-reason-less-affected = Less is affected than was reported
regrade-reason-workaround = Work goes on with a workaround
regrade-reason-customer-agreed = As agreed with the customer

# Notes
note-usage = 📝 An internal note begins with <code>//</code> (or <code>/note</code>) in the ticket’s topic. Elsewhere, reply to a message of the ticket, or in private write <code>/note 12 your words</code>. The customer never sees it.
note-too-late = ⚠️ The customer has seen this message: it cannot become a note any more. The customer’s copy stays as it was.

# Lists
engineer-queue = 📋 <b>Open tickets: { $count }</b>

    { $lines }
engineer-queue-empty = 📋 No open tickets. ☕
list-line = <b>#{ $number }</b> · <b>{ $what }</b> · { $customer }
    { $state } · { $due }
list-state = { $state }
list-state-who = { $state }, { $who }
list-deadline = { $clock } { $at } ({ $left })
list-no-deadline = no deadline running
list-more = … and { $count } more

# One ticket
details-contact = 👤 { $name } · { $phone } · { $contract }
details-no-phone = no phone
details-title = <blockquote>{ $title }</blockquote>
details-done = <b>Done</b>: { $done }
details-words = <b>💬 Said</b>
details-quote = <i>{ $at }</i> { $side ->
    [note] 📝
    [engineer] 🔧
   *[customer] 👤
} <b>{ $who }</b>: { $words }
details-events = <b>🗒 What happened ({ $count })</b>
details-event = <i>{ $at }</i> { $what }
details-event-by = <i>{ $at }</i> { $what } · { $who }
engineer-event-opened = opened
engineer-event-regraded = level changed
engineer-event-objected = level objected to
engineer-event-acknowledged = accepted
engineer-event-on_way = on the way
engineer-event-arrived = arrived
engineer-event-remote = working remotely
engineer-event-waiting = waiting for the customer
engineer-event-customer_said = customer wrote
engineer-event-engineer_said = engineer wrote
engineer-event-restored = running again
engineer-event-resolved = repaired
engineer-event-confirmed = confirmed by the customer
engineer-event-not_repaired = “not repaired”
engineer-event-closed = closed by itself
engineer-event-withdrawn = taken back by the customer
engineer-event-handed_over = handed over
engineer-event-taken_back = step undone
engineer-event-escalated = escalated
engineer-event-warned = warned of a deadline
engineer-event-breached = deadline missed
engineer-event-rated = rated
engineer-event-commented = comment
engineer-event-assigned = given to its owner
engineer-event-graded = kind of request changed
engineer-event-migrated = new contract version
engineer-event-pause_asked = pause asked for
engineer-event-pause_agreed = pause agreed
engineer-event-pause_refused = pause refused
engineer-event-resumed = clock runs again
engineer-event-regrade_asked = other level asked for
engineer-event-regrade_refused = other level refused
engineer-event-defect_fixed = defect removed
engineer-event-explained = reason for missing a deadline
engineer-details-usage = Which ticket? For example <code>/t 12</code>, or <code>/t</code> in its topic.
engineer-no-such-ticket = There is no ticket #{ $number }.

# Duty
duty-next = ⏭ From { $at }: { $names }
duty-ladder = <b>Who is paged, step by step</b>
duty-step = { $place }. { $names }
duty-between = { ", " }

# Commands
engineer-help = <b>In a ticket’s topic</b>
    Whatever you write goes to the customer.
    <code>//</code> or /note in front: an internal note
    /t everything about the ticket
    👍 on a card or page: you take it; 👀: seen, nothing stops

    <b>Everywhere</b>
    /queue open tickets, the most severe first
    /t <code>12</code> one ticket
    /sla <code>12</code> how its deadlines are counted, line by line
    /oncall who is on call and who is next; <code>week</code> as a picture, <code>me</code> my duties, <code>changes</code>
    /cover cover me now; /swap offer one of my shifts
    /away absences; /override another takes a shift; /delegate somebody stands in
    /drill <code>1 CONTRACT at 02:50</code> who would be paged; nothing is sent
    /visits my return visits and follow-ups; /survey how customers rate me
    /inspect my inspections: agree on a time, go on with the list
    /course courses: plan, announce, materials; <code>/course 12</code> makes request 12 one
    /cancel leave a form
    /language 中文 / English
engineer-unknown-command = There is no such command; nothing was passed on. /help shows what there is.
engineer-nothing-to-cancel = There is no form to leave.
engineer-language-private = The group’s language is part of the settings. For your private messages, write /language to the bot in private.
engineer-private-hint = What you write here reaches nobody. Write to a customer in the ticket’s topic; /help shows what works here.
