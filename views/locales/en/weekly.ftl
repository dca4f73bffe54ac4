# Weekly reports and the spot check.
weekly-ask = 📝 <b>Weekly report</b> { $week }{ $late ->
    [yes] {" "}(late)
   *[no] {""}
  }
  Please check it and send it by { $until }:

  { $text }
weekly-remind = 🔔 Your weekly report is not sent yet. Please send it by { $until }.
weekly-missing = ⏰ The weekly report of { $week } was not sent. Please send it now.
weekly-send = ✅ Send as it is
weekly-correct = ✏️ Correct
weekly-write = Please send the whole corrected report. /cancel keeps the draft.
weekly-corrected = 📝 <b>Corrected report</b>

  { $text }
weekly-words-only = Please send it as text.
weekly-too-long = That is too long: { $length } characters, at most { $most }. Please send a shorter one.
weekly-sent = ✅ <b>Weekly report sent</b> { $week }

  { $text }
weekly-sent-answer = Sent
weekly-finished = Finished ({ $count }):
weekly-open = Under way ({ $count }):
weekly-others = Inspections and visits ({ $count }):
weekly-more = … and { $count } more
weekly-nothing = No tickets this week. Please add what else you did.
weekly-bundle = 📚 <b>Weekly reports</b> { $week }
  Sent { $sent } of { $all } · not sent: { $missing }
weekly-report = 📝 <b>{ $who }’s weekly report</b>{ $late ->
    [yes] {" "}(late)
   *[no] {""}
  }

  { $text }
weekly-spot = 🔎 <b>Weekly spot check</b>
  Drawn at random: { $numbers }
  Please look at them (/t NUMBER) and record the result.
weekly-good = ✅ #{ $number } good
weekly-lacking = ⚠️ #{ $number } lacking
weekly-note = ✏️ Add a note
weekly-note-write = Please write the note on the spot check. /cancel leaves it.
weekly-note-kept = The note is kept.
weekly-checked = #{ $number } recorded
asked-cancelled = All right, that is left.
