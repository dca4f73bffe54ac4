# 用户满意度调查表：问卷、提醒、低分跟进、结果。

survey-ask = 📋 <b>用户满意度调查</b> · { $customer }
    请为这段时间的服务打分：共 { $count } 项，约两分钟，每项都可以跳过，也可以中途放下。
    { $until } 前有效。每份答卷只给管理人员和负责跟进的主管看，工程师只看到汇总。
survey-reminder = 📋 <b>用户满意度调查</b> · { $customer }
    您的问卷还没有提交，{ $until } 前有效，共 { $count } 项，已填的都保留着。
survey-button-begin = 📋 开始填写
survey-button-not = 暂不参加
survey-button-go-on = ▶️ 继续填写
survey-button-back = ⬅️ 上一项
survey-button-skip = 跳过此项
survey-button-leave = ⏸ 先放下
survey-button-send = ✅ 提交
survey-button-comment = 💬 写一句意见再提交
survey-page = 📋 { $customer } · { $place }/{ $count }
    { $group }
    <b>{ $item }</b>
survey-page-given = 📋 { $customer } · { $place }/{ $count }
    { $group }
    <b>{ $item }</b>
    您选的是：{ $level }
survey-end = 📋 { $customer } · 已答 { $given }/{ $count } 项
    可以提交了；要补充一句意见也行。
survey-left = ⏸ 满意度调查 · { $customer }：已放下，填了 { $given }/{ $count } 项。
    { $until } 前随时可以继续。
survey-thanks = 🙏 { $customer } · 问卷已提交（{ $given }/{ $count } 项），谢谢您！
survey-thanks-low = 🙏 { $customer } · 问卷已提交（{ $given }/{ $count } 项），谢谢您！
    您不满意的地方，我们的负责人会尽快联系您。
survey-closed = 📋 满意度调查 · { $customer }：已截止，谢谢您。
survey-elsewhere = 📋 问卷在下面的新消息里继续。
survey-ask-comment = 请写下您的意见，一条消息即可；发出后问卷随即提交。/cancel 不写了
survey-comment-left = 好的，不写意见。请在问卷里点“{ survey-button-send }”。
survey-comment-fault = 💬 已作为意见记下。如果现在正有故障，请再发一次，我们马上登记。
survey-noted = { $item }：{ $level }
survey-none = 目前没有需要您填写的问卷。

# 为什么不能填
survey-not-yours = 这份问卷是发给另一位联系人的，只能由本人填写。
survey-answered = 这份问卷您已经提交过了，谢谢！
survey-expired = 这份问卷已截止，谢谢您。
survey-contract-ended = 合同已结束，这份问卷不用再填了。
survey-no-access = 您已不是该客户的联系人，不能再填写这份问卷。
survey-stale = 这一步已经记下，请用最新的问卷消息。

# 五级、四组、十五项
survey-level-5 = 非常满意
survey-level-4 = 满意
survey-level-3 = 一般
survey-level-2 = 不满意
survey-level-1 = 非常不满意
survey-group-phone = 电话服务
survey-group-onsite = 现场服务
survey-group-online = 网上服务
survey-group-department = 服务部门服务
survey-item-phone-reach = 电话服务易接通性
survey-item-phone-diagnosis = 故障诊断水平
survey-item-phone-effect = 电话服务效果
survey-item-onsite-response = 服务响应时间
survey-item-onsite-diagnosis = 故障诊断准确率
survey-item-onsite-time = 故障解决时间
survey-item-onsite-success = 故障解决成功率
survey-item-onsite-manner = 服务人员态度
survey-item-online-response = 服务响应时间
survey-item-online-content = 服务内容
survey-item-online-effect = 服务效果
survey-item-department-complaints = 处理投诉的及时性
survey-item-department-initiative = 服务的主动性
survey-item-department-promises = 承诺兑现情况
survey-item-department-improvement = 信息反馈与改进
survey-line = • { $group } · { $item }：{ $level }
survey-line-comment = 💬 { $comment }

# 截止时告诉管理人员
survey-over-answered = 📋 满意度调查截止 · { $customer }：发出 { $asked } 份，收回 { $answered } 份。结果见 /survey
survey-over-silent = 📋 满意度调查截止 · { $customer }：发出 { $asked } 份，<b>无人作答</b>。
survey-over-nobody = 📋 满意度调查截止 · { $customer }：<b>没有联系人可发</b>，请用 /invite 邀请。

# 低分跟进
follow-up-ask = ⚠️ <b>低分跟进</b> · { $customer }
    { $contact }（{ $phone }）不满意：
    { $lines }
    相关工程师：{ $engineers }（未通知本人）
    请在 { $until } 前联系客户，问清原因，记下处理结果。
follow-up-ask-ticket = ⚠️ <b>低分跟进</b> · { $customer }
    { $contact }（{ $phone }）对 <b>#{ $number }</b>（{ $title }）评了 { $stars } 分（满分 5 分）。
    相关工程师：{ $engineers }（未通知本人）
    请在 { $until } 前联系客户，问清原因，记下处理结果。
follow-up-button-phone = 📞 已电话沟通
follow-up-button-onsite = 🚶 已上门沟通
follow-up-button-message = ✉️ 已书面沟通
follow-up-how = ⚠️ <b>低分跟进</b> · { $customer } · { $contact }
    怎么联系的？{ $until } 前完成。
follow-up-type = ⚠️ <b>低分跟进</b> · { $customer } · { $contact }
    原因是什么、怎么处理的？请写一条消息，发出即完成跟进。/cancel 稍后再写
follow-up-done = ✅ <b>低分跟进已完成</b> · { $customer }
    { $note }

# 结果
survey-results = 📋 <b>客户满意度</b> · { $period }
survey-results-of = 📋 <b>客户满意度</b> · { $customer } · { $period }
survey-results-follow-ups = ⚠️ 低分跟进：<b>{ $open }</b> 项未完成，其中逾期 { $overdue } 项
survey-results-nothing = 还没有人作答（发出 { $asked } 份）。
survey-results-overall = 问卷 { $answered }/{ $asked } 份，平均 <b>{ $mean }</b>；一键评价 <b>{ $taps }</b>
survey-results-groups = <b>按类别</b>（括号内为答案数）
survey-results-lowest = <b>最低的指标</b>
survey-results-contracts = <b>按客户</b>
survey-results-engineers = <b>按工程师</b>（以解决时的工程师为准）
survey-results-trend = <b>趋势</b>
survey-results-row = { $name } { $mean }
survey-results-item = { $group } · { $item } { $mean }
survey-results-both = { $name }：问卷 { $sheets }，一键 { $taps }
survey-results-more = …… 还有 { $count } 个
survey-mean = { $mean }（{ $count }）
survey-mean-none = –
survey-no-contract = 没有合同“{ $code }”。用法：<code>/survey</code>、<code>/wishes</code>，后面可加合同编号。
survey-own = 📋 <b>客户对您的评价</b>，近 12 个月，括号内为答案数
survey-own-taps = 一键评价 { $mean }
survey-own-few = 近 12 个月评价您的客户不足 { $fewest } 位，暂不显示。
survey-own-private = 请私聊机器人发送 /survey 查看您自己的汇总。

# 图
survey-chart-title = 客户满意度  { $period }
survey-chart-facts = { $customer } · 1 至 5 分，n 为答案数，▼ 低于 3 分
survey-chart-all = 全部客户
survey-chart-overall = 问卷平均 n={ $count }
survey-chart-answered = 收回/发出问卷
survey-chart-taps = 一键评价 n={ $count }
survey-chart-contracts = 按客户：问卷，◆ 一键评价
survey-chart-engineers = 按工程师：问卷，◆ 一键评价
survey-chart-sheets = 问卷
survey-chart-one-tap = 一键评价
survey-chart-trend = 趋势

# “/”菜单
command-customer-survey = 填写满意度问卷
command-engineer-survey = 客户对我的评价（汇总）
command-manager-survey = 客户满意度结果
