"""The table of deadlines: every number worked out by hand."""

from __future__ import annotations

import csv
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from domain.contracts import preset_names
from tests.cli.conftest import Type

# A fault reported on Friday 8 May 2026 at 19:30 in Shanghai. Saturday 9 May is a working day that makes up for the
# holiday of 1 to 5 May; Sunday 10 May is free; Monday 11 May is an ordinary working day. So an office that works
# Monday to Friday is open on Saturday at its usual hours, and the evening of Friday counts nothing.
FRIDAY = "2026-05-08"
SATURDAY = "2026-05-09"
SUNDAY = "2026-05-10"
MONDAY = "2026-05-11"
TUESDAY = "2026-05-12"

P1 = [
    # 7x24: hours are simply added to 19:30.
    ("Level 1 · critical", "response", "2h", f"{FRIDAY} 21:30"),
    ("Level 1 · critical", "on site", "2h", f"{FRIDAY} 21:30"),
    ("Level 1 · critical", "restoration", "24h", f"{SATURDAY} 19:30"),
    # A month after the repair, at the same time of day: 8 June. Shown as if restored when it was reported.
    ("Level 1 · critical", "software fix", "1month", "2026-06-08 19:30"),
    ("Level 2 · severe", "on site", "4h", f"{FRIDAY} 23:30"),
    ("Level 2 · severe", "software fix", "1month", "2026-06-08 19:30"),
    # 19:30 + 8 h passes midnight: 03:30; + 12 h: 07:30.
    ("Level 3 · limited", "on site", "8h / remote", f"{SATURDAY} 03:30"),
    ("Level 3 · limited", "software fix", "1month", "2026-06-08 19:30"),
    ("Level 4 · minor", "on site", "12h / remote", f"{SATURDAY} 07:30"),
    ("Level 4 · minor", "software fix", "1month", "2026-06-08 19:30"),
    ("Ordinary question", "answer", "8h", f"{SATURDAY} 03:30"),
    # Working days after Friday: Saturday 9 (made up) is the first, Monday 11 the second, Tuesday 12 the third; its
    # shift ends at 18:00.
    ("Needs research", "answer", "3wd", f"{TUESDAY} 18:00"),
    # Calendar days: 8 + 3 = 11 May, 8 + 7 = 15 May.
    ("Ordinary change", "change", "3d", f"{MONDAY} 19:30"),
    ("Major change", "change", "7d", "2026-05-15 19:30"),
    # One working day: the Saturday.
    ("Complaint", "complaint", "1wd", f"{SATURDAY} 18:00"),
]
P2_FAULTS = [
    (level, *clock)
    for level in ("Disaster", "Severe program error", "Ordinary program error", "Misuse")
    for clock in (
        ("response", "1h", f"{FRIDAY} 20:30"),
        ("on site", "2h / remote" if level == "Misuse" else "2h", f"{FRIDAY} 21:30"),
        ("restoration", "4h", f"{FRIDAY} 23:30"),
        # 12 h after the repair, shown as if restored when it was reported: 19:30 + 12 h.
        ("report", "12h", f"{SATURDAY} 07:30"),
    )
]
P2 = [*P2_FAULTS, ("Complaint", "complaint", "1wd", f"{SATURDAY} 18:00")]
P3 = [
    # "At once" is measured as five minutes.
    ("Level 1 · system down", "response", "at once", f"{FRIDAY} 19:35"),
    ("Level 1 · system down", "on site", "2h", f"{FRIDAY} 21:30"),
    ("Level 1 · system down", "restoration", "4h", f"{FRIDAY} 23:30"),
    ("Level 2 · severe fault", "response", "2h", f"{FRIDAY} 21:30"),
    ("Level 2 · severe fault", "on site", "4h", f"{FRIDAY} 23:30"),
    ("Level 3 · partly abnormal", "response", "2h", f"{FRIDAY} 21:30"),
    # Four office hours: Saturday 09:00-12:00 is three, one more from 13:00 is 14:00.
    ("Level 3 · partly abnormal", "on site", "4h", f"{SATURDAY} 14:00"),
    ("Complaint", "complaint", "1wd", f"{SATURDAY} 18:00"),
]
P4 = [
    # One working hour: Saturday 09:00-10:00.
    ("Beyond the phone", "response", "1h", f"{SATURDAY} 10:00"),
    ("Beyond the phone", "on site", "2h / remote", f"{FRIDAY} 21:30"),
    ("Beyond the phone", "restoration", "4h", f"{FRIDAY} 23:30"),
    ("Ordinary problem", "response", "1h", f"{SATURDAY} 10:00"),
    ("Ordinary problem", "restoration", "24h", f"{SATURDAY} 19:30"),
    ("Ordinary question", "answer", "24h", f"{SATURDAY} 19:30"),
    ("Review of a written change", "change", "3wd", f"{TUESDAY} 18:00"),
    ("Complaint", "complaint", "1wd", f"{SATURDAY} 18:00"),
]
P5_NEAR = [
    ("Level 1 · all down", "on site", "4h", f"{FRIDAY} 23:30"),
    ("Level 2 · main fault", "restoration", "6h", f"{SATURDAY} 01:30"),
    # By the end of the next day, 7x24: the midnight with which Saturday ends.
    ("Level 3 · ordinary", "restoration", "nextday", f"{SUNDAY} 00:00"),
    ("Complaint", "complaint", "1wd", f"{SATURDAY} 18:00"),
]
P5_FAR = [
    # 48 h: two days later at the same time.
    ("Level 1 · all down", "on site", "48h", f"{SUNDAY} 19:30"),
    ("Level 2 · main fault", "on site", "48h", f"{SUNDAY} 19:30"),
    ("Level 3 · ordinary", "on site", "48h", f"{SUNDAY} 19:30"),
    ("Complaint", "complaint", "1wd", f"{SATURDAY} 18:00"),
]

OFFICE = """\
title = { zh = "试", en = "trial" }
confirm_within = "3d"
[calendars.office]
hours = ["Mon-Fri 09:00-18:00"]
holidays = "cn"
[calendars.plain]
hours = ["Mon-Fri 09:00-18:00"]
[[levels]]
number = 1
label = { zh = "一", en = "one" }
meaning = { zh = "一", en = "one" }
acknowledge = "5m"
[levels.clocks]
response = { within = "8h", calendar = "office" }
onsite = { within = "8h", calendar = "plain" }
restore = { within = "20h", calendar = "office" }
[[levels]]
number = 2
label = { zh = "二", en = "two" }
meaning = { zh = "二", en = "two" }
acknowledge = "5m"
[[rules]]
level = 1
when = { impact = "down" }
[[rules]]
level = 2
when = {}
"""


def deadlines(out: list[str]) -> list[tuple[str, ...]]:
    return [
        (
            row["level"],
            row["clock"],
            row["promise"],
            " ".join(row["deadline"].split()[1:])[: len("2026-05-08 19:30")],
        )
        for row in csv.DictReader(out)
    ]


@pytest.mark.parametrize(
    ("preset", "zone", "expected"),
    [
        ("canteen-video", "near", P1),
        ("smart-government", "near", P2),
        ("system-after-sales", "near", P3),
        ("oa-suite", "near", P4),
        ("medical-it", "near", P5_NEAR),
        ("medical-it", "far", P5_FAR),
    ],
)
async def test_the_deadlines_of_that_friday_are_right_by_hand(
    preset: str, zone: str, expected: list[tuple[str, ...]], typed: Type
) -> None:
    said = await typed("contracts", "table", "--preset", preset, "--zone", zone, "--lang", "en", "--csv")
    assert said.code == 0
    assert deadlines(said.out) == expected
    # To the second: nothing of the report's instant is lost or added.
    assert all(line.endswith(":00") for line in said.out[1:])


async def test_office_hours_count_the_make_up_saturday_only_where_the_contract_follows_the_holidays(
    typed: Type, tmp_path: Path
) -> None:
    file = tmp_path / "office.toml"
    file.write_text(OFFICE, encoding="utf-8")
    said = await typed("contracts", "table", "--preset", file, "--lang", "en", "--csv")
    assert deadlines(said.out) == [
        ("two", "-", "-", ""),
        # Eight office hours from Saturday 09:00: 17:00. Without the holidays' list Saturday is free: Monday 17:00.
        ("one", "response", "8h", f"{SATURDAY} 17:00"),
        ("one", "on site", "8h", f"{MONDAY} 17:00"),
        # Twenty: nine on Saturday, nine on Monday, two on Tuesday.
        ("one", "restoration", "20h", f"{TUESDAY} 11:00"),
    ]


async def test_all_twenty_presets_are_in_the_table_and_its_columns_are_straight(typed: Type) -> None:
    said = await typed("contracts", "table")
    assert said.code == 0
    names = {line.split()[0] for line in said.out[4:] if line}
    assert names == set(preset_names())
    assert len(names) == 20

    def wide(words: str) -> int:
        return sum(2 if east_asian_width(char) in "WF" else 1 for char in words)

    # A day of the week begins every deadline, at the same place of the terminal whatever stands before it.
    ends = {wide(line[: line.rindex("周")]) for line in said.out[4:] if "周" in line}
    assert len(ends) == 1


async def test_another_instant_and_zone_can_be_chosen(typed: Type) -> None:
    said = await typed(
        "contracts", "table", "--preset", "system-after-sales", "--at", "2026-03-29 01:30", "--timezone",
        "Europe/Berlin", "--lang", "en",
    )  # fmt: skip
    assert said.out[0] == "Sun 2026-03-29 01:30:00 Europe/Berlin, near"
    # The clocks are put forward at 02:00: two hours later it is 04:30.
    assert any("on site" in line and line.endswith("Sun 2026-03-29 04:30:00") for line in said.out)


async def test_a_deadline_in_a_year_without_a_holiday_list_says_so(typed: Type) -> None:
    said = await typed(
        "contracts", "table", "--preset", "oa-suite", "--at", "2035-05-08 19:30", "--lang", "en"
    )
    assert any("holidays of 2035 not known: plain weekdays" in line for line in said.out)


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (("contracts",), "the following arguments are required: WHAT"),
        (
            ("contracts", "table", "--at", "soon"),
            '--at: must be an instant such as "2026-05-08 19:30", not "soon"',
        ),
        (("contracts", "table", "--timezone", "Mars"), '--timezone: there is no time zone "Mars"'),
        (("contracts", "table", "--preset", "nothing"), 'there is no preset "nothing"'),
    ],
)
async def test_wrong_input_is_one_line(argv: tuple[str, ...], line: str, typed: Type) -> None:
    said = await typed(*argv)
    assert (said.code, said.out, len(said.err)) == (2, [], 1)
    assert line in said.err[0]


@pytest.mark.parametrize("name", preset_names())
async def test_every_preset_can_be_shown(name: str, typed: Type) -> None:
    for language in ("zh", "en"):
        assert (await typed("preset", name, "--language", language)).code == 0


async def test_a_promise_only_far_away_is_shown_as_such(typed: Type) -> None:
    out = (await typed("preset", "medical-it", "--language", "en")).out
    assert "    on site 4h (7x24), far away 48h" in out
    assert "    on site not promised near by (7x24), far away 48h" in out
    assert "    restoration 6h (7x24), not promised far away" in out
