# How well promises were kept in a month: what managers get for /sla report.

attainment-month = { $month } { $year }
attainment-month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
attainment-so-far = { $month }, so far
attainment-head = 📈 <b>Promises kept · { $title }</b>
attainment-nothing = No deadline was decided and none runs.
attainment-share = { $share } % kept ({ NUMBER($kept, useGrouping: 1) } of { NUMBER($all, useGrouping: 1) })
attainment-undecided = nothing decided yet
attainment-missed = missed { NUMBER($count, useGrouping: 1) }
attainment-running = running { NUMBER($count, useGrouping: 1) }
attainment-overdue = running { NUMBER($count, useGrouping: 1) }, of which overdue { NUMBER($overdue, useGrouping: 1) }
attainment-paused = paused { $length }
attainment-all = All: { $figures }
attainment-contract = <b>{ $customer }</b> ({ $contract })
    { $figures }
attainment-contract-unnamed = <b>{ $contract }</b>
    { $figures }
attainment-clock = { $mark } { $clock } { NUMBER($kept, useGrouping: 1) }/{ NUMBER($all, useGrouping: 1) }
attainment-clock-running = ⏱ { $clock }: running { NUMBER($count, useGrouping: 1) }
attainment-used = { $line } · half in { $median }, 9 of 10 in { $p90 }
attainment-used-share = { $line } · half in { $median }, 9 of 10 in { $p90 } ({ $medianShare } % and { $p90Share } % of the promise)
attainment-broken = ❌ #{ $number } { $clock }: { $late } late{ $running ->
    [true] , still running
   *[false] { "" }
}
attainment-broken-reason = { $line } · “{ $reason }”
attainment-no-reason = { $line } · no reason given
attainment-more-broken = … and { NUMBER($count, useGrouping: 1) } more in the file
attainment-more-contracts = … and { NUMBER($count, useGrouping: 1) } more contracts in the file
attainment-chart-title = Promises kept · { $title }
attainment-chart-all = All contracts
attainment-chart-more = { NUMBER($count, useGrouping: 1) } more contracts
attainment-chart-share = { $share } %

sla-report-usage = For which month? <code>/sla report</code> (this one so far), <code>/sla report last</code>, <code>/sla report 10</code> or <code>/sla report 2026-10</code>; a contract's code after it shows that one alone.
sla-report-too-early = The month has only just begun.
