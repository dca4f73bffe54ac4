# What managers are told; and what somebody hears who asked them for access.

manager-help = <b>For managers</b>
    /summary today, <code>yesterday</code>, <code>week</code>, <code>month</code>, <code>quarter</code>, <code>last month</code>, <code>2026Q3</code>; a contract's code after it shows that one alone
    /subscribe summaries of your own, at your own time
    /export tickets, clocks and ratings as XLSX and CSV
    <code>/sla report</code> promises kept this month, <code>/sla report last</code> or <code>/sla report 2026-10</code>
    /overdue tickets past a deadline
    /invite a one-time invitation link
    /access open requests for access
    /survey satisfaction results; /wishes what customers wish for; a contract's code after it shows that one alone
manager-summary-usage = For which time? <code>/summary</code> (today), <code>/summary yesterday</code>, <code>week</code>, <code>month</code>, <code>quarter</code>, <code>last week</code>, <code>last month</code>, <code>last quarter</code>, <code>2026-10</code> or <code>2026Q3</code>; a contract's code after it shows that one alone.
manager-summary-too-early = The day has only just begun.
manager-overdue = 🔥 <b>Past a deadline: { $count }</b>

    { $lines }
manager-overdue-none = ✅ No open ticket is past a deadline.

# Invitations
invite-which = 🎟 An invitation for which contract?
invite-made = 🎟 <b>{ $customer }</b>
    { $link }
    Works once, for one person, within { $days } days. Send it to your contact privately.
invite-did = The link is below.
invite-no-contract = There is no contract “{ $code }”. /invite shows them all.

# Access
access-request = 🔑 <b>{ $name }</b> ({ $account }) asks for access
    <blockquote>{ $words }</blockquote>
    Grant it under which contract?
access-button-refuse = ✖️ Refuse
access-request-granted = 🔑 <b>{ $name }</b> ({ $account })
    <blockquote>{ $words }</blockquote>
    ✅ <b>{ $customer }</b> · { $who }, { $at }
access-request-refused = 🔑 <b>{ $name }</b> ({ $account })
    <blockquote>{ $words }</blockquote>
    ✖️ Refused · { $who }, { $at }
access-decided = { $state ->
    [granted] Already granted by { $who } ({ $at }).
   *[refused] Already refused by { $who } ({ $at }).
}
access-did-grant = { $name } has access now.
access-did-refuse = Refused.
access-none = No requests are open.
access-more = … and { $count } more: decide these first, then /access again.
access-granted = ✅ You have access now, for <b>{ $customer }</b>.
    Something wrong? Just write it here in your own words, with photos, voice or video.
access-refused = Your request for access was not granted. If you have a contract with us, please ask your contact there for an invitation link.
