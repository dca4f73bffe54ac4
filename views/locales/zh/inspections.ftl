# 巡检：约时间、逐项检查、报告。
command-engineer-inspect = 我的巡检

inspection-ask = 🔎 <b>巡检</b>：{ $customer } · { $what }
  请于 { $until } 前完成。请先与客户约好时间。{ $invited }
inspection-invited = 🤝 届时诚邀贵方人员一同参加。
inspection-with-customer = 🤝 已邀请客户人员参加。
inspection-not-invited = { "" }
inspection-proposed = 📅 <b>{ $what }</b>
  工程师{ $who }提议：<b>{ $at }</b>，到{ $customer }现场。{ $invited }
  这个时间可以吗？
inspection-proposed-customer = 📅 { $customer } · { $what }
  客户（{ $who }）提议：<b>{ $at }</b>
inspection-proposed-sent = 📨 { $customer } · { $what }
  已提议 <b>{ $at }</b>，等待对方答复。
inspection-proposed-by-colleague = 📨 { $what }
  您的同事{ $who }已向工程师提议 <b>{ $at }</b>。
inspection-still-proposed = ⏳ { $customer } · { $what }
  提议的时间 <b>{ $at }</b> 还没有答复，可以吗？
inspection-no-answer = ⌛ { $customer } · { $what }
  提议的时间 { $at } 已过，没有约成。请另约时间。
inspection-nobody-there = ⚠️ { $customer }还没有人加入本服务，无法用按钮答复。请电话约定，到时直接开始巡检。
inspection-to-agree = 📅 { $what }
  请约定时间，应在 { $until } 前完成。
inspection-agreed = ✅ <b>已约定：{ $at }</b>
  { $customer } · { $what }
  工程师：{ $engineer }。{ $invited }
inspection-agreed-short = 已约定
inspection-called-off = ↩️ { $customer } · { $what }
  { $who }取消了 { $at } 的约定。巡检仍要做，请另约时间。
inspection-called-off-short = 已取消，请另选时间
inspection-off = { $what }：合同已结束，{ $at } 的约定取消。
inspection-soon = 🔔 { $when }：<b>{ $at }</b>
  { $customer } · { $what }
inspection-soon-customer = 🔔 { $when }巡检：<b>{ $at }</b>
  { $what }。工程师：{ $engineer }。{ $invited }
inspection-in-day = 明天
inspection-in-today = 今天
inspection-in-hour = 一小时后
inspection-not-begun = ❓ { $customer } · { $what }
  约定的 { $at } 已过一小时，还没有开始。已到现场请开始，否则请另约时间。

inspection-which-day = 📅 { $customer } · { $what }
  哪一天？（{ $until } 前）
inspection-which-hour = 📅 { $customer } · { $what }
  { $day }，几点？
inspection-write-time = ⌨️ { $what }
  请发送时间，例如 <code>11-25 14:30</code> 或 <code>明天下午2点</code>。
inspection-time-unclear = 没有看懂。请写日期和几点，例如 11-25 14:30 或 明天下午2点。
inspection-time-over = 这个时间太近、已过或太远，请另选一个。
inspection-time-closed = { $at } 不在客户的工作时间内（当天：{ $hours }）。请另选一个。

inspection-button-propose = 📅 提议时间
inspection-button-now = ▶️ 直接开始（已另行约好）
inspection-button-begin = ▶️ 开始巡检
inspection-button-continue = ▶️ 继续巡检
inspection-button-change = ↩️ 取消并另约
inspection-button-accept = ✅ 可以
inspection-button-other = 🔁 换个时间
inspection-button-earlier = ◀ 前几天
inspection-button-later = 后几天 ▶
inspection-button-write = ⌨️ 自己写
inspection-button-back = ↩️ 返回
inspection-button-days = ◀ 选日期
inspection-button-ok = ✅ 正常
inspection-button-finding = ⚠️ 有问题
inspection-button-na = ➖ 不适用
inspection-button-group-na = ➖ 本组不适用
inspection-button-previous = ◀ 上一项
inspection-button-next = 下一项 ▶
inspection-button-note = 📝 备注
inspection-button-clear = 🗑 清除本项备注和文件
inspection-button-request = 🎫 作为维护请求
inspection-button-record = 📋 只记录
inspection-button-first-open = 👉 去未检的一项
inspection-button-sign = ✍️ 签字并提交报告
inspection-button-received = ✅ 已收到

inspection-page = { $lines }
inspection-below = 🔎 { $what }：继续 ↓
inspection-under-way = 🔎 { $customer } · { $what }
  正在进行。
inspection-head = 🔎 <b>{ $customer }</b> · { $title }
inspection-progress = { $bar } { $done }/{ $total }
inspection-site = 📍 { $site }
inspection-item = { $group }
  <b>{ $number }. { $words }</b>
inspection-result-ok = ✅ 正常
inspection-result-finding = ⚠️ 有问题
inspection-result-na = ➖ 不适用
inspection-has-ticket = 🎫 工单 #{ $number }
inspection-files = { $others ->
      [0] 📎 照片 { $photos } 张
     *[other] 📎 照片 { $photos } 张，其他文件 { $others } 个
  }
inspection-note = 📝 { $words }
inspection-hint = <i>照片、语音、文字直接发送，记在本项。</i>
inspection-what-now = ⚠️ <b>这个问题怎么处理？</b>
  <i>可以先发照片和说明，再点下面的按钮。</i>
inspection-note-how = 直接发送文字、照片、语音或文件，都会记在本项。
inspection-summary = ✅ 正常 { $ok } · ⚠️ 问题 { $findings } · ➖ 不适用 { $na } · 未检 { $open }
inspection-finding-line = ⚠️ { $words }{ $ticket }
inspection-ticket-mark = （#{ $number }）
inspection-more = …另有 { $count } 个问题
inspection-unanswered = 还有 { $count } 项未检，检完才能签字。
inspection-sign-hint = <i>可以发送文字作为总体结论。签字后不能再改，报告会发给客户。</i>

inspection-cleared = 已清除
inspection-moved-on = 这是旧的页面，没有改动。最新一页已显示。
inspection-stale = 这个按钮已经过时，没有改动。
inspection-over = 这次巡检已经结束或取消。
inspection-begun = 巡检已经开始，不用再约时间。
inspection-not-yours = 这是别的客户的，您不能操作。
inspection-somebody-elses = 这次巡检由{ $who }负责。
inspection-not-complete = 还有未检的项目，检完才能签字。
inspection-nobody-for-ticket = 客户还没有人加入本服务，不能开工单。请选“只记录”。
inspection-has-ticket-already = 已经有工单 #{ $number }。
inspection-none = 您现在没有待做的巡检。
inspection-in-private = 巡检在私聊中进行，请看机器人的私聊。
inspection-aside = 先放下了。发 /inspect 随时继续。
inspection-file-large = 文件超过 { $mb } MB，没有保存。
inspection-files-enough = 每项最多 { $most } 个文件，这个没有保存。
inspection-note-long = 每项的说明最多 { $most } 字，这段没有保存。

inspection-ticket-title = 巡检：{ $words }
inspection-ticket-opened = 已开工单 #{ $number }
inspection-ticket-team = 🔎 来自巡检“{ $what }”（{ $who }）
  位置：{ $site }
  检查项：{ $item }
  说明：{ $note }
inspection-ticket-customer = 🔎 巡检“{ $what }”中发现的问题已登记为 #{ $number }：
  { $item }
  我们会继续处理，进展在上面的卡片里。
inspection-nothing = –

inspection-signed = ✍️ <b>已签字</b>：{ $customer } · { $what }
  ✅ 正常 { $ok } · ⚠️ 问题 { $findings } · ➖ 不适用 { $na }
  报告正发给客户（{ $told } 人）和经理群存档。
inspection-signed-nobody = ✍️ <b>已签字</b>：{ $customer } · { $what }
  ✅ 正常 { $ok } · ⚠️ 问题 { $findings } · ➖ 不适用 { $na }
  客户没有人加入本服务，报告只发到经理群存档（{ $told } 人收到）。
inspection-signed-short = 已签字
inspection-report = 📄 <b>巡检报告</b>：{ $what }
  { $customer } · { $at } · 工程师 { $who }
  ✅ 正常 { $ok } · ⚠️ 问题 { $findings } · ➖ 不适用 { $na }
inspection-report-please = 请查收，并点按钮确认收到。
inspection-report-no-file = ⚠️ 报告文件暂时做不出来，以下是发现的问题。
inspection-report-file = 巡检报告
inspection-received = 📄 <b>巡检报告</b>：{ $what }
  { $customer } · { $at } · 工程师 { $who }
  ✅ 正常 { $ok } · ⚠️ 问题 { $findings } · ➖ 不适用 { $na }
  ✅ 已确认收到（{ $when }）。谢谢！
inspection-received-again = ✅ 巡检报告“{ $what }”已确认收到。谢谢！
inspection-received-short = 已记录，谢谢
inspection-receipt-again = 📄 { $what }的巡检报告两天前发给了您。请确认是否收到。

# 报告里的字（PDF）。
inspection-sheet-title = 巡检报告
inspection-sheet-number = 编号
inspection-sheet-customer = 客户
inspection-sheet-contract = 合同
inspection-sheet-round = 巡检内容
inspection-sheet-window = 应完成期限
inspection-sheet-begun = 开始
inspection-sheet-ended = 完成
inspection-sheet-engineer = 工程师
inspection-sheet-sites = 地点
inspection-sheet-summary = 结果
inspection-sheet-ok = 正常
inspection-sheet-finding = 问题
inspection-sheet-na = 不适用
inspection-sheet-findings = 发现的问题
inspection-sheet-no-findings = 没有发现问题。
inspection-sheet-conclusion = 结论与建议
inspection-sheet-no-conclusion = 各项检查结果见下表。
inspection-sheet-details = 逐项结果
inspection-sheet-item = 检查项
inspection-sheet-result = 结果
inspection-sheet-note = 说明
inspection-sheet-ticket = 工单
inspection-sheet-photos = 照片
inspection-sheet-photo = 照片 { $number }
inspection-sheet-photo-missing = 照片 { $number } 已无法取得
inspection-sheet-other-files = 另有 { $count } 个语音或文件，保存在服务记录中
inspection-sheet-photos-left-out = 另有 { $count } 张照片未放入报告，保存在服务记录中
inspection-sheet-signed = { $who } 于 { $at } 在系统中签字
inspection-sheet-receipt = 客户在聊天中点“已收到”确认，确认人和时间记入服务档案。
inspection-sheet-late = （逾期完成）
inspection-sheet-page = 第
inspection-sheet-of = 页，共
inspection-sheet-pages = 页
inspection-sheet-time = 时间均为 { $zone } 时区
