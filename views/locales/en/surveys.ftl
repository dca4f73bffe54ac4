# The satisfaction survey: form, reminder, follow-up of low answers, results.

survey-ask = 📋 <b>Satisfaction survey</b> · { $customer }
    How was our service lately? { $count } short questions, about two minutes; skip any of them, pause whenever you like.
    Open until { $until }. Only our managers, and the superior who follows up, see single answers; engineers see totals.
survey-reminder = 📋 <b>Satisfaction survey</b> · { $customer }
    Your form is not sent yet. It is open until { $until }; of its { $count } questions, what you answered is kept.
survey-button-begin = 📋 Begin
survey-button-not = Not now
survey-button-go-on = ▶️ Go on
survey-button-back = ⬅️ Back
survey-button-skip = Skip
survey-button-leave = ⏸ Put aside
survey-button-send = ✅ Send
survey-button-comment = 💬 Add a comment and send
survey-page = 📋 { $customer } · { $place }/{ $count }
    { $group }
    <b>{ $item }</b>
survey-page-given = 📋 { $customer } · { $place }/{ $count }
    { $group }
    <b>{ $item }</b>
    Your answer: { $level }
survey-end = 📋 { $customer } · { $given } of { $count } answered
    Ready to send. You may add a comment.
survey-left = ⏸ Satisfaction survey · { $customer }: put aside, { $given } of { $count } answered.
    You can go on until { $until }.
survey-thanks = 🙏 { $customer } · Sent, { $given } of { $count } answered. Thank you!
survey-thanks-low = 🙏 { $customer } · Sent, { $given } of { $count } answered. Thank you!
    Somebody responsible will soon talk with you about what you were not satisfied with.
survey-closed = 📋 Satisfaction survey · { $customer }: closed. Thank you!
survey-elsewhere = 📋 The survey goes on in the newer message below.
survey-ask-comment = Please write your comment in one message; the survey is sent with it. /cancel to leave it out
survey-comment-left = Fine, no comment. Please tap “{ survey-button-send }” in the survey.
survey-comment-fault = 💬 Kept as your comment. If something is wrong right now, please write it once more: we will open a ticket at once.
survey-noted = { $item }: { $level }
survey-none = There is no survey waiting for you.

# Why it cannot be filled in
survey-not-yours = This survey was given to another contact; only they can answer it.
survey-answered = You have sent this survey already. Thank you!
survey-expired = This survey is closed. Thank you!
survey-contract-ended = The contract has ended: this survey is not needed any more.
survey-no-access = You are no contact of this customer any more and cannot answer this survey.
survey-stale = That step is noted already. Please use the newest message of the survey.

# Five levels, four groups, fifteen indicators
survey-level-5 = Very satisfied
survey-level-4 = Satisfied
survey-level-3 = Neutral
survey-level-2 = Dissatisfied
survey-level-1 = Very dissatisfied
survey-group-phone = Phone service
survey-group-onsite = On-site service
survey-group-online = Online service
survey-group-department = Service department
survey-item-phone-reach = Easy to reach by phone
survey-item-phone-diagnosis = Skill in diagnosing faults
survey-item-phone-effect = Result of the phone service
survey-item-onsite-response = Response time
survey-item-onsite-diagnosis = Accuracy of the diagnosis
survey-item-onsite-time = Time to solve the fault
survey-item-onsite-success = Success in solving faults
survey-item-onsite-manner = Attitude of the staff
survey-item-online-response = Response time
survey-item-online-content = Content of the service
survey-item-online-effect = Result of the service
survey-item-department-complaints = Promptness with complaints
survey-item-department-initiative = Initiative
survey-item-department-promises = Promises kept
survey-item-department-improvement = Feedback and improvement
survey-line = • { $group } · { $item }: { $level }
survey-line-comment = 💬 { $comment }

# Told to the managers at its end
survey-over-answered = 📋 Satisfaction survey closed · { $customer }: { $answered } of { $asked } answered. Results: /survey
survey-over-silent = 📋 Satisfaction survey closed · { $customer }: { $asked } asked, <b>nobody answered</b>.
survey-over-nobody = 📋 Satisfaction survey closed · { $customer }: <b>there was no contact to ask</b>; /invite somebody.

# Follow-up of a low answer
follow-up-ask = ⚠️ <b>Follow-up of a low rating</b> · { $customer }
    { $contact } ({ $phone }) was not satisfied with:
    { $lines }
    It concerns: { $engineers } (not told)
    Please talk with the customer by { $until }, find the cause, and note what was agreed.
follow-up-ask-ticket = ⚠️ <b>Follow-up of a low rating</b> · { $customer }
    { $contact } ({ $phone }) gave <b>#{ $number }</b> ({ $title }) { $stars } of 5.
    It concerns: { $engineers } (not told)
    Please talk with the customer by { $until }, find the cause, and note what was agreed.
follow-up-button-phone = 📞 Spoke by phone
follow-up-button-onsite = 🚶 Spoke on site
follow-up-button-message = ✉️ In writing
follow-up-how = ⚠️ <b>Follow-up of a low rating</b> · { $customer } · { $contact }
    How did you reach them? Due by { $until }.
follow-up-type = ⚠️ <b>Follow-up of a low rating</b> · { $customer } · { $contact }
    What was the cause, what was agreed? One message, which closes the follow-up. /cancel to write it later
follow-up-done = ✅ <b>Follow-up done</b> · { $customer }
    { $note }

# Results
survey-results = 📋 <b>Satisfaction</b> · { $period }
survey-results-of = 📋 <b>Satisfaction</b> · { $customer } · { $period }
survey-results-follow-ups = ⚠️ Follow-ups of low ratings: <b>{ $open }</b> open, { $overdue } overdue
survey-results-nothing = Nobody has answered yet ({ $asked } asked).
survey-results-overall = Surveys: { $answered } of { $asked }, mean <b>{ $mean }</b>; one-tap ratings <b>{ $taps }</b>
survey-results-groups = <b>By group</b> (number of answers in brackets)
survey-results-lowest = <b>Lowest indicators</b>
survey-results-contracts = <b>By customer</b>
survey-results-engineers = <b>By engineer</b> (the one at resolution)
survey-results-trend = <b>Trend</b>
survey-results-row = { $name } { $mean }
survey-results-item = { $group } · { $item } { $mean }
survey-results-both = { $name }: survey { $sheets }, one-tap { $taps }
survey-results-more = … and { $count } more
survey-mean = { $mean } ({ $count })
survey-mean-none = –
survey-no-contract = There is no contract “{ $code }”. Use <code>/survey</code> or <code>/wishes</code>, with a contract's code if you like.
survey-own = 📋 <b>How customers rate you</b>, last 12 months; number of answers in brackets
survey-own-taps = One-tap ratings { $mean }
survey-own-few = In the last 12 months fewer than { $fewest } customers rated you: no figures are shown.
survey-own-private = Write /survey to the bot in private to see your own totals.

# The picture
survey-chart-title = Satisfaction  { $period }
survey-chart-facts = { $customer } · 1 to 5, n: answers, ▼ below 3
survey-chart-all = All customers
survey-chart-overall = Survey mean n={ $count }
survey-chart-answered = Answered / asked
survey-chart-taps = One-tap n={ $count }
survey-chart-contracts = By customer: survey, ◆ one-tap
survey-chart-engineers = By engineer: survey, ◆ one-tap
survey-chart-sheets = Survey
survey-chart-one-tap = One-tap
survey-chart-trend = Trend

# The "/" menu
command-customer-survey = The satisfaction survey
command-engineer-survey = How customers rate me
command-manager-survey = Satisfaction results
