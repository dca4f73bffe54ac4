from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from domain.plans.checklists import shipped
from domain.plans.promises import Service
from storage import people
from tests.engineers.office import LI, STRANGER, Office, make_desk, open_office
from tests.inspections.round import OTHER, Round, fall_due


@pytest.fixture
def office() -> Iterator[Office]:
    """A desk with the contract that has routine checks (P5); two people of the customer, one of another."""
    desk = make_desk(name="medical-it")
    desk = replace(
        desk,
        service={"c1": Service(date(2025, 12, 20), engineer=LI, systems=("video-monitoring",))},
        checklists={"c1": (shipped()["video-monitoring"],)},
    )
    for one in open_office(desk):
        people.add(one.conn, OTHER, "Mr Xu", "zh", one.now)
        people.join(one.conn, OTHER, "c1", one.now)
        people.add(one.conn, STRANGER, "Somebody Else", "en", one.now)
        people.join(one.conn, STRANGER, "客户.二", one.now)
        yield one


@pytest.fixture
def due(office: Office) -> Round:
    """The routine check has just been asked of Li."""
    return fall_due(office)
