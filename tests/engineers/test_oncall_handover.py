"""Whose tickets are handed over, to whom, and when nothing is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.oncall.rota import PRIMARY
from domain.tickets.commands import HandOver, Step
from domain.tickets.events import Happened, Ticket
from schedules import handover
from storage import apply, duty, offers, timers
from storage.offers import Offer
from tests.engineers.office import BOSS, LI, MANAGERS, WANG, ZHAO, Office
from views.callbacks import encode


def begin(office: Office) -> None:
    """The desk starts: who is primary now is noted, nobody hears anything."""
    handover.ensure(office.conn, office.now)
    office.tick()
    assert office.rows() == []


def at_work(office: Office, person: int, level: int = 2) -> Ticket:
    """A fault that this person has and works on: nobody is asked whether they are awake."""
    ticket = office.taken(person, level=level)
    after = apply.apply(office.conn, office.desk, ticket.id, Step(Happened.REMOTE, person), office.now)
    office.rows()
    return after


def asked(office: Office) -> list[Offer]:
    return offers.open_ones(office.conn, "handover")


def accept(office: Office, person: int, offer: Offer) -> bool:
    return not office.press(person, encode("oc", "ht", offer.id), chat=person).alert


def test_the_first_start_notes_who_is_there_and_hands_nothing_over(office: Office) -> None:
    at_work(office, LI)
    begin(office)
    assert asked(office) == []


def test_the_timer_stands_at_the_next_change_within_eight_days(office: Office) -> None:
    begin(office)
    (timer,) = [
        one for one in timers.due(office.conn, office.now + timedelta(days=9)) if one.kind == "handover"
    ]
    assert timer.due_at == office.now + timedelta(hours=8), "18:00"
    alone = replace(office.desk, rota=replace(office.desk.rota, team=(LI,), oncall=(LI,)))
    assert handover.next_change(alone, office.now) == office.now + timedelta(days=8)


def test_at_the_end_of_the_shift_the_next_one_is_asked_for_all_tickets_at_once(office: Office) -> None:
    begin(office)
    numbers = [at_work(office, LI, level=2).id, at_work(office, LI, level=1).id]
    at_work(office, ZHAO)
    office.tick(hours=8)
    (offer,) = asked(office)
    assert (offer.person_id, offer.to_id) == (LI, WANG)
    assert sorted(offer.data["tickets"]) == numbers, "not those of somebody who had no duty"
    told = {row.data["what"]: row for row in office.rows("offer")}
    assert told["asked"].chat_id == WANG
    words = office.said_in(told["asked"])
    assert "hands over 2 tickets" in words
    assert words.index("#2") < words.index("#1"), "the most severe first"
    assert told["outgoing"].chat_id == LI
    assert accept(office, WANG, offer)
    assert [office.load(number).assignee_id for number in numbers] == [WANG, WANG]


def test_requests_keep_their_owner_and_finished_work_is_nobodys(office: Office) -> None:
    begin(office)
    office.ticket(kind="consultation", level=None)
    office.tick(hours=8)
    assert asked(office) == []


def test_through_a_hole_the_outgoing_person_stays_and_is_relieved_after_it(office: Office) -> None:
    begin(office)
    number = at_work(office, LI).id
    for person in (LI, WANG, ZHAO):
        start, end = office.now + timedelta(hours=1), office.now + timedelta(hours=2 if person == ZHAO else 5)
        duty.change(office.conn, "absence", person, start, end, BOSS, office.now)
    offers.hasten(office.conn, office.now)
    office.tick(hours=1, minutes=30)
    assert asked(office) == [], "nobody is there to be asked"
    office.tick(hours=1)
    (offer,) = asked(office)
    assert (offer.person_id, offer.to_id) == (LI, ZHAO)
    assert offer.data["tickets"] == [number]


def test_downtime_over_several_shifts_asks_whoever_is_there_now_once(office: Office) -> None:
    begin(office)
    at_work(office, LI)
    office.pass_time(days=1, hours=9)
    office.tick()
    (offer,) = asked(office)
    assert (offer.person_id, offer.to_id) == (LI, WANG)


def test_changed_settings_hand_over_at_the_next_start(office: Office) -> None:
    begin(office)
    at_work(office, LI)
    office.desk = replace(office.desk, rota=replace(office.desk.rota, team=(ZHAO, WANG)))
    handover.ensure(office.conn, office.now)
    office.tick()
    (offer,) = asked(office)
    assert (offer.person_id, offer.to_id) == (LI, ZHAO)
    handover.ensure(office.conn, office.now)
    office.tick()
    assert asked(office) == [offer], "a restart asks nothing twice"


def test_an_offer_whose_giver_is_back_is_over(office: Office) -> None:
    begin(office)
    at_work(office, LI)
    number = duty.change(
        office.conn,
        "override",
        ZHAO,
        office.now,
        office.now + timedelta(hours=3),
        BOSS,
        office.now,
        layer=PRIMARY,
    )
    offers.hasten(office.conn, office.now)
    office.tick()
    (offer,) = asked(office)
    duty.undo(office.conn, number, office.now)
    offers.hasten(office.conn, office.now)
    office.tick()
    assert asked(office) == []
    assert not accept(office, ZHAO, offer)


def test_the_superior_hears_nothing_when_nothing_is_left(office: Office) -> None:
    begin(office)
    number = at_work(office, LI).id
    office.tick(hours=8)
    (offer,) = asked(office)
    apply.apply(office.conn, office.desk, number, HandOver(LI, ZHAO), office.now)
    office.rows()
    office.tick(minutes=11)
    assert [row for row in office.rows("offer") if row.data["what"] == "late"] == []
    assert accept(office, WANG, offer)
    assert office.load(number).assignee_id == ZHAO, "what was handed elsewhere stays there"


def test_without_a_superior_the_managers_hear_that_nobody_took_over(office: Office) -> None:
    begin(office)
    at_work(office, LI)
    office.tick(hours=8)
    office.rows()
    office.tick(minutes=11)
    (late,) = [row for row in office.rows("offer") if row.data["what"] == "late"]
    assert late.chat_id == MANAGERS
    office.tick(hours=2)
    assert [row for row in office.rows("offer") if row.data["what"] == "late"] == []
