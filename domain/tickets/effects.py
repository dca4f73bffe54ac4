"""What follows from events: who is told, who is paged, which timers are set. Pure; storage carries it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.calendars import add, shift_by
from domain.desk import Desk
from domain.durations import Unit
from domain.terms import Preset
from domain.tickets.clocks import Clock, Terms, clocks_of, current
from domain.tickets.duty_effects import awake_timer, of_duty, page_after_release_at, superior_of
from domain.tickets.effect import (
    DropTimers,
    Effect,
    Gather,
    OpenTopic,
    Page,
    RefreshCards,
    ReplaceTimers,
    SetTimer,
    TellCustomer,
    TellManagers,
    TellPerson,
    TellTeam,
    Topic,
    Wake,
)
from domain.tickets.events import Event, Happened, State, Ticket

__all__ = [
    "DropTimers",
    "Effect",
    "Gather",
    "OpenTopic",
    "Page",
    "RefreshCards",
    "ReplaceTimers",
    "SetTimer",
    "TellCustomer",
    "TellManagers",
    "TellPerson",
    "TellTeam",
    "Topic",
    "Wake",
    "clock_timers",
    "effects",
    "page_step",
]

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
    Happened.GRADED: "graded",
    Happened.MIGRATED: "migrated",
    Happened.PAUSE_ASKED: "pause-asked",
    Happened.RESUMED: "resumed",
    Happened.DEFECT_FIXED: "defect-fixed",
    Happened.OFFERED: "offered",
    Happened.BECAME_COURSE: "became-course",
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
    Happened.MIGRATED: "migrated",
    Happened.PAUSE_AGREED: "pause-agreed",
    Happened.PAUSE_REFUSED: "pause-refused",
    Happened.RESUMED: "resumed",
    Happened.REGRADE_ASKED: "regrade-asked",
    Happened.REGRADE_REFUSED: "regrade-refused",
    Happened.DEFECT_FIXED: "defect-fixed",
    Happened.EXPLAINED: "explained",
    Happened.COVERED: "covered",
    Happened.OFFER_AGREED: "offer-agreed",
    Happened.OFFER_REFUSED: "offer-refused",
    Happened.OFFER_WAIVED: "offer-waived",
    Happened.BECAME_COURSE: "became-course",
}
_ENDS = (Happened.CONFIRMED, Happened.CLOSED, Happened.WITHDRAWN)


def effects(
    before: Ticket | None,
    after: Ticket,
    new: Sequence[Event],
    events: Sequence[Event],
    desk: Desk,
    now: datetime,
    running: Sequence[Clock] | None = None,
) -> list[Effect]:
    """All effects of `new`, which led from `before` to `after`; `events` are all of the ticket, new ones included.

    `running`: the clocks that follow from them, if they are known.
    """
    terms = desk.terms(after.contract)
    preset = terms(after.contract_version)
    out: list[Effect] = []
    for event in new:
        out += _of_event(before, after, event, desk, preset, now)
    out += _of_breaches(after, [event for event in new if event.type is Happened.BREACHED], desk, preset, now)
    if any(event.type in (Happened.REGRADED, Happened.GRADED, Happened.MIGRATED) for event in new):
        out += _changed_terms(before, after, new, events, terms)
    if all(event.type in (Happened.CUSTOMER_SAID, Happened.ENGINEER_SAID) for event in new) and (
        before is not None and before.state is after.state
    ):
        # Ordinary talk changes no card, but the first answer may stop the response clock.
        first_word = before is not None and _clock_states(
            before, events[: -len(new)], terms
        ) != _clock_states(after, events, terms)
        awake = awake_timer(before, after, desk, preset)
        if first_word or awake:
            return [*out, *awake, *clock_timers(after, events, terms, now, running), RefreshCards()]
        return out
    out += awake_timer(before, after, desk, preset)
    out += clock_timers(after, events, terms, now, running)
    out.append(RefreshCards())
    return out


def _clock_states(ticket: Ticket, events: Sequence[Event], terms: Terms) -> list[datetime | None]:
    return [clock.stopped_at for clock in clocks_of(ticket, events, terms)]


def _changed_terms(
    before: Ticket | None, after: Ticket, new: Sequence[Event], events: Sequence[Event], terms: Terms
) -> list[Effect]:
    """A change of terms says which deadlines moved and where only the minimum notice keeps one from being missed."""
    if before is None:
        return []
    was = {clock.name: clock for clock in current(clocks_of(before, events[: -len(new)], terms))}
    moved = []
    for clock in current(clocks_of(after, events, terms)):
        old = was.get(clock.name)
        if clock.stopped_at is None and (old is None or old.due_at != clock.due_at):
            base = _unnoticed(clock)
            strict = base.isoformat() if base <= new[-1].at and base < clock.due_at else None
            moved.append({
                "clock": clock.name, "was": old.due_at.isoformat() if old else None,
                "due_at": clock.due_at.isoformat(), "strict": strict,
            })  # fmt: skip
    return [TellTeam("deadlines-moved", {"clocks": moved})] if moved else []


def _unnoticed(clock: Clock) -> datetime:
    """The deadline that the terms alone would give, pauses counted, without any minimum notice."""
    base = add(clock.spec.calendar, clock.started_at, clock.spec.within)
    paused = clock.paused(clock.due_at)
    if clock.spec.within.unit in (Unit.DAYS, Unit.MONTHS):
        return base + timedelta(seconds=paused)
    return shift_by(clock.spec.calendar, base, paused)


def _of_breaches(
    ticket: Ticket, missed: Sequence[Event], desk: Desk, preset: Preset, now: datetime
) -> list[Effect]:
    """One notice, however many deadlines were missed at once (after downtime)."""
    if not missed:
        return []
    data = {**missed[0].data, "by": None, "all": [dict(event.data) for event in missed]}
    told = _told(ticket, "breach", data, preset.hearers(100), desk, now)
    # Where the team reads the notice, the notice itself asks why; else somebody has to be asked all the same.
    asked = any(isinstance(effect, TellTeam) for effect in told)
    return told if asked else [*told, TellTeam("explain", data)]


def _told(
    ticket: Ticket, what: str, data: Mapping[str, Any], hearers: Sequence[str], desk: Desk, now: datetime
) -> list[Effect]:
    """A warning or a breach to those whom the contract names, nobody twice."""
    out: list[Effect] = []
    people: list[int] = []
    if "assignee" in hearers:
        people += _responsible(ticket, desk, now)
    if "superior" in hearers:
        superior = superior_of(desk, next(iter(_responsible(ticket, desk, now)), None), now)
        people += [superior] if superior is not None else []
    # A complaint lives with the managers, who need not read the same twice.
    together = "managers" in hearers and desk.team_chat(ticket.kind) == desk.managers_chat
    if "team" in hearers and not together:
        out.append(TellTeam(what, data))
    out += [TellPerson(person, what, data) for person in dict.fromkeys(people)]
    if "managers" in hearers:
        out.append(TellManagers(what, data))
    return out


def _of_event(
    before: Ticket | None, after: Ticket, event: Event, desk: Desk, preset: Preset, now: datetime
) -> list[Effect]:
    kind, data = event.type, {"by": event.by, **event.data}
    out: list[Effect] = []
    if kind is Happened.OPENED:
        topic = [] if after.kind == "complaint" else [OpenTopic()]
        return [*topic, *page_step(after, desk, preset, now, 0), *_storm_timer(after, now)]
    # Whose next step ended a pause says so by that step.
    silent = kind is Happened.RESUMED and event.data.get("why") == "work"
    if (
        kind in _CUSTOMER_HEARS
        and not silent
        and not (kind is Happened.REGRADED and event.by == after.customer_id)
    ):
        out.append(TellCustomer(_CUSTOMER_HEARS[kind], data))
    if kind in _TEAM_HEARS:
        out.append(TellTeam(_TEAM_HEARS[kind], data))
    out += of_duty(after, event, desk, now)
    if kind is Happened.ACKNOWLEDGED:
        out.append(DropTimers("ladder"))
    elif kind is Happened.RELEASED:
        place = page_after_release_at(after, event.data["was"], desk, preset, now)
        out += page_step(after, desk, preset, now, place)
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
        until = preset.quiet_until(now, preset.confirm, desk.contract(after.contract).timezone)
        out.append(SetTimer(f"confirm:{after.id}", "confirm", until))
    elif kind is Happened.REGRADED:
        if before is not None and before.level is not None and event.data["level"] < before.level:
            out += _pages_again(after, desk, preset, now)
    elif kind is Happened.OBJECTED:
        out.append(TellManagers("objected", data))
    elif kind is Happened.ESCALATED:
        assert after.level is not None
        step = event.data["step"]
        ack = preset.nearest_level(after.level).ack_seconds
        wait = event.data.get("wait") or desk.call(after, step, now, ack).wait
        out += _called(
            after, step, tuple(event.data["people"]), wait, tuple(event.data.get("channels", ())),
            tuple(event.data.get("missing", ())), now,
        )  # fmt: skip
    elif kind is Happened.WARNED:
        out += _told(after, "warning", data, preset.hearers(event.data["share"]), desk, now)
    elif kind is Happened.PAUSE_AGREED:
        until = datetime.fromisoformat(event.data["until"])
        out.append(SetTimer(f"resume:{after.id}", "resume", until))
    elif kind is Happened.RESUMED:
        out.append(DropTimers("resume"))
    elif kind is Happened.REGRADE_ASKED:
        if "customer" in preset.downgrade_consent:
            out.append(TellCustomer("regrade-asked", data))
        if "manager" in preset.downgrade_consent:
            out.append(TellManagers("regrade-asked", data))
    elif kind is Happened.OFFER_REFUSED:
        out.append(TellManagers("offer-refused", data))
    elif kind is Happened.RATED and event.data["stars"] <= 2:
        out.append(TellManagers("low-rating", data))
    elif kind is Happened.COMMENTED:
        out.append(TellTeam("comment", data))
        if after.rating is not None and after.rating <= 2:
            out.append(TellManagers("low-rating-comment", data))
    if kind in _ENDS:
        # What outlives the ticket (a defect that is not removed) is armed anew by `clock_timers`.
        out += [DropTimers(""), Topic(closed=True)]
        if kind is not Happened.WITHDRAWN:
            out.append(TellCustomer("ask-rating", {}))
    return out


def _storm_timer(ticket: Ticket, now: datetime) -> list[Effect]:
    """Every new fault is looked at beside those of the last minutes."""
    fault = ticket.kind == "fault" and ticket.level is not None
    return [SetTimer(f"storm:{ticket.id}", "storm", now)] if fault else []


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
    call = desk.call(ticket, step, now, preset.nearest_level(ticket.level).ack_seconds)
    return _called(ticket, call.place, call.people, call.wait, call.channels, call.missing, now)


def _called(
    ticket: Ticket,
    place: int,
    people: tuple[int, ...],
    wait: int,
    channels: tuple[str, ...],
    missing: tuple[str, ...],
    now: datetime,
) -> list[Effect]:
    out: list[Effect] = [Page(people, place)] if people else []
    out += [Wake(name, people, place) for name in channels]
    if missing and ticket.policy.get("name"):
        # Of a ladder that somebody wrote down; the built-in one may well have nobody second.
        out.append(TellManagers("step-empty", {"layers": list(missing), "step": place}))
    due = now + timedelta(seconds=wait)
    return [*out, SetTimer(f"ladder:{ticket.id}", "ladder", due, {"step": place + 1})]


def clock_timers(
    ticket: Ticket,
    events: Sequence[Event],
    terms: Terms,
    now: datetime,
    running: Sequence[Clock] | None = None,
) -> list[Effect]:
    """Warnings still ahead and the breach of every running clock, in place of all that were armed before."""
    found = clocks_of(ticket, events, terms) if running is None else running
    clocks = [clock for clock in current(found) if clock.stopped_at is None]
    if not ticket.open and not clocks:
        return []
    wanted: list[SetTimer] = []
    for clock in clocks:
        if _noted(clock, events, 100):
            continue
        for share in terms(ticket.contract_version).warn_shares:
            at = clock.share_at(share)
            if at > now and not _noted(clock, events, share):
                wanted.append(_clock_timer(ticket, clock, "warn", at, share))
        wanted.append(_clock_timer(ticket, clock, "breach", clock.due_at, 100))
    beat = ticket.open and ticket.state is not State.RESOLVED
    return [
        ReplaceTimers("clock", tuple(wanted)),
        SetTimer(f"beat:{ticket.id}", "beat", _next_beat(clocks, now)) if beat else DropTimers("beat"),
    ]


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


def _next_beat(running: Sequence[Clock], now: datetime) -> datetime:
    """When the remaining time on the cards should be freshened: often when it is short, rarely when it is long."""
    left = min(((clock.due_at - now).total_seconds() for clock in running), default=0.0)
    wait = 600 if 0 < left <= 3600 else 1800 if 0 < left <= 4 * 3600 else 7200
    return now + timedelta(seconds=wait)
