# 给经理的汇总：文字部分，以及图里的字。

summary-head = 📊 <b>{ $title }</b>
summary-name = { $length ->
    [day] 日报
    [week] 周报
    [month] 月报
    [quarter] 季度分析
   *[other] 汇总
}
summary-span = { $start } 至 { $end }
summary-span-month = { $year } 年 { $month } 月
summary-span-quarter = { $year } 年第 { $quarter } 季度
summary-clock = { $clock ->
    [response] 响应
    [onsite] 到场
    [restore] 恢复
    [report] 报告
    [defect_fix] 缺陷修复
    [answer] 答复
    [change] 变更
    [complaint] 投诉
   *[other] { $clock }
}
summary-kind = { $kind ->
    [fault] 故障
    [change] 需求变更
    [training] 培训
    [maintenance] 维护与升级
    [consultation] 咨询
    [complaint] 投诉
   *[other] 其他
}
summary-level = { $level } 级
summary-no-level = 无级别
summary-reason = { $reason ->
    [unacknowledged] 到期时无人接单
    [contested] 客户反映未修好
   *[waiting] 等待客户
}

summary-decisions = ⚠️ <b>等您处理（{ $count }）</b>
summary-no-decisions = ✅ 没有需要您处理的事。
summary-ticket = <b>#{ $number }</b>（{ $level }）{ $who }
summary-decision-breached = { $ticket }：{ $clock }{ $late }
summary-decision-unacknowledged = { $ticket }：{ $length }无人接单
summary-decision-low_rating = { $ticket }：评分 { $stars } 分（满分 5 分）
summary-decision-confirmation = { $ticket }：修复已 { $length }，客户未确认
summary-decision-access = <b>{ $who }</b> 申请使用，已等 { $length }
summary-between = 、
summary-more = …… 还有 { $count } 项

summary-counts = 新开 { NUMBER($opened, useGrouping: 1) }（{ $openedChange }），关闭 { NUMBER($closed, useGrouping: 1) }（{ $closedChange }），未关闭 { NUMBER($open, useGrouping: 1) }
summary-change = { $direction ->
    [up] ▲{ NUMBER($by, useGrouping: 1) }
    [down] ▼{ NUMBER($by, useGrouping: 1) }
   *[same] 持平
}
summary-reopened = 修复后重新打开：{ $count }
summary-kinds = 新开：{ $list }
summary-levels = 未关闭：{ $list }
summary-count-of = { $name } ×{ NUMBER($count, useGrouping: 1) }
summary-deadlines = 按时：{ $list }
summary-deadline = { $clock } { NUMBER($kept, useGrouping: 1) }/{ NUMBER($all, useGrouping: 1) }
summary-missed = 超时：{ $list }
summary-breach = #{ $number } { $clock }超 { $late }
summary-breach-reason = { $breach }（{ $reason }）
summary-timing = { $name ->
    [acknowledge] 接单
   *[restore] 恢复
}用时：半数在 { $median }内，九成在 { $p90 }内
summary-timing-promise = { $timing }（承诺 { $promise }）
summary-timing-share = { $timing }（为承诺时间的 { $median }% 和 { $p90 }%）
summary-used = 半数和九成用时：{ $list }
summary-used-of = { $clock } { $median }和 { $p90 }
summary-used-share = { $clock } { $median }和 { $p90 }（承诺的 { $medianShare }% 和 { $p90Share }%）
summary-paused = 约定暂停：{ $list }
summary-paused-of = { $clock } { $length }
summary-ratings = 评分：{ NUMBER($count, useGrouping: 1) } 次，平均 { $mean } 分
summary-oldest = 最久未关闭：{ $ticket }，{ $age }，{ $assignee }
summary-nobody = 无人负责

summary-chart-opened = 新开
summary-chart-closed = 关闭
summary-chart-open = 未关闭
summary-chart-before = 比{ $length ->
    [day] 前一天
    [week] 上一周
    [month] 上月
    [quarter] 上季度
   *[other] 上一期
} { $change }
summary-chart-same = 与{ $length ->
    [day] 前一天
    [week] 上一周
    [month] 上月
    [quarter] 上季度
   *[other] 上一期
}持平
summary-chart-overdue = { NUMBER($count, useGrouping: 1) } 个已超时
summary-chart-none-overdue = 无超时
summary-chart-levels = 未关闭，按级别
summary-chart-levels-empty = 没有未关闭的工单
summary-chart-level = { $level ->
    [none] 无级别
    [others] 其余
   *[other] { $level } 级
}
summary-chart-deadlines = 时限
summary-chart-deadlines-empty = 没有到期的时限
summary-chart-kept = 按时
summary-chart-missed = 超时
summary-chart-clock = { $clock ->
    [response] 响应
    [onsite] 到场
    [restore] 恢复
    [report] 报告
    [defect_fix] 缺陷修复
    [answer] 答复
    [change] 变更
    [complaint] 投诉
   *[other] { $clock }
}
summary-chart-timings = 用时
summary-chart-timings-empty = 没有可计的用时
summary-chart-timing = { $name ->
    [acknowledge] 接单
   *[restore] 恢复
}
summary-chart-median = 半数 { $length }内
summary-chart-p90 = 九成 { $length }内
summary-chart-promise = 承诺
summary-chart-ratings = 评分
summary-chart-ratings-mean = 评分：平均 { $mean }
summary-chart-ratings-empty = 还没有评分
summary-chart-hours = 按小时
summary-chart-days = 按天
summary-chart-course-empty = 这段时间没有工单
