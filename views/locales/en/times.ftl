# Instants and durations; used inside other messages, never alone.

time-tomorrow = tomorrow { $time }
time-yesterday = yesterday { $time }
time-day = { $weekday } { $date }
time-weekday = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
time-unit = { $unit ->
    [seconds] { $count } s
    [minutes] { $count } min
    [hours] { $count } h
   *[days] { $count } d
}
time-units = { $large } { $small }
time-left = in { $length }
time-left-moment = in less than a minute
time-late = { $length } late
time-late-moment = late by less than a minute
time-ago = { $length } ago
time-just-now = just now
