# Deadlines that move because a contract or a calendar changed.
moved-line = #{ $number } { $clock }: { $was } → <b>{ $due }</b>
moved-line-new = #{ $number } { $clock }: new, <b>{ $due }</b>
moved-line-gone = #{ $number } { $clock }: { $was }, promised no more
moved-more = … and { $count } more
version-ask =
    📄 <b>{ $customer }</b> ({ $contract }): the contract now has version { $version }.
    New tickets follow it. { $count ->
        [one] One open ticket keeps
       *[other] { $count } open tickets keep
    } the older terms unless you decide otherwise.
version-moves = These deadlines would move:
version-moves-none = No deadline would move.
version-button-keep = Keep the older terms
version-button-migrate = Go over to version { $version }
version-kept = 📄 <b>{ $contract }</b>: open tickets keep the older terms ({ $who }). New ones follow version { $version }.
version-migrated = 📄 <b>{ $contract }</b>: { $count ->
        [one] one open ticket went
       *[other] { $count } open tickets went
    } over to version { $version } ({ $who }). Customers with a moved deadline were told.
version-done-already = Decided already.
calendar-recomputed = 🗓 The official holidays of { $years } are loaded. All running deadlines were computed anew.
calendar-moved-none = No deadline moved.
holidays-known = 🗓 Chinese public holidays are known for { $years }. Later years count as plain weekdays until their list is loaded.
holidays-usage =
    To load or correct a year, send its official list in one message:
    <code>/holidays 2027
    2027-01-01 off
    2027-02-05..2027-02-11 off
    2027-02-20 work</code>
holidays-wrong = ⚠️ The list was not loaded. { $problem }
holidays-loaded = ✅ { $year }: { $off } days off, { $work } make-up working days. Deadlines are being computed anew.
holidays-same = { $year } was loaded already, with the same days.
card-years-unknown = <i>⚠️ The holidays of { $years } are not known yet; counted as plain weekdays.</i>
