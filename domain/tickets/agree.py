"""What needs the other side's yes: stopping the clocks for a while, and an engineer's downgrade."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.calendars import add
from domain.terms import PauseTerms, Preset
from domain.tickets.clocks import Clock
from domain.tickets.commands import AnswerPause, AnswerRegrade, AskPause
from domain.tickets.events import Event, Happened, State, Ticket
from domain.tickets.refused import Refused


def longest_pause(terms: PauseTerms, now: datetime) -> datetime:
    """The latest instant until which a pause that begins now may last."""
    return add(terms.calendar, now, terms.longest)


def pause_reasons(preset: Preset, clocks: Sequence[Clock]) -> tuple[PauseTerms, ...]:
    """The contract's reasons that can stop one of `clocks`, those of a ticket; empty: nothing can be paused."""
    running = {clock.name for clock in clocks if clock.running}
    return tuple(one for one in preset.pauses.values() if running & set(one.clocks))


def pause_open(ticket: Ticket, now: datetime) -> bool:
    """Whether a question for a pause can still be answered: nobody agrees to a time that has passed."""
    asked = ticket.pause_asked
    return bool(asked) and ticket.open and datetime.fromisoformat(asked["until"]) > now


def contest_until(ticket: Ticket, preset: Preset) -> datetime | None:
    """Until when the customer may say that the repair is none; None if there was no repair."""
    if ticket.restored_at is None:
        return None
    return preset.quiet_until(ticket.restored_at, preset.contest, preset.working_days.zone)


def ask_pause(ticket: Ticket, command: AskPause, now: datetime, preset: Preset | None) -> list[Event]:
    """The question to the customer; the clocks run on until there is a yes."""
    _must_be_running(ticket, asked=pause_open(ticket, now))
    if ticket.assignee_id != command.by:
        raise Refused("refused-not-yours", who=ticket.assignee_id)
    terms = preset.pauses.get(command.reason) if preset is not None else None
    if terms is None:
        raise Refused("refused-no-pause")
    until = longest_pause(terms, now)
    if command.until is not None:
        until = min(until, command.until)
    if until <= now:
        raise Refused("refused-pause-over")
    # Without a time of the engineer's own the longest one counts from the customer's yes, not from the question.
    data = {
        "reason": command.reason,
        "until": until.replace(microsecond=0).isoformat(),
        "longest": command.until is None,
    }
    return [Event(Happened.PAUSE_ASKED, now, command.by, data)]


def answer_pause(ticket: Ticket, command: AnswerPause, now: datetime, preset: Preset | None) -> list[Event]:
    """The customer's yes begins the pause, no earlier; it never lasts longer than the contract allows."""
    asked = ticket.pause_asked
    if not asked or not ticket.open:
        raise Refused("refused-pause-over")
    if not command.agreed:
        return [Event(Happened.PAUSE_REFUSED, now, command.by, {"reason": asked["reason"]})]
    _must_be_running(ticket, asked=False)
    terms = preset.pauses.get(asked["reason"]) if preset is not None else None
    if terms is None:
        raise Refused("refused-pause-over")
    longest = longest_pause(terms, now)
    until = longest if asked["longest"] else min(longest, datetime.fromisoformat(asked["until"]))
    if until <= now:
        raise Refused("refused-pause-over")
    data = {
        "reason": asked["reason"],
        "until": until.replace(microsecond=0).isoformat(),
        "clocks": list(terms.clocks),
        "asked_by": asked["by"],
    }
    return [Event(Happened.PAUSE_AGREED, now, command.by, data)]


def resume(ticket: Ticket, by: int | None, why: str, now: datetime) -> list[Event]:
    """The clocks run on; nothing happens if they run already."""
    if not ticket.pause:
        return []
    return [Event(Happened.RESUMED, now, by, {"why": why, "reason": ticket.pause["reason"]})]


def needs_consent(ticket: Ticket, by: int | None, level: int, preset: Preset, *, manager: bool) -> bool:
    """Whether somebody has to consent before the level falls: only an engineer's own downgrade is asked about."""
    if ticket.level is None or level <= ticket.level or not preset.downgrade_consent:
        return False
    if by is None or by == ticket.customer_id:
        return False
    return not (manager and "manager" in preset.downgrade_consent)


def ask_regrade(ticket: Ticket, by: int | None, level: int, reason: str, now: datetime) -> list[Event]:
    """The question whether the level may fall; it stays as it is until somebody says yes."""
    if ticket.regrade_asked and ticket.regrade_asked["level"] == level:
        raise Refused("refused-already")
    return [Event(Happened.REGRADE_ASKED, now, by, {"level": level, "was": ticket.level, "reason": reason})]


def answer_regrade(
    ticket: Ticket, command: AnswerRegrade, now: datetime, preset: Preset | None
) -> list[Event]:
    """The level falls with the yes of one who may give it; who asked and who consented are both kept."""
    asked = ticket.regrade_asked
    if not asked or not ticket.open:
        raise Refused("refused-regrade-over")
    if preset is not None and command.role not in preset.downgrade_consent:
        raise Refused("refused-not-asked")
    data = {"level": asked["level"], "was": ticket.level, "reason": asked["reason"]}
    if not command.agreed:
        return [Event(Happened.REGRADE_REFUSED, now, command.by, data)]
    data |= {"provisional": False, "asked_by": asked["by"], "consent": command.role}
    return [Event(Happened.REGRADED, now, command.by, data)]


def _must_be_running(ticket: Ticket, *, asked: bool) -> None:
    if not ticket.open:
        raise Refused("refused-closed")
    if ticket.pause or asked:
        raise Refused("refused-paused-already")
    if ticket.state in (State.RESTORED, State.RESOLVED):
        raise Refused("refused-already")
    if ticket.assignee_id is None:
        raise Refused("refused-nobody-has-it")
