"""The living card of a ticket, for the customer and for the engineers, and the keys under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.contracts import CLOCK_NAMES, Preset
from domain.tickets.clocks import Clock, next_deadline
from domain.tickets.events import State, Ticket
from views.callbacks import encode
from views.content import Button, Content
from views.texts import Safe, lines, plain, text
from views.times import clock_time, remaining

_ICONS = {
    State.NEW: "🔴", State.ACKNOWLEDGED: "🟠", State.ON_WAY: "🚗", State.ONSITE: "🔧", State.REMOTE: "💻",
    State.WAITING: "⏸", State.RESTORED: "🟢", State.RESOLVED: "✅", State.CLOSED: "☑️",
}  # fmt: skip


@dataclass(frozen=True)
class Facing:
    """Everything a card shows beside the ticket itself."""

    customer: str
    contact: str
    phone: str | None
    assignee: str | None
    clocks: tuple[Clock, ...]
    preset: Preset
    zone: tzinfo
    open_question: bool = False
    names: tuple[str, ...] = ()


def _head(ticket: Ticket, language: str, facing: Facing) -> Safe:
    icon = _ICONS[ticket.state]
    if ticket.level is None:
        what = plain(language, f"kind-{ticket.kind}")
    else:
        what = facing.preset.level(ticket.level).label[language]
    return text(language, "card-head", icon=icon, number=ticket.id, what=what)


def _state(ticket: Ticket, language: str, facing: Facing, now: datetime) -> Safe:
    state = plain(language, f"state-{ticket.state.value}")
    if facing.assignee and ticket.state is not State.NEW:
        return text(language, "card-state-who", state=state, who=facing.assignee)
    return text(language, "card-state", state=state)


def deadline_line(clock: Clock, language: str, zone: tzinfo, now: datetime) -> Safe:
    """One clock: name, absolute time, remaining time; or when it was met."""
    name = plain(language, f"clock-{clock.name}{'-or-remote' if clock.spec.or_remote else ''}")
    if clock.stopped_at is not None:
        met = "card-clock-met" if not clock.breached(now) else "card-clock-missed"
        return text(language, met, clock=name, at=clock_time(clock.stopped_at, zone, now, language))
    due = clock_time(clock.due_at, zone, now, language)
    late = "card-clock-late" if clock.breached(now) else "card-clock-runs"
    return text(language, late, clock=name, due=due, left=remaining(clock.due_at, now, language))


def _deadlines(ticket: Ticket, language: str, facing: Facing, now: datetime) -> list[Safe]:
    first = next_deadline(facing.clocks) if ticket.open else None
    # A ticket that was withdrawn in time kept no promise: "on site, in time" would be untrue.
    shown = [c for c in facing.clocks if ticket.open or c.stopped_at != ticket.closed_at or c.breached(now)]
    ordered = sorted(shown, key=lambda c: (c is not first, c.due_at, CLOCK_NAMES.index(c.name)))
    return [deadline_line(clock, language, facing.zone, now) for clock in ordered]


def customer_card(ticket: Ticket, language: str, facing: Facing, now: datetime) -> Content:
    """What the customer sees: number and level, state, who has it, what is promised until when."""
    parts = [
        _head(ticket, language, facing),
        _state(ticket, language, facing, now),
        *_deadlines(ticket, language, facing, now),
        text(language, "card-title", title=ticket.title),
    ]
    if ticket.level is not None and ticket.open:
        why = facing.preset.level(ticket.level).meaning[language]
        parts.append(text(language, "card-why", why=why))
        if ticket.provisional:
            parts.append(text(language, "card-provisional"))
    parts.append(_as_of(ticket, language, facing, now))
    return Content(lines(*parts), _customer_keys(ticket, language))


def _as_of(ticket: Ticket, language: str, facing: Facing, now: datetime) -> Safe:
    return (
        text(language, "card-as-of", at=clock_time(now, facing.zone, now, language))
        if ticket.open
        else Safe("")
    )


def _customer_keys(ticket: Ticket, language: str) -> tuple[tuple[Button, ...], ...]:
    number, turn = ticket.id, ticket.round
    if ticket.state in (State.RESTORED, State.RESOLVED):
        return (
            (Button(plain(language, "button-repaired"), encode("cf", number, turn)),),
            (Button(plain(language, "button-not-repaired"), encode("nr", number, turn)),),
        )
    if ticket.state is State.CLOSED:
        if ticket.restored_at is None:
            return ()
        return ((Button(plain(language, "button-not-repaired"), encode("nr", number, turn)),),)
    keys = [(Button(plain(language, "button-withdraw"), encode("wd", number)),)]
    if ticket.level is not None:
        keys.insert(0, (Button(plain(language, "button-object"), encode("ob", number)),))
    return tuple(keys)


def team_card(ticket: Ticket, language: str, facing: Facing, now: datetime) -> Content:
    """What the engineers see: the same, with the contact and the keys of the work."""
    contact = facing.contact if not facing.phone else f"{facing.contact} · {facing.phone}"
    parts = [
        _head(ticket, language, facing),
        _state(ticket, language, facing, now),
        *_deadlines(ticket, language, facing, now),
        text(language, "card-customer", customer=facing.customer, contact=contact),
        text(language, "card-title", title=ticket.title),
    ]
    if ticket.facts and ticket.open:
        words = [plain(language, f"fact-{name}-{str(value).lower()}") for name, value in ticket.facts.items()]
        parts.append(text(language, "card-facts", facts=" · ".join(words)))
    if ticket.provisional and ticket.open:
        parts.append(text(language, "card-provisional-team"))
    parts.append(_as_of(ticket, language, facing, now))
    return Content(lines(*parts), team_keys(ticket, language))


_ROWS: dict[State, tuple[tuple[str, ...], ...]] = {
    State.NEW: (("ack",),),
    State.ACKNOWLEDGED: (("way", "rem"), ("arr", "rest"), ("wait", "res"), ("hand", "lvl", "back")),
    State.ON_WAY: (("arr", "rem"), ("rest", "res"), ("wait",), ("hand", "lvl", "back")),
    State.ONSITE: (("rest", "res"), ("wait", "rem"), ("hand", "lvl", "back")),
    State.REMOTE: (("rest", "res"), ("wait", "way"), ("hand", "lvl", "back")),
    State.WAITING: (("rem", "arr"), ("rest", "res"), ("hand", "lvl", "back")),
    State.RESTORED: (("res",), ("hand", "back")),
    State.RESOLVED: (("back",),),
    State.CLOSED: (),
}
_REQUEST_ROWS: tuple[tuple[str, ...], ...] = (("wait", "res"), ("hand", "back"))


def team_keys(ticket: Ticket, language: str) -> tuple[tuple[Button, ...], ...]:
    """The keys that fit the state; a request without a level has no site to travel to."""
    rows = _ROWS[ticket.state]
    if ticket.level is None and ticket.state not in (State.NEW, State.RESOLVED, State.CLOSED):
        rows = _REQUEST_ROWS
    return tuple(
        tuple(Button(plain(language, f"do-{key}"), encode("do", ticket.id, key, ticket.round)) for key in row)
        for row in rows
    )


def topic_name(ticket: Ticket, customer: str) -> str:
    """Number and state first: a list of topics is scanned, not read. At most 128 characters."""
    level = f" L{ticket.level}" if ticket.level is not None else ""
    return f"{_ICONS[ticket.state]} #{ticket.id}{level} {customer} · {ticket.title}"[:120]
