from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.analysis import Analysis, Fault, analyse, together
from domain.summary import Breach, Counts, Deadlines, Decision, Summary
from views.analysis import analysis_text
from views.analysis_chart import draw
from views.analysis_picture import analysis_picture
from views.content import MAX_CAPTION
from views.customer_report import customer_report
from views.summary import visible_length

ZONE = ZoneInfo("Asia/Shanghai")
START, END = datetime(2026, 6, 30, 16, tzinfo=UTC), datetime(2026, 9, 30, 16, tzinfo=UTC)


def fault(number: int, kind: str = "software", cause: str = "", **more: object) -> Fault:
    return Fault(number, str(more.pop("contract", "school")), kind, cause, **more)  # type: ignore[arg-type]


def rules(found: Analysis) -> list[str]:
    return [one.rule for one in found.advice]


def test_the_same_cause_three_times_is_a_repeated_fault_however_it_is_written() -> None:
    words = ("电源适配器损坏", "电源适配器 损坏。", "电源适配器已损坏", "硬盘坏道")
    found = analyse([fault(n, "hardware", cause) for n, cause in enumerate(words, 1)], [])
    (one,) = found.repeated
    assert (one.what, one.tickets, one.contract) == ("cause", (1, 2, 3), "school")
    assert "repeated-cause" in rules(found)
    assert not analyse([fault(n, "hardware", "硬盘坏道") for n in (1, 2)], []).repeated


def test_three_faults_at_one_place_are_repeated_but_not_at_places_of_two_contracts() -> None:
    here = [fault(n, "configuration", place="食堂一楼") for n in (1, 2, 3)]
    assert rules(analyse(here, []))[0] == "repeated-place"
    there = [fault(n, place="食堂一楼", contract=f"c{n}") for n in (1, 2, 3)]
    assert not analyse(there, []).repeated


@pytest.mark.parametrize(
    ("kind", "rule"),
    [("operation", "train"), ("hardware", "spares"), ("configuration", "baseline"), ("software", "release")],
)
def test_what_most_faults_are_asks_for_its_remedy(kind: str, rule: str) -> None:
    found = analyse([fault(n, kind, f"cause {n * 7919}") for n in range(1, 5)], [])
    assert rule in rules(found)


def test_more_than_the_quarter_before_late_contested_and_unexplained_are_said() -> None:
    now = [fault(n, ("software", "hardware", "operation")[n % 3], contested=n < 3) for n in range(12)]
    found = analyse(now, [fault(n, "software") for n in range(4)], kept=8, missed=4)
    assert {"grown", "late", "contested", "unexplained"} <= set(rules(found))
    assert analyse([], []) == Analysis()


def test_kinds_stand_beside_those_of_the_quarter_before() -> None:
    found = analyse([fault(1), fault(2)], [fault(3), fault(4, "hardware")])
    assert found.kinds == (("software", 2, 1), ("hardware", 0, 1))


@given(st.lists(st.text(max_size=12), max_size=30))
def test_putting_together_loses_no_report_and_counts_none_twice(words: list[str]) -> None:
    found = together(list(enumerate(words)))
    numbers = [number for _, tickets in found for number in tickets]
    assert len(numbers) == len(set(numbers))
    assert set(numbers) == {n for n, said in enumerate(words) if any(char.isalnum() for char in _bare(said))}


def _bare(words: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKC", words).casefold()


def busy() -> tuple[Analysis, Summary]:
    long = "一个很长很长的原因，" * 6
    kinds = ("software", "hardware", "operation", "configuration")
    now = [
        fault(n, kinds[n % 4], f"{long}{'甲乙丙丁戊己'[n % 6] * 40}", place=f"<地点{n % 3}>")
        for n in range(60)
    ]
    summary = Summary(
        START, END, END, counts=Counts(60, 58), deadlines=(Deadlines("restore", 1, 50, 10),),
        breaches=(Breach(7, 1, "restore", END - START, False, "x", "unacknowledged"),),
        decisions=tuple(Decision("breached", START, "客户" * 20, n, 1, "restore") for n in range(9)),
    )  # fmt: skip
    return analyse(now, now[:9], 50, 10), summary


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_busiest_quarter_fits_under_its_picture_with_decisions_and_advice_first(language: str) -> None:
    found, summary = busy()
    words = analysis_text(found, summary, language, ZONE, customers={"school": "实验小学"})
    assert visible_length(words) <= MAX_CAPTION
    todo = "🛠"
    assert words.index("⚠️") < words.index(todo)
    assert "<地点" not in words
    png = draw(*analysis_picture(found, summary, language, ZONE))
    assert png.startswith(b"\x89PNG")
    assert draw(*analysis_picture(Analysis(), summary, language, ZONE)).startswith(b"\x89PNG")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_customer_reads_no_reasons_and_no_rules_that_are_ours(language: str) -> None:
    found, summary = busy()
    words = customer_report(summary, found, language, ZONE)
    assert visible_length(words) <= MAX_CAPTION
    assert "无人接单" not in words
    assert "nobody" not in words
    late = {"zh": "调整值班", "en": "rota"}[language]
    assert late not in words
    assert late in analysis_text(analyse([], [], 1, 9), summary, language, ZONE)
