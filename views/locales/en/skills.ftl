# Skills that a rotation asks for.

duty-lacks-skill = { $layer } asks for { $skills }, which { $who } does not have in the settings. Nothing was changed.
