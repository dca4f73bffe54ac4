"""Whose tickets are handed over, to whom, and when nothing is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.oncall.rota import PRIMARY
from domain.tickets.commands import Assign, HandOver, Resolve, Say, Step
from domain.tickets.events import Happened, Ticket
from schedules import handover
from storage import apply, duty, offers, people, timers
from storage.offers import Offer
from tests.engineers.office import BOSS, LI, MANAGERS, WANG, ZHAO, Office, make_desk
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


def request(office: Office, kind: str, owner: int) -> Ticket:
    """A request that is no fault, given to that person."""
    ticket = office.ticket(kind=kind, level=None, topic=kind != "complaint")
    after = apply.apply(office.conn, office.desk, ticket.id, Assign(owner), office.now)
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


@pytest.mark.parametrize("kind", ["consultation", "change"])
def test_a_request_whose_clock_runs_is_handed_over_like_a_fault(office: Office, kind: str) -> None:
    office.desk = make_desk(name="canteen-video")
    begin(office)
    number = request(office, kind, LI).id
    fault = at_work(office, LI).id
    office.tick(hours=8)
    (offer,) = asked(office)
    assert offer.data["tickets"] == [fault, number]
    told = {row.data["what"]: row for row in office.rows("offer")}
    words = office.said_in(told["asked"])
    assert "hands over 2 tickets" in words
    assert f"#{number}" in words
    assert accept(office, WANG, offer)
    assert [office.load(one).assignee_id for one in (fault, number)] == [WANG, WANG]


def test_a_request_for_which_nothing_is_promised_keeps_its_owner(office: Office) -> None:
    begin(office)
    request(office, "training", LI)
    office.tick(hours=8)
    assert asked(office) == [], "no clock runs for it"


def test_finished_work_and_answered_requests_are_nobodys(office: Office) -> None:
    office.desk = make_desk(name="canteen-video")
    begin(office)
    answered = request(office, "consultation", LI)
    apply.apply(office.conn, office.desk, answered.id, Say(LI, customer=False), office.now)
    fault = at_work(office, LI)
    resolve = Resolve(LI, "hardware", "disk", "replaced", "keep cool")
    apply.apply(office.conn, office.desk, fault.id, resolve, office.now)
    office.rows()
    office.tick(hours=8)
    assert asked(office) == [], "no clock runs any more"


def test_a_request_of_somebody_who_was_not_on_duty_keeps_its_owner(office: Office) -> None:
    office.desk = make_desk(name="canteen-video")
    begin(office)
    request(office, "consultation", ZHAO)
    office.tick(hours=8)
    assert asked(office) == []


def managers(office: Office, *ours: int) -> None:
    """These engineers are managers, too."""
    changed = {one: replace(office.desk.people[one], manager=True) for one in ours}
    office.desk = replace(office.desk, people={**office.desk.people, **changed})
    people.sync_staff(office.conn, office.desk, office.now)


def test_a_complaint_never_goes_to_an_engineer(office: Office) -> None:
    managers(office, LI)
    begin(office)
    number = request(office, "complaint", LI).id
    office.tick(hours=8)
    assert asked(office) == [], "nothing else is open, so nobody hears of it"
    fault = at_work(office, WANG)
    office.tick(hours=15)
    assert [one.data["tickets"] for one in asked(office)] == [[fault.id]]
    assert all(f"#{number}" not in office.said_in(row) for row in office.rows("offer"))
    assert office.load(number).assignee_id == LI


def test_a_complaint_goes_to_a_manager_whom_it_cannot_be_about(office: Office) -> None:
    managers(office, LI, WANG)
    begin(office)
    number = request(office, "complaint", LI).id
    office.tick(hours=8)
    (offer,) = asked(office)
    assert offer.data["tickets"] == [number]
    assert f"#{number}" in office.said_in(office.question("asked"))
    assert accept(office, WANG, offer)
    assert office.load(number).assignee_id == WANG


def test_a_complaint_is_kept_from_a_manager_who_works_for_that_customer(office: Office) -> None:
    managers(office, LI, WANG)
    begin(office)
    own = at_work(office, WANG)
    request(office, "complaint", LI)
    fault = at_work(office, LI).id
    office.tick(hours=8)
    (offer,) = asked(office)
    assert offer.data["tickets"] == [fault], "it may be about ticket " + str(own.id)


def test_a_complaint_is_no_more_taken_over_once_the_taker_works_for_that_customer(office: Office) -> None:
    managers(office, LI, WANG)
    begin(office)
    number = request(office, "complaint", LI).id
    office.tick(hours=8)
    (offer,) = asked(office)
    at_work(office, WANG)
    assert accept(office, WANG, offer)
    assert office.load(number).assignee_id == LI


def test_the_superior_hears_of_a_late_handover_without_complaints_that_are_kept_from_him(
    office: Office,
) -> None:
    office.desk = replace(office.desk, rota=replace(office.desk.rota, superior_id=ZHAO))
    managers(office, LI, WANG)
    begin(office)
    hidden, fault = request(office, "complaint", LI).id, at_work(office, LI).id
    office.tick(hours=8)
    office.rows()
    office.tick(minutes=11)
    (late,) = [row for row in office.rows("offer") if row.data["what"] == "late"]
    assert late.chat_id == ZHAO
    words = office.said_in(late)
    assert f"#{fault}" in words
    assert f"#{hidden}" not in words
    assert "responsible for one ticket" in words


def test_a_late_handover_is_told_to_the_superiors_delegate(office: Office) -> None:
    office.desk = replace(office.desk, rota=replace(office.desk.rota, superior_id=BOSS))
    begin(office)
    at_work(office, LI)
    end = office.now + timedelta(days=1)
    duty.change(office.conn, "delegate", BOSS, office.now, end, BOSS, office.now, other=ZHAO)
    office.tick(hours=8)
    office.rows()
    office.tick(minutes=11)
    (late,) = [row for row in office.rows("offer") if row.data["what"] == "late"]
    assert late.chat_id == ZHAO


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
