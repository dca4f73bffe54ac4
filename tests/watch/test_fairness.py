"""Who was woken how often, at which hours, and how quickly they took it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from domain.calendars import parse_calendar
from domain.fairness import Burden, Paged, at_night, burdens
from domain.tickets.commands import Opening, Step
from domain.tickets.events import Happened
from handlers.engineers.fairness import month_named, month_of
from storage import apply, outbox
from storage.fairness import paged
from storage.tables import outbox as table
from tests.engineers.office import LI, WANG, Office, open_office
from views.fairness import fairness_brief, fairness_text

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = parse_calendar("Asia/Shanghai", "Mon-Fri 09:00-18:00")


@pytest.fixture
def office() -> Iterator[Office]:
    yield from open_office()


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "night"), [(22, 59, False), (23, 0, True), (6, 59, True), (7, 0, False)]
)
def test_the_night_is_from_eleven_to_seven_on_the_desks_clocks(hour: int, minute: int, night: bool) -> None:
    assert at_night(_at(2, hour, minute), SHANGHAI) is night


def test_the_most_burdened_comes_first_and_medians_are_of_answered_pages() -> None:
    pages = [
        Paged(1, _at(2, 10)),
        Paged(1, _at(2, 20), _at(2, 20, 4)),
        Paged(2, _at(2, 3), _at(2, 3, 10)),
        Paged(2, _at(3, 3), _at(3, 3, 20)),
        Paged(2, _at(7, 12)),
    ]
    assert burdens(pages, OFFICE, SHANGHAI) == (
        Burden(2, 3, 3, 2, timedelta(minutes=15)),
        Burden(1, 2, 1, 0, timedelta(minutes=4)),
    )


def test_an_acknowledgement_answers_the_last_page_before_it(office: Office) -> None:
    begun = office.now
    ticket = _open(office)
    _mark(office)
    office.now += timedelta(minutes=7)
    apply.apply(office.conn, office.desk, ticket, Step(Happened.ACKNOWLEDGED, LI), office.now)
    (page,) = paged(office.conn, begun, office.now + timedelta(hours=1))
    assert (page.person, page.taken) == (LI, begun + timedelta(minutes=7))


def test_what_was_never_sent_woke_nobody(office: Office) -> None:
    begun = office.now
    _open(office)
    assert list(paged(office.conn, begun, begun + timedelta(days=1))) == []


def test_the_period_is_half_open(office: Office) -> None:
    begun = office.now
    _open(office)
    _mark(office)
    assert len(list(paged(office.conn, begun, begun + timedelta(seconds=1)))) == 1
    assert list(paged(office.conn, begun - timedelta(days=1), begun)) == []


def _open(office: Office) -> int:
    opening = Opening("fault", "c1", 1, 31, "cameras", 2)
    return apply.open_new(office.conn, office.desk, opening, office.now).id


def _mark(office: Office) -> None:
    for number in office.conn.execute(select(table.c.id).where(table.c.kind == "page")).scalars().all():
        outbox.mark_sent(office.conn, number, 1, office.now)


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("", date(2026, 3, 1)),
        ("last", date(2026, 2, 1)),
        ("上月", date(2026, 2, 1)),
        ("2026-10", date(2026, 10, 1)),
        ("2026-13", None),
        ("0000-01", None),
        ("soon", None),
    ],
)
def test_months_are_named_as_people_name_them(words: str, month: date | None) -> None:
    assert month_named(words, date(2026, 3, 31)) == month


def test_a_month_ends_where_the_next_begins_on_the_desks_clocks() -> None:
    start, end = month_of(date(2026, 12, 1), SHANGHAI)
    assert (start, end) == (
        datetime(2026, 11, 30, 16, tzinfo=UTC),
        datetime(2026, 12, 31, 16, tzinfo=UTC),
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_words_name_everybody_and_the_brief_only_who_was_called_out_of_hours(language: str) -> None:
    found = (Burden(LI, 3, 3, 2, timedelta(minutes=15)), Burden(WANG, 1, 0, 0, None))
    names = {LI: "Li <b>", WANG: "Wang"}
    words = fairness_text(found, "2026-03", names.__getitem__, language)
    assert "Li &lt;b&gt;" in words
    assert "Wang" in words
    brief = fairness_brief(found, names.__getitem__, language)
    assert brief is not None
    assert "Wang" not in brief
    assert "Li &lt;b&gt;" in brief
    assert fairness_brief(found[1:], names.__getitem__, language) is None


def test_everybody_of_ours_can_ask(office: Office) -> None:
    office.topic(LI, "/oncall fair")
    assert any("Who was called" in words for words in office.words())
    office.topic(LI, "/oncall fair soon")
    assert any("For which month" in words for words in office.words())


def test_health_is_told_in_plain_words(office: Office) -> None:
    office.topic(LI, "/health")
    (words,) = (words for words in office.words() if "How the desk stands" in words)
    assert "✅ Everything works." in words
    assert "On call: Li &lt;b&gt;Wei&lt;/b&gt;" in words
