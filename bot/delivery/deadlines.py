"""Warnings before a deadline and the notice of a missed one, to the team, to one of ours and to the managers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.tickets.clocks import Clock
from domain.tickets.events import Ticket
from views.callbacks import encode
from views.cards import Facing, deadline_line
from views.content import Button, Content
from views.texts import Safe, lines, plain, text
from views.times import clock_time, duration_text


def clock_lines(
    what: str, ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], now: datetime
) -> Safe:
    """A warning or a breach for the team or one person; several that were missed at once in one message."""
    missed = data.get("all", ())
    if len(missed) > 1:
        return _several(ticket, language, facing, missed, now)
    return lines(
        text(language, f"team-{what}", number=ticket.id, clock=clock_name(data["clock"], language),
             share=data.get("share", 100)),
        _promise(facing, language, data, now),
    )  # fmt: skip


def clock_name(name: str, language: str) -> str:
    """A clock in words."""
    return plain(language, f"clock-{name}")


def managers_breach(
    ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], now: datetime
) -> Safe:
    """What was missed and what happened so far, each with its time."""
    missed = data.get("all", ())
    if len(missed) > 1:
        head = _several(ticket, language, facing, missed, now)
    else:
        clock = clock_name(data["clock"], language)
        head = lines(
            text(language, "managers-breach", number=ticket.id, clock=clock),
            _promise(facing, language, data, now),
        )
    return lines(head, _so_far(ticket, language, facing, now))


def _promise(facing: Facing, language: str, data: Mapping[str, Any], now: datetime) -> Safe:
    """The clock that a warning or a breach is about, as it stands now, and how late the notice itself is."""
    about = _about(facing, data)
    late = timedelta(seconds=data.get("late_seconds", 0))
    return lines(
        deadline_line(about, language, facing.zone, now) if about else "",
        text(language, "said-late", late=duration_text(late, language)) if late else "",
    )


def _about(facing: Facing, data: Mapping[str, Any]) -> Clock | None:
    return next((clock for clock in facing.clocks if clock.name == data["clock"]), None)


def _several(
    ticket: Ticket, language: str, facing: Facing, missed: Sequence[Mapping[str, Any]], now: datetime
) -> Safe:
    """Deadlines that passed while the desk was down: each from its start to its end, and how late this is."""
    rows = []
    for one in sorted(missed, key=lambda data: str(data["due_at"])):
        about = _about(facing, one)
        began = about.started_at if about is not None else ticket.opened_at
        due = datetime.fromisoformat(one["due_at"])
        rows.append(
            text(
                language, "missed-line", clock=clock_name(one["clock"], language),
                start=clock_time(began, facing.zone, now, language),
                due=clock_time(due, facing.zone, now, language), late=duration_text(now - due, language),
            )
        )  # fmt: skip
    late = timedelta(seconds=max(int(one.get("late_seconds", 0)) for one in missed))
    return lines(
        text(language, "missed-several", number=ticket.id, count=len(missed)),
        *rows,
        text(language, "said-late", late=duration_text(late, language)) if late else "",
    )


def _so_far(ticket: Ticket, language: str, facing: Facing, now: datetime) -> Safe:
    steps = (
        ("opened", ticket.opened_at),
        ("acknowledged", ticket.acknowledged_at),
        ("on_way", ticket.on_way_at),
        ("arrived", ticket.arrived_at),
        ("remote", ticket.remote_at),
        ("restored", ticket.restored_at),
    )
    known = sorted((at, place, step) for place, (step, at) in enumerate(steps) if at is not None)
    happened = [
        plain(language, f"so-far-{step}", at=clock_time(at, facing.zone, now, language))
        for at, _, step in known
    ]
    return text(language, "so-far", steps=" → ".join(happened))


def why_missed(ticket: Ticket, language: str, data: Mapping[str, Any]) -> Content:
    """Under a missed deadline: a key for its reason, one for each if there are several."""
    missed = data.get("all") or (data,)
    several = len(missed) > 1
    keys = []
    for one in missed:
        due = int(datetime.fromisoformat(one["due_at"]).timestamp())
        clock = clock_name(one["clock"], language)
        words = plain(language, "button-why-clock", clock=clock) if several else plain(language, "button-why")
        keys.append((Button(words, encode("ex", ticket.id, one["clock"], due)),))
    return Content(text(language, "team-explain", number=ticket.id), tuple(keys))
