# In the menu
command-engineer-drill = Who would be paged? Nothing is sent
command-manager-drill = Who would be paged? Nothing is sent

# Who would be paged
drill-head = 🧯 <b>Drill: { $level } · { $customer } · { $at }</b>
drill-policy = <i>Ladder: { $name }</i>
drill-step = <b>{ $at }</b> (+{ $after }) · step { $step }: <b>{ $names }</b>
drill-resort = <b>{ $at }</b> (+{ $after }) · last resort: <b>{ $names }</b>
drill-last = <b>{ $at }</b> (+{ $after }) · everybody of the ladder, again and again: <b>{ $names }</b>
drill-nobody = 🕳 <b>{ $at }</b> (+{ $after }) · <b>nobody at all</b>
drill-channels = ↳ also by { $channels }
drill-missing = 🕳 Hole: nobody is “{ $target }” then
drill-out-of-reach = { $name } (⚠️ { $why ->
    [blocked] has blocked the bot
    [gone] account gone
   *[other] never spoke to the bot
})
drill-no-holes = ✔️ No holes.
drill-nothing-sent = <i>Each privately and by a mention in the group. Nobody was told: this is only a drill.</i>
drill-usage = Which level and contract? For example <code>/drill 1 { $code } at 02:50</code> (or <code>2026-12-24 02:50</code>).
drill-no-level = { $customer } has no level { $level }; there are: { $levels }.
drill-no-contract = There is no contract “{ $code }”.
drill-no-time = “{ $words }” is no time. Write <code>02:50</code>, <code>12-24 02:50</code> or <code>2026-12-24 02:50</code>.
target-superior = superior
target-managers = managers
target-experts = experts
target-group = the whole group

# The nightly look
look-holes = 🕳 <b>{ $count ->
    [one] A new hole
   *[other] { $count } new holes
} in the rota of the next eight weeks</b>
    { $lines }
    <i>Told once. An override or another rota closes them.</i>
look-hole = <b>{ $layer }</b>: nobody { $start } – { $end } ({ $length })
look-hole-open = <b>{ $layer }</b>: nobody from { $start } on
look-hole-for = { $customers }
