# The end of a warranty, prices and offers; a request for training that becomes a course.

warranty-ends-managers-prices = 🛡 { $customer } ({ $contract }): the warranty of <b>{ $part }</b> ends { $until }, in { $days } days.
    After it repairs are paid by the price list, offered before the work.
warranty-ends-managers-plain = 🛡 { $customer } ({ $contract }): the warranty of <b>{ $part }</b> ends { $until }, in { $days } days.
    After it repairs are paid; the contract has no price list yet.
warranty-ends-customer-prices = 🛡 The warranty of <b>{ $part }</b> ends <b>{ $until }</b>, in { $days } days.
    After it repairs are paid: you see items and prices before the work, and it begins when you agree. Please tell us before then of anything that is wrong.
warranty-ends-customer-plain = 🛡 The warranty of <b>{ $part }</b> ends <b>{ $until }</b>, in { $days } days.
    After it repairs are paid. Please tell us before then of anything that is wrong.
warranty-ended-managers = 🛡 { $customer } ({ $contract }): the warranty of <b>{ $part }</b> ended { $until } (this comes late).
warranty-ended-customer = 🛡 The warranty of <b>{ $part }</b> ended <b>{ $until }</b>; repairs are paid now.

card-warranty-open = ❓ The warranty of { $over } is over, that of { $still } is not: which is it?
card-covered = 🛡 Covered by warranty ({ $part }), free of charge
card-paid = 💰 Paid work: the warranty of { $part } is over; prices come before the work
card-offer-first = ⛔️ No work before the customer has agreed to an offer
card-offer-open = 💬 Offer of { $sum }, no answer yet
card-offer-agreed = ✅ The customer agreed to { $sum }
card-offer-refused = ❌ The customer refused the offer
card-offer-waived = 🆗 A manager lets the work begin without an offer
card-course = 🎓 It has become a course
do-warranty = 🛡 Under warranty?
do-offer = 💰 Offer
do-waive = 🆗 Begin without an offer
do-course = 🎓 Make it a course
do-course-show = 🎓 Show the course
offer-line = { $item }: { $price } / { $unit } × { $count } = { $sum }
offer-total = <b>Together { $sum }</b>
customer-offered = 💰 <b>#{ $number }</b> The warranty of { $part } is over: this repair is paid. <b>{ $who }</b> offers:
customer-offered-then = <i>Work begins when you agree, and only on what is listed.</i>
button-offer-y = ✅ Agree
button-offer-n = ❌ Refuse
button-offer-w = ⏳ I need time (the clock stands still)
offer-answer-yes = ✅ <b>#{ $number }</b> You agreed to { $sum }; the work can begin.
offer-answer-no = ❌ <b>#{ $number }</b> You refused the offer of { $sum }. If you have questions, just write them here.
offer-answer-wait = ⏳ <b>#{ $number }</b> Offer of { $sum }: the clock stands still until { $until } at the latest. When you know:
team-covered = 🛡 <b>#{ $number }</b> Covered by warranty ({ $part }) · { $who }
team-paid = 💰 <b>#{ $number }</b> Paid: the warranty of { $part } is over · { $who }
team-offer-agreed = ✅ <b>#{ $number }</b> The customer agreed to <b>{ $sum }</b>, the work can begin · { $who }
team-offer-refused = ❌ <b>#{ $number }</b> The customer refused the offer of { $sum } · { $who }
team-offer-waived = 🆗 <b>#{ $number }</b> { $who } lets the work begin without an offer
managers-offer-refused = ❌ <b>#{ $number }</b> The customer refused the offer of { $sum } · { $who }
managers-offer-first = ⛔️ <b>#{ $number }</b> { $who } wants to begin paid work, and the customer has not agreed to an offer: { $title }
offer-first = ⛔️ <b>#{ $number }</b> This is paid work: please make an offer first; it begins when the customer agrees.
offer-first-open = ⛔️ <b>#{ $number }</b> The offer is with the customer; please wait for the answer.
offer-waived-now = 🆗 <b>#{ $number }</b> may begin without an offer · { $who }
warranty-which = 🛡 <b>#{ $number }</b> Which part is repaired?
    Under warranty: { $still }
    Not any more: { $over }
warranty-covered = 🛡 Covered: { $part }
warranty-paid = 💰 Paid: { $part }
warranty-covered-now = 🛡 <b>#{ $number }</b> Covered by warranty ({ $part }), free of charge.
warranty-paid-now = 💰 <b>#{ $number }</b> Paid: the warranty of { $part } is over.
form-offer = 💰 <b>#{ $number }</b> Offer: each tap adds one
    { $lines }
form-offer-none = Nothing chosen yet
form-offer-send = ✅ Send to the customer
form-offer-clear = ↩️ Begin again
form-offer-sent = 💰 <b>#{ $number }</b> The customer has got the offer:
    { $lines }
engineer-did-offer = #{ $number }: the customer has got the offer
customer-became-course = 🎓 <b>#{ $number }</b> Your request has become a course: <b>{ $title }</b>.
team-became-course = 🎓 <b>#{ $number }</b> has become a course: { $title } · { $who }
refused-offer-first = Paid work: it begins when the customer has agreed to an offer.
refused-warranty-first = Please say first whether this is under warranty or paid.
refused-nothing-to-pay = There is nothing to pay on this ticket.
refused-offer-empty = Please choose at least one item.
refused-offer-over = This offer is settled, or there is a newer one.
refused-no-prices = The contract has no price list.
engineer-event-covered = said whether the warranty covers it
engineer-event-offered = made an offer
engineer-event-offer_agreed = the customer agreed to the offer
engineer-event-offer_refused = the customer refused the offer
engineer-event-offer_waived = a manager let it begin without an offer
engineer-event-became_course = made it a course
receipt-paid = 💰 Paid work (the warranty of { $part } is over)
receipt-offer-agreed = ✅ { $at } agreed to { $sum }
receipt-offer-refused = ❌ { $at } refused { $sum }
receipt-offer-waived = 🆗 { $who } let it begin without an offer
