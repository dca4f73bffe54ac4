"""What a customer writes to a closed ticket: contested while the contract allows it, a new report afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.tickets.commands import Confirm, Resolve, Withdraw
from handlers.customers import messages
from handlers.incoming import Kind
from storage import apply, said
from storage.outbox import Row
from tests.engineers.office import CUSTOMER, LI, Office, open_office


@pytest.fixture
def office() -> Iterator[Office]:
    yield from open_office()


def written(office: Office) -> Row:
    """The customer replies to the closed ticket's card; what they read then."""
    said.add_copy(office.conn, CUSTOMER, 40, ticket=1)
    incoming = office.incoming(Kind.MESSAGE, CUSTOMER, None, text="it is black again", reply_to=40)
    messages.hear(office.conn, office.desk, incoming, office.now)
    return next(row for row in office.rows("text") if row.chat_id == CUSTOMER)


def closed(office: Office) -> None:
    ticket = office.taken(LI)
    apply.apply(office.conn, office.desk, ticket.id, Resolve(LI, "hardware", "", "cable", ""), office.now)
    apply.apply(office.conn, office.desk, ticket.id, Confirm(CUSTOMER), office.now)
    office.rows()


def test_within_the_contracts_time_the_repair_can_be_contested(office: Office) -> None:
    closed(office)
    office.pass_time(days=6)
    assert list(office.buttons(written(office))) == ["❌ Not solved", "🆕 No, this is something new"]


def test_afterwards_it_becomes_a_new_report_and_nothing_is_offered_that_would_be_refused(
    office: Office,
) -> None:
    closed(office)
    office.pass_time(days=7, seconds=1)
    row = written(office)
    assert "can no longer be reopened" in office.shown(row)
    assert list(office.buttons(row)) == ["🆕 No, this is something new"]
    (data,) = office.buttons(row).values()
    assert not office.press(CUSTOMER, data, chat=None).alert


def test_a_withdrawn_ticket_was_never_repaired(office: Office) -> None:
    ticket = office.taken(LI)
    apply.apply(office.conn, office.desk, ticket.id, Withdraw(CUSTOMER), office.now)
    office.rows()
    assert list(office.buttons(written(office))) == ["🆕 No, this is something new"]
