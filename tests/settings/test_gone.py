"""People and channels that left the settings: running tickets and the duty book may still name them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.desk import desk_of
from domain.desk import Desk
from domain.oncall.book import Book, Delegate, Override
from domain.oncall.policies import Policy, Step, to_data
from domain.tickets.commands import Opening
from domain.tickets.decide import open_ticket
from domain.tickets.events import Ticket, fold
from tests.settings.conftest import Load
from tests.settings.test_oncall_desk import ACK, FRIDAY, STAFF

GONE = 77
DAY = timedelta(days=1)


def _desk(read: Load, folder: Path) -> Desk:
    return desk_of(read(STAFF), folder)


def _ticket(*steps: Step, repeats: int = 0) -> Ticket:
    event = open_ticket(Opening("fault", "A", 1, 900, "no picture", 1), FRIDAY)
    data = {**event.data, "policy": to_data(Policy("old", steps, repeats))}
    return fold(12, [replace(event, data=data)])


def test_somebody_who_is_gone_is_passed_over_at_once_and_named(read: Load, tmp_path: Path) -> None:
    ticket = _ticket(Step((f"person:{GONE}",), 60), Step(("person:3",), 60))
    call = _desk(read, tmp_path).call(ticket, 0, FRIDAY, ACK)
    assert (call.place, call.people, call.missing) == (1, (3,), (f"person:{GONE}",))


def test_somebody_who_is_gone_does_not_keep_the_others_of_a_step_waiting(read: Load, tmp_path: Path) -> None:
    ticket = _ticket(Step((f"person:{GONE}", "person:2"), 60))
    assert _desk(read, tmp_path).call(ticket, 0, FRIDAY, ACK).people == (2,)


def test_a_ladder_of_people_who_are_all_gone_calls_the_managers(read: Load, tmp_path: Path) -> None:
    desk, ticket = (
        _desk(read, tmp_path),
        _ticket(Step((f"person:{GONE}",)), Step(("night-watch",)), repeats=2),
    )
    for place in range(10):
        assert desk.call(ticket, place, FRIDAY, ACK).people == (9,)
    assert desk.everybody_called(ticket, FRIDAY) == (9,)
    assert desk.ladder(FRIDAY, ticket) == ((9,),)


def test_a_channel_that_is_gone_is_not_used(read: Load, tmp_path: Path) -> None:
    ticket = _ticket(Step(("person:2",), 60, ("night-phone",)))
    call = _desk(read, tmp_path).call(ticket, 0, FRIDAY, ACK)
    assert (call.people, call.channels) == ((2,), ())


def test_a_duty_given_to_somebody_who_is_gone_stays_with_the_rotation() -> None:
    start, end = FRIDAY - DAY, FRIDAY + DAY
    given = Override(id=1, layer="primary", person=GONE, made_at=start, start=start, end=end)
    book = Book((given,), (), (Delegate(id=2, person=1, to=GONE, start=start, end=end),))
    assert book.of({1, 2}) == Book()
    assert book.of({GONE}) == book
