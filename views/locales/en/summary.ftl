# The managers' summary: the text, and the words in its picture.

summary-head = 📊 <b>{ $title }</b>
summary-name = { $length ->
    [day] Daily summary
    [week] Weekly summary
    [month] Monthly summary
    [quarter] Quarterly analysis
   *[other] Summary
}
summary-span = { $start } to { $end }
summary-span-month = { $year }-{ $month ->
    [10] 10
    [11] 11
    [12] 12
   *[other] 0{ $month }
}
summary-span-quarter = { $year } Q{ $quarter }
summary-clock = { $clock ->
    [response] response
    [onsite] on site
    [restore] restoration
    [report] report
    [defect_fix] software fix
    [answer] answer
    [change] change
    [complaint] complaint
   *[other] { $clock }
}
summary-kind = { $kind ->
    [fault] faults
    [change] changes
    [training] training
    [maintenance] maintenance
    [consultation] questions
    [complaint] complaints
   *[other] other
}
summary-level = level { $level }
summary-no-level = no level
summary-reason = { $reason ->
    [unacknowledged] nobody had taken it
    [contested] the repair did not hold
   *[waiting] waiting for the customer
}

summary-decisions = ⚠️ <b>Waiting for you ({ $count })</b>
summary-no-decisions = ✅ Nothing is waiting for you.
summary-ticket = <b>#{ $number }</b> ({ $level }), { $who }
summary-decision-breached = { $ticket }: { $clock } { $late }
summary-decision-unacknowledged = { $ticket }: nobody has taken it for { $length }
summary-decision-low_rating = { $ticket }: rated { $stars } of 5
summary-decision-confirmation = { $ticket }: repaired { $length } ago, not confirmed
summary-decision-access = <b>{ $who }</b> has been asking for access for { $length }
summary-between = { ", " }
summary-more = … and { $count } more

summary-counts = Opened { NUMBER($opened, useGrouping: 1) } ({ $openedChange }), closed { NUMBER($closed, useGrouping: 1) } ({ $closedChange }), open now { NUMBER($open, useGrouping: 1) }
summary-change = { $direction ->
    [up] ▲{ NUMBER($by, useGrouping: 1) }
    [down] ▼{ NUMBER($by, useGrouping: 1) }
   *[same] unchanged
}
summary-reopened = Reopened after a repair: { $count }
summary-kinds = Opened: { $list }
summary-levels = Open: { $list }
summary-count-of = { $name } ×{ NUMBER($count, useGrouping: 1) }
summary-deadlines = Kept: { $list }
summary-deadline = { $clock } { NUMBER($kept, useGrouping: 1) }/{ NUMBER($all, useGrouping: 1) }
summary-missed = Missed: { $list }
summary-breach = #{ $number } { $clock } by { $late }
summary-breach-reason = { $breach } ({ $reason })
summary-timing = { $name ->
    [acknowledge] Taken on
   *[restore] Restored
}: half in { $median }, 9 of 10 in { $p90 }
summary-timing-promise = { $timing } (promised { $promise })
summary-timing-share = { $timing } ({ $median } % and { $p90 } % of the promise)
summary-used = Half and 9 of 10 within: { $list }
summary-used-of = { $clock } { $median } and { $p90 }
summary-used-share = { $clock } { $median } and { $p90 } ({ $medianShare } % and { $p90Share } % of the promise)
summary-paused = Paused by agreement: { $list }
summary-paused-of = { $clock } { $length }
summary-ratings = Ratings: { $count ->
    [one] one
   *[other] { NUMBER($count, useGrouping: 1) }
}, average { $mean } of 5
summary-oldest = Longest open: { $ticket }, { $age }, { $assignee }
summary-nobody = nobody

summary-chart-opened = Opened
summary-chart-closed = Closed
summary-chart-open = Open now
summary-chart-before = { $change } vs. { $length ->
    [day] day before
    [week] week before
    [month] month before
    [quarter] quarter before
   *[other] before
}
summary-chart-same = as { $length ->
    [day] the day before
    [week] the week before
    [month] the month before
    [quarter] the quarter before
   *[other] before
}
summary-chart-overdue = { NUMBER($count, useGrouping: 1) } overdue
summary-chart-none-overdue = none overdue
summary-chart-levels = Open by level
summary-chart-levels-empty = Nothing is open
summary-chart-level = { $level ->
    [none] No level
    [others] Others
   *[other] Level { $level }
}
summary-chart-deadlines = Deadlines
summary-chart-deadlines-empty = No deadline fell due
summary-chart-kept = Kept
summary-chart-missed = Missed
summary-chart-clock = { $clock ->
    [response] Response
    [onsite] On site
    [restore] Restoration
    [report] Report
    [defect_fix] Software fix
    [answer] Answer
    [change] Change
    [complaint] Complaint
   *[other] { $clock }
}
summary-chart-timings = Time taken
summary-chart-timings-empty = Nothing was timed
summary-chart-timing = { $name ->
    [acknowledge] Taken on
   *[restore] Restored
}
summary-chart-median = half in { $length }
summary-chart-p90 = 9 of 10 in { $length }
summary-chart-promise = Promise
summary-chart-ratings = Ratings
summary-chart-ratings-mean = Ratings: { $mean } on average
summary-chart-ratings-empty = Nobody has rated yet
summary-chart-hours = By hour
summary-chart-days = By day
summary-chart-course-empty = No tickets in this time
