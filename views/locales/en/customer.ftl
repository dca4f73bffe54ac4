# What customers are told.

# First meeting
welcome = 👋 Hello, this is the support desk for <b>{ $customer }</b>.
    Something wrong? Just write it here in your own words, with photos, voice or video.
    We log it, send an engineer and keep you posted right here.
ask-name = What is your name? Please send it in full, or tap below if “<b>{ $name }</b>” is right.
button-name-right = 👍 That’s right
name-kept = Name: <b>{ $name }</b>
ask-phone = 📱 May we have your phone number? In an emergency the engineer calls you.
    Tap the button, or type the number.
button-share-contact = 📱 Share my number
button-skip-phone = Not now
phone-not-yours = That is not your own contact. Tap “{ button-share-contact }”, or type the number.
customer-ready = ✅ All set. When something is wrong, just write it here, like “cameras in canteen 3 are black”. Photos, voice and video are welcome.
    /my my tickets · /help
staff-ready = ✅ Hello { $name }. Pages and reminders reach you here.
    /help shows what you can do

# Without a contract
stranger = 👋 Hello, this is a support desk. You do not have access yet.
    Open your invitation link, or ask for access below. What you write here is kept and handled once you are in.
button-ask-access = 🔑 Ask for access
ask-access = Please send one message with your <b>organisation, name, phone number and the system you use</b>.
access-asked = ✅ Your request is with the managers. You will hear from us here.
access-asked-already = ⏳ Your request is already being looked at. You will hear from us here.
access-have-already = You have access already: just write what is wrong.
invite-used = This invitation has been used; each works once. Ask us for a new one, or ask for access below.
invite-expired = This invitation has expired. Ask us for a new one, or ask for access below.
invite-unknown = We do not know this invitation; the link may be incomplete. Open the original link again, or ask for access below.
invite-slow_down = Too many tries. Open the link again in a while, or ask for access below.

# Commands
customer-help = <b>Something wrong? Just write it here</b>, with photos, voice or video.
    To add to a ticket, reply to one of its messages.

    /my my tickets
    /sla how the deadlines of a ticket are counted
    /courses my courses
    /survey the satisfaction survey
    /reports service reports that come by themselves
    /cancel drop a report you have not finished
    /language 中文 / English
    /help this help
ask-language = 请选择语言 · Please choose your language
language-chosen = ✅ English from now on.
cancel-done = Fine, that report is dropped.
cancel-nothing = There is nothing to drop. To withdraw a ticket, open it with /my and tap “{ button-withdraw }”.
my-none = You have no tickets yet. When something is wrong, just write it here.
my-tickets = { $count ->
    [0] No open tickets; these are the latest:
    [one] <b>{ $count }</b> open ticket. Tap to see one:
   *[other] <b>{ $count }</b> open tickets. Tap to see one:
}
file-large = 📎 The file is over { $mb } MB: the engineers can see it, but it is not archived. If it matters, please send a smaller copy.
    <i>{ $name }</i>

# Reporting
report-nothing-to-do = 👋 I’m here. When something is wrong, just write what it is.
button-new-report = 🆕 None of these, it’s new
customer-level-now = 🎚 <b>#{ $number }</b> From your answers it is now <b>level { $level ->
    [1] 1
    [2] 2
    [3] 3
    [4] 4
   *[other] { $level }
}</b>. The card shows the deadlines.

# Buttons of the card
button-repaired = ✅ Solved
button-not-repaired = ❌ Not solved
button-object = 🎚 Level is wrong
button-withdraw = 🗂 Withdraw
button-stale = This button is no longer valid. Please see the latest message below.
button-not-yours = This is not your ticket.
done = Done

# How the ticket goes on
customer-acknowledged = ✋ <b>#{ $number }</b> <b>{ $who }</b> has your report and is on it.
customer-on-way = 🚗 <b>#{ $number }</b> <b>{ $who }</b> is on the way to you.
customer-arrived = 📍 <b>#{ $number }</b> <b>{ $who }</b> has arrived.
customer-remote = 💻 <b>#{ $number }</b> <b>{ $who }</b> is starting to work remotely. If that is not all right, just reply.
customer-waiting = ⏸ <b>#{ $number }</b> <b>{ $who }</b> is waiting for your answer. Just write it here.
customer-handed-over = 🔁 <b>#{ $number }</b> <b>{ $who }</b> is in charge now and sees all you wrote.
customer-restored = 🟢 <b>#{ $number }</b> <b>{ $who }</b>: the service is restored.
    Please try it. Is it solved?
customer-resolved = ✅ <b>#{ $number }</b> <b>{ $who }</b> has finished the work.
account-kind = <b>Kind</b>: { $kind }
account-cause = <b>Cause</b>: { $words }
account-done = <b>Done</b>: { $words }
account-advice = <b>Advice</b>: { $words }
customer-resolved-ask = Please have a look. Is it solved? Without an answer the ticket closes in { $length }.
confirm-within = { $unit ->
    [wd] { $amount ->
        [one] { $amount } working day
       *[other] { $amount } working days
    }
    [month] { $amount ->
        [one] { $amount } month
       *[other] { $amount } months
    }
   *[d] { $amount ->
        [one] { $amount } day
       *[other] { $amount } days
    }
}
customer-regraded = 🎚 <b>#{ $number }</b> is now <b>{ $level }</b>.
customer-regraded-why = 🎚 <b>#{ $number }</b> is now <b>{ $level }</b>: { $reason }
customer-taken-back = ↩️ <b>#{ $number }</b> Correction: { $who } took back the last step. The card shows how things stand.
customer-closed-silently = ☑️ <b>#{ $number }</b> We heard no objection, so it is closed. Still wrong? Tap below and it opens again.
customer-reopened = 🔴 <b>#{ $number }</b> is open again and the engineers know.
    What do you see now? Just write it here.
customer-confirmed-line = ✅ <b>#{ $number }</b> You said: solved
customer-contested-line = ❌ <b>#{ $number }</b> You said: not solved
customer-withdrawn-line = 🗂 <b>#{ $number }</b> You chose: withdraw
customer-outcome = { $lines }

# Taking back, objecting
ask-withdraw = Withdraw <b>#{ $number }</b>? The engineers will stop working on it.
button-withdraw-yes = Withdraw
button-withdraw-no = Keep it
never-mind = All right, everything stays as it is.
ask-objection = What is wrong with the level of <b>#{ $number }</b>? One sentence on the real impact: the engineers and managers will read it.
customer-objection-kept = ✅ <b>#{ $number }</b> Noted, and the engineers and managers know. If the level changes, you will hear it here.

# Rating
customer-ask-rating = ⭐ <b>#{ $number }</b> How satisfied are you with the service?
stars-5 = ⭐⭐⭐⭐⭐ Very satisfied
stars-4 = ⭐⭐⭐⭐ Satisfied
stars-3 = ⭐⭐⭐ Average
stars-2 = ⭐⭐ Dissatisfied
stars-1 = ⭐ Very dissatisfied
rating-noted = Thank you for the rating
rating-thanks = Thank you for rating <b>#{ $number }</b>: { $stars ->
    [5] { stars-5 }
    [4] { stars-4 }
    [3] { stars-3 }
    [2] { stars-2 }
   *[1] { stars-1 }
}
button-add-comment = 💬 Add a comment
ask-comment = What would you like to tell us about <b>#{ $number }</b>? One message, please.
rating-comment-thanks = ✅ <b>#{ $number }</b> Your comment has arrived, thank you.

# Adding and passing on
button-not-this-ticket = 🆕 No, this is something new
talk-passed-on = 📨 Passed on to <b>#{ $number }</b>: { $title }
talk-passed-on-closed = 📨 Passed on to <b>#{ $number }</b>: { $title }
    That ticket is <b>closed</b>. If something has to be done, tap below.
talk-passed-on-late = 📨 Passed on to <b>#{ $number }</b>: { $title }
    That ticket is <b>closed</b> and can no longer be reopened. Still wrong? Tap below and we take it as a new report.
talk-moved = 🆕 All right, not about <b>#{ $number }</b>: we handle it as something new.
talk-moved-team = ℹ️ <b>#{ $number }</b> The customer’s last message was not about this ticket; it becomes a new one.
talk-focus = For the next 10 minutes your messages go to #{ $number }
talk-edited-closed = ✏️ The change is on record with <b>#{ $number }</b>, but that ticket is closed. Still wrong? Send a new message.
talk-guessed-ticket = 📨 You did not choose, so this went to <b>#{ $number }</b>: { $title }
    If it is about something else, send another message and say so.
talk-guessed-ticket-team = ℹ️ <b>#{ $number }</b> The customer did not choose a ticket; the messages above are here on a guess.
