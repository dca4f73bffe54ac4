"""Whoever takes a cover is paged once for what the covered person is being paged for at that moment."""

from __future__ import annotations

from dataclasses import replace

from domain.oncall.policies import Policy
from domain.oncall.policies import Step as Rung
from domain.tickets.commands import Opening, Release, Step, Withdraw
from domain.tickets.events import Happened, Ticket
from storage import apply, offers
from storage.outbox import Row
from tests.engineers.office import BOSS, CUSTOMER, LI, WANG, ZHAO, Office
from views.callbacks import encode


def fault(office: Office, contract: str = "c1", level: int = 2) -> tuple[Ticket, list[Row]]:
    """A fault that was just reported, and the pages for it."""
    opening = Opening("fault", contract, 1, CUSTOMER, "cameras black", level)
    ticket = apply.open_new(office.conn, office.desk, opening, office.now)
    return ticket, office.rows("page")


def ask(office: Office, person: int = LI, length: str = "2h") -> int:
    """`/cover`; the number of the offer."""
    assert office.private(person, f"/cover {length}")
    office.rows()
    (offer,) = offers.open_ones(office.conn, "cover", person)
    return offer.id


def take(office: Office, number: int, by: int = ZHAO) -> list[Row]:
    """`by` takes the cover; the pages that follow."""
    assert not office.press(by, encode("oc", "ct", number), chat=by).alert
    return office.rows("page")


def test_what_the_covered_person_is_paged_for_is_paged_to_the_taker_at_once(office: Office) -> None:
    ticket, pages = fault(office)
    assert [row.chat_id for row in pages] == [LI]
    (row,) = take(office, ask(office))
    assert (row.chat_id, row.ticket) == (ZHAO, ticket.id)
    assert f"#{ticket.id}" in office.said_in(row)
    assert any(data.startswith(f"1.do.{ticket.id}.ack") for data in office.buttons(row).values())


def test_the_taker_is_paged_once_however_often_the_cover_changes_hands(office: Office) -> None:
    fault(office)
    number = ask(office)
    assert [row.chat_id for row in take(office, number)] == [ZHAO]
    assert not office.press(ZHAO, encode("oc", "cb", number), chat=ZHAO).alert
    office.rows()
    assert take(office, ask(office)) == []


def test_the_ladder_goes_on_as_before_and_does_not_call_the_taker_again(office: Office) -> None:
    ticket, _ = fault(office)
    ack = office.desk.preset_of(ticket).nearest_level(2).ack_seconds
    take(office, ask(office), by=WANG)
    office.tick(seconds=ack + 1)
    assert [row.chat_id for row in office.rows("page")] == [BOSS], "Wang would have been the second on duty"


def test_the_second_on_duty_who_was_paged_already_is_not_paged_twice(office: Office) -> None:
    ticket, _ = fault(office)
    ack = office.desk.preset_of(ticket).nearest_level(2).ack_seconds
    office.tick(seconds=ack + 1)
    assert [row.chat_id for row in office.rows("page")] == [WANG]
    assert take(office, ask(office), by=WANG) == []


def test_a_later_step_of_the_covered_person_is_paged_to_the_taker_too(office: Office) -> None:
    ticket, _ = fault(office)
    ack = office.desk.preset_of(ticket).nearest_level(2).ack_seconds
    office.tick(seconds=ack + 1)
    office.rows()
    (row,) = take(office, ask(office, WANG))
    assert (row.chat_id, row.data["step"]) == (ZHAO, 1)


def test_what_somebody_has_or_is_over_pages_nobody(office: Office) -> None:
    taken, _ = fault(office)
    gone, _ = fault(office)
    apply.apply(office.conn, office.desk, taken.id, Step(Happened.ACKNOWLEDGED, WANG), office.now)
    apply.apply(office.conn, office.desk, gone.id, Withdraw(CUSTOMER), office.now)
    office.rows()
    assert take(office, ask(office)) == []


def test_requests_and_tickets_that_page_others_are_not_the_takers(office: Office) -> None:
    office.ticket(kind="consultation", level=None)
    alone = Policy("alone", (Rung((f"person:{WANG}",)),))
    office.desk = replace(office.desk, policies=(alone,))
    fault(office)
    assert take(office, ask(office)) == []


def test_who_was_paged_by_name_stays_paged_by_name(office: Office) -> None:
    named = Policy("named", (Rung((f"person:{LI}",)),))
    office.desk = replace(office.desk, policies=(named,))
    _, pages = fault(office)
    assert [row.chat_id for row in pages] == [LI]
    assert take(office, ask(office)) == [], "a cover is for the duty, not for the person"


def test_only_the_present_round_counts(office: Office) -> None:
    ticket, _ = fault(office)
    apply.apply(office.conn, office.desk, ticket.id, Step(Happened.ACKNOWLEDGED, LI), office.now)
    apply.apply(office.conn, office.desk, ticket.id, Release(LI, "cannot"), office.now)
    assert [row.chat_id for row in office.rows("page")] == [WANG], (
        "the ladder went on without who gave it back"
    )
    assert take(office, ask(office)) == []
