"""/health: how the desk stands, for engineers and managers."""

from __future__ import annotations

from domain.watching import findings, unheard_outside
from handlers.refusals import short_name
from handlers.staff import Turn, safe
from storage import duty
from storage.standing import standing
from views.standing import standing_text
from views.texts import plain


def health_command(turn: Turn) -> None:
    """What works and since when; what does not, and what to do."""
    conn, now, language = turn.conn, turn.now, turn.language
    desk = duty.with_book(conn, turn.desk, now)
    found = standing(conn, now)
    names = plain(language, "duty-between").join(short_name(conn, one) for one in desk.order(now)[:3])
    words = standing_text(
        found, findings(found, desk, now), names, language, turn.zone, now,
        channels=tuple(sorted(desk.channels)), unheard=unheard_outside(found, desk, now),
    )  # fmt: skip
    turn.reply("engineer-shown", {"lines": safe(words)})
