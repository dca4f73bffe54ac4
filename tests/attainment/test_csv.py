from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.attainment.samples import MONTH, ZONE
from views.attainment_csv import COLUMNS, attainment_csv, harmless


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_line_says_everything_about_a_clock() -> None:
    (row,) = rows(attainment_csv(MONTH.broken[1:], {}, ZONE))
    assert tuple(row) == COLUMNS
    assert row == {
        "ticket": "9", "contract": "C-01", "customer": "第一实验小学", "kind": "fault", "level": "1", "grade": "",
        "clock": "restore", "contract_version": "2", "started": "2026-11-18 14:30:00+08:00",
        "due": "2026-11-18 18:30:00+08:00", "ended": "2026-11-18 18:42:00+08:00", "superseded": "no",
        "promised_seconds": "14400", "used_seconds": "18000", "paused_seconds": "600", "outcome": "breached",
        "late_seconds": "720", "reason": "the part <came>\nlate & broken",
    }  # fmt: skip


def test_a_running_clock_has_no_end_and_no_time_used() -> None:
    (row,) = rows(attainment_csv(MONTH.broken[:1], {}, ZONE))
    assert (row["ended"], row["used_seconds"], row["late_seconds"]) == ("", "", "10800")


def test_instants_are_in_the_contracts_own_zone() -> None:
    (row,) = rows(attainment_csv(MONTH.broken[1:], {"C-01": ZoneInfo("Europe/Berlin")}, ZONE))
    assert row["due"] == "2026-11-18 11:30:00+01:00"


@pytest.mark.parametrize(
    "words", ["=1+1", "+86 139", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1", '=HYPERLINK("http://x","y")']
)
def test_what_people_wrote_is_never_a_formula(words: str) -> None:
    line = replace(
        MONTH.broken[1], reason=words, customer=words, contract=words, grade=words, late=timedelta(1)
    )
    (row,) = rows(attainment_csv([line], {}, ZONE))
    assert {row[name] for name in ("reason", "customer", "contract", "grade")} == {f"'{words}"}


@pytest.mark.parametrize("words", ["", "C-01", "a=b", "第一实验小学", "12"])
def test_harmless_words_stay_as_they_are(words: str) -> None:
    assert harmless(words) == words


def test_a_month_without_clocks_has_only_its_heading() -> None:
    assert attainment_csv([], {}, ZONE).decode("utf-8-sig").strip() == ",".join(COLUMNS)
