# Several pages in one message
bundle-head = 🚨 <b>{ $count ->
    [one] One ticket waits
   *[other] { $count } tickets wait
} for somebody</b>
bundle-over = ☑️ <b>Nobody has to be called any more</b>
bundle-group = 🚨 { $mentions } <b>{ $count } tickets</b>, please take them
bundle-line = <b>#{ $number }</b> · { $what } · { $customer }
bundle-state = ↳ { $state }
bundle-rest = … and { $numbers }
bundle-take = ✋ #{ $number }

# Many reports within minutes
storm-offer = 🌩 <b>{ $count } reports in { $span }</b> from <b>{ $what }</b>: one incident?
    { $numbers }
    <i>Joined: one acknowledgement counts for all, the first one’s ladder pages. Each customer keeps an own ticket and deadlines.</i>
storm-more = 🌩 <b>{ $count ->
    [one] One more report
   *[other] { $count } more reports
}</b> from <b>{ $what }</b>: part of the incident of #{ $lead }?
    { $numbers }
storm-join = 🔗 Join them
storm-leave = Not the same
storm-joined = 🔗 <b>One incident, #{ $lead } leads</b> · { $who }
    { $numbers }
storm-refused = Not the same · { $who }
    { $numbers }
storm-open = 📂 #{ $number }
storm-rooms = <i>{ $count ->
    [one] One has
   *[other] { $count } have
} no topic of their own: 📂 or <code>/t NUMBER</code> opens one, and so does a word of the customer.</i>
storm-did-open = #{ $number } gets a topic of its own.
storm-did-join = Joined: #{ $lead } and { $count } more.
storm-did-leave = Not asked again for these.
storm-nothing = Fewer than two of these are still open and not joined.
card-incident = 🔗 Part of the incident of #{ $number }

# One step for all
same-step-way = 🚗 You are on the way to #{ $number }. { same-others }
same-step-arr = 📍 You have arrived for #{ $number }. { same-others }
same-step-rem = 💻 You work remotely on #{ $number }. { same-others }
same-step-rest = 🟢 #{ $number } runs again. { same-others }
same-others = The same for the { $count ->
    [one] other ticket
   *[other] other { $count } tickets
} of the incident? { $numbers }
same-for-all = The same for all { $count }
same-done = ✔️ The same for { $numbers }
same-did = The same for { $count ->
    [one] one more ticket.
   *[other] { $count } more tickets.
}
