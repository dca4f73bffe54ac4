"""`/holidays`: which years' public holidays are known; a manager loads or corrects a year."""

from __future__ import annotations

import re

from domain.holidays import known, parse_official
from handlers.staff import Turn
from storage import holidays

_FIRST_LINE = re.compile(r"\s*(\d{4})\s*\n(.*)", re.DOTALL)


def holidays_command(turn: Turn) -> None:
    """Show the known years, or load the list that follows the year."""
    loading = _FIRST_LINE.fullmatch(turn.incoming.argument)
    if loading is None:
        official = holidays.load(turn.conn)
        this = turn.now.astimezone(turn.zone).year
        years = [str(year) for year in range(this - 1, this + 6) if known(year, official)]
        turn.reply("holidays-known", {"years": ", ".join(years)})
        turn.reply("holidays-usage")
        return
    year = int(loading[1])
    try:
        official = parse_official(loading[2], year)
    except ValueError as wrong:
        turn.reply("holidays-wrong", {"problem": str(wrong)})
        return
    if not holidays.keep(turn.conn, year, official, turn.person.id, turn.now):
        turn.reply("holidays-same", {"year": year})
        return
    turn.reply("holidays-loaded", {"year": year, "off": len(official.off), "work": len(official.work)})
