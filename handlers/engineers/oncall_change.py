"""Making and undoing a change of the rota: kept in the book, and told to everybody whom it moves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.desk import Desk
from domain.oncall.plan import Moved, can_have, moves
from handlers.engineers.oncall_skills import who_lacks
from handlers.incoming import Answer, Kind
from handlers.refusals import short_name
from handlers.speak import Key, button, say
from handlers.staff import Turn, safe
from storage import duty, offers, people
from storage.duty import Change
from views.oncall import layer_name, moved_lines, span_text
from views.texts import Safe, plain, text

LOOKED_AT = timedelta(days=56)
"""So far ahead what a change moves is worked out and told."""


def booked(turn: Turn) -> Turn:
    """The same turn with everything that was changed so far."""
    return replace(turn, desk=duty.with_book(turn.conn, turn.desk, turn.now))


def show(
    turn: Turn, text_id: str, variables: dict[str, Any] | None = None, buttons: Sequence[Sequence[Key]] = ()
) -> None:
    """Answer a command with a message, a press by changing the message that was pressed."""
    if turn.incoming.kind is Kind.PRESS:
        turn.revise(text_id, variables, buttons=buttons)
    else:
        turn.reply(text_id, variables, buttons=buttons)


def make(
    turn: Turn,
    kind: str,
    person: int,
    start: datetime,
    end: datetime,
    *,
    layer: str | None = None,
    other: int | None = None,
) -> Answer:
    """Keep a change, show it with its undo, tell those concerned. `turn.desk` has the book of before."""
    start = max(start, turn.now)
    if end <= start:
        return _refuse(turn, "oncall-over")
    if _there_already(turn, kind, person, start, end, layer, other):
        return _refuse(turn, "oncall-already")
    if kind == "override" and away_within(turn.desk, person, start, end):
        return _refuse(turn, "oncall-is-away", who=short_name(turn.conn, person))
    if kind == "override" and layer is not None and not can_have(turn.desk, layer, person, start, end):
        return _refuse(turn, "duty-lacks-skill", **who_lacks(turn, layer, person))
    number = duty.change(
        turn.conn, kind, person, start, end, turn.person.id, turn.now, layer=layer, other=other
    )
    change = duty.find(turn.conn, number)
    assert change is not None
    moved = moved_since(turn, start, end)
    _show_made(turn, change, moved)
    announce(turn, "oncall-made", change, moved)
    return Answer(plain(turn.language, "done"))


def keep_quietly(
    turn: Turn,
    kind: str,
    person: int,
    start: datetime,
    end: datetime,
    *,
    layer: str,
    other: int,
    contracts: Collection[str] = (),
) -> int:
    """Keep what two people agreed on by an offer; the offer tells them. The id of the change."""
    number = duty.change(
        turn.conn, kind, person, start, end, turn.person.id, turn.now, layer=layer, other=other,
        contracts=contracts,
    )  # fmt: skip
    offers.hasten(turn.conn, turn.now)
    return number


def undo(turn: Turn, number: int) -> Answer:
    """Undo a change from now on: whoever made it, whose absence or delegate it is, or a manager."""
    change = duty.find(turn.conn, number)
    if change is None or change.undone_at is not None or change.ends_at <= turn.now:
        return turn.alert("oncall-over")
    mine = {change.made_by, change.other_id if change.layer is not None else change.person_id}
    if turn.person.id not in mine and not turn.person.is_manager:
        return turn.alert("oncall-not-yours")
    before = booked(turn)
    duty.undo(turn.conn, number, turn.now)
    moved = moved_since(before, max(change.starts_at, turn.now), change.ends_at)
    variables = _variables(turn, change, moved, turn.language)
    show(turn, "oncall-undone", variables)
    announce(turn, "oncall-undone", change, moved)
    return Answer(plain(turn.language, "done"))


def moved_since(before: Turn, start: datetime, end: datetime) -> tuple[Moved, ...]:
    """What a change, just made, moves. The timer of handovers looks at it too."""
    offers.hasten(before.conn, before.now)
    return moves(before.desk, booked(before).desk, start, min(end, start + LOOKED_AT))


def away_within(desk: Desk, person: int, start: datetime, end: datetime) -> bool:
    """Whether the person is away at any time of `[start, end)`."""
    return any(one.person == person and one.touches(start, end) for one in desk.book.absences)


def describe(turn: Turn, change: Change, language: str) -> Safe:
    """A change in one line."""
    other = short_name(turn.conn, change.other_id) if change.other_id is not None else ""
    return text(
        language, f"oncall-change-{change.kind}",
        layer=layer_name(change.layer, language) if change.layer is not None else "",
        person=short_name(turn.conn, change.person_id), other=other,
        when=span_text(change.starts_at, change.ends_at, turn.zone, language),
    )  # fmt: skip


def announce(turn: Turn, text_id: str, change: Change, moved: Sequence[Moved]) -> None:
    """Tell everybody concerned in private, and the engineers' group; whoever did it has seen it."""
    concerned: Iterable[int | None] = (
        change.person_id, change.other_id, *(one for each in moved for one in (each.was, each.now)),
    )  # fmt: skip
    for person in dict.fromkeys(concerned):
        if person is None or person == turn.person.id or person not in turn.desk.people:
            continue
        someone = people.find(turn.conn, person)
        language = someone.language if someone is not None else turn.desk.language
        theirs = [one for one in moved if person in (one.was, one.now)]
        say(turn.conn, person, turn.now, text_id, _variables(turn, change, theirs, language))
    if turn.incoming.chat_id != turn.desk.engineers_chat or turn.incoming.thread_id is not None:
        variables = _variables(turn, change, moved, turn.desk.language)
        say(turn.conn, turn.desk.engineers_chat, turn.now, text_id, variables)


def named_by(turn: Turn) -> Callable[[int], str]:
    """How people are called in lists."""
    return lambda person: short_name(turn.conn, person)


def undo_key(number: int) -> Key:
    """The button that undoes a change."""
    return button("oncall-button-undo", "oc", "u", number)


def _show_made(turn: Turn, change: Change, moved: Sequence[Moved]) -> None:
    variables = _variables(turn, change, moved, turn.language)
    show(turn, "oncall-made", variables, [[undo_key(change.id)]])


def _variables(turn: Turn, change: Change, moved: Sequence[Moved], language: str) -> dict[str, Any]:
    found = moved_lines(moved, named_by(turn), turn.zone, language)
    return {
        "what": safe(describe(turn, change, language)), "by": turn.person.name,
        "lines": safe(found or text(language, "oncall-moves-nothing")),
    }  # fmt: skip


def _there_already(
    turn: Turn, kind: str, person: int, start: datetime, end: datetime, layer: str | None, other: int | None
) -> bool:
    wanted = (kind, person, layer, other, end)
    return any(
        (one.kind, one.person_id, one.layer, one.other_id, one.ends_at) == wanted and one.starts_at <= start
        for one in duty.coming(turn.conn, turn.now)
    )


def _refuse(turn: Turn, text_id: str, **variables: str) -> Answer:
    if turn.incoming.kind is not Kind.PRESS:
        turn.reply(text_id, variables)
        return Answer()
    return turn.alert(text_id, **variables)
