"""The calendar file can be read by calendars and says what the schedule says."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar

from domain.oncall.book import Book
from domain.oncall.ics import calendar_of
from domain.oncall.schedule import Segment, segments
from tests.oncall.samples import ANY, absence, override, rotation, utc

START, END, STAMP = utc(2026, 10, 19, 7), utc(2026, 11, 2, 8), utc(2026, 10, 1)
SHIFTS = segments((rotation((1, 2)),), Book(), "primary", START, END, ANY)
NAMES = {1: "王小明", 2: "Li, Ann; on call"}


def written(found: tuple[Segment, ...] = SHIFTS, person: int | None = None, **more: dict[str, str]) -> str:
    return calendar_of(found, NAMES, person, STAMP, **more)


def test_every_duty_is_an_event_in_utc() -> None:
    events = Calendar.from_ical(written()).walk("VEVENT")
    assert [(event.decoded("dtstart"), event.decoded("dtend")) for event in events] == [
        # The clocks go back on the 25th: that week has an hour more.
        (utc(2026, 10, 19, 7), utc(2026, 10, 26, 8)),
        (utc(2026, 10, 26, 8), END),
    ]
    assert {event.decoded("dtstamp") for event in events} == {STAMP}
    assert "DTSTART:20261019T070000Z\r\n" in written()


def test_the_summary_names_layer_and_person() -> None:
    summaries = [str(event["summary"]) for event in Calendar.from_ical(written()).walk("VEVENT")]
    assert sorted(summaries) == ["primary: Li, Ann; on call", "primary: 王小明"]
    assert "SUMMARY:一线: 王小明\r\n" in written(titles={"primary": "一线"})


def test_who_has_no_name_is_called_by_number() -> None:
    assert "SUMMARY:primary: 1\r\n" in calendar_of(SHIFTS, {}, 1, STAMP)


def test_a_person_gets_only_the_own_duties() -> None:
    events = Calendar.from_ical(written(person=SHIFTS[1].duty.person if SHIFTS[1].duty else 0)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [SHIFTS[1].start]


def test_lines_end_as_the_standard_says_and_are_at_most_75_octets() -> None:
    long = calendar_of(SHIFTS, {1: "值班工程师" * 20, 2: "x" * 200}, None, STAMP)
    assert long.endswith("END:VCALENDAR\r\n")
    assert "\n" not in long.replace("\r\n", "")
    assert max(len(line.encode()) for line in long.split("\r\n")) <= 75
    summaries = {str(event["summary"]) for event in Calendar.from_ical(long).walk("VEVENT")}
    assert summaries == {"primary: " + "值班工程师" * 20, "primary: " + "x" * 200}


def test_an_event_keeps_its_uid_when_the_file_is_made_anew() -> None:
    book = Book((override(1, 1, utc(2026, 10, 28), utc(2026, 10, 29)),))
    anew = segments((rotation((1, 2)),), book, "primary", START, END + timedelta(days=7), ANY)
    first, later = (
        {str(event["uid"]): event.decoded("dtstart") for event in Calendar.from_ical(text).walk("VEVENT")}
        for text in (written(), calendar_of(anew, NAMES, None, STAMP + timedelta(days=1)))
    )
    assert len(first) == 2
    assert first.items() <= later.items()


def test_no_uid_comes_twice() -> None:
    assert written(SHIFTS + SHIFTS) == written()


def test_a_hole_is_no_event_and_nothing_rings() -> None:
    away = Book((), (absence(1, START, END), absence(2, START, END)))
    text = written(segments((rotation((1, 2)),), away, "primary", START, END, ANY))
    assert "BEGIN:VEVENT" not in text
    assert "VALARM" not in text + written()
