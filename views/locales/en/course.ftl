# Training: how a course is made, announced, signed in to, assessed and rated.

command-engineer-course = Courses: plan, announce, sign in
command-manager-course = Courses: plan, announce, sign in
command-customer-courses = My courses

course-audience-leaders = Leaders
course-audience-administrators = Administrators
course-audience-key_users = Key users
course-audience-users = Users
course-form-group = In a group
course-form-single = One person
course-form-follow_up = Follow-up
course-state-draft = 📝 Draft
course-state-planned = 🗓 Planned
course-state-announced = 📣 Announced
course-state-held = ✅ Held
course-state-cancelled = ✖️ Cancelled
course-field-contract = Contract
course-field-title = Title
course-field-outline = Outline
course-field-audience = Audience
course-field-form = Form
course-field-when = Time
course-field-place = Place
course-field-trainer = Trainer
course-field-seats = Seats
course-field-questions = Questions
course-untitled = New course

# The list and the card
course-list = 🎓 <b>Courses</b> · { $ahead ->
    [0] none ahead
   *[other] { $ahead } ahead
}
course-button-new = ＋ New course
course-button-resume = 📝 Go on: { $title }
course-card = 🎓 <b>{ $title }</b> · { $state }
    { $customer } · { $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    Trainer: { $trainer }
    Seats { $seats }: { $enrolled } taken, { $waiting } waiting
    Materials: { $materials } · questions: { $questions }

    { $outline }
course-materials-no = not there yet
course-materials-yes = ready
course-button-open = 🎓 Show the course
course-button-announce = 📣 Announce now
course-button-keep = Save, announce later
course-button-change = ✏️ Change
course-button-discard = 🗑 Discard the draft
course-button-back = ← Back
course-button-later = Later
course-button-done = ✅ Done
course-button-drop = ↩️ Drop the last one
course-button-no-questions = No assessment
course-button-materials = 📎 Upload materials
course-button-people = 👥 People
course-button-cancel = ✖️ Cancel the course
course-button-cancel-yes = Yes, cancel and tell them
course-button-cancel-no = Keep it
course-button-sheet = 📄 Sign-in sheet
course-button-follow-up = 🔁 Make the follow-up
course-button-trainer = Another trainer
course-private = The sheet has phone numbers: please open it in our private chat, /course.
course-not-yours = Only who made the course, its trainer and managers can do that.
course-stale = This button is out of date. Open the course again with /course.
course-has-begun = The course has begun: nothing can be changed any more.
course-has-ended = “{ $title }” is over or cancelled.

# The form
course-ask-contract = 🎓 <b>{ $title }</b>{ $place ->
    [0] {""}
   *[other] {" "}· { $place }/{ $count }
}
    For which contract? Tap, or type its code.
course-ask-title = 🎓 <b>New course</b> · { $place }/{ $count }
    What is its <b>title</b>?
course-ask-outline = 🎓 <b>{ $title }</b> · { $place }/{ $count }
    <b>Outline</b>: what is taught? (one message)
course-ask-audience = 🎓 <b>{ $title }</b> · { $place }/{ $count }
    Who is the <b>audience</b>?
course-ask-form = 🎓 <b>{ $title }</b> · { $place }/{ $count }
    In which <b>form</b>?
course-ask-when = 🎓 <b>{ $title }</b>{ $place ->
    [0] {""}
   *[other] {" "}· { $place }/{ $count }
}
    <b>When</b>? Tap, or type it like <code>12-01 14:00-16:00</code> or <code>tomorrow 9:00-11:00</code>.
course-ask-place = 🎓 <b>{ $title }</b>{ $place ->
    [0] {""}
   *[other] {" "}· { $place }/{ $count }
}
    <b>Where</b>: an address, or a link?
course-ask-trainer = 🎓 <b>{ $title }</b>{ $place ->
    [0] {""}
   *[other] {" "}· { $place }/{ $count }
}
    Who is the <b>trainer</b>?
course-ask-seats = 🎓 <b>{ $title }</b>{ $place ->
    [0] {""}
   *[other] {" "}· { $place }/{ $count }
}
    How many <b>seats</b>? Tap, or type a number.
course-ask-questions = 🎓 <b>{ $title }</b> · questions { $questions }/10
    A message for each: the question, then 2–4 lines of choices, a * before the right one:

    <code>How often is the system backed up?
    Every hour
    {"*"}Every day
    Every week</code>

    Several at once: an empty line between them.
course-check = 🎓 <b>{ $title }</b>: please check
    { $customer } · { $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    Trainer: { $trainer } · seats { $seats } · questions: { $questions }

    { $outline }
course-change = ✏️ <b>{ $title }</b>: what is to change?
course-kept = 📝 “{ $title }” is kept as a draft. /course goes on with it.
course-unchanged = “{ $title }” stays as it was.
course-discarded = 🗑 The draft “{ $title }” is gone.
course-planned = 🗓 <b>{ $title }</b> is planned; no customer knows yet.
    🕘 { $when } · 📍 { $place }
course-announced = 📣 <b>{ $title }</b>: { $people } contacts were told.
    🕘 { $when } · 📍 { $place }
course-changed = ✏️ <b>{ $title }</b>: { $field } changed{ $people ->
    [0] .
   *[other] , { $people } enrolled people were told.
}
course-yours = 🎓 { $who } wants you as the trainer of <b>{ $title }</b>
    { $customer } · { $audience } · { $form }
    🕘 { $when } · 📍 { $place }
    The materials are due 3 days before.
course-wrong-when = I cannot read that time. Write it like 12-01 14:00-16:00 or tomorrow 9:00-11:00.
course-wrong-order = It must end after it begins.
course-wrong-past = That time has passed. Please choose another.
course-wrong-choice = Please tap one of the buttons.
course-wrong-contract = There is no such contract. Tap a button, or type the whole code.
course-contract-ended = That contract has ended: no courses any more.
course-wrong-trainer = There is no such colleague. Tap a button, or type the whole name.
course-wrong-seats = Seats are a whole number from 1 to { $most }.
course-wrong-seats-taken = { $taken } people are enrolled already: there cannot be fewer seats.
course-wrong-length = Too long: { $length } characters, at most { $most }.
course-wrong-choices = Question { $number } has { $count } choices; it needs 2 to 4, one a line.
course-wrong-right = Question { $number } needs exactly one choice with a * before it (there are { $count }).
course-wrong-same = Question { $number }: choices must be neither empty nor the same.
course-wrong-long = Question { $number } is too long: { $question } characters at most, { $choice } for a choice.
course-wrong-many = At most { $most } questions; there are { $count } already.
course-wrong-file = Please send a file, photo or video for “{ $title }”, or /cancel.
course-ask-file = 📎 Please send the materials of <b>{ $title }</b>: one file, photo or video.
course-file-kept = 📎 Materials of “{ $title }” received; { $people ->
    [0] people get them when they enrol.
   *[other] { $people } enrolled people have got them.
}
course-ask-cancel = Cancel <b>{ $title }</b>? { $people ->
    [0] Nobody has enrolled yet.
   *[other] { $people } enrolled people will be told.
}
course-cancelled-told = ✖️ “{ $title }” is cancelled{ $people ->
    [0] .
   *[other] ; { $people } enrolled people were told.
}
course-which-trainer = 🎓 <b>{ $title }</b>: who is the trainer instead?
course-trainer-now = 🎓 <b>{ $title }</b>: the trainer is { $who } now.
course-people = 👥 <b>{ $title }</b> · enrolled { $enrolled } · waiting { $waiting }
    { $lines }
course-nobody-missed = Nobody was absent or failed: no follow-up is needed.
course-follow-up-title = { $title } (follow-up)
course-no-request = That ticket is no request for training.
course-go-private = 🎓 I have written to you privately.

# To customers
course-notice = 🎓 <b>Course: { $title }</b>
    For: { $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    Trainer: { $trainer } · seats: { $seats }

    { $outline }
course-notice-enrolled = 🎓 <b>{ $title }</b>
    For: { $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    Trainer: { $trainer } · seats: { $seats }

    { $outline }

    ✅ <b>You are enrolled</b>
course-notice-waiting = 🎓 <b>{ $title }</b>
    For: { $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    Trainer: { $trainer } · seats: { $seats }

    { $outline }

    ⏳ <b>All seats are taken; you are number { $line } on the waiting list.</b> If somebody leaves you move up and are told.
course-notice-left = 🎓 <b>{ $title }</b>
    For: { $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    Trainer: { $trainer } · seats: { $seats }

    { $outline }

    You have given up your place.
course-moved-up = ✅ <b>A seat for you: { $title }</b>
    For: { $audience } · { $form }
    🕘 { $when }
    📍 { $place }
    Trainer: { $trainer } · seats: { $seats }

    { $outline }
course-button-enrol = ✅ Enrol
course-button-leave = Give up my place
course-button-sign-in = ✍️ Sign in
course-you-are-in = You are enrolled
course-you-wait = All seats are taken: number { $place } on the waiting list
course-you-left = You have given up your place
course-you-signed-in = You are signed in
course-not-for-you = This course is not for your organisation.
course-is-cancelled = This course is cancelled.
course-enrolled-already = You are enrolled already.
course-waiting-already = You are on the waiting list already.
course-not-enrolled = You are not enrolled in this course.
course-sign-in-early = Too early: signing in begins 15 minutes before the course.
course-sign-in-late = The course is over: nobody can sign in any more.
course-signed-in-already = You are signed in already.
course-were-not-there = Only those who signed in can do that.
course-not-over = You can do that when the course is over.
course-long-over = The course ended more than 7 days ago.
course-answered-already = You have answered this one already.
course-changed-when = 🕘 <b>{ $title }</b> has another time
    was: { $was }
    now: <b>{ $when }</b> · 📍 { $place }
course-changed-place = 📍 <b>{ $title }</b> has another place
    was: { $was }
    now: <b>{ $place }</b> · 🕘 { $when }
course-cancelled = ✖️ <b>{ $title }</b> ({ $when }, { $place }) is cancelled.
course-cancelled-ended = ✖️ <b>{ $title }</b> ({ $when }, { $place }) is cancelled: the contract has ended.
course-tomorrow = 🔔 Reminder: <b>{ $title }</b>
    🕘 { $when } · 📍 { $place }
course-soon = 🔔 Within an hour: <b>{ $title }</b>
    🕘 { $when } · 📍 { $place }
course-sign-in = ✍️ <b>{ $title }</b>: please sign in (until { $until })
    📍 { $place } · { $when }
course-signed-in = ✅ <b>{ $title }</b>: signed in { $at }
course-feedback = 🎓 <b>{ $title }</b> is over. How was it?
    { $when } · { $place }
course-rated = 🎓 <b>{ $title }</b>: thank you ({ $stars } of 5).
course-ask-comment = ✍️ What else about “{ $title }”? Just write it here.
course-comment-kept = 🙏 Thank you, your words about “{ $title }” are kept.
course-question = 📝 <b>{ $title }</b> · question { $place }/{ $count }
    <b>{ $question }</b>

    { $choices }
course-passed = 📝 <b>{ $title }</b>: passed with { $score } % ({ $right } of { $count } right, { $pass } % needed).
course-not-passed = 📝 <b>{ $title }</b>: { $score } %, not passed ({ $right } of { $count } right, { $pass } % needed).
    If there is a follow-up, you will hear of it here.
course-none-for-you = There is no course for you at the moment.
course-mine-open = 🎓 <b>{ $title }</b>
    🕘 { $when } · 📍 { $place }
course-mine-enrolled = 🎓 <b>{ $title }</b> · ✅ enrolled
    🕘 { $when } · 📍 { $place }
course-mine-waiting = 🎓 <b>{ $title }</b> · ⏳ waiting list
    🕘 { $when } · 📍 { $place }
course-materials-file = 📎 Materials: <b>{ $title }</b>

# To trainers and managers
course-materials-soon = 🔔 The materials of <b>{ $title }</b> ({ $when }, { $place }) are due { $due }, 3 days before it.
course-materials-due = ⏰ The materials of <b>{ $title }</b> ({ $when }, { $place }) were due { $due } and are not there yet.
course-materials-missing = ⏰ <b>{ $title }</b> ({ $when }, { $place }) is about to begin without materials. Trainer: { $who }.
course-materials-missing-you = ⏰ <b>{ $title }</b> ({ $when }, { $place }) is about to begin without materials; your superior has been told.
course-trainer-left = ⚠️ The trainer of <b>{ $title }</b> ({ $when }, { $place }) has left. Please choose another.
course-never-announced = “{ $title }” ({ $when }, { $place }) was never announced; it is put away as cancelled.
course-sheet = 📄 <b>Sign-in sheet</b> · { $title }
    { $when } · signed in: { $signed }, absent: { $absent }
course-results = 📊 <b>{ $title }</b> · { $when } · { $place }
    enrolled { $enrolled }, came { $came }, absent { $absent }
    assessment: { $answered } answered, { $passed } passed
    rating: { $rating } ({ $ratings } answers)
    { $comments }
course-results-plain = 📊 <b>{ $title }</b> · { $when } · { $place }
    enrolled { $enrolled }, came { $came }, absent { $absent }
    rating: { $rating } ({ $ratings } answers)
    { $comments }
sheet-title = Sign-in sheet
sheet-number = No.
sheet-name = Name
sheet-unit = Unit
sheet-content = Content
sheet-contact = Contact
sheet-at = Signed in
sheet-about = { $title } · { $when } · { $place } · trainer: { $trainer }
