"""The living card of a ticket, for the customer and for the engineers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.calendars import unknown_years
from domain.terms import CLOCK_NAMES, Preset
from domain.tickets.agree import pause_open
from domain.tickets.clocks import Clock, next_deadline
from domain.tickets.duty import wants_promise
from domain.tickets.events import State, Ticket
from views.content import Content
from views.keys import Rows, customer_keys, team_keys
from views.paid import course_lines, paid_lines
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
    seen: tuple[str, ...] = ()
    """Who looked at the page without taking it."""
    experts: tuple[str, ...] = ()
    """Who was called together for it."""
    more_experts: bool = False
    """Whether the contract names experts who were not called yet."""


def _head(ticket: Ticket, language: str, facing: Facing) -> Safe:
    what = what_it_is(ticket, language, facing.preset)
    return text(language, "card-head", icon=_ICONS[ticket.state], number=ticket.id, what=what)


def what_it_is(ticket: Ticket, language: str, preset: Preset) -> str:
    """The level of a fault, or the kind of a request, with its grade where the contract knows several."""
    if ticket.level is not None:
        return preset.nearest_level(ticket.level).label[language]
    kind = plain(language, f"kind-{ticket.kind}")
    grade = preset.grade(ticket.kind, ticket.grade)
    if grade is None or len(preset.requests[ticket.kind]) == 1:
        return kind
    return plain(language, "card-kind-grade", kind=kind, grade=grade.label[language])


def pause_label(reason: str, language: str, preset: Preset) -> str:
    """Why the clocks stand still, in the contract's words; the bare name if a newer version has it no more."""
    terms = preset.pauses.get(reason)
    return terms.label[language] if terms is not None else reason


def state_words(ticket: Ticket, language: str, preset: Preset) -> str:
    """Where the ticket stands; while its clocks stand still by agreement, what it waits for."""
    if ticket.pause:
        return pause_label(ticket.pause["reason"], language, preset)
    return plain(language, f"state-{ticket.state.value}")


def _state(ticket: Ticket, language: str, facing: Facing, now: datetime) -> Safe:
    state = state_words(ticket, language, facing.preset)
    if facing.assignee and ticket.state is not State.NEW:
        return text(language, "card-state-who", state=state, who=facing.assignee)
    return text(language, "card-state", state=state)


def deadline_line(clock: Clock, language: str, zone: tzinfo, now: datetime) -> Safe:
    """One clock: name, absolute time, remaining time; or when it was met; or until when it stands still."""
    name = plain(language, f"clock-{clock.name}{'-or-remote' if clock.spec.or_remote else ''}")
    if clock.stopped_at is not None:
        met = "card-clock-met" if not clock.breached(now) else "card-clock-missed"
        return text(language, met, clock=name, at=clock_time(clock.stopped_at, zone, now, language))
    due = clock_time(clock.due_at, zone, now, language)
    still = next((pause for pause in clock.pauses if pause.start <= now < pause.end), None)
    if still is not None and not clock.breached(now):
        until = clock_time(still.end, zone, now, language)
        return text(language, "card-clock-still", clock=name, until=until, due=due)
    late = "card-clock-late" if clock.breached(now) else "card-clock-runs"
    return text(language, late, clock=name, due=due, left=remaining(clock.due_at, now, language))


def _deadlines(ticket: Ticket, language: str, facing: Facing, now: datetime) -> list[Safe]:
    first = next_deadline(facing.clocks) if ticket.open else None
    # A ticket that was withdrawn in time kept no promise: "on site, in time" would be untrue.
    shown = [c for c in facing.clocks if ticket.open or c.stopped_at != ticket.closed_at or c.breached(now)]
    ordered = sorted(shown, key=lambda c: (c is not first, c.due_at, CLOCK_NAMES.index(c.name)))
    return [
        _due_line(clock, language, facing.zone, now)
        if clock.running and not ticket.open and not clock.breached(now)
        else deadline_line(clock, language, facing.zone, now)
        for clock in ordered
    ]


def _plain_weekdays(ticket: Ticket, language: str, facing: Facing) -> Safe:
    """A deadline that lies in a year without an official holiday list says so: it may still move."""
    years = {
        year
        for clock in facing.clocks
        if clock.running and ticket.open
        for year in unknown_years(clock.spec.calendar, clock.started_at, clock.due_at)
    }
    if not years:
        return Safe("")
    return text(language, "card-years-unknown", years=", ".join(map(str, sorted(years))))


def _due_line(clock: Clock, language: str, zone: tzinfo, now: datetime) -> Safe:
    # What outlives the ticket is freshened no more: it says until when, not how long that is.
    name = plain(language, f"clock-{clock.name}")
    return text(language, "card-clock-due", clock=name, due=clock_time(clock.due_at, zone, now, language))


def _asked(ticket: Ticket, language: str, facing: Facing, now: datetime) -> list[Safe]:
    """What was asked and not answered yet, the same for both sides."""
    parts = []
    if pause_open(ticket, now):
        asked = ticket.pause_asked
        until = clock_time(datetime.fromisoformat(asked["until"]), facing.zone, now, language)
        reason = pause_label(asked["reason"], language, facing.preset)
        parts.append(text(language, "card-pause-asked", until=until, reason=reason))
    if ticket.regrade_asked and ticket.open:
        level = facing.preset.nearest_level(ticket.regrade_asked["level"]).label[language]
        parts.append(text(language, "card-regrade-asked", level=level))
    return parts


def customer_card(ticket: Ticket, language: str, facing: Facing, now: datetime) -> Content:
    """What the customer sees: number and level, state, who has it, what is promised until when."""
    parts = [
        _head(ticket, language, facing),
        _state(ticket, language, facing, now),
        *_deadlines(ticket, language, facing, now),
        _plain_weekdays(ticket, language, facing),
        *_asked(ticket, language, facing, now),
        _on_the_way_by(ticket, language, facing, now),
        text(language, "card-title", title=ticket.title),
        *paid_lines(ticket, language, inside=False),
        *course_lines(ticket, language),
    ]
    if ticket.level is not None and ticket.open:
        why = facing.preset.nearest_level(ticket.level).meaning[language]
        parts.append(text(language, "card-why", why=why))
        if ticket.provisional:
            parts.append(text(language, "card-provisional"))
    parts.append(_as_of(ticket, language, facing, now))
    return Content(lines(*parts), customer_keys(ticket, language, facing.preset, now))


def _on_the_way_by(ticket: Ticket, language: str, facing: Facing, now: datetime) -> Safe:
    # A promise that was not kept is not repeated to the customer; the desk is after it by then.
    if not wants_promise(ticket) or ticket.nudged or ticket.promise is None or ticket.promise < now:
        return Safe("")
    until = clock_time(ticket.promise, facing.zone, now, language)
    return text(language, "card-promise-customer", until=until, who=facing.assignee or "")


def _as_of(ticket: Ticket, language: str, facing: Facing, now: datetime) -> Safe:
    return (
        text(language, "card-as-of", at=clock_time(now, facing.zone, now, language))
        if ticket.open
        else Safe("")
    )


def team_card(ticket: Ticket, language: str, facing: Facing, now: datetime) -> Content:
    """What the engineers see: the same, with the contact and the keys of the work."""
    contact = facing.contact if not facing.phone else f"{facing.contact} · {facing.phone}"
    parts = [
        _head(ticket, language, facing),
        _state(ticket, language, facing, now),
        *_deadlines(ticket, language, facing, now),
        _plain_weekdays(ticket, language, facing),
        *_asked(ticket, language, facing, now),
        text(language, "card-customer", customer=facing.customer, contact=contact),
        text(language, "card-title", title=ticket.title),
        text(language, "card-incident", number=ticket.incident) if ticket.incident is not None else Safe(""),
        *paid_lines(ticket, language, inside=True),
        *course_lines(ticket, language),
    ]
    if ticket.facts and ticket.open:
        words = [plain(language, f"fact-{name}-{str(value).lower()}") for name, value in ticket.facts.items()]
        parts.append(text(language, "card-facts", facts=" · ".join(words)))
    parts += duty_lines(ticket, language, facing, now)
    if ticket.provisional and ticket.open:
        parts.append(text(language, "card-provisional-team"))
    parts.append(_as_of(ticket, language, facing, now))
    return Content(lines(*parts), facing_keys(ticket, language, facing))


def facing_keys(ticket: Ticket, language: str, facing: Facing) -> Rows:
    """The engineers' keys under whatever shows the ticket."""
    return team_keys(ticket, language, facing.preset, facing.clocks, facing.more_experts)


def duty_lines(ticket: Ticket, language: str, facing: Facing, now: datetime) -> list[Safe]:
    """Who saw the page; by when the assignee will be at work; who was called together."""
    parts = []
    if ticket.open and ticket.assignee_id is None and facing.seen:
        parts.append(text(language, "card-seen", who=plain(language, "names-between").join(facing.seen)))
    if wants_promise(ticket):
        if ticket.nudged:
            parts.append(text(language, "card-nudged"))
        elif ticket.promise is not None:
            until = clock_time(ticket.promise, facing.zone, now, language)
            parts.append(text(language, "card-promise", until=until))
        else:
            parts.append(text(language, "card-promise-ask"))
    if ticket.open and facing.experts:
        names = plain(language, "names-between").join(facing.experts)
        parts.append(text(language, "card-experts", who=names))
    return parts


def topic_name(ticket: Ticket, customer: str) -> str:
    """Number and state first: a list of topics is scanned, not read. At most 128 characters."""
    level = f" L{ticket.level}" if ticket.level is not None else ""
    return f"{_ICONS[ticket.state]} #{ticket.id}{level} {customer} · {ticket.title}"[:120]


def experts_topic_name(ticket: Ticket, customer: str, language: str) -> str:
    """The topic in which the experts talk. At most 128 characters."""
    text_id = "experts-topic" if ticket.open else "experts-topic-over"
    return plain(language, text_id, number=ticket.id, customer=customer, title=ticket.title)[:120]
