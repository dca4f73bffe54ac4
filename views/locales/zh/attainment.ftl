# 一个月的承诺达成情况：经理用 /sla report 查看。

attainment-month = { $year } 年 { $month }
attainment-month-name = { $month } 月
attainment-so-far = { $month }（截至目前）
attainment-head = 📈 <b>承诺达成 · { $title }</b>
attainment-nothing = 没有已判定的时限，也没有正在计时的时限。
attainment-share = 达成 { $share }%（{ NUMBER($kept, useGrouping: 1) }/{ NUMBER($all, useGrouping: 1) }）
attainment-undecided = 尚无已判定的时限
attainment-missed = 超时 { NUMBER($count, useGrouping: 1) }
attainment-running = 计时中 { NUMBER($count, useGrouping: 1) }
attainment-overdue = 计时中 { NUMBER($count, useGrouping: 1) }，其中已超时 { NUMBER($overdue, useGrouping: 1) }
attainment-paused = 暂停 { $length }
attainment-all = 合计：{ $figures }
attainment-contract = <b>{ $customer }</b>（{ $contract }）
    { $figures }
attainment-contract-unnamed = <b>{ $contract }</b>
    { $figures }
attainment-clock = { $mark } { $clock } { NUMBER($kept, useGrouping: 1) }/{ NUMBER($all, useGrouping: 1) }
attainment-clock-running = ⏱ { $clock }：计时中 { NUMBER($count, useGrouping: 1) }
attainment-used = { $line } · 半数 { $median }内，九成 { $p90 }内
attainment-used-share = { $line } · 半数 { $median }内，九成 { $p90 }内（承诺的 { $medianShare }% 和 { $p90Share }%）
attainment-broken = ❌ #{ $number } { $clock }：超时 { $late }{ $running ->
    [true] ，仍在计时
   *[false] { "" }
}
attainment-broken-reason = { $line } ·“{ $reason }”
attainment-no-reason = { $line } · 未说明原因
attainment-more-broken = …… 另有 { NUMBER($count, useGrouping: 1) } 项，见附件
attainment-more-contracts = …… 另有 { NUMBER($count, useGrouping: 1) } 份合同，见附件
attainment-chart-title = 承诺达成 · { $title }
attainment-chart-all = 全部合同
attainment-chart-more = 另有 { NUMBER($count, useGrouping: 1) } 份合同
attainment-chart-share = { $share }%

sla-report-usage = 要看哪个月？<code>/sla report</code>（本月至今）、<code>/sla report 上月</code>、<code>/sla report 10</code> 或 <code>/sla report 2026-10</code>；后面加合同编号则只看该合同。
sla-report-too-early = 这个月才刚开始。
