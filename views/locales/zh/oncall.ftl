# 值班：现在是谁、改值班、换班、替班和交接。

# 菜单
command-engineer-oncall = 值班：现在、本周、我的
command-engineer-away = 我不在：今天、到某天
command-engineer-swap = 让出我的一个班
command-engineer-cover = 现在请人替班
command-engineer-override = 改由别人值班
command-engineer-delegate = 指定代理人
command-manager-oncall = 值班：现在、本周、我的
command-manager-override = 改由别人值班
command-manager-away = 登记不在
command-manager-delegate = 指定代理人

# 词
oncall-layer = { $layer ->
    [primary] 主值班
    [secondary] 副值班
   *[other] { $layer }
    }
oncall-source = { $source ->
    [override] 改班
    [swap] 换班
    [cover] 替班
    [absence] 不在
    [delegate] 代理
   *[other] 排班
    }
oncall-nobody = 无人
oncall-everybody = 所有人
oncall-more = …… 还有 { $count } 项

# 现在
oncall-who = 🧭 <b>现在值班</b>
oncall-now = <b>{ $layer }</b>：{ $who }，到 { $until }
oncall-now-always = <b>{ $layer }</b>：{ $who }，八周内不变
oncall-person = <b>{ $name }</b>
oncall-person-phone = <b>{ $name }</b> · { $phone }
oncall-instead = { $who }（{ $source }，原为 { $other }）
oncall-hole-here = ⚠️ <b>无人</b>
oncall-no-layers = ⚠️ 配置中没有任何值班人员。
oncall-usage = 请写 <code>/oncall</code>、<code>/oncall week</code>、<code>/oncall me</code>、<code>/oncall ics</code>、<code>/oncall feed</code> 或 <code>/oncall changes</code>。

# 一周
oncall-week = 🗓 <b>值班表</b> { $when }
oncall-week-layer = <b>{ $layer }</b>
oncall-week-day = { $day }：{ $people }
oncall-holes = ⚠️ <b>有 { $count } 段时间无人值班。</b>
oncall-no-holes = 没有空档。
oncall-chart-title = 值班表
oncall-chart-facts = { $first } – { $last } · { $zone }
oncall-chart-hole = 无人
oncall-chart-now = 现在

# 我的
oncall-mine = 🧭 <b>{ $who }</b>：今后四周的班
    { $lines }
oncall-duty = { $when } · { $layer }{ $source ->
    [rotation] { "" }
   *[other] （{ $words }）
    }
oncall-no-shifts = 今后几周您没有班。
oncall-ics = 🗓 您今后八周的班。打开文件即可加入日历；以后再打开新的文件，会更新原有的。
oncall-sent-in-private = 日历文件已私聊发给您。
oncall-button-week = 🗓 一周
oncall-button-me = 👤 我的班
oncall-button-ics = 📅 日历文件

# 改动
oncall-change-override = <b>{ $layer }</b>：<b>{ $person }</b> · { $when }
oncall-change-swap = <b>{ $layer }</b>：<b>{ $person }</b> 接 { $other } 的班 · { $when }
oncall-change-cover = <b>{ $layer }</b>：<b>{ $person }</b> 替 { $other } · { $when }
oncall-change-absence = <b>{ $person }</b> 不在 · { $when }
oncall-change-delegate = <b>{ $other }</b> 代理 <b>{ $person }</b> · { $when }
oncall-made = 🗓 { $what }
    <i>登记人：{ $by }</i>
    { $lines }
oncall-undone = ↩️ 已撤销：{ $what }
    <i>操作人：{ $by }</i>
    { $lines }
oncall-moved = • { $when } · { $layer }：{ $was } → <b>{ $to }</b>
oncall-hole-line = ⚠️ { $when } · { $layer }：{ $was } → <b>无人</b>
oncall-moves-nothing = 今后八周的值班不受影响。
oncall-changes = 🗓 <b>值班改动</b>
oncall-changed = { $place }. { $what }
    <i>{ $by }，{ $at }</i>
oncall-no-changes = 值班没有任何改动。
oncall-by-settings = 配置
oncall-button-undo = ↩️ 撤销
oncall-button-undo-place = ↩️ { $place }
oncall-button-leave = 不改了
oncall-left = 没有改动。

# 步骤
oncall-which-layer = 🗓 哪一个班改由别人值？
oncall-who-takes = 🗓 <b>{ $layer }</b>：改由谁值班？
oncall-when-override = 🗓 <b>{ $layer }</b>：<b>{ $who }</b>，什么时间？
    <i>其他时间写成一行：</i><code>/override { $key } { $who } 12-24 09:00 – 12-25 09:00</code>
oncall-who-is-away = 🏖 谁不在？
oncall-when-away = 🏖 <b>{ $who }</b> 不在：什么时间？
    <i>其他时间写成一行：</i><code>/away { $who } 12-24 – 12-28</code>
oncall-who-stands-in = 👥 谁全面代理 <b>{ $who }</b>？
oncall-when-delegate = 👥 <b>{ $to }</b> 代理 <b>{ $who }</b>：什么时间？
    <i>其他时间写成一行：</i><code>/delegate { $who } { $to } 到 12-28</code>
oncall-button-else = 替别人登记
oncall-button-today = 今天（{ $when }）
oncall-button-tomorrow = 明天（{ $when }）
oncall-button-days3 = 三天（{ $when }）
oncall-button-week7 = 一周（{ $when }）
oncall-button-weeks2 = 两周（{ $when }）
oncall-delegate-usage = 请写明谁代理谁：<code>/delegate 王强 陈静 到 12-28</code>
oncall-swap-usage = “{ $words }”不是您的同事。请写 <code>/swap</code>，或 <code>/swap</code> 加同事的名字。
oncall-cover-usage = “{ $words }”不是三天以内的时长。例如 <code>/cover 2h</code>。

# 为什么不行
oncall-time-words = “{ $words }”不是时间，也不是同事。例如：12-24 09:00、明天 18:00、到 12-28、2h。
oncall-time-backwards = 结束早于开始，请先写较早的时间。
oncall-time-over = 这个时间已经过去了。
oncall-time-far = 这是一年以后了。
oncall-only-own = 只有经理可以替别人改。
oncall-not-oneself = 不能自己代理自己。
oncall-not-yours = 只有本人或经理可以操作。
oncall-not-for-you = 这不是问您的。
oncall-over = 已经结束：没有任何改动。
oncall-already = 已经是这样了。
oncall-is-away = { $who } 那时不在。
oncall-you-are-away = 您那时不在。
oncall-taken-by = { $who } 先接了。

# 换班
oncall-which-shift = 🔄 您想让出哪一个班？
oncall-swap-whom = 🔄 <b>{ $shift }</b>：问谁？
oncall-button-everybody = 所有人
oncall-nobody-to-ask = 没有可以问的人。
oncall-offered-already = 这个班已经在问了。
oncall-did-take = 这个班归您了。
offer-swap-asked = 🔄 <b>{ $who }</b> 想让出一个班：<b>{ $layer }</b> · { $when }
    您接吗？开班时询问即结束。
offer-swap-mine = 🔄 已询问<b>{ $to }</b>：<b>{ $layer }</b> · { $when }
    有人接之前，这个班仍是您的。
offer-swap-taken = ✅ <b>{ $to }</b> 接了 { $who } 的班：<b>{ $layer }</b> · { $when }
offer-swap-said-no = 您没有接 { $who } 的班：{ $layer } · { $when }
offer-swap-refused = ✖️ 没有人接您的班：<b>{ $layer }</b> · { $when }
    这个班仍是您的。
offer-swap-expired = ⌛️ { $who } 的让班已结束：<b>{ $layer }</b> · { $when }
    这个班不变。
offer-swap-withdrawn = ↩️ { $who } 不再让出这个班：{ $layer } · { $when }
offer-button-take = 我接
offer-button-refuse = 不接
offer-button-withdraw = ↩️ 收回

# 现在替班
oncall-cover-how-long = 🙋 马上请人替班，多久？
oncall-button-hours = { $hours } 小时
oncall-nothing-to-cover = 这段时间您不值班，不需要替班。
oncall-asked-already = 已经在问大家了。
oncall-did-cover = 现在由您值班。
offer-cover-asked = 🙋 <b>{ $who }</b> 请人现在替班，到 <b>{ $until }</b>（{ $layer }）。
    谁先点，谁马上值班；到时自动交还。
offer-cover-mine = 🙋 已请大家替您到 <b>{ $until }</b>（{ $layer }）。
    有人接之前，仍由您值班。
offer-cover-taken = ✅ <b>{ $to }</b> 替 { $who } 值班，到 <b>{ $until }</b>（{ $layer }），到时自动交还。
offer-cover-over = 🔔 替班结束：<b>{ $who }</b> 恢复值班，{ $to } 不再替班（{ $layer }）。
offer-cover-back = 🔔 { $by } 已交还：<b>{ $who }</b> 恢复值班，{ $to } 不再替班（{ $layer }）。
offer-cover-expired = ⌛️ 没有人替 { $who }，仍由本人值班（{ $layer }）。
offer-cover-withdrawn = ↩️ { $who } 不需要替班了。
offer-button-cover = 我来值班，到 { $until }
offer-button-back = 现在交还

# 交接
oncall-did-handover = { $count ->
    [0] 没有需要接手的工单了。
   *[other] { $count } 个工单现在由您负责。
    }
offer-handover-asked = 🤝 现在由您值班。<b>{ $who }</b> 交接 { $count } 个工单；您接手之前，仍由 { $who } 负责。
offer-handover-outgoing = 🤝 您的值班已结束。已请 <b>{ $to }</b> 接手您的 { $count } 个工单；接手之前仍由您负责。
offer-handover-taken = ✅ <b>{ $to }</b> 已从 { $who } 接手 { $count } 个工单。
offer-handover-late = ⚠️ <b>{ $to }</b> 已开始值班，还没有从 <b>{ $who }</b> 接手；以下 { $count } 个工单仍由 { $who } 负责：
offer-handover-expired = ⌛️ { $who } 到 { $to } 的这次交接已结束：值班又变了，或没有剩下的工单。
offer-ticket = <b>#{ $number }</b> { $what } · { $customer } · { $state }
offer-button-handover = 🤝 我接手
