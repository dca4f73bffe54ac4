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
class Named:
    """One ticket of several, by its number only. `turn` is its round; `waits`: nobody has it."""

    number: int
    turn: int
    waits: bool


@dataclass(frozen=True)
class Line(Named):
    """One ticket of several with what is said of it; `who` has it, in `state`."""

    level: int
    what: str
    customer: str
    deadline: Clock | None
    zone: tzinfo
    step: int
    state: str
    who: str | None


def in_full(found: Sequence[Named]) -> set[int]:
    """The tickets that a message of all of these says more of than their number: these have to be `Line`."""
    waiting = [one for one in found if one.waits]
    return {one.number for one in (*found[:_LINES_AT_MOST], *waiting[:_KEYS_AT_MOST])}


@dataclass(frozen=True)
class Storm:
    """Reports that may be one incident. `what`: the customer, or the product of several customers."""

    offer: int
    numbers: tuple[int, ...]
    what: str
    span: timedelta
    lead: int | None
    more: bool


def bundle(found: Sequence[Named], language: str, now: datetime) -> Content:
    """The private page for several tickets, and after its moment what became of each of them."""
    waiting = [line for line in found if line.waits]
    words = lines(
        text(language, "bundle-head", count=len(waiting)) if waiting else text(language, "bundle-over"),
        *_listed(found, language, now),
    )
    return Content(words, _keys(waiting, language))


def group_bundle(
    found: Sequence[Named], people: Sequence[tuple[int, str]], language: str, now: datetime
) -> Content:
    """One mention in the group for several tickets, and after its moment what became of each of them."""
    waiting = [line for line in found if line.waits]
    mentions = Safe(" ".join(text(language, "mention", person=person, name=name) for person, name in people))
    words = lines(
        text(language, "bundle-group", mentions=mentions, count=len(waiting))
        if waiting
        else text(language, "bundle-over"),
        *_listed(found, language, now),
    )
    return Content(words, _keys(waiting, language))


def _listed(found: Sequence[Named], language: str, now: datetime) -> list[Safe]:
    first = found[:_LINES_AT_MOST]
    parts = [_line(line, language, now) for line in first if isinstance(line, Line)]
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


def _keys(waiting: Sequence[Named], language: str) -> tuple[tuple[Button, ...], ...]:
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


def storm_refused(one: Storm, language: str, who: str) -> Content:
    """The same message after somebody has said that they are not one incident."""
    return Content(text(language, "storm-refused", who=who, numbers=numbers_text(one.numbers, language)))


def overview(
    one: Storm, found: Sequence[Named], roomless: Sequence[int], language: str, who: str, now: datetime
) -> Content:
    """The one message for all reports of an incident; each of the `roomless` gets a topic of its own by a button."""
    head = text(
        language, "storm-joined", who=who, lead=one.lead or 0, numbers=numbers_text(one.numbers, language)
    )
    note = text(language, "storm-rooms", count=len(roomless)) if roomless else Safe("")
    keys = [
        Button(plain(language, "storm-open", number=number), encode("io", number))
        for number in roomless[:_KEYS_AT_MOST]
    ]
    rows = tuple(tuple(keys[at : at + _KEYS_A_ROW]) for at in range(0, len(keys), _KEYS_A_ROW))
    shown = [_line(line, language, now) for line in found[:_LINES_AT_MOST] if isinstance(line, Line)]
    return Content(lines(head, *shown, note), rows)


def numbers_text(numbers: Sequence[int], language: str) -> str:
    """ "#12 #13 #14", and how many more there are where they would not fit."""
    shown = " ".join(f"#{number}" for number in numbers[:_NUMBERS_AT_MOST])
    more = len(numbers) - _NUMBERS_AT_MOST
    return f"{shown} {plain(language, 'list-more', count=more)}" if more > 0 else shown


def _short(words: str) -> str:
    return words if len(words) <= _CUSTOMER_AT_MOST else f"{words[: _CUSTOMER_AT_MOST - 1]}…"
