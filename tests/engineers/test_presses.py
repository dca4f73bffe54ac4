from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Connection

from domain.tickets.events import Happened, State
from handlers.incoming import Answer
from storage import people, tickets
from storage.engine import Store
from tests.engineers.office import BOSS, CUSTOMER, LI, STRANGER, TEAM, WANG, ZHAO, Office, make_desk
from views.callbacks import encode
from views.texts import plain


def test_an_engineer_takes_a_ticket_and_is_told_so(office: Office) -> None:
    ticket = office.ticket()
    assert office.do(WANG, ticket, "ack") == Answer("You have #1.")
    assert office.load(1).assignee_id == WANG
    assert "customer" in {row.kind for row in office.rows()}


def test_the_second_of_two_sees_who_was_first_and_when(office: Office) -> None:
    ticket = office.ticket()
    office.do(WANG, ticket, "ack")
    office.pass_time(minutes=5)
    answer = office.do(LI, ticket, "ack")
    assert answer == Answer("Wang has had it since 10:00.", alert=True)
    assert office.load(1).assignee_id == WANG


def test_the_loser_sees_since_when_it_is_taken_now_not_when_it_first_was(office: Office) -> None:
    ticket = office.taken(WANG)
    office.pass_time(minutes=5)
    office.do(WANG, ticket, "back")
    office.pass_time(minutes=5)
    office.do(ZHAO, ticket, "ack")
    assert office.do(LI, ticket, "ack").text == "Zhao has had it since 10:10."


async def test_two_who_press_at_once_never_both_have_it(store: Store) -> None:
    desk = make_desk()

    def begin(conn: Connection) -> int:
        return Office(conn, desk).ticket().id

    number = await store.write(begin)

    def take(person: int) -> asyncio.Task[Answer]:
        def act(conn: Connection) -> Answer:
            office = Office(conn, desk)
            return office.do(person, office.load(number), "ack")

        return asyncio.ensure_future(store.write(act))

    answers = await asyncio.gather(take(LI), take(WANG), take(ZHAO))
    assert sorted(answer.alert for answer in answers) == [False, True, True]
    history = await store.read(lambda conn: tickets.history(conn, number))
    assert [event.type for event in history].count(Happened.ACKNOWLEDGED) == 1


def test_steps_follow_each_other_until_it_runs_again(office: Office) -> None:
    ticket = office.taken(LI)
    states = []
    for action in ("way", "arr", "rem", "wait", "rest"):
        assert not office.do(LI, ticket, action).alert
        states.append(office.load(ticket.id).state)
    assert states == [State.ON_WAY, State.ONSITE, State.REMOTE, State.WAITING, State.RESTORED]


def test_the_same_press_twice_does_nothing_the_second_time(office: Office) -> None:
    ticket = office.taken(LI)
    office.do(LI, ticket, "way")
    answer = office.do(LI, ticket, "way")
    assert answer.alert
    assert [e.type for e in tickets.history(office.conn, 1)].count(Happened.ON_WAY) == 1


def test_another_engineer_cannot_move_somebodys_ticket(office: Office) -> None:
    ticket = office.taken(LI)
    answer = office.do(WANG, ticket, "way")
    assert answer.alert
    assert "Li <b>Wei</b>" in answer.text
    assert office.load(1).state is State.ACKNOWLEDGED


@pytest.mark.parametrize("person", [CUSTOMER, STRANGER])
def test_only_engineers_may_press(office: Office, person: int) -> None:
    ticket = office.ticket()
    answer = office.do(person, ticket, "ack", chat=None)
    assert answer == Answer("Only engineers can press this.", alert=True)
    assert office.load(1).state is State.NEW
    assert not office.rows()


def test_rights_are_those_of_the_moment_not_of_the_button(office: Office) -> None:
    ticket = office.ticket()
    people.change(office.conn, WANG, is_engineer=False)
    assert office.do(WANG, ticket, "ack").text == "Only engineers can press this."


def test_a_manager_may_press_too(office: Office) -> None:
    assert not office.do(BOSS, office.ticket(), "ack").alert


def test_a_press_as_the_group_is_refused_because_nobody_can_be_named(office: Office) -> None:
    answer = office.do(LI, office.ticket(), "ack", anonymous=True)
    assert answer.alert
    assert "anonymous" in answer.text
    assert office.load(1).state is State.NEW


@pytest.mark.parametrize(
    "data",
    [
        "1.do",
        "1.do.1",
        "1.do.1.ack",
        "1.do.1.ack.!",
        "1.do.zz.ack.0",
        "1.do.1.fly.0",
        "1.do.zzzzzzzzzzzzzzzzzzzzzzzzz.ack.0",
        "1.do.-1.ack.0",
        "1.ho.1.zzzzzzzzzzzzzzzzzzzzzzzzz.0",
        "1.ho.1.0.0",
        "1.ho.1.2r.0",
        "1.hx",
        "1.fm",
        "1.fm.5.0.ok",
        "1.fm.zzzzzzzzzzzzzzzzzzzz.0.ok",
    ],
)
def test_forged_data_changes_nothing_and_is_answered(office: Office, data: str) -> None:
    office.taken(LI)
    answer = office.press(LI, data)
    assert answer == Answer("This button is not valid any more.", alert=True)
    assert office.load(1).seq == 2
    assert not office.rows()


def test_a_button_from_before_a_reopening_is_stale(office: Office) -> None:
    ticket = office.taken(LI)
    office.do(LI, ticket, "back")
    office.do(LI, ticket, "ack")
    assert office.press(LI, encode("do", 1, "way", 0)).text == "This button is not valid any more."
    assert office.load(1).state is State.ACKNOWLEDGED


def test_an_old_page_still_takes_a_ticket_that_nobody_has(office: Office) -> None:
    ticket = office.taken(LI)
    office.do(LI, ticket, "back")
    assert not office.press(WANG, encode("do", 1, "ack", 0)).alert
    assert office.load(1).assignee_id == WANG


def test_a_private_page_goes_on_as_a_small_card(office: Office) -> None:
    office.ticket()
    office.press(WANG, encode("do", 1, "ack", 0), chat=None, message=55)
    (row,) = [row for row in office.rows("revise") if row.chat_id == WANG]
    assert row.data["message_id"] == 55
    assert "School &lt;No. 3&gt;" in office.shown(row)
    assert plain("en", "do-way") in office.buttons(row)


def test_taking_back_says_how_it_stands_now(office: Office) -> None:
    ticket = office.taken(LI)
    office.do(LI, ticket, "way")
    assert office.do(LI, ticket, "back").text == "#1: undone, now “Accepted”."
    assert office.do(WANG, ticket, "back").alert


def test_a_ticket_goes_to_the_engineer_whose_name_is_pressed(office: Office) -> None:
    ticket = office.taken(LI)
    office.do(LI, ticket, "hand")
    (row,) = office.rows("text")
    assert row.ticket == 1
    keys = office.buttons(row)
    assert list(keys) == ["Wang", "Zhao", "Keep it"]
    assert office.press(LI, keys["Zhao"]).text == "#1 is with Zhao now."
    assert office.load(1).assignee_id == ZHAO
    assert "Li &lt;b&gt;Wei&lt;/b&gt; → <b>Zhao</b>" in office.words()[0]


def test_an_old_list_of_names_hands_nothing_over(office: Office) -> None:
    ticket = office.taken(LI)
    office.do(LI, ticket, "hand")
    keys = office.buttons(office.rows("text")[0])
    office.do(LI, ticket, "back")
    office.do(WANG, ticket, "ack")
    assert office.press(LI, keys["Zhao"]).alert
    assert office.load(1).assignee_id == WANG


def test_only_whoever_has_it_hands_it_over_or_a_manager(office: Office) -> None:
    ticket = office.taken(LI)
    assert office.do(WANG, ticket, "hand").alert
    assert not office.do(BOSS, ticket, "hand").alert
    keys = office.buttons(office.rows("text")[0])
    assert office.press(WANG, keys["Zhao"]).alert
    assert not office.press(BOSS, keys["Zhao"]).alert
    assert office.load(1).assignee_id == ZHAO


def test_nobody_who_is_no_engineer_gets_a_ticket(office: Office) -> None:
    office.taken(LI)
    assert office.press(LI, encode("ho", 1, BOSS, 0)).alert
    assert office.press(LI, encode("ho", 1, CUSTOMER, 0)).alert
    assert office.load(1).assignee_id == LI


def test_not_handing_over_says_so_in_place(office: Office) -> None:
    office.taken(LI)
    assert not office.press(LI, encode("hx", 1)).alert
    assert office.words() == ["🔁 <b>#1</b> stays where it is."]


def test_a_private_alert_is_in_the_persons_language_and_one_in_the_group_in_the_desks(office: Office) -> None:
    ticket = office.taken(WANG)
    assert office.do(LI, ticket, "way", chat=None).text.startswith("该工单由")
    assert office.do(LI, ticket, "way", chat=TEAM).text.startswith("This ticket is with")
