# 经理自己的汇总，以及导出。

subscribe-head = 🔔 <b>您的汇总</b>
subscribe-none = 🔔 您还没有单独的汇总；群里的照常发。
subscribe-line = • { subscribe-period }{ $contract ->
    [all] ，全部合同
   *[other] ，{ $contract }
}，{ $at }
subscribe-period = { $period ->
    [day] 每天
    [week] 每周一，上一周
    [month] 每月 1 日，上个月
   *[quarter] 每季度首日，季度分析
}
subscribe-how = 还要哪一种？
subscribe-add = { $period ->
    [day] ＋ 日报
    [week] ＋ 周报
    [month] ＋ 月报
   *[quarter] ＋ 季度分析
}
subscribe-stop = ✖️ { $period ->
    [day] 日报
    [week] 周报
    [month] 月报
   *[quarter] 季度分析
} { $of }
subscribe-which = { $period ->
    [day] 日报
    [week] 周报
    [month] 月报
   *[quarter] 季度分析
}：哪个合同？
subscribe-all = 全部合同
subscribe-back = ◀ 返回
subscribe-when = { $of ->
    [all] 全部合同
   *[other] { $of }
}，{ $period ->
    [day] 每天几点？
    [week] 每周一几点？
    [month] 每月 1 日几点？
   *[quarter] 每季度首日几点？
}
    按一个时间，或直接写，例如 8:15。/cancel 取消。
subscribe-time-wrong = 请写一个时间，例如 8:15；或 /cancel 取消。
subscribe-left = 没有订阅。
subscribe-did = 已订阅。
subscribe-stopped = 已停止。
subscribe-gone = 这一项已经没有了。
subscribe-private = 自己的汇总请私下设置：给 @{ $bot } 发 /subscribe。
export-usage = 写 /export、<code>/export 上月</code>、<code>/export 2026-10</code>、<code>/export 2026Q3</code> 或 <code>/export 2026</code>；后面加合同编号则只导出该合同。
export-making = 📦 正在生成文件。
export-made = 📦 <b>{ $name }</b>{ $contract ->
    [all] { "" }
   *[other] { " " }· { $contract }
}：{ NUMBER($count, useGrouping: 1) } 张工单，及其时限和评分。不含电话号码。
export-split = 📦 一个文件放不下，分 { $count } 份发送。
command-manager-subscribe = 自己的汇总
command-manager-export = 导出工单（XLSX 和 CSV）
command-customer-reports = 服务报告
