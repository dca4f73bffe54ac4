"""Several tickets in one message: bundled pages, and reports that may be one incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from domain.tickets.clocks import Clock
from views.callbacks import encode
from views.cards import deadline_line
from views.content import Button, Content
from views.texts import Safe, lines, plain, text
from views.times import duration_text

_KEYS_AT_MOST = 8
_KEYS_A_ROW = 2
_LINES_AT_MOST = 12
_CUSTOMER_AT_MOST = 40
_NUMBERS_AT_MOST = 150


@dataclass(frozen=True)
class Line:
    """One ticket of several. `turn` is its round; `waits`: nobody has it; `who` has it, in `state`."""

    number: int
    turn: int
    level: int
    what: str
    customer: str
    deadline: Clock | None
    zone: tzinfo
    step: int
    state: str
    who: str | None
    waits: bool


@dataclass(frozen=True)
class Storm:
    """Reports that may be one incident. `what`: the customer, or the product of several customers."""

    offer: int
    numbers: tuple[int, ...]
    what: str
    span: timedelta
    lead: int | None
    more: bool


def bundle(found: Sequence[Line], language: str, now: datetime) -> Content:
    """The private page for several tickets, and after its moment what became of each of them."""
    waiting = [line for line in found if line.waits]
    words = lines(
        text(language, "bundle-head", count=len(waiting)) if waiting else text(language, "bundle-over"),
        *_listed(found, language, now),
    )
    return Content(words, _keys(waiting, language))


def group_bundle(
    found: Sequence[Line], people: Sequence[tuple[int, str]], language: str, now: datetime
) -> Content:
    """One mention in the group for several tickets."""
    mentions = Safe(" ".join(text(language, "mention", person=person, name=name) for person, name in people))
    words = lines(
        text(language, "bundle-group", mentions=mentions, count=len(found)), *_listed(found, language, now)
    )
    return Content(words, _keys(found, language))


def _listed(found: Sequence[Line], language: str, now: datetime) -> list[Safe]:
    parts = [_line(line, language, now) for line in found[:_LINES_AT_MOST]]
    if len(found) > _LINES_AT_MOST:
        rest = numbers_text([line.number for line in found[_LINES_AT_MOST:]], language)
        parts.append(text(language, "bundle-rest", numbers=rest))
    return parts


def _line(line: Line, language: str, now: datetime) -> Safe:
    customer = _short(line.customer)
    head = text(language, "bundle-line", number=line.number, what=line.what, customer=customer)
    if not line.waits:
        state = line.state if line.who is None else f"{line.state} · {line.who}"
        return lines(head, text(language, "bundle-state", state=state))
    due = deadline_line(line.deadline, language, line.zone, now) if line.deadline is not None else Safe("")
    return lines(head, due, text(language, "page-step", step=line.step) if line.step > 0 else "")


def _keys(waiting: Sequence[Line], language: str) -> tuple[tuple[Button, ...], ...]:
    keys = [
        Button(
            plain(language, "bundle-take", number=line.number),
            encode("do", line.number, "ack", line.turn),
        )
        for line in waiting[:_KEYS_AT_MOST]
    ]
    return tuple(tuple(keys[at : at + _KEYS_A_ROW]) for at in range(0, len(keys), _KEYS_A_ROW))


def storm(one: Storm, language: str) -> Content:
    """The question whether these are one incident."""
    numbers = numbers_text(one.numbers, language)
    if one.more:
        words = text(
            language,
            "storm-more",
            count=len(one.numbers),
            what=_short(one.what),
            numbers=numbers,
            lead=one.lead or 0,
        )
    else:
        words = text(
            language, "storm-offer", count=len(one.numbers), what=_short(one.what), numbers=numbers,
            span=duration_text(max(one.span, timedelta(minutes=1)), language),
        )  # fmt: skip
    join = Button(plain(language, "storm-join"), encode("ij", one.offer))
    leave = Button(plain(language, "storm-leave"), encode("in", one.offer))
    return Content(words, ((join, leave),))


def storm_decided(one: Storm, language: str, joined: bool, who: str) -> Content:
    """The same message after somebody has answered."""
    numbers = numbers_text(one.numbers, language)
    if not joined:
        return Content(text(language, "storm-refused", who=who, numbers=numbers))
    return Content(text(language, "storm-joined", who=who, lead=one.lead or 0, numbers=numbers))


def numbers_text(numbers: Sequence[int], language: str) -> str:
    """ "#12 #13 #14", and how many more there are where they would not fit."""
    shown = " ".join(f"#{number}" for number in numbers[:_NUMBERS_AT_MOST])
    more = len(numbers) - _NUMBERS_AT_MOST
    return f"{shown} {plain(language, 'list-more', count=more)}" if more > 0 else shown


def _short(words: str) -> str:
    return words if len(words) <= _CUSTOMER_AT_MOST else f"{words[: _CUSTOMER_AT_MOST - 1]}…"
