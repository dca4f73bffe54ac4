"""Results: means with the numbers behind them, in words and as a picture."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from bot.satisfaction import Satisfaction
from domain.plans.survey_results import FEWEST, Mean, Sheet, Tap, own_figures, sum_up
from domain.plans.surveys import GROUPS
from storage import people
from storage.outbox import Lane, Row
from storage.survey_results import results
from tests.engineers.office import LI, MANAGERS, WANG, Office
from tests.satisfaction.bureau import begun, fill_in, move, repaired, sheet, two_contacts
from tests.satisfaction.samples import CUSTOMERS, EMPTY, END, ENGINEERS, START, ZONE, year
from views.content import MAX_TEXT
from views.summary import visible_length
from views.survey_chart import draw
from views.survey_picture import picture
from views.survey_results import own_text, results_text


def of_a(person: int, value: int, engineer: int = LI) -> Sheet:
    return Sheet("A", person, (engineer,), {"phone-reach": value}, START)


def test_a_mean_has_the_number_of_answers_and_of_people() -> None:
    found = sum_up([of_a(1, 5), of_a(1, 4), of_a(2, 2)], [], START, END, ZONE, asked=4)
    assert found.indicators["phone-reach"] == Mean(11, 3, 2)
    assert found.indicators["phone-effect"].value is None
    assert found.groups["phone"] == found.overall == Mean(11, 3, 2)
    assert found.overall.value == pytest.approx(11 / 3)


def test_quarters_are_those_of_the_desk() -> None:
    new_year = START.replace(month=12, day=31, hour=16)
    taps = [Tap("A", 1, LI, 5, new_year - timedelta(seconds=1)), Tap("A", 1, LI, 3, new_year)]
    assert [(name, taps.count) for name, _, taps in sum_up([], taps, START, END, ZONE).quarters] == [
        ("2025Q4", 1), ("2026Q1", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("people", "shown"), [(FEWEST - 1, False), (FEWEST, True)])
def test_an_engineer_sees_no_figure_that_few_people_stand_behind(people: int, shown: bool) -> None:
    sheets = [of_a(person, 2) for person in range(people)] * 3
    taps = [Tap("A", person, LI, 1, START) for person in range(people)] * 3
    groups, rated = own_figures(sheets, taps, LI)
    assert bool(groups) == bool(rated.count) == shown
    assert own_figures(sheets, taps, WANG) == ({}, Mean())
    if shown:
        assert "2.0 (9)" in own_text(groups, rated, "en")


def test_the_lowest_come_first_and_ties_by_what_more_people_say() -> None:
    assert next(iter(year().lowest))[0] == "onsite-response"
    values = [mean.value or 0 for _, mean in year().lowest]
    assert values == sorted(values)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_words_name_what_is_to_be_done_first(language: str) -> None:
    words = results_text(year(), language, ZONE, CUSTOMERS.__getitem__, ENGINEERS.__getitem__)
    assert "⚠️" in words.splitlines()[1]
    assert "14" in words.splitlines()[2]
    for part in ("2.4", "Riverside Clinic", "陈静", "2026Q3"):
        assert part in words
    assert visible_length(words) <= MAX_TEXT


def test_names_of_customers_are_escaped() -> None:
    words = results_text(year(), "en", ZONE, lambda code: f"<{code}>", lambda person: "<&>")
    assert "&lt;A&gt;" in words
    assert "&lt;&amp;&gt;" in words


def test_many_customers_are_cut_and_counted() -> None:
    sheets = [Sheet(f"C{number}", number, (number,), {"phone-reach": 3}, START) for number in range(60)]
    words = results_text(
        sum_up(sheets, [], START, END, ZONE), "en", ZONE, lambda one: "C" * 200, lambda one: "E" * 120
    )
    assert "52 more" in words
    assert visible_length(words) <= MAX_TEXT


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_an_answer_that_is_said(language: str) -> None:
    words = results_text(EMPTY, language, ZONE, str, str)
    assert "3" in words.splitlines()[-1]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("only", [None, "实验小学"])
def test_the_picture_fits_a_phones_screen(language: str, only: str | None) -> None:
    shown = picture(year(), language, ZONE, CUSTOMERS.__getitem__, ENGINEERS.__getitem__, only)
    figures, labels = json.loads(json.dumps(shown))
    image = Image.open(io.BytesIO(draw(figures, labels)))
    assert image.format == "PNG"
    assert image.size[0] == 1080
    # Taller than a phone's screen it would be shown narrower than the screen is.
    assert image.size[1] / image.size[0] < 2.2


def test_one_answer_alone_is_drawn() -> None:
    lone = sum_up([of_a(1, 1)], [], START, END, ZONE, asked=1)
    draw(*json.loads(json.dumps(picture(lone, "zh", ZONE, str, str))))
    taps = sum_up([], [Tap("A", 1, None, 5, START)], START, END, ZONE)
    draw(*json.loads(json.dumps(picture(taps, "en", ZONE, str, str))))


def test_the_records_give_the_figures_per_contract_engineer_and_indicator(office: Office) -> None:
    two_contacts(office)
    repaired(office, WANG, stars=4)
    repaired(office, WANG, stars=2)
    repaired(office, LI)
    survey = sheet(office, due := begun(office, "survey"))
    fill_in(office, survey, [5, 3, *[None] * 13])
    unfinished = sheet(office, due, 32)
    move(office, unfinished, "r")
    move(office, unfinished, "1")
    office.tick(seconds=1)
    zone, day = ZoneInfo("Asia/Shanghai"), timedelta(days=1)
    found = results(office.conn, office.now - day, office.now + day, office.now, zone)
    assert (found.asked, found.answered) == (2, 1)
    assert found.overall == Mean(8, 2, 1)
    assert found.indicators["phone-diagnosis"] == Mean(3, 1, 1)
    assert found.contracts["c1"].taps == Mean(6, 2, 1)
    assert found.engineers[WANG].sheets == Mean(8, 2, 1)
    assert LI not in found.engineers
    assert found.follow_ups == {"open": 1, "overdue": 0, "done": 0}
    assert results(office.conn, office.now - day, office.now + day, office.now, zone, "客户.二").asked == 0
    move(office, unfinished, "l", message=800)
    again = results(office.conn, office.now - day, office.now + day, office.now, zone, "c1")
    assert again.overall == Mean(9, 3, 2)
    assert again.groups["phone"].count == 3
    assert again.groups.keys() == GROUPS.keys()


async def test_the_answer_is_words_with_a_picture_and_names_of_people_who_left(office: Office) -> None:
    class Still:
        async def draw(self, figures: dict[str, object], labels: dict[str, str], program: str) -> bytes:
            assert program == "views.survey_chart"
            return b"png"

    people.add(office.conn, 77, "Gone Engineer", "en", office.now)
    repaired(office, LI, stars=1)
    survey = sheet(office, begun(office, "survey"))
    fill_in(office, survey, [2] * 15)
    data = {
        "what": "survey", "contract": None, "start": (office.now - timedelta(days=9)).isoformat(),
        "end": (office.now + timedelta(days=1)).isoformat(),
    }  # fmt: skip
    row = Row(
        1,
        Lane.REPORT,
        MANAGERS,
        "made",
        None,
        None,
        data,
        0,
        None,
        False,
        "new",
        0,
        False,
        office.now,
        office.now,
    )
    maker = Satisfaction(Still())  # type: ignore[arg-type]
    content = await maker.begin(office.conn, office.desk, row, "en", office.now)
    assert "Li &lt;b&gt;Wei&lt;/b&gt;" in content.text
    assert "School &lt;No. 3&gt;" in content.text
    assert [file.kind for file in content.files] == ["photo"]
