# The "/" menu
command-customer-help = What I can do
command-customer-my = My tickets
command-customer-language = Language
command-customer-cancel = Start over
command-engineer-queue = Open tickets
command-engineer-t = A ticket: /t 12
command-engineer-note = Internal note
command-engineer-help = Help
command-engineer-cancel = Leave a form
command-manager-summary = Figures: today, yesterday, week
command-manager-overdue = Overdue tickets
command-manager-queue = Open tickets
command-manager-t = A ticket: /t 12
command-manager-invite = Invite a customer
command-manager-access = Requests for access
command-manager-holidays = Public holidays: show, load
command-manager-help = Help

# The guide beside the chats of the demonstration
demo-title = Try it, step by step
demo-1-title = Report a fault
demo-1-text = You are { $customer }. Write what is wrong in your own words, for example “nobody can log in since this morning”. If there is a question, answer it with a button.
demo-2-title = The page
demo-2-text = You are { $engineer }, on duty now. Press “{ do-ack }” in your private chat or in the ticket's topic. Write something in the topic: the customer gets it.
demo-3-title = Watch an escalation
demo-3-text = Report another fault and let nobody take it. Press “to the next deadline” above: the next engineer is paged, then the superior, then the managers.
demo-4-title = Repair
demo-4-text = In the topic press “{ do-way }”, “{ do-arr }”, “{ do-rest }”, then “{ do-res }”: kind of fault, cause, what was done, advice.
demo-5-title = Confirm and rate
demo-5-text = As the customer press “{ button-repaired }”, then give stars. Or press “{ button-not-repaired }”: the clocks go on as if they had never stopped.
demo-6-title = The summary
demo-6-text = As { $manager } in the managers' group write /summary, /overdue or /t and a number. Ninety days lie behind this desk.
demo-7-title = A stranger
demo-7-text = { $stranger } has no contract: write something, ask for access, and grant it as a manager.
demo-8-title = An invitation
demo-8-text = As a manager write /invite: a one-time link for a contract. Open it as somebody else.
