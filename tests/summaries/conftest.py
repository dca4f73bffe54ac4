from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.contracts import Contract, load_preset, shipped_preset
from storage import people
from tests.engineers.office import CUSTOMER, Office, make_desk, open_office

CONTACT, GOVERNMENT = 32, "gov.1"


@pytest.fixture
def office() -> Iterator[Office]:
    """Besides the usual contracts one that owes the quarterly analysis (P2), with two contacts."""
    desk = make_desk()
    zone, name = "Asia/Shanghai", "smart-government"
    government = Contract(GOVERNMENT, 1, "City Hall", zone, load_preset(name, shipped_preset(name), zone))
    for one in open_office(replace(desk, contracts={**desk.contracts, GOVERNMENT: government})):
        people.add(one.conn, CONTACT, "Mr Zhou", "zh", one.now)
        for person in (CONTACT, CUSTOMER):
            people.join(one.conn, person, GOVERNMENT, one.now)
        yield one
