# 季度故障报告分析（合同 P2），以及给客户的服务报告。

analysis-todo = 🛠 <b>建议措施</b>
analysis-todo-many = 🛠 建议措施 { $count } 条，见图。
analysis-item = • { $words }
analysis-nothing = ✅ 没有反复出现的故障，保持现状。
analysis-no-faults = ✅ 本季度没有故障报告。
analysis-faults = 故障报告 { NUMBER($count, useGrouping: 1) } 份（{ $change }）
analysis-kinds = 类别：{ $list }
analysis-kind = { $kind } { $count }（{ $change }）
analysis-kind-name = { $kind ->
    [hardware] 硬件线路
    [configuration] 配置
    [operation] 操作
    [software] 软件
   *[improvement] 改进及其他
}
analysis-repeated = 🔁 { $what ->
    [cause] 同一原因
   *[place] 同一处
} { $count } 次：{ $name }（{ $numbers }）
analysis-causes = 其他原因：{ $list }
analysis-cause = { $words } ×{ $count }
analysis-said = 工程师的建议：{ $list }
analysis-advice-at = { $customer }：{ $words }
analysis-advice-repeated-cause = “{ $name }”{ $count } 次：查清根因，彻底整改
analysis-advice-repeated-place = “{ $name }”故障 { $count } 次：提前巡检，考虑更换老化设备
analysis-advice-train = 操作类占 { $share }%（{ $count } 次）：安排使用培训
analysis-advice-spares = 硬件线路类占 { $share }%（{ $count } 次）：检查老化设备，备足备件
analysis-advice-baseline = 配置类占 { $share }%（{ $count } 次）：固化配置，变更先登记
analysis-advice-release = 软件类占 { $share }%（{ $count } 次）：汇总给研发，安排补丁
analysis-advice-wishes = 改进类占 { $share }%（{ $count } 次）：与客户梳理需求
analysis-advice-grown-kind = { $name }类是上季度的 { $times } 倍（{ $count } 次）：专项排查
analysis-advice-contested = { $count } 次修复客户不认可：交付前与客户一起验证
analysis-advice-late = 时限只有 { $share }% 按时（{ $count } 次超时）：调整值班与备件
analysis-advice-grown = 故障是上季度的 { $times } 倍：与客户一起复盘
analysis-advice-unexplained = { $count } 份报告没写原因：补写

analysis-chart-faults = 故障报告
analysis-chart-repeated = 反复故障
analysis-chart-kept = 按时
analysis-chart-before = 上季度 { NUMBER($count, useGrouping: 1) }
analysis-chart-groups = { $count } 组
analysis-chart-none = 没有
analysis-chart-missed = { NUMBER($count, useGrouping: 1) } 次超时
analysis-chart-undecided = 没有到期的
analysis-chart-kinds = 故障类别
analysis-chart-this = 本季度
analysis-chart-last = 上季度
analysis-chart-causes = 主要原因
analysis-chart-empty = 没有故障报告
analysis-chart-again = 反复出现（3 次以上）
analysis-chart-again-empty = 没有反复出现的故障
analysis-chart-times = { $count } 次

creport-head = 📄 <b>{ $title }</b>
    { $customer }
creport-title = { $length ->
    [quarter] 季度服务报告
   *[other] 服务报告
} · { $span }
creport-nothing = ✅ 没有等您处理的事。
creport-confirm = 👉 等您确认修好：{ $count } 张（{ $numbers }）
creport-counts = 报修和请求 { NUMBER($opened, useGrouping: 1) } 件（{ $openedChange }），办结 { NUMBER($closed, useGrouping: 1) }，在办 { NUMBER($open, useGrouping: 1) }
creport-deadlines = 按时：{ $list }
creport-late = 这份报告晚了 { $length } 才送到。
creport-page = <b>服务报告</b>
creport-shown = { $lines }
creport-of = 🏢 { $customer }
creport-line = { $state ->
    [on] ✅
   *[off] ▫️
} { $period ->
    [quarter] 每季度一份
   *[month] 每月一份
}
creport-button = { $state ->
    [on] 🔕 停止
   *[off] 🔔 接收
}{ $period ->
    [quarter] 季报
   *[month] 月报
} { $of }
creport-on = { $period ->
    [quarter] 以后每季度发给您。
   *[month] 以后每月发给您。
}
creport-off = { $period ->
    [quarter] 季报已停止。
   *[month] 月报已停止。
}
creport-no-contract = 您还没有登记在任何合同下，没有可看的报告。
creport-button-send = 📤 发给客户
creport-nobody = { $customer }没有可接收的联系人。
creport-sure = 把客户版发给{ $customer }的全部联系人（{ $count } 人）？里面没有我方人员姓名，也没有内部原因。
creport-button-yes = 📤 发给 { $count } 人
creport-button-no = ✖️ 不发
creport-sent = { $count ->
    [0] 没有发送：{ $customer }的联系人都已收到过。
   *[other] 📤 已发给{ $customer }的 { $count } 位联系人。
}
creport-not-sent = 没有发给{ $customer }。
