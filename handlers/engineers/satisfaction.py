"""`/survey` of an engineer: their own figures, and only where enough people stand behind them."""

from __future__ import annotations

from datetime import timedelta

from domain.plans.survey_results import FEWEST, own_figures
from handlers.staff import Turn
from storage import survey_results
from views.survey_results import own_text

_YEAR = timedelta(days=365)


def show_own(turn: Turn) -> None:
    """Means of the last twelve months; what single people answered is nobody's business here."""
    if not turn.incoming.private:
        turn.reply("survey-own-private")
        return
    start = turn.now - _YEAR
    sheets = survey_results.sheets(turn.conn, start, turn.now)
    taps = survey_results.taps(turn.conn, start, turn.now)
    groups, rated = own_figures(sheets, taps, turn.person.id)
    if not groups and not rated.count:
        turn.reply("survey-own-few", {"fewest": FEWEST})
        return
    turn.reply("engineer-shown", {"lines": {"safe": str(own_text(groups, rated, turn.language))}})
