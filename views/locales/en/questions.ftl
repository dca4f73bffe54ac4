# Questions about severity, with their options. An option is a button: short enough for one line of a phone.

question-worst = <b>Which of these fits?</b> From the top, tap the first that is true.
option-worst-security = Virus, break-in, leak or ransom
option-worst-down-several = Unusable, for several or all
option-worst-data = Data lost, wrong or in danger
option-worst-severe-several = Very slow or wrong, for several
option-worst-part = One function, person or device
option-worst-slight = Works, with a small flaw

question-affected = <b>How bad is it?</b> A sole device that is down counts as all.
option-affected-down-several = Unusable, for several or all
option-affected-down-one = Unusable, one person or device
option-affected-severe-several = Very slow or wrong, several or all
option-affected-severe-one = Very slow or wrong, just one
option-affected-limited = One ordinary function fails
option-affected-slight = Works, with a small flaw

question-danger = <b>Is any of this the case?</b> From the top, tap the first that is true.
option-danger-security = Virus, break-in, leak or ransom
option-danger-lost-several = Several people’s data is lost
option-danger-lost-one = One person’s data is lost
option-danger-at-risk = Not lost, but wrong or in danger
option-danger-none = None of these

question-impact = <b>How far is the work affected?</b>
option-impact-down = System or key function unusable
option-impact-severe = It runs, but very slow or wrong
option-impact-limited = One ordinary function fails
option-impact-slight = Works, with a small flaw

question-scope = <b>Who or what is hit?</b> A sole device counts as all.
option-scope-everyone = Everyone, everything
option-scope-many = Several
option-scope-one = One person or device

question-data = <b>How is the data?</b>
option-data-lost = Lost (encrypted counts)
option-data-at-risk = Not lost, but wrong or in danger
option-data-safe = Safe

question-security = <b>Is it a security incident?</b> Virus, break-in, leak or ransom.
option-security-yes = Yes
option-security-no = No

question-workaround = <b>Can the work go on another way for now?</b>
option-workaround-yes = Yes
option-workaround-no = No

# Under every question above: it is not asked again, the gravest that is still possible counts.
option-unsure = Not sure

question-kind = Got it. <b>What kind of help do you need?</b>
question-contract = Got it. <b>Which organisation and contract is it for?</b>
question-route = Got it. <b>Which ticket is it about?</b>
question-answered = { $question }
    ☑️ <b>{ $answer }</b>
