"""A duty that asks for skills, in chat: it goes to nobody without them, and whoever tries hears why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from domain.durations import Duration, Unit
from domain.oncall.plan import person_at
from domain.oncall.rotations import Rotation
from storage import duty, offers
from tests.engineers.office import BOSS, LI, WANG, ZHAO, Office, make_desk, open_office
from views.callbacks import encode

NIGHTS = Rotation(
    "primary", (LI, WANG), "Asia/Shanghai", datetime(2026, 3, 2), Duration(7, Unit.DAYS),  # noqa: DTZ001
    skills=frozenset({"network"}),
)  # fmt: skip


@pytest.fixture
def office() -> Iterator[Office]:
    desk = make_desk()
    skilled = {
        one.id: replace(one, skills=frozenset({"network"})) if one.id in (LI, WANG) else one
        for one in desk.people.values()
    }
    yield from open_office(replace(desk, people=skilled, rotations=(NIGHTS,)))


def primary(office: Office) -> int | None:
    return person_at(duty.with_book(office.conn, office.desk, office.now), "primary", office.now)


def test_an_override_for_somebody_without_them_is_refused_in_words(office: Office) -> None:
    office.managers(BOSS, "/override primary Zhao 2h")
    (words,) = office.words()
    assert "Primary asks for network" in words
    assert "Zhao" in words
    assert duty.coming(office.conn, office.now) == []
    office.managers(BOSS, "/override primary Wang 2h")
    assert primary(office) == WANG


def test_where_only_some_tickets_ask_for_them_the_others_go_to_whom_the_override_names(
    office: Office,
) -> None:
    special = replace(NIGHTS, contracts=frozenset({"c1"}))
    rest = replace(NIGHTS, skills=frozenset())
    office.desk = replace(office.desk, rotations=(special, rest))
    office.managers(BOSS, "/override primary Zhao 2h")
    assert primary(office) == ZHAO
    booked = duty.with_book(office.conn, office.desk, office.now)
    assert [booked.order(office.now, office.ticket())[0]] == [LI]


def test_a_swap_is_offered_only_to_who_has_them(office: Office) -> None:
    office.private(WANG, "/swap")
    (row,) = office.rows()
    shift = next(data for label, data in office.buttons(row).items() if label.startswith("Primary"))
    office.press(WANG, shift, chat=WANG)
    (row,) = office.rows()
    taker = next(data for label, data in office.buttons(row).items() if label == "Zhao")
    answer = office.press(WANG, taker, chat=WANG)
    assert answer.alert
    assert "network" in answer.text
    everybody = next(data for data in office.buttons(row).values() if ".sp." in data and data.endswith(".0"))
    office.press(WANG, everybody, chat=WANG)
    (offer,) = offers.open_ones(office.conn, "swap")
    assert offer.data["asked"] == [LI]


def test_a_cover_is_asked_of_and_taken_by_who_has_them_alone(office: Office) -> None:
    office.private(LI, "/cover 2h")
    (offer,) = offers.open_ones(office.conn, "cover")
    assert offer.data["asked"] == [WANG]
    # The group reads the question as well, and anybody there can press.
    refused = office.press(ZHAO, encode("oc", "ct", offer.id))
    assert refused.alert
    assert "network" in refused.text
    assert primary(office) == LI
    assert not office.press(WANG, encode("oc", "ct", offer.id), chat=WANG).alert
    assert primary(office) == WANG


def test_with_nobody_else_who_has_them_nobody_is_asked(office: Office) -> None:
    office.desk = replace(office.desk, rotations=(replace(NIGHTS, people=(LI,), skills=frozenset({"fire"})),))
    lone = replace(office.desk.people[LI], skills=frozenset({"fire"}))
    office.desk = replace(office.desk, people={**office.desk.people, LI: lone})
    office.private(LI, "/cover 2h")
    assert offers.open_ones(office.conn, "cover") == []


def test_a_delegate_without_them_does_not_get_the_duty(office: Office) -> None:
    office.managers(BOSS, "/delegate Li Zhao 2d")
    assert primary(office) == LI
    office.managers(BOSS, "/delegate Li Wang 2d")
    assert primary(office) == WANG
