"""Overrides, absences and delegates: typed in one line, or step by step by buttons that carry all that was chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.oncall.plan import layer_names, plan
from domain.oncall.rota import PRIMARY
from handlers.engineers.oncall_change import LOOKED_AT, make, show
from handlers.engineers.oncall_people import engineers, layer_first, person_first
from handlers.engineers.oncall_times import FURTHEST, NotATime, midnight, read_span
from handlers.incoming import Answer
from handlers.refusals import short_name
from handlers.speak import Key, button, named
from handlers.staff import Turn, person_in
from views.callbacks import Press
from views.oncall import layer_name, span_text
from views.tokens import token

_NAMES_AT_MOST = 40
_DAY = timedelta(days=1)


def override(turn: Turn) -> None:
    """`/override [layer] [person] [from] [to]`; what is left out is asked for."""
    layer, words = layer_first(turn, turn.incoming.argument)
    person, words = _subject(turn, words)
    span = _span(turn, words)
    if span is _WRONG:
        return
    layers = layer_names(turn.desk)
    if layer is None and (span or person is not None or len(layers) == 1):
        layer = PRIMARY if PRIMARY in layers else next(iter(layers), None)
    if layer is None:
        _ask_layer(turn, layers)
    elif person is None:
        _ask_person(turn, layer)
    elif not _may(turn, person):
        turn.reply("oncall-only-own")
    elif span:
        make(turn, "override", person, *span, layer=layer)
    else:
        _ask_override_time(turn, layer, person)


def away(turn: Turn) -> None:
    """`/away [person] [from] [to]`: of oneself; a manager for anybody."""
    person, words = _subject(turn, turn.incoming.argument)
    span = _span(turn, words)
    if span is _WRONG:
        return
    if person is None:
        _ask_absent(turn)
    elif not _may(turn, person):
        turn.reply("oncall-only-own")
    elif span:
        make(turn, "absence", person, *span)
    else:
        _ask_absence(turn, person)


def delegate(turn: Turn) -> None:
    """`/delegate @person until …`: of oneself; a manager `/delegate @person @person until …`."""
    first, words = person_first(turn, turn.incoming.argument)
    second, rest = person_first(turn, words) if first is not None else (None, words)
    person, to = (first, second) if second is not None else (_self(turn), first)
    span = _span(turn, rest)
    if span is _WRONG:
        return
    if person is None:
        turn.reply("oncall-delegate-usage")
    elif not _may(turn, person):
        turn.reply("oncall-only-own")
    elif to is None:
        _ask_delegate(turn, person)
    elif to == person:
        turn.reply("oncall-not-oneself")
    elif span:
        make(turn, "delegate", person, *span, other=to)
    else:
        _ask_delegation(turn, person, to)


def press(turn: Turn, action: str, pressed: Press) -> Answer:
    """A step; ValueError for what nobody made."""
    return _STEPS[action](turn, pressed)


_WRONG: tuple[datetime, datetime] = (datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC))


def _span(turn: Turn, words: str) -> tuple[datetime, datetime] | None:
    """The times that were typed, None for none; `_WRONG` if they cannot be read, which is said."""
    try:
        return read_span(words, turn.now, turn.zone)
    except NotATime as wrong:
        turn.reply(f"oncall-time-{wrong.reason}", {"words": wrong.words})
        return _WRONG


def _subject(turn: Turn, words: str) -> tuple[int | None, str]:
    """Whom it is about: who was named, else oneself, if one can have a duty; None: somebody has to be named."""
    person, rest = person_first(turn, words)
    return (_self(turn) if person is None else person), rest


def _self(turn: Turn) -> int | None:
    return turn.person.id if turn.person.is_engineer else None


def _may(turn: Turn, person: int) -> bool:
    return person == turn.person.id or turn.person.is_manager


def _ask_layer(turn: Turn, layers: Sequence[str]) -> None:
    rows = [[named(layer_name(one, turn.language), "oc", "ol", token(one))] for one in layers]
    show(turn, "oncall-which-layer", {}, [*rows, _leave()])


def _ask_person(turn: Turn, layer: str) -> None:
    rows = _people(turn, engineers(turn), "ot", token(layer))
    show(turn, "oncall-who-takes", {"layer": layer_name(layer, turn.language)}, [*rows, _leave()])


def _ask_override_time(turn: Turn, layer: str, person: int) -> None:
    tomorrow = _midnight(turn, 1)
    spans = [
        *_turns(turn, layer, person), (turn.now, tomorrow), (tomorrow, _midnight(turn, 2)),
    ]  # fmt: skip
    rows = [
        [
            named(
                span_text(start, end, turn.zone, turn.language), "oc", "oo", token(layer), person,
                *_seconds(start, end),
            )
        ]
        for start, end in dict.fromkeys(spans)
    ]  # fmt: skip
    name = short_name(turn.conn, person)
    variables = {"layer": layer_name(layer, turn.language), "who": name, "key": layer}
    show(turn, "oncall-when-override", variables, [*rows, _leave()])


def _turns(turn: Turn, layer: str, person: int) -> list[tuple[datetime, datetime]]:
    """What is left of the present turn, and the next one, of whoever else has them."""
    parts = plan(turn.desk, layer, turn.now, turn.now + LOOKED_AT)
    others = [one for one in parts[:3] if one.duty is None or one.duty.person != person]
    return [(one.start, one.end) for one in others[:2]]


def _ask_absent(turn: Turn) -> None:
    show(turn, "oncall-who-is-away", {}, [*_people(turn, engineers(turn), "aw"), _leave()])


def _ask_absence(turn: Turn, person: int) -> None:
    rows = _lengths(turn, "ao", person)
    if turn.person.is_manager and turn.person.is_engineer:
        rows.append([button("oncall-button-else", "oc", "ap")])
    show(turn, "oncall-when-away", {"who": short_name(turn.conn, person)}, [*rows, _leave()])


def _ask_delegate(turn: Turn, person: int) -> None:
    rows = _people(turn, engineers(turn, person), "dt", person)
    show(turn, "oncall-who-stands-in", {"who": short_name(turn.conn, person)}, [*rows, _leave()])


def _ask_delegation(turn: Turn, person: int, to: int) -> None:
    names = {"who": short_name(turn.conn, person), "to": short_name(turn.conn, to)}
    show(turn, "oncall-when-delegate", names, [*_lengths(turn, "do", person, to), _leave()])


def _people(turn: Turn, people: Sequence[int], action: str, *args: int | str) -> list[list[Key]]:
    keys = [named(short_name(turn.conn, one), "oc", action, *args, one) for one in people[:_NAMES_AT_MOST]]
    return [keys[place : place + 2] for place in range(0, len(keys), 2)]


def _lengths(turn: Turn, action: str, *args: int) -> list[list[Key]]:
    """Usual times away, each with its dates."""
    rows = []
    for code, first, last in (
        ("today", 0, 1), ("tomorrow", 1, 2), ("days3", 0, 3), ("week7", 0, 7), ("weeks2", 0, 14),
    ):  # fmt: skip
        start, end = _midnight(turn, first) if first else turn.now, _midnight(turn, last)
        when = span_text(start, end, turn.zone, turn.language)
        rows.append([button(f"oncall-button-{code}", "oc", action, *args, *_seconds(start, end), when=when)])
    return rows


def _leave() -> list[Key]:
    return [button("oncall-button-leave", "oc", "x")]


def _midnight(turn: Turn, days: int) -> datetime:
    return midnight(turn.now.astimezone(turn.zone).date() + days * _DAY, turn.zone)


def _seconds(*instants: datetime) -> list[int]:
    return [int(one.timestamp()) for one in instants]


def _between(turn: Turn, pressed: Press, place: int) -> tuple[datetime, datetime]:
    start, end = (datetime.fromtimestamp(pressed.number(at), UTC) for at in (place, place + 1))
    if end > turn.now + FURTHEST:
        raise ValueError("too far")
    return start, end


def _layer_in(turn: Turn, pressed: Press, place: int) -> str:
    found = [one for one in layer_names(turn.desk) if token(one) == pressed.word(place)]
    if not found:
        raise ValueError("no such layer")
    return found[0]


def _engineer_in(turn: Turn, pressed: Press, place: int) -> int:
    person = person_in(pressed, place)
    if person not in engineers(turn):
        raise ValueError("nobody who can have a duty")
    return person


def _layer_chosen(turn: Turn, pressed: Press) -> Answer:
    layer = _layer_in(turn, pressed, 1)
    if turn.person.is_manager:
        _ask_person(turn, layer)
    else:
        _ask_override_time(turn, layer, turn.person.id)
    return Answer()


def _taker_chosen(turn: Turn, pressed: Press) -> Answer:
    layer, person = _layer_in(turn, pressed, 1), _engineer_in(turn, pressed, 2)
    return _own(turn, person, lambda: _ask_override_time(turn, layer, person))


def _override_made(turn: Turn, pressed: Press) -> Answer:
    layer, person = _layer_in(turn, pressed, 1), _engineer_in(turn, pressed, 2)
    return _own(
        turn, person, lambda: make(turn, "override", person, *_between(turn, pressed, 3), layer=layer)
    )


def _absent_asked(turn: Turn, pressed: Press) -> Answer:
    return _own(turn, 0, lambda: _ask_absent(turn))


def _absent_chosen(turn: Turn, pressed: Press) -> Answer:
    person = _engineer_in(turn, pressed, 1)
    return _own(turn, person, lambda: _ask_absence(turn, person))


def _absence_made(turn: Turn, pressed: Press) -> Answer:
    person = _engineer_in(turn, pressed, 1)
    return _own(turn, person, lambda: make(turn, "absence", person, *_between(turn, pressed, 2)))


def _delegate_chosen(turn: Turn, pressed: Press) -> Answer:
    person, to = _pair(turn, pressed)
    return _own(turn, person, lambda: _ask_delegation(turn, person, to))


def _delegation_made(turn: Turn, pressed: Press) -> Answer:
    person, to = _pair(turn, pressed)
    return _own(turn, person, lambda: make(turn, "delegate", person, *_between(turn, pressed, 3), other=to))


def _pair(turn: Turn, pressed: Press) -> tuple[int, int]:
    person, to = _engineer_in(turn, pressed, 1), _engineer_in(turn, pressed, 2)
    if person == to:
        raise ValueError("nobody stands in for themselves")
    return person, to


def _own(turn: Turn, person: int, act: Callable[[], Any]) -> Answer:
    """Only the person concerned, or a manager."""
    if not _may(turn, person):
        return turn.alert("oncall-not-yours")
    answer = act()
    return answer if isinstance(answer, Answer) else Answer()


def _left(turn: Turn, pressed: Press) -> Answer:
    show(turn, "oncall-left")
    return Answer()


_STEPS: dict[str, Callable[[Turn, Press], Answer]] = {
    "ol": _layer_chosen,
    "ot": _taker_chosen,
    "oo": _override_made,
    "ap": _absent_asked,
    "aw": _absent_chosen,
    "ao": _absence_made,
    "dt": _delegate_chosen,
    "do": _delegation_made,
    "x": _left,
}
ACTIONS = frozenset(_STEPS)
