# 轮值所要求的技能。

duty-lacks-skill = { $layer }要求具备：{ $skills }。设置中{ $who }没有这项技能，未作任何更改。
