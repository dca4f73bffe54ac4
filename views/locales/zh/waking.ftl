# 一次呼叫说明多个工单
wake-title-many = { $count } 个工单：{ $numbers }
wake-body-many = 这 { $count } 个工单还无人接单，请在 Telegram 里接单。
