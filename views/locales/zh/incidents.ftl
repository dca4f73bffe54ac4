# 多条呼叫合成一条消息
bundle-head = 🚨 <b>{ $count } 个工单待接单</b>
bundle-over = ☑️ <b>已无需再呼叫</b>
bundle-group = 🚨 { $mentions } <b>{ $count } 个工单</b>请接单
bundle-line = <b>#{ $number }</b> · { $what } · { $customer }
bundle-state = ↳ { $state }
bundle-rest = … 还有 { $numbers }
bundle-take = ✋ #{ $number }

# 短时间内大量报修
storm-offer = 🌩 <b>{ $what }</b> 在 { $span } 内来了 <b>{ $count } 个报修</b>：是同一起故障吗？
    { $numbers }
    <i>合并后：接一单即全部接单，由第一单的升级呼叫负责；每位客户仍有自己的工单和时限。</i>
storm-more = 🌩 <b>{ $what }</b> 又来了 <b>{ $count } 个报修</b>：属于 #{ $lead } 这起故障吗？
    { $numbers }
storm-join = 🔗 合并
storm-leave = 不是同一起
storm-joined = 🔗 <b>同一起故障，以 #{ $lead } 为主</b> · { $who }
    { $numbers }
storm-refused = 不是同一起 · { $who }
    { $numbers }
storm-open = 📂 #{ $number }
storm-rooms = <i>{ $count } 单还没有自己的话题：点 📂 或发 <code>/t 编号</code> 即可打开，客户留言时也会自动打开。</i>
storm-did-open = 正在为 #{ $number } 打开话题。
storm-did-join = 已合并：#{ $lead } 及另外 { $count } 单。
storm-did-leave = 这几单不再询问。
storm-nothing = 其中仍未关闭且未合并的不足两单。
card-incident = 🔗 属于 #{ $number } 这起故障

# 一步操作用于全部
same-step-way = 🚗 #{ $number } 已出发。{ same-others }
same-step-arr = 📍 #{ $number } 已到场。{ same-others }
same-step-rem = 💻 #{ $number } 正在远程处理。{ same-others }
same-step-rest = 🟢 #{ $number } 已恢复。{ same-others }
same-others = 同一起故障的另外 { $count } 单也一样吗？{ $numbers }
same-for-all = 其余 { $count } 单同样处理
same-done = ✔️ 同样处理：{ $numbers }
same-did = 另外 { $count } 单已同样处理。
