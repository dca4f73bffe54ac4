# 时刻与时长；只用在别的句子里，不单独出现。

time-tomorrow = 明天 { $time }
time-yesterday = 昨天 { $time }
time-day = { $date } { $weekday }
time-weekday = { $day ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[7] 周日
}
time-unit = { $unit ->
    [seconds] { $count } 秒
    [minutes] { $count } 分钟
    [hours] { $count } 小时
   *[days] { $count } 天
}
time-units = { $large } { $small }
time-left = 还剩 { $length }
time-left-moment = 还剩不到 1 分钟
time-late = 已超 { $length }
time-late-moment = 刚刚超时
time-ago = { $length }前
time-just-now = 刚刚
