# 用 Telegram 以外的方式叫醒：纯文字，夜里在手机上读。
wake-title = #{ $number } · { $level } · { $customer }
wake-body = 工单 #{ $number } 还没有人接（{ $customer }，{ $level }）。
    { $words }
    接单：打开 Telegram 里的服务台对话，按 #{ $number } 下面的“我来处理”。在有人接单之前，服务台会继续呼叫。

# 这种方式出了什么问题，给经理看。
channel-failed = 📵 <b>{ $channel }</b> 不通：试了五次，没能为 #{ $number } 叫醒{ $name }。请检查地址和背后的账号。
channel-no-address = 📵 <b>{ $channel }</b> 没有地址，没能为 #{ $number } 叫醒{ $name }。请设置环境变量后重启服务台。
channel-no-phone = 📵 <b>{ $channel }</b> 需要电话号码，而设置里没有{ $name }的号码，没能为 #{ $number } 叫醒。
channel-not-installed = 📵 <b>{ $channel }</b> 用不了：没有安装附加组件“channels”。没能为 #{ $number } 叫醒{ $name }。
channels-not-installed = 📵 这些叫醒方式用不了：{ $names }。没有安装附加组件“channels”：<code>pip install "apprise"</code>，然后重启服务台。

# 值守检查：开始时说一次，结束时说一次。
watch-begins-timers = ⚠️ 服务台跟不上了：{ $since } 到期的事还没有办。呼叫和提醒都会迟到。请重启服务台；若仍如此，请看日志。
watch-begins-outbox = ⚠️ 消息积压：最早一条重要消息从 { $since } 等到现在。可能是 Telegram 限速或连不上。紧急工单请先打电话。
watch-begins-poll = ⚠️ 从 { $since } 起 Telegram 没有回应：新的报修进不来。请检查服务器网络，期间请守好电话。
watch-begins-nobody = ⚠️ 现在没有人值班：{ $who }。出了故障只能找经理。请安排人：/oncall
watch-begins-store = ⚠️ 从 { $since } 起数据库写不进去：收不进也发不出。请检查磁盘是不是满了。
watch-begins-synthetic = ⚠️ 服务台 { $since } 的自检工单没有走通，真的工单也可能走不通。请自己报一次修，并查看日志。
watch-over = ✅ { $length }后恢复正常：{ $what }
    （{ $since } 至 { $until }）
watch-what-timers = 到期的事都按时办了。
watch-what-outbox = 消息发得出去。
watch-what-poll = Telegram 有回应。
watch-what-nobody = 有人值班了。
watch-what-store = 数据库写得进去。
watch-what-synthetic = 自检工单走得通。

# 停机之后。
watch-down = 🔌 服务台从 { $since } 到 { $until } 停机（{ $length }）。
watch-down-deadlines = 期间有 { $count } 个时限过了：{ $numbers }
watch-down-pages = 期间有 { $count } 次呼叫到期，现在发出：{ $numbers }
watch-down-late = { $count } 条消息等到现在，正在补发。
watch-down-nothing = 期间没有到期的事。那段时间发来的报修现在会陆续收到。
watch-down-arriving = 那段时间发来的报修现在会陆续收到。

# /health
command-engineer-health = 服务台状况
command-manager-health = 服务台状况
health-head = <b>服务台状况</b> · { $at }
health-well = ✅ 一切正常。
health-trouble = ⚠️ 有 { $count } 件事要看一下：
health-running = ✅ 从 { $since } 起一直在运行。
health-poll-well = ✅ Telegram 有回应：最近一次 { $since }。
health-poll-bad = ❌ 从 { $since } 起 Telegram 没有回应。请检查网络和令牌。
health-poll-never = ➖ Telegram 还没有回应过。
health-sweep-well = ✅ 到期的事都按时办了。
health-sweep-bad = ❌ { $since } 到期的事还没有办。服务台在运行吗？请重启。
health-outbox-well = ✅ 消息发得出去；{ $count } 条在等。
health-outbox-bad = ❌ 消息从 { $since } 等到现在（{ $count } 条）。可能是 Telegram 限速或连不上。
health-failed = ➖ { $count } 条消息最终没有发出：请看日志。
health-inbox-bad = ❌ { $count } 条来信没能处理：修好缺陷后运行 <code>python -m bot retry</code>。
health-duty-well = ✅ 值班：{ $names }。
health-duty-bad = ❌ 没有人值班：{ $who }。请安排人：/oncall
health-synthetic-well = ✅ 最近一次自检工单 { $since } 走通了。
health-synthetic-bad = ❌ { $since } 的自检工单没有走通。
health-deadman-well = ✅ 最近一次向外部值守报平安：{ $since }。
health-deadman-bad = ❌ 从 { $since } 起没能向外部值守报平安。请检查它的地址。
health-channels = ➖ 其他叫醒方式：{ $names }。
health-group-bad = ❌ 有一个群出了问题：{ $words }

# 公平
fair-head = ⚖️ <b>谁被呼叫了多少</b> · { $span }
fair-person = <b>{ $name }</b>：呼叫 { $pages } 次，非工作时间 { $outside } 次，夜里 { $asleep } 次，接单用时 { $median }
fair-person-silent = <b>{ $name }</b>：呼叫 { $pages } 次，非工作时间 { $outside } 次，夜里 { $asleep } 次，一次也没有接单
fair-none = 没有呼叫过任何人。
fair-note = 夜里指 23:00 至 07:00。一条消息说了几张工单也只算一次。用时为中位数。
fair-usage = 看哪个月？<code>/oncall fair</code>（本月）、<code>/oncall fair last</code> 或 <code>/oncall fair 2026-10</code>
fair-brief = ⚖️ 非工作时间被呼叫：{ $names }
fair-brief-one = { $name } { $outside } 次（夜里 { $asleep } 次）
