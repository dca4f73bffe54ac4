"""A desk that owes surveys and visits, and what its people press."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.desk import Desk, Person
from domain.plans.promises import Service
from domain.tickets.commands import Confirm, Resolve, Step
from domain.tickets.events import Happened
from handlers.customers import messages as customer_messages
from handlers.incoming import Answer, Kind
from schedules.due_kinds import KINDS
from storage import apply, dues, people, surveys
from storage.dues import Due
from storage.outbox import Row
from storage.surveys import Survey
from tests.engineers.office import BOSS, CUSTOMER, LI, WANG, ZHAO, Office, make_desk
from views.callbacks import encode

COLLEAGUE = 32
MEI = 22
"""Another manager."""


def bureau_desk(**changes: Any) -> Desk:
    """Li and Wang under Zhao, Zhao under the boss; contract c1 since the beginning of the year."""
    desk = make_desk()
    staff = {
        LI: replace(desk.people[LI], superior_id=ZHAO),
        WANG: replace(desk.people[WANG], superior_id=ZHAO),
        ZHAO: replace(desk.people[ZHAO], superior_id=BOSS),
        BOSS: desk.people[BOSS],
        MEI: Person(MEI, "Mei", "zh", manager=True),
    }
    return replace(desk, people=staff, service={"c1": Service(date(2026, 1, 1), engineer=LI)}, **changes)


def two_contacts(office: Office) -> None:
    """A second contact of the same customer."""
    people.add(office.conn, COLLEAGUE, "Mr Qian", "zh", office.now)
    people.join(office.conn, COLLEAGUE, "c1", office.now + timedelta(days=1))


def begun(office: Office, kind: str, days: int = 60, name: str = "it") -> Due:
    """Something due of c1 was just asked for."""
    due = dues.add(
        office.conn, f"{kind}:c1:{name}:{office.now}", kind, name, office.now, office.now + timedelta(days=days),
        office.now, contract="c1", person_id=LI,
        data={"label": {"zh": "电话回访", "en": "Return visit"}, "first": "2026-01-01"},
    )  # fmt: skip
    assert due is not None
    KINDS[kind].ask(office.conn, office.desk, due, office.now)
    if KINDS[kind].climbs:
        dues.arm(office.conn, due, office.now)
    return dues.get(office.conn, due.id)


def repaired(office: Office, by: int, stars: int | None = None, customer: int = CUSTOMER) -> int:
    """A ticket from the report to the customer's yes, repaired by `by`."""
    ticket = office.ticket()
    for command in (
        Step(Happened.ACKNOWLEDGED, by),
        Step(Happened.RESTORED, by),
        Resolve(by, "hardware", "cable", "new cable", ""),
        Confirm(customer),
    ):
        office.pass_time(minutes=1)
        apply.apply(office.conn, office.desk, ticket.id, command, office.now)
    office.rows()
    if stars is not None:
        office.press(customer, encode("st", ticket.id, stars), chat=None)
    return ticket.id


def sheet(office: Office, due: Due, person: int = CUSTOMER) -> Survey:
    """That person's questionnaire."""
    return next(one for one in surveys.of_due(office.conn, due.id) if one.person_id == person)


def move(
    office: Office, survey: Survey, action: str, person: int | None = None, message: int = 700
) -> Answer:
    """Press a button of the questionnaire as it stands."""
    fence = surveys.get(office.conn, survey.id).fence
    return office.press(
        survey.person_id if person is None else person, encode("vs", survey.id, fence, action), chat=None,
        message=message,
    )  # fmt: skip


def write_to_bot(office: Office, person: int, words: str) -> None:
    """A customer writes in private."""
    customer_messages.hear(
        office.conn, office.desk, office.incoming(Kind.MESSAGE, person, None, text=words), office.now
    )


def fill_in(office: Office, survey: Survey, levels: list[int | None]) -> None:
    """Answer (None: skip) from the first indicator on, and send if that was all of them."""
    move(office, survey, "r")
    for level in levels:
        move(office, survey, "k" if level is None else str(level))
    if len(levels) == 15:
        move(office, survey, "s")


def to(rows: list[Row], person: int) -> list[Row]:
    """What was said to one person or chat."""
    return [row for row in rows if row.chat_id == person]
