# “/”菜单
command-customer-help = 我能做什么
command-customer-my = 我的工单
command-customer-language = 语言
command-customer-cancel = 重新开始
command-engineer-queue = 未结工单
command-engineer-t = 查看工单：/t 12
command-engineer-note = 内部备注
command-engineer-help = 帮助
command-engineer-cancel = 退出填写
command-manager-summary = 数据：today、yesterday、week
command-manager-overdue = 超时工单
command-manager-queue = 未结工单
command-manager-t = 查看工单：/t 12
command-manager-invite = 邀请客户
command-manager-access = 接入申请
command-manager-holidays = 法定节假日：查看、载入
command-manager-help = 帮助

# 演示页旁边的向导
demo-title = 一步一步试用
demo-1-title = 报一个故障
demo-1-text = 您是{ $customer }。用自己的话说出了什么问题，例如“全校监控一个画面都没有”。如果追问，点按钮回答即可。
demo-2-title = 呼叫
demo-2-text = 您是现在值班的{ $engineer }。在私聊或工单话题里点“{ do-ack }”。在话题里写一句话，客户就会收到。
demo-3-title = 看一次升级
demo-3-text = 再报一个故障，谁也不接。点上方“到下一个时限”：先呼叫下一位工程师，再是主管，最后是经理。
demo-4-title = 修复
demo-4-text = 在话题里依次点“{ do-way }”“{ do-arr }”“{ do-rest }”“{ do-res }”：故障种类、原因、处理过程、建议。
demo-5-title = 确认并评价
demo-5-text = 以客户身份点“{ button-repaired }”，再评星。或者点“{ button-not-repaired }”：时钟继续走，如同从未停过。
demo-6-title = 日报
demo-6-text = 以{ $manager }身份在经理群里发送 /summary、/overdue 或 /t 加编号。这个服务台已有九十天的历史。
demo-7-title = 陌生人
demo-7-text = { $stranger } 没有合同：写点什么，申请接入，再以经理身份批准。
demo-8-title = 邀请
demo-8-text = 以经理身份发送 /invite：生成某个合同的一次性链接，用另一个人打开它。
