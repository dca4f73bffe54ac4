# Inspections: the appointment, the list, the report.
command-engineer-inspect = My inspections

inspection-ask = 🔎 <b>Inspection</b>: { $customer } · { $what }
  Due by { $until }. Please agree on a time with the customer. { $invited }
inspection-invited = 🤝 Your people are invited to come along.
inspection-with-customer = 🤝 The customer’s people are invited.
inspection-not-invited = { "" }
inspection-proposed = 📅 <b>{ $what }</b>
  { $who } can come to { $customer } on <b>{ $at }</b>. { $invited }
  Does that suit you?
inspection-proposed-customer = 📅 { $customer } · { $what }
  The customer ({ $who }) proposes <b>{ $at }</b>
inspection-proposed-sent = 📨 { $customer } · { $what }
  Proposed <b>{ $at }</b>, waiting for an answer.
inspection-proposed-by-colleague = 📨 { $what }
  Your colleague { $who } has proposed <b>{ $at }</b> to the engineer.
inspection-still-proposed = ⏳ { $customer } · { $what }
  <b>{ $at }</b> was proposed and has no answer yet. Does it suit you?
inspection-no-answer = ⌛ { $customer } · { $what }
  The proposed time { $at } went by without an answer. Please propose another.
inspection-nobody-there = ⚠️ Nobody of { $customer } is in this chat yet to answer. Please agree by phone and simply begin.
inspection-to-agree = 📅 { $what }
  Let us agree on a time, by { $until }.
inspection-agreed = ✅ <b>Agreed: { $at }</b>
  { $customer } · { $what }
  Engineer: { $engineer }. { $invited }
inspection-agreed-short = Agreed
inspection-called-off = ↩️ { $customer } · { $what }
  { $who } has called off { $at }. The inspection is still due: please agree on another time.
inspection-called-off-short = Called off; please choose another time
inspection-off = { $what }: the contract has ended, the appointment of { $at } is off.
inspection-soon = 🔔 { $when }: <b>{ $at }</b>
  { $customer } · { $what }
inspection-soon-customer = 🔔 Inspection { $when }: <b>{ $at }</b>
  { $what }. Engineer: { $engineer }. { $invited }
inspection-in-day = tomorrow
inspection-in-today = today
inspection-in-hour = in one hour
inspection-not-begun = ❓ { $customer } · { $what }
  { $at } was an hour ago and nothing has begun. If you are there, please begin; otherwise agree on another time.

inspection-which-day = 📅 { $customer } · { $what }
  Which day? (by { $until })
inspection-which-hour = 📅 { $customer } · { $what }
  { $day }, at what time?
inspection-write-time = ⌨️ { $what }
  Send the time, such as <code>11-25 14:30</code> or <code>tomorrow 2pm</code>.
inspection-time-unclear = That is not clear. Write a day and a time, such as 11-25 14:30 or tomorrow 2pm.
inspection-time-over = That is too soon, over, or too far away. Please choose another time.
inspection-time-closed = { $at } is outside the customer’s working hours (that day: { $hours }). Please choose another time.

inspection-button-propose = 📅 Propose a time
inspection-button-now = ▶️ Begin now (agreed otherwise)
inspection-button-begin = ▶️ Begin
inspection-button-continue = ▶️ Go on
inspection-button-change = ↩️ Call off, another time
inspection-button-accept = ✅ Yes
inspection-button-other = 🔁 Another time
inspection-button-earlier = ◀ Earlier
inspection-button-later = Later ▶
inspection-button-write = ⌨️ Type it
inspection-button-back = ↩️ Back
inspection-button-days = ◀ Days
inspection-button-ok = ✅ OK
inspection-button-finding = ⚠️ Finding
inspection-button-na = ➖ N/A
inspection-button-group-na = ➖ Group N/A
inspection-button-previous = ◀ Back
inspection-button-next = Next ▶
inspection-button-note = 📝 Note
inspection-button-clear = 🗑 Clear note and files
inspection-button-request = 🎫 As a maintenance request
inspection-button-record = 📋 Only note it
inspection-button-first-open = 👉 To an unchecked one
inspection-button-sign = ✍️ Sign and send the report
inspection-button-received = ✅ Received

inspection-page = { $lines }
inspection-below = 🔎 { $what }: goes on below ↓
inspection-under-way = 🔎 { $customer } · { $what }
  Under way.
inspection-head = 🔎 <b>{ $customer }</b> · { $title }
inspection-progress = { $bar } { $done }/{ $total }
inspection-site = 📍 { $site }
inspection-item = { $group }
  <b>{ $number }. { $words }</b>
inspection-result-ok = ✅ OK
inspection-result-finding = ⚠️ Finding
inspection-result-na = ➖ Not applicable
inspection-has-ticket = 🎫 Ticket #{ $number }
inspection-files = { $others ->
      [0] 📎 Photos: { $photos }
     *[other] 📎 Photos: { $photos }, other files: { $others }
  }
inspection-note = 📝 { $words }
inspection-hint = <i>Photos, voice messages and words you send go with this point.</i>
inspection-what-now = ⚠️ <b>What becomes of this finding?</b>
  <i>Send photos and a note first if you like, then press.</i>
inspection-note-how = Just send words, photos, voice messages or files: they go with this point.
inspection-summary = ✅ OK { $ok } · ⚠️ findings { $findings } · ➖ n/a { $na } · unchecked { $open }
inspection-finding-line = ⚠️ { $words }{ $ticket }
inspection-ticket-mark = { " " }(#{ $number })
inspection-more = … and { $count } more findings
inspection-unanswered = { $count } points are not checked yet; you can sign after that.
inspection-sign-hint = <i>You can send words as the conclusion. After signing nothing changes and the customer gets the report.</i>

inspection-cleared = Cleared
inspection-moved-on = That was an older page; nothing was done. The newest one is shown.
inspection-stale = This button is out of date; nothing was done.
inspection-over = This inspection is over or cancelled.
inspection-begun = The inspection has begun; no more time is needed.
inspection-not-yours = This belongs to another customer.
inspection-somebody-elses = This inspection is { $who }’s.
inspection-not-complete = Some points are not checked yet; you can sign after that.
inspection-nobody-for-ticket = Nobody of the customer is in this chat yet, so no ticket can be opened. Choose “Only note it”.
inspection-has-ticket-already = There is already ticket #{ $number }.
inspection-none = You have no inspections to do.
inspection-in-private = Inspections are done in private: see your chat with the bot.
inspection-aside = Put aside. /inspect goes on whenever you like.
inspection-file-large = The file is larger than { $mb } MB and was not kept.
inspection-files-enough = A point has at most { $most } files; this one was not kept.
inspection-note-long = The note of a point has at most { $most } characters; this was not kept.

inspection-ticket-title = Inspection: { $words }
inspection-ticket-opened = Ticket #{ $number } is open
inspection-ticket-team = 🔎 From the inspection “{ $what }” ({ $who })
  Place: { $site }
  Point: { $item }
  Note: { $note }
inspection-ticket-customer = 🔎 Found during “{ $what }” and filed as #{ $number }:
  { $item }
  We go on with it; the card above shows how it stands.
inspection-nothing = –

inspection-signed = ✍️ <b>Signed</b>: { $customer } · { $what }
  ✅ OK { $ok } · ⚠️ findings { $findings } · ➖ n/a { $na }
  The report goes to the customer ({ $told } people) and to the managers’ group as archive.
inspection-signed-nobody = ✍️ <b>Signed</b>: { $customer } · { $what }
  ✅ OK { $ok } · ⚠️ findings { $findings } · ➖ n/a { $na }
  Nobody of the customer is in this chat ({ $told } people); the report goes to the managers’ group only.
inspection-signed-short = Signed
inspection-report = 📄 <b>Inspection report</b>: { $what }
  { $customer } · { $at } · engineer { $who }
  ✅ OK { $ok } · ⚠️ findings { $findings } · ➖ n/a { $na }
inspection-report-please = Please press to confirm that you have it.
inspection-report-no-file = ⚠️ The file cannot be made at the moment; these are the findings.
inspection-report-file = inspection-report
inspection-received = 📄 <b>Inspection report</b>: { $what }
  { $customer } · { $at } · engineer { $who }
  ✅ OK { $ok } · ⚠️ findings { $findings } · ➖ n/a { $na }
  ✅ Received ({ $when }). Thank you!
inspection-received-again = ✅ The report of “{ $what }” is received. Thank you!
inspection-received-short = Noted, thank you
inspection-receipt-again = 📄 The report of “{ $what }” was sent to you two days ago. Please confirm that you have it.

# Words of the report itself (PDF).
inspection-sheet-title = Inspection report
inspection-sheet-number = Number
inspection-sheet-customer = Customer
inspection-sheet-contract = Contract
inspection-sheet-round = Inspection
inspection-sheet-window = Due by
inspection-sheet-begun = Begun
inspection-sheet-ended = Finished
inspection-sheet-engineer = Engineer
inspection-sheet-sites = Sites
inspection-sheet-summary = Result
inspection-sheet-ok = OK
inspection-sheet-finding = Finding
inspection-sheet-na = n/a
inspection-sheet-findings = Findings
inspection-sheet-no-findings = Nothing was found.
inspection-sheet-conclusion = Conclusion and advice
inspection-sheet-no-conclusion = The results of all points are listed below.
inspection-sheet-details = All points
inspection-sheet-item = Point
inspection-sheet-result = Result
inspection-sheet-note = Note
inspection-sheet-ticket = Ticket
inspection-sheet-photos = Photos
inspection-sheet-photo = Photo { $number }
inspection-sheet-photo-missing = Photo { $number } can no longer be had
inspection-sheet-other-files = { $count } more voice messages or files are kept in the service record
inspection-sheet-photos-left-out = { $count } more photos are kept in the service record
inspection-sheet-signed = Signed in the system by { $who } on { $at }
inspection-sheet-receipt = The customer confirms the receipt in the chat; who and when is kept in the service archive.
inspection-sheet-late = { " " }(late)
inspection-sheet-page = Page
inspection-sheet-of = of
inspection-sheet-pages = { "" }
inspection-sheet-time = All times are in { $zone }
