# The quarterly analysis of fault reports (contract P2), and the customers' service reports.

analysis-todo = 🛠 <b>What to do</b>
analysis-todo-many = 🛠 { $count ->
    [one] One thing
   *[other] { $count } things
} to do: see the picture.
analysis-item = • { $words }
analysis-nothing = ✅ No fault keeps coming back: go on as now.
analysis-no-faults = ✅ No fault was reported this quarter.
analysis-faults = Fault reports: { NUMBER($count, useGrouping: 1) } ({ $change })
analysis-kinds = Kinds: { $list }
analysis-kind = { $kind } { $count } ({ $change })
analysis-kind-name = { $kind ->
    [hardware] hardware or line
    [configuration] configuration
    [operation] operation
    [software] software
   *[improvement] improvement or other
}
analysis-repeated = 🔁 { $count } × the same { $what ->
    [cause] cause
   *[place] place
}: { $name } ({ $numbers })
analysis-causes = Other causes: { $list }
analysis-cause = { $words } ×{ $count }
analysis-said = Engineers’ advice: { $list }
analysis-advice-at = { $customer }: { $words }
analysis-advice-repeated-cause = “{ $name }” { $count } times: find the root cause, mend it for good
analysis-advice-repeated-place = { $count } faults at “{ $name }”: inspect early, replace what is worn
analysis-advice-train = Operation { $share } % ({ $count }): train the users
analysis-advice-spares = Hardware or line { $share } % ({ $count }): check ageing devices, stock spares
analysis-advice-baseline = Configuration { $share } % ({ $count }): fix a baseline, register changes first
analysis-advice-release = Software { $share } % ({ $count }): collect for the developers, plan a patch
analysis-advice-wishes = Improvements { $share } % ({ $count }): go through the wishes with the customer
analysis-advice-grown-kind = { $times } times as much { $name } ({ $count }) as the quarter before: look into it
analysis-advice-contested = { $count } repairs did not hold: check together with the customer
analysis-advice-late = Only { $share } % of deadlines kept ({ $count } missed): look at rota and spares
analysis-advice-grown = { $times } times as many faults as the quarter before: review with the customer
analysis-advice-unexplained = { $count } reports name no cause: complete them

analysis-chart-faults = Fault reports
analysis-chart-repeated = Repeated
analysis-chart-kept = Kept
analysis-chart-before = before: { NUMBER($count, useGrouping: 1) }
analysis-chart-groups = { $count ->
    [one] one group
   *[other] { $count } groups
}
analysis-chart-none = none
analysis-chart-missed = { NUMBER($count, useGrouping: 1) } missed
analysis-chart-undecided = none fell due
analysis-chart-kinds = Kinds of fault
analysis-chart-this = this quarter
analysis-chart-last = before
analysis-chart-causes = Main causes
analysis-chart-empty = No fault reports
analysis-chart-again = Again and again (3 or more)
analysis-chart-again-empty = Nothing came again and again
analysis-chart-times = { $count } ×

creport-head = 📄 <b>{ $title }</b>
    { $customer }
creport-title = { $length ->
    [quarter] Quarterly service report
   *[other] Service report
} · { $span }
creport-nothing = ✅ Nothing is waiting for you.
creport-confirm = 👉 Please confirm the repair: { $count } ({ $numbers })
creport-counts = Requests { NUMBER($opened, useGrouping: 1) } ({ $openedChange }), done { NUMBER($closed, useGrouping: 1) }, in progress { NUMBER($open, useGrouping: 1) }
creport-deadlines = In time: { $list }
creport-late = This report comes { $length } late.
creport-page = <b>Service reports</b>
creport-shown = { $lines }
creport-of = 🏢 { $customer }
creport-line = { $state ->
    [on] ✅
   *[off] ▫️
} { $period ->
    [quarter] each quarter
   *[month] each month
}
creport-button = { $state ->
    [on] 🔕 Stop the
   *[off] 🔔 Send me the
} { $period ->
    [quarter] quarterly
   *[month] monthly
} report { $of }
creport-on = { $period ->
    [quarter] It comes each quarter from now on.
   *[month] It comes each month from now on.
}
creport-off = { $period ->
    [quarter] The quarterly report is stopped.
   *[month] The monthly report is stopped.
}
creport-no-contract = You are not registered under a contract, so there are no reports for you.
creport-button-send = 📤 To the customer
creport-nobody = { $customer } has no contact who could get it.
creport-sure = Send the customer’s version to all contacts of { $customer } ({ $count })? It names none of us and no reasons of ours.
creport-button-yes = 📤 Send to { $count }
creport-button-no = ✖️ Do not send
creport-sent = { $count ->
    [0] Nothing sent: all contacts of { $customer } have it already.
    [one] 📤 Sent to one contact of { $customer }.
   *[other] 📤 Sent to { $count } contacts of { $customer }.
}
creport-not-sent = Not sent to { $customer }.
