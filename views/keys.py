"""The keys under a ticket's card and its pages: which ones fit its state and its contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.terms import Preset
from domain.tickets.agree import contest_until, pause_reasons
from domain.tickets.clocks import Clock
from domain.tickets.duty import wants_promise
from domain.tickets.events import State, Ticket
from views.callbacks import encode
from views.content import Button
from views.paid import course_keys, paid_keys
from views.texts import plain

Rows = tuple[tuple[Button, ...], ...]

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
_EXPERTS_HELP = (
    State.NEW, State.ACKNOWLEDGED, State.ON_WAY, State.ONSITE, State.REMOTE, State.WAITING,
)  # fmt: skip
_REQUEST_ROWS: tuple[tuple[str, ...], ...] = (("wait", "res"), ("hand", "back"))


def team_keys(
    ticket: Ticket, language: str, preset: Preset, clocks: Sequence[Clock], experts: bool = False
) -> Rows:
    """The engineers' keys; a request without a level has no site to travel to."""
    rows = _rows(ticket)
    if ticket.pause and ticket.open and ticket.assignee_id is not None:
        rows = (("go",), *(tuple(key for key in row if key != "wait") for row in rows))
    elif pause_reasons(preset, clocks):
        # Waiting that the contract lets stop the clocks is agreed upon, not just said.
        rows = tuple(tuple("pause" if key == "wait" else key for key in row) for row in rows)
    if ticket.defect:
        rows = (("fixed",), *rows)
    made = tuple(
        tuple(Button(plain(language, f"do-{key}"), encode("do", ticket.id, key, ticket.round)) for key in row)
        for row in rows
        if row
    )
    if experts and ticket.level is not None and ticket.state in _EXPERTS_HELP:
        made = (*made, (Button(plain(language, "do-exp"), encode("do", ticket.id, "exp", ticket.round)),))
    more = (*paid_keys(ticket, language), *course_keys(ticket, language))
    return (*promise_keys(ticket, language), *made, *_grade_keys(ticket, language, preset), *more)


def promise_keys(ticket: Ticket, language: str) -> Rows:
    """By when the assignee will be at work; only another time once that was said."""
    if not wants_promise(ticket):
        return ()
    rows: tuple[tuple[str, ...], ...] = (("m0", "m15", "m30"), ("m60", "other"))
    if ticket.promise is not None and not ticket.nudged:
        rows = (("again",),)
    return tuple(tuple(_promise_key(ticket, language, code) for code in row) for row in rows)


def reminder_keys(ticket: Ticket, language: str, codes: Sequence[str] = ("on", "no")) -> Rows:
    """Under a reminder: on: I am on it; yes: still on it; no: I cannot."""
    return (tuple(_promise_key(ticket, language, code) for code in codes),)


def _promise_key(ticket: Ticket, language: str, code: str) -> Button:
    return Button(plain(language, f"promise-{code}"), encode("pm", ticket.id, ticket.round, code))


def _rows(ticket: Ticket) -> tuple[tuple[str, ...], ...]:
    if ticket.assignee_id is None and ticket.state is State.WAITING:
        # Given back while it waited: somebody has to take it before anything else.
        return _ROWS[State.NEW]
    if ticket.level is None and ticket.state not in (State.NEW, State.RESOLVED, State.CLOSED):
        return _REQUEST_ROWS
    return _ROWS[ticket.state]


def _grade_keys(ticket: Ticket, language: str, preset: Preset) -> Rows:
    """A key for each other grade that the contract knows for such a request."""
    if ticket.level is not None or not ticket.open or ticket.state is State.RESOLVED:
        return ()
    now = preset.grade(ticket.kind, ticket.grade)
    return tuple(
        (
            Button(
                plain(language, "do-grade", grade=grade.label[language]),
                encode("do", ticket.id, "gr", ticket.round, place),
            ),
        )
        for place, grade in enumerate(preset.requests.get(ticket.kind, ()))
        if grade is not now
    )


def customer_keys(ticket: Ticket, language: str, preset: Preset, now: datetime) -> Rows:
    """The customer's keys: the answer to a repair, or objecting and withdrawing."""
    number, turn = ticket.id, ticket.round
    not_repaired = (Button(plain(language, "button-not-repaired"), encode("nr", number, turn)),)
    if ticket.state in (State.RESTORED, State.RESOLVED):
        return ((Button(plain(language, "button-repaired"), encode("cf", number, turn)),), not_repaired)
    if ticket.state is State.CLOSED:
        until = contest_until(ticket, preset)
        return (not_repaired,) if until is not None and now <= until else ()
    keys = [(Button(plain(language, "button-withdraw"), encode("wd", number)),)]
    if ticket.level is not None:
        keys.insert(0, (Button(plain(language, "button-object"), encode("ob", number)),))
    return tuple(keys)
