from __future__ import annotations

import asyncio
from dataclasses import replace

from sqlalchemy import Connection

from handlers.incoming import Answer
from handlers.managers.access import request_access, token
from storage import access, people
from storage.engine import Store
from storage.outbox import Row
from tests.engineers.office import BOSS, CUSTOMER, LI, MANAGERS, STRANGER, Office, make_desk
from views.callbacks import encode


def asked(office: Office) -> Row:
    people.add(office.conn, STRANGER, "Ms <u>Sun</u>", "zh", office.now, "sun")
    people.change(office.conn, STRANGER, asking="access")
    assert request_access(
        office.conn, office.desk, STRANGER, "Ms <u>Sun</u>", "school 3, <cameras>", office.now
    )
    (row,) = office.rows()
    return row


def press(office: Office, row: Row, words: str, person: int = BOSS) -> Answer:
    return office.press(person, office.buttons(row)[words], chat=MANAGERS)


def test_a_request_comes_before_the_managers_with_a_button_for_each_contract(office: Office) -> None:
    row = asked(office)
    assert row.chat_id == MANAGERS
    assert list(office.buttons(row)) == ["Hospital · 客户.二", "School <No. 3> · c1", "✖️ Refuse"]
    words = office.shown(row)
    assert "Ms &lt;u&gt;Sun&lt;/u&gt;" in words
    assert "@sun" in words
    assert "&lt;cameras&gt;" in words


def test_only_one_request_of_a_person_is_open_at_a_time(office: Office) -> None:
    row = asked(office)
    assert not request_access(office.conn, office.desk, STRANGER, "Sun", "hello?", office.now)
    press(office, row, "✖️ Refuse")
    assert request_access(office.conn, office.desk, STRANGER, "Sun", "please", office.now)


def test_a_granted_person_belongs_to_the_contract_and_is_told(office: Office) -> None:
    answer = press(office, asked(office), "Hospital · 客户.二")
    assert answer == Answer("Ms <u>Sun</u> has access now.")
    assert people.contracts_of(office.conn, STRANGER) == ["客户.二"]
    told, shown = office.rows()
    assert (told.chat_id, told.data["id"]) == (STRANGER, "access-granted")
    assert "<b>Hospital</b> · Boss" in office.shown(shown)
    assert not office.buttons(shown)


def test_a_refused_person_is_told_and_belongs_to_nothing(office: Office) -> None:
    assert press(office, asked(office), "✖️ Refuse") == Answer("Refused.")
    assert people.contracts_of(office.conn, STRANGER) == []
    assert [row.data["id"] for row in office.rows()] == ["access-refused", "access-request-refused"]


def test_the_first_decision_counts_and_the_second_sees_it(office: Office) -> None:
    row = asked(office)
    press(office, row, "✖️ Refuse")
    answer = press(office, row, "School <No. 3> · c1")
    assert answer == Answer("Already refused by Boss (10:00).", alert=True)
    assert people.contracts_of(office.conn, STRANGER) == []


async def test_two_managers_at_once_decide_once(store: Store) -> None:
    desk = make_desk()

    def begin(conn: Connection) -> None:
        asked(Office(conn, desk))

    await store.write(begin)

    def decide(data: str) -> asyncio.Task[Answer]:
        return asyncio.ensure_future(
            store.write(lambda conn: Office(conn, desk).press(BOSS, data, chat=MANAGERS))
        )

    answers = await asyncio.gather(
        decide(encode("acc", 1, token("c1"))),
        decide(encode("ref", 1)),
        decide(encode("acc", 1, token("客户.二"))),
    )
    assert sorted(answer.alert for answer in answers) == [False, True, True]
    assert await store.read(lambda conn: people.contracts_of(conn, STRANGER)) == ["c1"]


def test_only_managers_decide(office: Office) -> None:
    row = asked(office)
    for person in (LI, CUSTOMER, STRANGER):
        assert press(office, row, "School <No. 3> · c1", person).text == "Only managers can press this."
    assert press(office, row, "✖️ Refuse", LI).alert
    assert access.get(office.conn, 1).state == "open"
    assert not office.rows()


def test_forged_decisions_change_nothing(office: Office) -> None:
    asked(office)
    for data in ("1.acc", "1.acc.1", "1.acc.1.c1", "1.acc.9.x", "1.acc.1.p-1", "1.acc.1.pp", "1.ref", "1.ref.9",
                 "1.ref.zzzzzzzzzzzzzzzzzzzzzz", "1.inv", "1.inv.c1"):  # fmt: skip
        answer = office.press(BOSS, data, chat=MANAGERS)
        assert answer == Answer("This button is not valid any more.", alert=True), data
    assert not office.rows()
    assert access.get(office.conn, 1).state == "open"


def test_more_contracts_than_fit_are_on_further_pages(office: Office) -> None:
    one = office.desk.contracts["c1"]
    many = {f"c{n:02}": replace(one, code=f"c{n:02}", customer=f"Customer {n:02}") for n in range(45)}
    office.desk = replace(office.desk, contracts=many)
    row = asked(office)
    assert list(office.buttons(row))[-2:] == ["▶", "✖️ Refuse"]
    assert press(office, row, "▶") == Answer()
    (row,) = office.rows()
    press(office, row, "▶")
    (row,) = office.rows()
    keys = list(office.buttons(row))
    assert keys == [f"Customer {n} · c{n}" for n in range(40, 45)] + ["◀", "✖️ Refuse"]
    press(office, row, "Customer 44 · c44")
    assert access.get(office.conn, 1).contract == "c44"


def test_open_requests_can_be_listed_and_decided_from_the_list(office: Office) -> None:
    office.managers(BOSS, "/access")
    assert "No requests" in office.words()[0]
    asked(office)
    office.managers(BOSS, "/access")
    (row,) = office.rows()
    assert not press(office, row, "School <No. 3> · c1").alert
