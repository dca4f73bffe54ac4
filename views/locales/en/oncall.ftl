# Who is on call, changes of the rota by chat, swaps, covers and handovers.

# The menus
command-engineer-oncall = On call: who, week, me
command-engineer-away = I am away: today, until …
command-engineer-swap = Offer one of my shifts
command-engineer-cover = Cover me now
command-engineer-override = Somebody else takes a shift
command-engineer-delegate = Somebody stands in for me
command-manager-oncall = On call: who, week, me
command-manager-override = Somebody else takes a shift
command-manager-away = Somebody is away
command-manager-delegate = Somebody stands in for another

# Words
oncall-layer = { $layer ->
    [primary] Primary
    [secondary] Secondary
   *[other] { $layer }
    }
oncall-source = { $source ->
    [override] change
    [swap] swap
    [cover] cover
    [absence] absence
    [delegate] delegate
   *[other] rota
    }
oncall-nobody = nobody
oncall-everybody = everybody
oncall-more = … and { $count } more

# Who
oncall-who = 🧭 <b>On call now</b>
oncall-now = <b>{ $layer }</b>: { $who } until { $until }
oncall-now-always = <b>{ $layer }</b>: { $who }, no change in the next eight weeks
oncall-person = <b>{ $name }</b>
oncall-person-phone = <b>{ $name }</b> · { $phone }
oncall-instead = { $who } ({ $source }, for { $other })
oncall-hole-here = ⚠️ <b>NOBODY</b>
oncall-no-layers = ⚠️ The settings name nobody who is on call.
oncall-usage = Write <code>/oncall</code>, <code>/oncall week</code>, <code>/oncall me</code>, <code>/oncall ics</code>, <code>/oncall feed</code> or <code>/oncall changes</code>.

# The week
oncall-week = 🗓 <b>On call</b> { $when }
oncall-week-layer = <b>{ $layer }</b>
oncall-week-day = { $day }: { $people }
oncall-holes = ⚠️ <b>{ $count ->
    [one] One time without anybody.
   *[other] { $count } times without anybody.
    }</b>
oncall-no-holes = No holes.
oncall-chart-title = On call
oncall-chart-facts = { $first } – { $last } · { $zone }
oncall-chart-hole = NOBODY
oncall-chart-now = now

# Mine
oncall-mine = 🧭 <b>{ $who }</b>: duties of the next four weeks
    { $lines }
oncall-duty = { $when } · { $layer }{ $source ->
    [rotation] { "" }
   *[other] { " " }({ $words })
    }
oncall-no-shifts = You have no duty in the coming weeks.
oncall-ics = 🗓 Your duties of the next eight weeks. Open the file to add them to your calendar; opening a newer one later brings them up to date.
oncall-sent-in-private = The calendar file comes to you in private.
oncall-button-week = 🗓 Week
oncall-button-me = 👤 My duties
oncall-button-ics = 📅 Calendar file

# Changes
oncall-change-override = <b>{ $layer }</b>: <b>{ $person }</b> · { $when }
oncall-change-swap = <b>{ $layer }</b>: <b>{ $person }</b> takes the shift of { $other } · { $when }
oncall-change-cover = <b>{ $layer }</b>: <b>{ $person }</b> covers { $other } · { $when }
oncall-change-absence = <b>{ $person }</b> is away · { $when }
oncall-change-delegate = <b>{ $other }</b> stands in for <b>{ $person }</b> · { $when }
oncall-made = 🗓 { $what }
    <i>Entered by { $by }</i>
    { $lines }
oncall-undone = ↩️ Undone: { $what }
    <i>By { $by }</i>
    { $lines }
oncall-moved = • { $when } · { $layer }: { $was } → <b>{ $to }</b>
oncall-hole-line = ⚠️ { $when } · { $layer }: { $was } → <b>NOBODY</b>
oncall-moves-nothing = It moves no duty in the next eight weeks.
oncall-changes = 🗓 <b>Changes of the rota</b>
oncall-changed = { $place }. { $what }
    <i>{ $by }, { $at }</i>
oncall-no-changes = Nobody has changed the rota.
oncall-by-settings = the settings
oncall-button-undo = ↩️ Undo
oncall-button-undo-place = ↩️ { $place }
oncall-button-leave = Leave it
oncall-left = Nothing was changed.

# Steps
oncall-which-layer = 🗓 Which duty does somebody else take?
oncall-who-takes = 🗓 <b>{ $layer }</b>: who takes it?
oncall-when-override = 🗓 <b>{ $layer }</b>: <b>{ $who }</b>, when?
    <i>Other times in one line:</i> <code>/override { $key } { $who } 12-24 09:00 – 12-25 09:00</code>
oncall-who-is-away = 🏖 Who is away?
oncall-when-away = 🏖 <b>{ $who }</b> is away: when?
    <i>Other times in one line:</i> <code>/away { $who } 12-24 – 12-28</code>
oncall-who-stands-in = 👥 Who stands in for <b>{ $who }</b> everywhere?
oncall-when-delegate = 👥 <b>{ $to }</b> stands in for <b>{ $who }</b>: when?
    <i>Other times in one line:</i> <code>/delegate { $who } { $to } until 12-28</code>
oncall-button-else = For somebody else
oncall-button-today = Today ({ $when })
oncall-button-tomorrow = Tomorrow ({ $when })
oncall-button-days3 = 3 days ({ $when })
oncall-button-week7 = A week ({ $when })
oncall-button-weeks2 = 2 weeks ({ $when })
oncall-delegate-usage = Write who stands in for whom: <code>/delegate Wang Li until 12-28</code>
oncall-swap-usage = “{ $words }” is no colleague of yours. Write <code>/swap</code>, or <code>/swap</code> and a colleague’s name.
oncall-cover-usage = “{ $words }” is no time up to three days. Write for example <code>/cover 2h</code>.

# Why not
oncall-time-words = “{ $words }” is neither a time nor a colleague. Write for example 12-24 09:00, tomorrow 18:00, until 12-28 or 2h.
oncall-time-backwards = It would end before it begins. Write the earlier time first.
oncall-time-over = That time is over already.
oncall-time-far = That is more than a year ahead.
oncall-only-own = Only a manager can change this for somebody else.
oncall-not-oneself = Nobody stands in for themselves.
oncall-not-yours = Only the person concerned or a manager can do this.
oncall-not-for-you = This was not asked of you.
oncall-over = This is over: nothing was done.
oncall-already = That is so already.
oncall-is-away = { $who } is away then.
oncall-you-are-away = You are away then.
oncall-taken-by = { $who } was faster.

# Swaps
oncall-which-shift = 🔄 Which of your shifts do you offer?
oncall-swap-whom = 🔄 <b>{ $shift }</b>: offer it to whom?
oncall-button-everybody = Everybody
oncall-nobody-to-ask = There is nobody who could be asked.
oncall-offered-already = That shift is offered already.
oncall-did-take = The shift is yours.
offer-swap-asked = 🔄 <b>{ $who }</b> offers a shift: <b>{ $layer }</b> · { $when }
    Do you take it? The offer ends when the shift begins.
offer-swap-mine = 🔄 Offered to <b>{ $to }</b>: <b>{ $layer }</b> · { $when }
    Until somebody takes it the shift stays yours.
offer-swap-taken = ✅ <b>{ $to }</b> takes the shift of { $who }: <b>{ $layer }</b> · { $when }
offer-swap-said-no = You do not take { $who }’s shift: { $layer } · { $when }
offer-swap-refused = ✖️ Nobody takes your shift: <b>{ $layer }</b> · { $when }
    It stays yours.
offer-swap-expired = ⌛️ The offer of { $who } is over: <b>{ $layer }</b> · { $when }
    The shift stays where it is.
offer-swap-withdrawn = ↩️ { $who } does not offer this shift any more: { $layer } · { $when }
offer-button-take = I take it
offer-button-refuse = No
offer-button-withdraw = ↩️ Withdraw

# Cover me now
oncall-cover-how-long = 🙋 Somebody covers you at once. For how long?
oncall-button-hours = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
    }
oncall-nothing-to-cover = You are not on duty in that time: there is nothing to cover.
oncall-asked-already = The others have been asked already.
oncall-did-cover = You have the duty now.
offer-cover-asked = 🙋 <b>{ $who }</b> asks to be covered now, until <b>{ $until }</b> ({ $layer }).
    Whoever taps first has the duty at once; it goes back by itself.
offer-cover-mine = 🙋 The others have been asked to cover you until <b>{ $until }</b> ({ $layer }).
    Until somebody taps you stay on duty.
offer-cover-taken = ✅ <b>{ $to }</b> covers { $who } until <b>{ $until }</b> ({ $layer }). It goes back by itself.
offer-cover-over = 🔔 The cover is over: <b>{ $who }</b> is on duty again, no longer { $to } ({ $layer }).
offer-cover-back = 🔔 Handed back by { $by }: <b>{ $who }</b> is on duty again, no longer { $to } ({ $layer }).
offer-cover-expired = ⌛️ Nobody has covered { $who }, who is still on duty ({ $layer }).
offer-cover-withdrawn = ↩️ { $who } does not have to be covered any more.
offer-button-cover = I take over until { $until }
offer-button-back = Hand back now

# Handover
oncall-did-handover = { $count ->
    [0] There was nothing left to take over.
    [one] One ticket is yours now.
   *[other] { $count } tickets are yours now.
    }
offer-handover-asked = 🤝 You are on duty now. <b>{ $who }</b> hands over { $count ->
    [one] one ticket
   *[other] { $count } tickets
    }; until you take over, { $who } stays responsible.
offer-handover-outgoing = 🤝 Your duty is over. <b>{ $to }</b> was asked to take over your { $count ->
    [one] ticket
   *[other] { $count } tickets
    }; until then they stay yours.
offer-handover-taken = ✅ <b>{ $to }</b> has taken over from { $who }: { $count ->
    [0] nothing was left
    [one] one ticket
   *[other] { $count } tickets
    }.
offer-handover-late = ⚠️ <b>{ $to }</b> is on duty and has not taken over from <b>{ $who }</b>, who stays responsible for { $count ->
    [one] one ticket
   *[other] { $count } tickets
    }:
offer-handover-expired = ⌛️ This handover from { $who } to { $to } is over: the duty has changed again, or nothing is left.
offer-ticket = <b>#{ $number }</b> { $what } · { $customer } · { $state }
offer-button-handover = 🤝 I take over
