"""What follows from events: who is told, who is paged, which timers are set. Pure; storage carries it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from domain.calendars import Calendar, add
from domain.contracts import Preset
from domain.desk import Desk
from domain.tickets.clocks import Clock, clocks_of
from domain.tickets.events import Event, Happened, State, Ticket


@dataclass(frozen=True)
class Page:
    """Wake these people, privately and in the group. `step` counts the ladder; the first page overtakes all."""

    people: tuple[int, ...]
    step: int


@dataclass(frozen=True)
class TellCustomer:
    """A message to the customer; `what` names its text."""

    what: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TellTeam:
    """A message in the ticket's topic."""

    what: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TellPerson:
    """A private message to one of ours."""

    person_id: int
    what: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TellManagers:
    """A message to the managers' chat."""

    what: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class OpenTopic:
    """A topic (or the head of a thread of replies) for a new ticket."""


@dataclass(frozen=True)
class Topic:
    """The topic's name and state follow the ticket's."""

    closed: bool


@dataclass(frozen=True)
class RefreshCards:
    """Both cards show the present state."""


@dataclass(frozen=True)
class SetTimer:
    """A timer; setting the same `key` again moves it."""

    key: str
    kind: str
    due_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DropTimers:
    """Timers of the ticket whose key begins with `prefix`."""

    prefix: str


Effect = (
    Page | TellCustomer | TellTeam | TellPerson | TellManagers | OpenTopic | Topic | RefreshCards | SetTimer
    | DropTimers
)  # fmt: skip

_CUSTOMER_HEARS = {
    Happened.ACKNOWLEDGED: "acknowledged",
    Happened.ON_WAY: "on-way",
    Happened.ARRIVED: "arrived",
    Happened.REMOTE: "remote",
    Happened.WAITING: "waiting",
    Happened.RESTORED: "restored",
    Happened.RESOLVED: "resolved",
    Happened.HANDED_OVER: "handed-over",
    Happened.CLOSED: "closed-silently",
    Happened.REGRADED: "regraded",
    Happened.NOT_REPAIRED: "reopened",
}
_TEAM_HEARS = {
    Happened.REGRADED: "regraded",
    Happened.OBJECTED: "objected",
    Happened.CONFIRMED: "confirmed",
    Happened.NOT_REPAIRED: "reopened",
    Happened.WITHDRAWN: "withdrawn",
    Happened.CLOSED: "closed-silently",
    Happened.HANDED_OVER: "handed-over",
    Happened.TAKEN_BACK: "taken-back",
    Happened.RATED: "rated",
}
_SLOWEST_REPEAT = 4 * 3600
_ENDS = (Happened.CONFIRMED, Happened.CLOSED, Happened.WITHDRAWN)


def effects(
    before: Ticket | None,
    after: Ticket,
    new: Sequence[Event],
    events: Sequence[Event],
    desk: Desk,
    now: datetime,
) -> list[Effect]:
    """All effects of `new`, which led from `before` to `after`; `events` are all of the ticket, new ones included."""
    preset = desk.contract(after.contract).preset
    out: list[Effect] = []
    for event in new:
        out += _of_event(before, after, event, desk, preset, now)
    if all(event.type in (Happened.CUSTOMER_SAID, Happened.ENGINEER_SAID) for event in new) and (
        before is not None and before.state is after.state
    ):
        # Ordinary talk changes no card, but the first answer may stop the response clock.
        first_word = before is not None and _clock_states(
            before, events[: -len(new)], preset
        ) != _clock_states(after, events, preset)
        return [*out, *clock_timers(after, events, preset, now), RefreshCards()] if first_word else out
    out += clock_timers(after, events, preset, now)
    out.append(RefreshCards())
    return out


def _clock_states(ticket: Ticket, events: Sequence[Event], preset: Preset) -> list[datetime | None]:
    return [clock.stopped_at for clock in clocks_of(ticket, events, preset)]


def _of_event(
    before: Ticket | None, after: Ticket, event: Event, desk: Desk, preset: Preset, now: datetime
) -> list[Effect]:
    kind, data = event.type, {"by": event.by, **event.data}
    out: list[Effect] = []
    if kind is Happened.OPENED:
        topic = [] if after.kind == "complaint" else [OpenTopic()]
        return [*topic, *page_step(after, desk, preset, now, 0)]
    if kind in _CUSTOMER_HEARS and not (kind is Happened.REGRADED and event.by == after.customer_id):
        out.append(TellCustomer(_CUSTOMER_HEARS[kind], data))
    if kind in _TEAM_HEARS:
        out.append(TellTeam(_TEAM_HEARS[kind], data))
    if kind is Happened.ACKNOWLEDGED:
        out.append(DropTimers("ladder"))
    elif kind is Happened.ASSIGNED:
        out.append(TellPerson(event.data["to"], "request-yours", data))
    elif kind is Happened.HANDED_OVER:
        out.append(TellPerson(event.data["to"], "handed-to-you", data))
    elif kind is Happened.TAKEN_BACK:
        out.append(TellCustomer("taken-back", data))
        if after.assignee_id is None:
            out += page_step(after, desk, preset, now, 0)
    elif kind is Happened.NOT_REPAIRED:
        out.append(Topic(closed=False))
        out.append(DropTimers("confirm"))
        if after.assignee_id is None:
            out += page_step(after, desk, preset, now, 0)
        else:
            out.append(TellPerson(after.assignee_id, "reopened", data))
    elif kind is Happened.RESOLVED:
        calendar = Calendar(desk.contract(after.contract).timezone)
        out.append(SetTimer(f"confirm:{after.id}", "confirm", add(calendar, now, preset.confirm)))
    elif kind is Happened.REGRADED:
        if before is not None and before.level is not None and event.data["level"] < before.level:
            out += _pages_again(after, desk, preset, now)
    elif kind is Happened.OBJECTED:
        out.append(TellManagers("objected", data))
    elif kind is Happened.ESCALATED:
        out.append(Page(tuple(event.data["people"]), event.data["step"]))
        out.append(_next_rung(after, desk, preset, now, event.data["step"] + 1))
    elif kind is Happened.WARNED:
        out.append(TellTeam("warning", data))
        out += [TellPerson(person, "warning", data) for person in _responsible(after, desk, now)]
    elif kind is Happened.BREACHED:
        out.append(TellTeam("breach", data))
        out.append(TellManagers("breach", data))
    elif kind is Happened.RATED and event.data["stars"] <= 2:
        out.append(TellManagers("low-rating", data))
    elif kind is Happened.COMMENTED:
        out.append(TellTeam("comment", data))
        if after.rating is not None and after.rating <= 2:
            out.append(TellManagers("low-rating-comment", data))
    if kind in _ENDS:
        out += [DropTimers(""), Topic(closed=True)]
        if kind is not Happened.WITHDRAWN:
            out.append(TellCustomer("ask-rating", {}))
    return out


def _responsible(ticket: Ticket, desk: Desk, now: datetime) -> tuple[int, ...]:
    return (ticket.assignee_id,) if ticket.assignee_id is not None else desk.ladder(now)[0]


def _pages_again(ticket: Ticket, desk: Desk, preset: Preset, now: datetime) -> list[Effect]:
    if ticket.assignee_id is not None:
        return [TellPerson(ticket.assignee_id, "regraded", {"level": ticket.level})]
    return page_step(ticket, desk, preset, now, max(ticket.step, 0))


def page_step(ticket: Ticket, desk: Desk, preset: Preset, now: datetime, step: int) -> list[Effect]:
    """Page that step of the ladder and arm the next; a request without a level is shown but wakes nobody up."""
    if ticket.level is None:
        return []
    ladder = desk.ladder(now)
    return [
        Page(ladder[min(step, len(ladder) - 1)], step),
        _next_rung(ticket, desk, preset, now, step + 1),
    ]


def _next_rung(ticket: Ticket, desk: Desk, preset: Preset, now: datetime, step: int) -> SetTimer:
    # Beyond the top the ladder goes on paging everybody on it, more slowly: silence is never the end of it.
    assert ticket.level is not None
    rungs = len(desk.ladder(now))
    if step < rungs:
        wait = preset.level(ticket.level).ack_seconds
    else:
        wait = min(desk.repeat_seconds * 2 ** min(step - rungs, 10), _SLOWEST_REPEAT)
    return SetTimer(f"ladder:{ticket.id}", "ladder", now + timedelta(seconds=wait), {"step": step})


def clock_timers(ticket: Ticket, events: Sequence[Event], preset: Preset, now: datetime) -> list[Effect]:
    """Warnings still ahead and the breach of every running clock; everything older is dropped first."""
    if not ticket.open:
        return []
    out: list[Effect] = [DropTimers("clock")]
    for clock in clocks_of(ticket, events, preset):
        if clock.stopped_at is not None or _noted(clock, events, 100):
            continue
        for share in preset.warn_shares:
            at = clock.share_at(share)
            if at > now and not _noted(clock, events, share):
                out.append(_clock_timer(ticket, clock, "warn", at, share))
        out.append(_clock_timer(ticket, clock, "breach", clock.due_at, 100))
    if ticket.state is not State.RESOLVED:
        out.append(SetTimer(f"beat:{ticket.id}", "beat", _next_beat(ticket, events, preset, now)))
    else:
        out.append(DropTimers("beat"))
    return out


def _clock_timer(ticket: Ticket, clock: Clock, kind: str, at: datetime, share: int) -> SetTimer:
    # One second after the promised one: the promise is kept if met on the deadline itself.
    due = at + timedelta(seconds=1) if kind == "breach" else at
    data = {"clock": clock.name, "share": share, "due_at": clock.due_at.isoformat()}
    return SetTimer(f"clock:{ticket.id}:{clock.name}:{share}", kind, due, data)


def _noted(clock: Clock, events: Sequence[Event], share: int) -> bool:
    due = clock.due_at.isoformat()
    return any(
        event.type in (Happened.WARNED, Happened.BREACHED)
        and event.data.get("clock") == clock.name
        and event.data.get("due_at") == due
        and event.data.get("share", 100) >= share
        for event in events
    )


def _next_beat(ticket: Ticket, events: Sequence[Event], preset: Preset, now: datetime) -> datetime:
    """When the remaining time on the cards should be freshened: often when it is short, rarely when it is long."""
    running = [clock.due_at for clock in clocks_of(ticket, events, preset) if clock.stopped_at is None]
    left = (min(running) - now).total_seconds() if running else 0
    wait = 600 if 0 < left <= 3600 else 1800 if 0 < left <= 4 * 3600 else 7200
    return now + timedelta(seconds=wait)
