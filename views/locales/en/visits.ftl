# Return visits: the task, the note, problems that become tickets, what customers wish for.

visit-ask = 📞 <b>{ $what }</b> · { $customer }
    Please do it by { $until }. Contacts:
    { $contacts }
visit-again = 🔁 <b>{ $what }</b> · { $customer }: tried { $tries ->
        [one] once
       *[other] { $tries } times
    }, nobody reached. Please try again.
    Due by { $until }. Contacts:
    { $contacts }
visit-button-begin = 📝 Note the visit
visit-button-not-reached = 📵 Nobody reached
visit-tried = 📵 { $customer }: noted that nobody was reached (try { $tries }). You will be asked again tomorrow.
visit-tried-answer = Noted; again tomorrow
visit-how = 📞 <b>{ $what }</b> · { $customer }
    By phone or on site?
visit-how-phone = 📞 By phone
visit-how-onsite = 🚶 On site
visit-who = 📞 <b>{ $what }</b> · { $customer }
    { $note }
    With whom did you speak?
visit-button-other = ✏️ Somebody else
visit-button-later = ⏸ Put aside
visit-button-back = ⬅️ Back
visit-button-go-on = ▶️ Go on
visit-page = 📞 <b>{ $what }</b> · { $customer }
    { $note }
visit-button-all-well = ✅ All well, done
visit-button-done = ✅ Done
visit-button-problem = 🔧 Problem
visit-button-wish = 💡 Wish
visit-button-words = 📝 Note
visit-type-who = 📞 <b>{ $what }</b> · { $customer }
    With whom did you speak? Write the name.
visit-type-problem = 📞 <b>{ $what }</b> · { $customer }
    { $note }
    <b>What is wrong</b>? One message; then one tap makes it a ticket.
visit-type-wish = 📞 <b>{ $what }</b> · { $customer }
    { $note }
    <b>What does the customer wish for</b>? One message; managers see it with /wishes.
visit-type-words = 📞 <b>{ $what }</b> · { $customer }
    { $note }
    <b>Your note</b>, in one message.
visit-level = 📞 <b>{ $what }</b> · { $customer }
    🔧 { $problem }
    Open a ticket? Choose its level.
visit-button-no-ticket = Solved on the spot, no ticket
visit-left = ⏸ <b>{ $what }</b> · { $customer }: put aside, everything is kept.
    { $note }
visit-done = ✅ <b>{ $what }</b> · { $customer }: done
    { $note }
visit-done-answer = The visit is done
visit-elsewhere = 📞 The note goes on in the newer message below.
visit-words-only = Only words can be noted here; photos belong into the ticket's topic. Please write it again.
visit-words-left = All right, not now. What you noted is kept:
visit-enough = At most { $most } on one visit.
visit-no-contact = This customer has no contact yet, so no ticket can be opened. A manager can /invite somebody.
visit-line-who = { $how } · { $who }
visit-line-problem = 🔧 { $words }
visit-line-ticket = 🔧 { $words } → #{ $number }
visit-line-wish = 💡 { $words }
visit-line-words = 📝 { $words }
visit-line-well = ✅ All well
visit-how-message = ✉️ In writing
visit-ticket-team = 📞 <b>#{ $number }</b> comes from: { $what } ({ $who })
    { $words }
visit-ticket-customer = 📞 { $what }: what you told us is now <b>#{ $number }</b>
    { $words }

# The list of tasks
visits-one = 📌 { $customer } · { $what }
    Due by { $until }
visits-none = No return visit or follow-up waits for you.
visits-private = Write /visits to the bot in private to see your tasks.
due-not-yours = This is { $who }’s task, or it concerns you.
due-done = This is done already.
due-cancelled = The contract has ended: this is not owed any more.
due-missed = Its time is over; the next one is under way.

# What customers wish for
wishes = 💡 <b>What customers wish for</b>: { $count }
wishes-contract = <b>{ $customer }</b> · { $code }
wishes-line = • { $day } { $words } ({ $who }; noted by { $by })
wishes-more = … and { $count } earlier ones
wishes-none = No wishes have been noted yet.

# The "/" menu
command-engineer-visits = My visits and follow-ups
command-manager-wishes = What customers wish for
