"""What a command does to a ticket: the events that follow, or a refusal that says why. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.terms import Preset
from domain.tickets.agree import (
    answer_pause,
    answer_regrade,
    ask_pause,
    ask_regrade,
    needs_consent,
    resume,
)
from domain.tickets.commands import (
    AnswerOffer,
    AnswerPause,
    AnswerRegrade,
    AskPause,
    Assign,
    BecomeCourse,
    CallExperts,
    CloseSilently,
    Command,
    Comment,
    Confirm,
    Cover,
    Escalate,
    Explain,
    FixDefect,
    HandOver,
    Join,
    Late,
    Migrate,
    Note,
    NotRepaired,
    Nudge,
    Object,
    Offer,
    Opening,
    Promise,
    Rate,
    Regrade,
    Release,
    Resolve,
    Resume,
    Say,
    See,
    Sort,
    Step,
    TakeBack,
    Waive,
    Withdraw,
)
from domain.tickets.duty import decide_duty
from domain.tickets.events import Event, Happened, State, Ticket, last_undoable
from domain.tickets.paid import WORK, decide_paid, held_up
from domain.tickets.refused import Refused

FAULT_KINDS = ("hardware", "configuration", "operation", "software", "improvement")
"""Kinds of fault in the order in which contract P2 (figure 4-1) has them asked."""


def open_ticket(opening: Opening, now: datetime) -> Event:
    """The first event of a ticket."""
    data = {name: value for name, value in vars(opening).items() if name != "warranty" or value}
    return Event(Happened.OPENED, now, opening.customer_id, data, seq=1)


_RESTORED_OR_LATER = (State.RESTORED, State.RESOLVED, State.CLOSED)


def decide(
    ticket: Ticket, events: Sequence[Event], command: Command, now: datetime, preset: Preset | None = None
) -> list[Event]:
    """The events that `command` leads to, without sequence numbers; raises Refused.

    `preset` are the terms of the ticket's contract; without them nothing that depends on terms is limited.
    """
    match command:
        case Step():
            # Who is on the way or at work waits for nothing any more.
            return [*resume(ticket, command.by, "work", now), _step(ticket, command, now)]
        case AskPause():
            return ask_pause(ticket, command, now, preset)
        case AnswerPause():
            return answer_pause(ticket, command, now, preset)
        case Resume(by=by, why=why):
            return resume(ticket, by, why, now)
        case AnswerRegrade():
            return answer_regrade(ticket, command, now, preset)
        case Cover() | Offer() | AnswerOffer() | Waive():
            return decide_paid(ticket, command, now)
        case BecomeCourse(by=by, course=course, title=title):
            _must_be_open(ticket)
            return [Event(Happened.BECAME_COURSE, now, by, {"course": course, "title": title})]
        case Sort(by=by, grade=grade):
            _must_be_open(ticket)
            names = [one.name for one in preset.requests.get(ticket.kind, ())] if preset else []
            if grade not in names:
                raise Refused("refused-no-grade")
            if grade == (ticket.grade or names[0]):
                raise Refused("refused-already")
            return [Event(Happened.GRADED, now, by, {"grade": grade, "was": ticket.grade or names[0]})]
        case Migrate(by=by, version=version):
            _must_be_open(ticket)
            if version == ticket.contract_version:
                raise Refused("refused-already")
            return [Event(Happened.MIGRATED, now, by, {"version": version, "was": ticket.contract_version})]
        case Promise() | See() | Nudge() | Release() | Join() | CallExperts():
            return decide_duty(ticket, command, now)
        case FixDefect(by=by):
            if not ticket.defect:
                raise Refused("refused-no-defect")
            return [Event(Happened.DEFECT_FIXED, now, by)]
        case Explain(by=by):
            return [_explained(events, command, now)]
        case Late(notes=notes):
            return [event for note in notes for event in _note(ticket, events, note, now)]
        case Assign(to=to):
            return [Event(Happened.ASSIGNED, now, None, {"to": to})] if ticket.assignee_id is None else []
        case Resolve(by=by):
            _must_be_mine(ticket, by)
            if ticket.state is State.RESOLVED:
                raise Refused("refused-already")
            if command.fault_kind not in FAULT_KINDS and ticket.kind == "fault":
                raise Refused("refused-stale")
            data: dict[str, Any] = {k: getattr(command, k) for k in ("fault_kind", "cause", "done", "advice")}
            if command.defect:
                data["defect"] = True
            return [Event(Happened.RESOLVED, now, by, data)]
        case TakeBack(by=by):
            _must_be_mine(ticket, by)
            last = last_undoable(events)
            if last is None:
                raise Refused("refused-nothing-to-take-back")
            released = last.type is Happened.ACKNOWLEDGED
            return [
                Event(
                    Happened.TAKEN_BACK,
                    now,
                    by,
                    {"of": last.seq, "what_step": last.type.value, "released": released},
                )
            ]
        case HandOver(by=by, to=to, manager=manager):
            _must_be_open(ticket)
            if ticket.assignee_id is None:
                raise Refused("refused-nobody-has-it")
            if ticket.assignee_id != by and not manager:
                raise Refused("refused-not-yours", who=ticket.assignee_id)
            if ticket.assignee_id == to:
                raise Refused("refused-already")
            return [Event(Happened.HANDED_OVER, now, by, {"to": to, "from": ticket.assignee_id})]
        case Regrade(by=by, level=level):
            _must_be_open(ticket)
            if ticket.level is None:
                raise Refused("refused-no-level")
            if level == ticket.level and command.provisional == ticket.provisional:
                raise Refused("refused-same-level")
            if preset is not None and needs_consent(ticket, by, level, preset, manager=command.manager):
                return ask_regrade(ticket, by, level, command.reason, now)
            data = {
                "level": level,
                "was": ticket.level,
                "reason": command.reason,
                "provisional": command.provisional,
            }
            if command.facts is not None:
                data["facts"] = dict(command.facts)
            return [Event(Happened.REGRADED, now, by, data)]
        case Object(by=by, text=text):
            _must_be_open(ticket)
            return [Event(Happened.OBJECTED, now, by, {"text": text})]
        case Say(by=by, customer=customer):
            if not customer:
                return [Event(Happened.ENGINEER_SAID, now, by)]
            return [Event(Happened.CUSTOMER_SAID, now, by), *resume(ticket, by, "customer", now)]
        case Confirm(by=by):
            _must_be_open(ticket)
            if ticket.state not in (State.RESTORED, State.RESOLVED):
                raise Refused("refused-not-repaired-yet")
            return [Event(Happened.CONFIRMED, now, by)]
        case NotRepaired(by=by):
            if ticket.state not in _RESTORED_OR_LATER or (
                ticket.state is State.CLOSED and not ticket.restored_at
            ):
                raise Refused("refused-already-reopened")
            if preset is not None and ticket.restored_at is not None:
                until = preset.quiet_until(ticket.restored_at, preset.contest, preset.working_days.zone)
                if now > until:
                    raise Refused("refused-contest-late", until=until)
            return [Event(Happened.NOT_REPAIRED, now, by)]
        case Withdraw(by=by):
            _must_be_open(ticket)
            return [Event(Happened.WITHDRAWN, now, by)]
        case CloseSilently():
            return [Event(Happened.CLOSED, now)] if ticket.state is State.RESOLVED else []
        case Rate(by=by, stars=stars):
            if ticket.open:
                raise Refused("refused-still-open")
            if ticket.rating is not None:
                raise Refused("refused-already-rated")
            return [Event(Happened.RATED, now, by, {"stars": stars})]
        case Comment(by=by, text=text):
            return [Event(Happened.COMMENTED, now, by, {"text": text})]
        case Escalate(step=step, people=people):
            if ticket.assignee_id is not None or not ticket.open:
                return []
            data = {
                "step": step,
                "people": list(people),
                "wait": command.wait,
                "channels": list(command.channels),
                "missing": list(command.missing),
            }
            return [Event(Happened.ESCALATED, now, None, data)]
        case Note():
            return _note(ticket, events, command, now)


def _must_be_open(ticket: Ticket) -> None:
    if not ticket.open:
        raise Refused("refused-closed")


def _must_be_mine(ticket: Ticket, by: int) -> None:
    _must_be_open(ticket)
    if ticket.assignee_id is None:
        raise Refused("refused-nobody-has-it")
    if ticket.assignee_id != by:
        raise Refused("refused-not-yours", who=ticket.assignee_id)


def _step(ticket: Ticket, command: Step, now: datetime) -> Event:
    _must_be_open(ticket)
    if command.type is Happened.ACKNOWLEDGED:
        if ticket.assignee_id == command.by:
            raise Refused("refused-already")
        if ticket.assignee_id is not None:
            raise Refused("refused-taken", who=ticket.assignee_id, at=ticket.acknowledged_at)
        return Event(command.type, now, command.by)
    _must_be_mine(ticket, command.by)
    if ticket.state is State.RESOLVED:
        raise Refused("refused-already")
    same = {
        Happened.ON_WAY: State.ON_WAY,
        Happened.ARRIVED: State.ONSITE,
        Happened.REMOTE: State.REMOTE,
        Happened.WAITING: State.WAITING,
        Happened.RESTORED: State.RESTORED,
    }
    if ticket.state is same.get(command.type):
        raise Refused("refused-already")
    if command.type in WORK and (why := held_up(ticket)) is not None:
        raise Refused(why)
    return Event(command.type, now, command.by)


def _explained(events: Sequence[Event], command: Explain, now: datetime) -> Event:
    missed = any(
        event.type is Happened.BREACHED
        and event.data.get("clock") == command.clock
        and event.data.get("due_at") == command.due_at
        for event in events
    )
    if not missed:
        raise Refused("refused-not-missed")
    data = {"clock": command.clock, "due_at": command.due_at, "text": command.text}
    return Event(Happened.EXPLAINED, now, command.by, data)


def _note(ticket: Ticket, events: Sequence[Event], command: Note, now: datetime) -> list[Event]:
    # Never twice: the same share of the same deadline is noted once, also after a re-grade there and back.
    due = command.due_at.isoformat()
    for event in events:
        same = event.type is command.type and event.data.get("clock") == command.clock
        if same and event.data.get("due_at") == due and event.data.get("share", 100) >= command.share:
            return []
    data = {
        "clock": command.clock,
        "due_at": due,
        "share": command.share,
        "late_seconds": command.late_seconds,
    }
    return [Event(command.type, now, None, data)]
