"""What the sides ask each other and what came of it: pauses, another level, other terms, a defect that is left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.delivery.deadlines import clock_name
from domain.terms import Preset
from domain.tickets.clocks import next_deadline
from domain.tickets.events import Ticket
from views.callbacks import encode
from views.cards import Facing, deadline_line, pause_label, what_it_is
from views.content import Button, Content
from views.reasons import reason_text
from views.texts import Safe, lines, plain, text
from views.times import clock_time, written_length

CUSTOMER = frozenset({"pause-asked", "resumed", "graded", "migrated", "defect-fixed", "regrade-asked"})
"""What `customer` puts into words."""

TEAM = frozenset(
    {
        "pause-agreed",
        "pause-refused",
        "resumed",
        "regrade-asked",
        "regrade-refused",
        "migrated",
        "explained",
        "deadlines-moved",
        "defect-fixed",
    }
)
"""What `team` puts into words."""


def still_asked(what: str, ticket: Ticket, data: Mapping[str, Any]) -> bool:
    """Whether a question that waited for its turn to be sent is still the open one; anything else is."""
    if what == "pause-asked":
        return all(ticket.pause_asked.get(name) == data.get(name) for name in ("reason", "until", "by"))
    if what == "regrade-asked":
        return all(ticket.regrade_asked.get(name) == data.get(name) for name in ("level", "reason", "by"))
    if what == "offered":
        return bool(ticket.offer.get("items") == data["items"])
    return True


def customer(
    what: str,
    ticket: Ticket,
    language: str,
    facing: Facing,
    data: Mapping[str, Any],
    who: str,
    now: datetime,
) -> Content:
    """What the customer is asked or told."""
    number = ticket.id
    match what:
        case "pause-asked":
            words = text(
                language, "customer-pause-asked", number=number, who=who, until=_at(data["until"], language, facing, now),
                reason=pause_label(data["reason"], language, facing.preset),
                clocks=_clocks(facing.preset.pauses[data["reason"]].clocks, language, facing)
                if data["reason"] in facing.preset.pauses else "–",
            )  # fmt: skip
            return Content(words, _keys(language, "pz", ticket, ticket.pause_asked.get("seq", 0), "pause"))
        case "regrade-asked":
            words = _regrade_question("customer-regrade-asked", ticket, language, facing, data, who)
            return Content(
                words, _keys(language, "ra", ticket, ticket.regrade_asked.get("seq", 0), "regrade")
            )
        case "resumed":
            why = data["why"] if data["why"] in ("customer", "time") else "engineer"
            words = text(language, f"customer-resumed-{why}", number=number, who=who)
        case "graded":
            what_now = what_it_is(ticket, language, facing.preset)
            words = text(language, "customer-graded", number=number, what=what_now, who=who)
        case _:
            words = text(language, f"customer-{what}", number=number, who=who)
    return Content(lines(words, _deadline(language, facing, now)))


def team(
    ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], who: str, to: str, now: datetime
) -> Content:
    """A line in the ticket's topic. `to`: the other one concerned, whoever had asked."""
    what, number = data["what"], ticket.id
    match what:
        case "pause-agreed":
            words = lines(
                text(language, "team-pause-agreed", number=number, who=who, until=_at(data["until"], language, facing, now),
                     reason=pause_label(data["reason"], language, facing.preset)),
                *(
                    deadline_line(clock, language, facing.zone, now)
                    for clock in facing.clocks
                    if clock.running and clock.name in data["clocks"]
                ),
            )  # fmt: skip
        case "pause-refused":
            reason = pause_label(data["reason"], language, facing.preset)
            words = lines(
                text(language, "team-pause-refused", number=number, who=who, reason=reason),
                _deadline(language, facing, now),
            )
        case "resumed":
            why = data["why"] if data["why"] in ("customer", "time") else "engineer"
            words = lines(
                text(language, f"team-resumed-{why}", number=number, who=who),
                _deadline(language, facing, now),
            )
        case "regrade-asked":
            words = _regrade_question("team-regrade-asked", ticket, language, facing, data, who)
        case "regrade-refused":
            level = facing.preset.nearest_level(data["level"]).label[language]
            words = text(language, "team-regrade-refused", number=number, level=level, who=who)
        case "explained":
            words = text(
                language, "team-explained", number=number, clock=clock_name(data["clock"], language),
                due=_at(data["due_at"], language, facing, now), who=who,
                reason=reason_text(language, data["text"]),
            )  # fmt: skip
        case "deadlines-moved":
            words = _moved(ticket, language, facing, data, now)
        case _:
            words = text(language, f"team-{what}", number=number, who=who)
    return Content(words)


def managers_regrade(
    ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], who: str
) -> Content:
    """The question to the managers whether the level may fall."""
    words = _regrade_question("managers-regrade-asked", ticket, language, facing, data, who)
    return Content(words, _keys(language, "rm", ticket, ticket.regrade_asked.get("seq", 0), "regrade"))


def _keys(language: str, verb: str, ticket: Ticket, seq: int, what: str) -> tuple[tuple[Button, ...], ...]:
    return (
        (Button(plain(language, f"button-{what}-agree"), encode(verb, ticket.id, seq, "y")),),
        (Button(plain(language, f"button-{what}-object"), encode(verb, ticket.id, seq, "n")),),
    )


def _regrade_question(
    text_id: str, ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], who: str
) -> Safe:
    was = ticket.level if data.get("was") is None else data["was"]
    return text(
        language, text_id, number=ticket.id, who=who, reason=reason_text(language, str(data["reason"])),
        was=_level(was, language, facing.preset), level=_level(data["level"], language, facing.preset),
    )  # fmt: skip


def _level(number: int | None, language: str, preset: Preset) -> str:
    return "–" if number is None else preset.nearest_level(number).label[language]


def _moved(ticket: Ticket, language: str, facing: Facing, data: Mapping[str, Any], now: datetime) -> Safe:
    rows: list[Safe] = []
    for one in data["clocks"]:
        clock, due = clock_name(one["clock"], language), _at(one["due_at"], language, facing, now)
        if one["was"] is None:
            rows.append(text(language, "deadline-new", clock=clock, due=due))
        else:
            was = _at(one["was"], language, facing, now)
            rows.append(text(language, "deadline-moved", clock=clock, was=was, due=due))
        if one["strict"] is not None:
            strict = _at(one["strict"], language, facing, now)
            notice = written_length(facing.preset.notice, language)
            rows.append(text(language, "deadline-notice", strict=strict, notice=notice, due=due))
    return lines(text(language, "team-deadlines-moved", number=ticket.id), *rows)


def _clocks(names: tuple[str, ...], language: str, facing: Facing) -> str:
    """The clocks among `names` that run, in words."""
    running = [clock.name for clock in facing.clocks if clock.running and clock.name in names]
    between = plain(language, "duty-between")
    return between.join(clock_name(name, language) for name in running) or "–"


def _at(written: str, language: str, facing: Facing, now: datetime) -> str:
    return clock_time(datetime.fromisoformat(written), facing.zone, now, language)


def _deadline(language: str, facing: Facing, now: datetime) -> Safe:
    clock = next_deadline(facing.clocks)
    return deadline_line(clock, language, facing.zone, now) if clock else Safe("")
