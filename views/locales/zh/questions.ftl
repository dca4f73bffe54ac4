# 定级的问题与选项。选项是按钮：要短，手机上一行放得下。

question-worst = <b>现在最接近哪一种？</b>从上往下，点第一条符合的。
option-worst-security = 中毒、被入侵、泄密或勒索
option-worst-down-several = 用不了，多人或全部受影响
option-worst-data = 数据丢失，或可能丢失、出错
option-worst-severe-several = 能用但很慢或出错，多人受影响
option-worst-part = 只是一个功能、一人或一台
option-worst-slight = 能正常用，小毛病

question-affected = <b>影响有多大？</b>唯一的一台设备坏了，算全部受影响。
option-affected-down-several = 用不了，多人或全部
option-affected-down-one = 用不了，只有一人或一台
option-affected-severe-several = 很慢或出错，多人或全部
option-affected-severe-one = 很慢或出错，只有一人或一台
option-affected-limited = 某个普通功能不正常
option-affected-slight = 能正常用，小毛病

question-danger = <b>有没有下面的情况？</b>从上往下，点第一条符合的。
option-danger-security = 中毒、被入侵、泄密或勒索
option-danger-lost-several = 多人的数据丢了
option-danger-lost-one = 一个人的数据丢了
option-danger-at-risk = 数据没丢，但可能丢失或出错
option-danger-none = 都没有

question-impact = <b>影响到什么程度？</b>
option-impact-down = 系统或关键功能用不了
option-impact-severe = 还能用，但很慢或出错
option-impact-limited = 某个普通功能不正常
option-impact-slight = 能正常用，小毛病

question-scope = <b>影响多少人或设备？</b>唯一的一台设备坏了，算全部。
option-scope-everyone = 全部
option-scope-many = 几个，一部分
option-scope-one = 只有一人或一台

question-data = <b>数据怎么样？</b>
option-data-lost = 丢了（被加密也算）
option-data-at-risk = 没丢，但可能丢失或出错
option-data-safe = 没有问题

question-security = <b>是安全事件吗？</b>中毒、被入侵、泄密或勒索。
option-security-yes = 是
option-security-no = 不是

question-workaround = <b>工作能先用别的办法进行吗？</b>
option-workaround-yes = 能
option-workaround-no = 不能

# 以上每个问题的最后一项：不再追问，按仍可能的最高级别处理。
option-unsure = 不确定

question-kind = 收到。<b>您需要的是哪一类帮助？</b>
question-contract = 收到。<b>这是哪个单位、哪份合同的事？</b>
question-route = 收到。<b>这是哪个工单的事？</b>
question-answered = { $question }
    ☑️ <b>{ $answer }</b>
