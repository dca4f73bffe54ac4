"""Deadlines that moved, or would move: one line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from views.texts import Safe, lines, plain, text
from views.times import clock_time

_SHOWN = 12

Move = tuple[int, str, datetime | None, datetime | None]
"""(ticket, clock, deadline so far, deadline then); None: it was, or will be, not promised."""


def moved_lines(moves: Sequence[Move], language: str, zone: tzinfo, now: datetime) -> Safe:
    """The first dozen, and how many there are besides."""
    shown = [_line(move, language, zone, now) for move in moves[:_SHOWN]]
    more = len(moves) - _SHOWN
    return lines(*shown, text(language, "moved-more", count=more) if more > 0 else "")


def _line(move: Move, language: str, zone: tzinfo, now: datetime) -> Safe:
    number, clock, was, due = move
    name = plain(language, f"clock-{clock}")
    if was is None and due is not None:
        return text(
            language, "moved-line-new", number=number, clock=name, due=clock_time(due, zone, now, language)
        )
    if was is not None and due is None:
        return text(
            language, "moved-line-gone", number=number, clock=name, was=clock_time(was, zone, now, language)
        )
    assert was is not None
    assert due is not None
    return text(
        language,
        "moved-line",
        number=number,
        clock=name,
        was=clock_time(was, zone, now, language),
        due=clock_time(due, zone, now, language),
    )
