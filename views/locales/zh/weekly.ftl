# Weekly reports and the spot check.
weekly-ask = 📝 <b>周报</b> { $week }{ $late ->
    [yes] （补发）
   *[no] {""}
  }
  请在 { $until } 前核对并发送：

  { $text }
weekly-remind = 🔔 周报还没发送，请在 { $until } 前发送。
weekly-missing = ⏰ { $week } 的周报未发送，请尽快补发。
weekly-send = ✅ 直接发送
weekly-correct = ✏️ 修改
weekly-write = 请发来修改后的周报全文。/cancel 放弃修改。
weekly-corrected = 📝 <b>修改后的周报</b>

  { $text }
weekly-words-only = 请用文字发送。
weekly-too-long = 太长了：{ $length } 字，最多 { $most } 字。请缩短后重新发送。
weekly-sent = ✅ <b>周报已发送</b> { $week }

  { $text }
weekly-sent-answer = 已发送
weekly-finished = 已完成（{ $count }）：
weekly-open = 进行中（{ $count }）：
weekly-others = 巡检与回访（{ $count }）：
weekly-more = …… 另有 { $count } 项
weekly-nothing = 本周没有工单记录，请补充其他工作。
weekly-bundle = 📚 <b>周报汇总</b> { $week }
  已发送 { $sent }/{ $all } · 未发送：{ $missing }
weekly-report = 📝 <b>{ $who } 的周报</b>{ $late ->
    [yes] （迟交）
   *[no] {""}
  }

  { $text }
weekly-spot = 🔎 <b>每周抽查</b>
  随机抽取：{ $numbers }
  请查看工单（/t 编号）并记录结果。
weekly-good = ✅ #{ $number } 合格
weekly-lacking = ⚠️ #{ $number } 不足
weekly-note = ✏️ 补充说明
weekly-note-write = 请写下抽查说明。/cancel 放弃。
weekly-note-kept = 抽查说明已记录。
weekly-checked = 已记录 #{ $number }
asked-cancelled = 好的，已放弃填写。
