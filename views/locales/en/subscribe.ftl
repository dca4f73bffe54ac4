# Managers' own summaries, and exports.

subscribe-head = 🔔 <b>Your summaries</b>
subscribe-none = 🔔 You get no summaries of your own yet; the group’s come anyway.
subscribe-line = • { subscribe-period }{ $contract ->
    [all] , all contracts
   *[other] , { $contract }
}, { $at }
subscribe-period = { $period ->
    [day] each day
    [week] on Mondays, of the week
    [month] on the 1st, of the month
   *[quarter] after each quarter, its analysis
}
subscribe-how = Choose what else you want:
subscribe-add = { $period ->
    [day] ＋ Daily
    [week] ＋ Weekly
    [month] ＋ Monthly
   *[quarter] ＋ Quarterly
}
subscribe-stop = ✖️ { $period ->
    [day] Daily
    [week] Weekly
    [month] Monthly
   *[quarter] Quarterly
} { $of }
subscribe-which = { $period ->
    [day] Each day
    [week] Each week
    [month] Each month
   *[quarter] Each quarter
}: of which contract?
subscribe-all = All contracts together
subscribe-back = ◀ Back
subscribe-when = { $of ->
    [all] All contracts
   *[other] { $of }
}, { $period ->
    [day] each day: when?
    [week] on Mondays: when?
    [month] on the 1st: when?
   *[quarter] on the first day of a quarter: when?
}
    Press a time or write one, such as 8:15. /cancel leaves it.
subscribe-time-wrong = Please write a time of day such as 8:15, or /cancel.
subscribe-left = Nothing was subscribed to.
subscribe-did = Subscribed.
subscribe-stopped = Stopped.
subscribe-gone = You do not get that one any more.
subscribe-private = Your own summaries are arranged in private: write /subscribe to @{ $bot }.
export-usage = Write /export, <code>/export last month</code>, <code>/export 2026-10</code>, <code>/export 2026Q3</code> or <code>/export 2026</code>; a contract’s code after it takes that one alone.
export-making = 📦 The files are being made.
export-made = 📦 <b>{ $name }</b>{ $contract ->
    [all] { "" }
   *[other] { " " }· { $contract }
}: { $count ->
    [one] one ticket
   *[other] { NUMBER($count, useGrouping: 1) } tickets
}, their clocks and ratings. No phone numbers in it.
export-split = 📦 Too large for one file: it comes in { $count } parts.
command-manager-subscribe = Summaries of your own
command-manager-export = Tickets as XLSX and CSV
command-customer-reports = Service reports
