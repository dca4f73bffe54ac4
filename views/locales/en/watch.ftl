# Waking somebody by another way than Telegram: plain text, read on a phone at night.
wake-title = #{ $number } · { $level } · { $customer }
wake-body = Nobody has ticket #{ $number } yet ({ $customer }, { $level }).
    { $words }
    To acknowledge: open Telegram, the desk's chat, and press “I take it” under #{ $number }. Until somebody does, the desk goes on calling.

# What is wrong with such a way, for the managers.
channel-failed = 📵 <b>{ $channel }</b> does not work: it was tried five times and { $name } was not woken for #{ $number }. Check the address and the account behind it.
channel-no-address = 📵 <b>{ $channel }</b> has no address, so { $name } was not woken for #{ $number }. Set its variable in the environment and restart the desk.
channel-no-phone = 📵 <b>{ $channel }</b> needs a phone number, and { $name } has none in the settings. Not woken for #{ $number }.
channel-not-installed = 📵 <b>{ $channel }</b> cannot be used: the extra “channels” is not installed. { $name } was not woken for #{ $number }.
channels-not-installed = 📵 These ways to wake somebody cannot be used: { $names }. The extra “channels” is not installed: <code>pip install "apprise"</code>, then restart the desk.

# The auditor: once when it begins, once when it is over.
watch-begins-timers = ⚠️ The desk does not keep up: what was due at { $since } has not been carried out. Pages and reminders come late. Restart the desk; if it stays so, look at its log.
watch-begins-outbox = ⚠️ Messages wait: the oldest important one since { $since }. Telegram may be slowing us down or be out of reach. Look after urgent tickets by telephone.
watch-begins-poll = ⚠️ No answer of Telegram since { $since }: new reports do not arrive. Check the server's network; meanwhile answer the telephone.
watch-begins-nobody = ⚠️ Nobody is on call now for: { $who }. A fault would go to the managers. Put somebody in: /oncall
watch-begins-store = ⚠️ The database cannot be written since { $since }: nothing is taken in and nothing is sent. Look at the disk: is it full?
watch-begins-synthetic = ⚠️ The desk's own trial ticket of { $since } did not come through. A real one might not either: send a report yourself and look at the log.
watch-over = ✅ Well again after { $length }: { $what }
    (from { $since } to { $until })
watch-what-timers = things are carried out on time.
watch-what-outbox = messages go out.
watch-what-poll = Telegram answers.
watch-what-nobody = somebody is on call.
watch-what-store = the database can be written.
watch-what-synthetic = the trial ticket comes through.

# After downtime.
watch-down = 🔌 The desk was down from { $since } to { $until } ({ $length }).
watch-down-deadlines = { $count } { $count ->
        [one] deadline
       *[other] deadlines
    } passed meanwhile: { $numbers }
watch-down-pages = { $count } { $count ->
        [one] page
       *[other] pages
    } fell due and { $count ->
        [one] goes
       *[other] go
    } out now: { $numbers }
watch-down-late = { $count } { $count ->
        [one] message
       *[other] messages
    } had been waiting and { $count ->
        [one] is
       *[other] are
    } sent late.
watch-down-nothing = Nothing fell due meanwhile. Reports that were sent in that time arrive now.
watch-down-arriving = Reports that were sent in that time arrive now.

# /health
command-engineer-health = how the desk stands
command-manager-health = how the desk stands
health-head = <b>How the desk stands</b> · { $at }
health-well = ✅ Everything works.
health-trouble = ⚠️ { $count } { $count ->
        [one] thing
       *[other] things
    } to look at:
health-running = ✅ Running since { $since }.
health-poll-well = ✅ Telegram answers: last { $since }.
health-poll-bad = ❌ No answer of Telegram since { $since }. Check the network and the token.
health-poll-never = ➖ Telegram has not answered yet.
health-sweep-well = ✅ What falls due is carried out on time.
health-sweep-bad = ❌ What was due at { $since } is not carried out. Is the desk running? Restart it.
health-outbox-well = ✅ Messages go out; { $count } waiting.
health-outbox-bad = ❌ Messages wait since { $since } ({ $count }). Telegram may be slowing us down or be out of reach.
health-failed = ➖ { $count } { $count ->
        [one] message was
       *[other] messages were
    } given up for good: see the log.
health-inbox-bad = ❌ { $count } { $count ->
        [one] message
       *[other] messages
    } of people could not be worked off: <code>python -m bot retry</code> after the defect is mended.
health-duty-well = ✅ On call: { $names }.
health-duty-bad = ❌ Nobody is on call for { $who }. Put somebody in: /oncall
health-synthetic-well = ✅ The last trial ticket came through at { $since }.
health-synthetic-bad = ❌ The trial ticket of { $since } did not come through.
health-deadman-well = ✅ The watch outside was last told at { $since } that all is well.
health-deadman-bad = ❌ The watch outside has not been told since { $since }. Check its address.
health-channels = ➖ Other ways to wake somebody: { $names }.
health-group-bad = ❌ A group has trouble: { $words }

# Fairness
fair-head = ⚖️ <b>Who was called</b> · { $span }
fair-person = <b>{ $name }</b>: { $pages } { $pages ->
        [one] page
       *[other] pages
    }, outside office hours { $outside }, at night { $asleep }, acknowledged after { $median }
fair-person-silent = <b>{ $name }</b>: { $pages } { $pages ->
        [one] page
       *[other] pages
    }, outside office hours { $outside }, at night { $asleep }, none acknowledged
fair-none = Nobody was paged.
fair-note = At night: 23:00 to 07:00. A message that spoke of several tickets counts once. After: the median.
fair-usage = For which month? <code>/oncall fair</code> (this one), <code>/oncall fair last</code> or <code>/oncall fair 2026-10</code>
fair-brief = ⚖️ Called outside office hours: { $names }
fair-brief-one = { $name } { $outside } ({ $asleep } at night)
