"""The receipt in words: the same numbers for both sides, nothing obeyed that people wrote, never too long."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from domain.tickets.receipt_lines import Verdict
from tests.receipt.samples import (
    ALL,
    CHEN,
    LI,
    OFFICE,
    everything,
    local,
    long_wait,
    office,
    plain_fault,
    reading,
    receipt,
    story,
    superseded,
)
from views.receipt import LONGEST, receipt_text
from views.receipt_words import Reading, exact, span
from views.summary import visible_length


def shown(name: str, language: str = "en", *, inside: bool = False) -> str:
    found, terms = ALL[name]()
    return receipt_text(found, reading(found, terms, language, inside=inside))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", list(ALL))
def test_every_receipt_fits_and_has_only_our_marks(name: str, language: str) -> None:
    words = shown(name, language, inside=True)
    assert visible_length(words) <= LONGEST
    assert set(re.findall(r"</?(\w+)", words)) <= {"b", "i"}
    assert "???" not in words
    assert "{" not in words


@pytest.mark.parametrize("name", list(ALL))
def test_both_sides_read_the_same_numbers(name: str) -> None:
    ours, theirs = shown(name, inside=True).split("\n"), shown(name).split("\n")
    assert [line for line in ours if not line.startswith("📝")] == theirs


def test_why_a_deadline_was_missed_is_for_ours_alone() -> None:
    assert "spare &lt;part&gt; was wrong" in shown("everything", inside=True)
    assert "spare" not in shown("everything")


def test_a_plain_fault_is_added_up_to_the_second() -> None:
    words = shown("plain")
    assert "Response</b> · Level 1 · critical · <b>✔️ in time" in words
    assert "Fri 11-20 10:00:05–10:12:35 · 12 min 30 s" in words
    assert "⏹ Fri 11-20 10:12:35 first answer · Li Wei" in words
    assert "<b>Σ 12 min 30 s</b> of 2 h 00 min 00 s" in words
    assert "left <b>21 h 29 min 55 s</b>" in words
    assert words.split("\n")[1] == "⏱ <b>Restored by Sat 11-21 10:00:05</b> · in 21 h 29 min"


def test_pause_contest_regrade_and_holiday_stand_in_the_order_of_time() -> None:
    block = next(
        part for part in shown("everything").split("\n\n") if part.startswith("<b>Restored</b> · Level 1")
    )
    order = [
        "Mon 09-28 13:30–15:00 · 1 h 30 min 00 s",
        "paused, 4 h 30 min 00 s left out: Waiting for access; Li Wei asked, "
        "Mrs &lt;i&gt;Chen&lt;/i&gt; agreed; the customer wrote",
        "🔴 Tue 09-29 17:15 not repaired, says Mrs &lt;i&gt;Chen&lt;/i&gt;: the stop at Tue 09-29 16:00 does not count",
        "deadline Fri 10-09 14:30 → <b>Wed 09-30 09:50</b> · by itself Tue 09-29 16:30, but 30 min notice",
        "Wed 09-30 12:00 – Thu 10-08 09:00 holiday or day off",
        "Σ 22 h 05 min 09 s</b> of 10 h 20 min 00 s · <b>217 h 15 min 09 s after the deadline",
    ]
    places = [block.find(words) for words in order]
    assert -1 not in places, (places, block)
    assert places == sorted(places)


def test_the_lines_of_a_clock_add_up_to_its_sum() -> None:
    for name in ALL:
        found, _ = ALL[name]()
        blocks = shown(name).split("\n\n")[1:]
        ordered = sorted(found.lines, key=lambda line: line is not found.next)
        for line, block in zip(ordered, blocks, strict=True):
            counted = 0
            for row in block.split("\n"):
                if re.match(r"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun|…)", row) and "left out" not in row:
                    counted += seconds(row)
                if row.startswith("…") and "left out" in row:
                    counted += seconds(row.split(",")[0])
            # What is to come is listed after the sum, folded lines of it too.
            still = [row for row in block.split("Σ")[1].split("\n")[1:] if row.startswith("…")]
            assert counted - sum(seconds(row) for row in still) == line.used, block


def seconds(row: str) -> int:
    found = re.findall(r"(?:(\d+) h )?(?:(\d+) min )?(\d+) s\b", row)
    hours, minutes, rest = found[-1]
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(rest)


def test_weeks_of_equal_days_are_one_line_with_their_sum() -> None:
    assert "Thu 2026-12-24 – Wed 01-06 · 10 working days of 7 h 30 min 00 s = 75 h 00 min 00 s" in shown(
        "long"
    )


def test_a_year_without_holiday_list_is_said() -> None:
    assert "The public holidays of 2027 are not known yet" in shown("long")
    assert "2027 年的放假安排尚未公布" in shown("long", "zh")
    assert "not known yet" not in shown("superseded")


def test_clocks_before_a_change_stay_with_their_own_verdict() -> None:
    found, _ = superseded()
    verdicts = [(line.clock.name, line.clock.level, line.verdict) for line in found.lines]
    assert verdicts == [
        ("response", 2, Verdict.KEPT),
        ("restore", 2, Verdict.RUNNING),
        ("onsite", 1, Verdict.BREACHED),
        ("restore", 2, Verdict.SUPERSEDED),
        ("restore", 1, Verdict.BREACHED),
    ]
    words = shown("superseded")
    assert "it &lt;b&gt;spreads&lt;/b&gt;" in words
    assert "asked by Li Wei, consent of the customer" in words
    assert "version 1 → version 2 · Boss" in words
    assert "no longer promised" in words


def test_a_ticket_with_very_many_lines_still_fits_and_adds_up() -> None:
    def terms(version: int) -> object:
        return office()

    happened: list[tuple] = [("opened", "2026-03-02 09:00:01", CHEN, {"level": 2})]
    for day in range(3, 28):
        happened.append(
            (
                "regraded",
                f"2026-03-{day:02} 10:00:{day:02}",
                LI,
                {"level": day % 2 + 1, "was": 1, "reason": "x" * 400},
            )
        )
        until = local(f"2026-03-{day:02} 11:{day:02}:07").isoformat()
        data = {"reason": "access", "until": until, "clocks": ["restore"], "asked_by": LI}
        happened.append(("pause_agreed", f"2026-03-{day:02} 10:30:00", CHEN, data))
    found = receipt(story(*happened), terms, "2026-04-20 12:00:03")  # type: ignore[arg-type]
    for language in ("zh", "en"):
        words = receipt_text(found, reading(found, terms, language))  # type: ignore[arg-type]
        assert visible_length(words) <= LONGEST
        assert exact(found.lines[0].used, language) in words
        assert "earlier clocks" in words or language == "zh"


def test_a_request_without_a_promise_says_so() -> None:
    events = story(("opened", "2026-03-02 09:00", CHEN, {"kind": "training"}))
    found = receipt(events, lambda version: office(), "2026-03-02 10:00")
    assert "promises no time" in receipt_text(found, reading(found, lambda version: office(), "en"))


def test_a_pause_that_goes_on_and_one_after_the_end_are_told_as_such() -> None:
    until = local("2026-03-03 10:00").isoformat()
    asked = {"reason": "access", "until": until, "clocks": ["restore", "onsite"], "asked_by": LI}
    events = story(
        ("opened", "2026-03-02 09:00", CHEN, {"level": 1}),
        ("arrived", "2026-03-02 09:30", LI),
        ("pause_agreed", "2026-03-02 10:00", CHEN, asked),
    )
    found = receipt(events, lambda version: office(), "2026-03-02 11:00")
    words = receipt_text(found, reading(found, lambda version: office(), "en"))
    assert "1 h 00 min 00 s left out: Waiting for access" in words
    assert "still standing" in words
    assert "after this clock had ended, so only the deadline moved" in words


def test_lengths_and_spans_are_exact_and_short() -> None:
    assert [exact(n, "en") for n in (0, 59, 60, 3600, 93784)] == [
        "0 s", "59 s", "1 min 00 s", "1 h 00 min 00 s", "26 h 03 min 04 s",
    ]  # fmt: skip
    found, terms = plain_fault()
    reader: Reading = replace(reading(found, terms, "en"))
    assert span(local("2026-11-20 22:00"), local("2026-11-21 00:00"), reader) == "Fri 11-20 22:00–24:00"
    assert (
        span(local("2026-11-20 22:00"), local("2026-11-21 06:00"), reader)
        == "Fri 11-20 22:00 – Sat 11-21 06:00"
    )


def test_half_days_and_closed_days_within_the_time_are_part_of_the_calendar_in_words() -> None:
    calendars = {**OFFICE["calendars"], "office": {**OFFICE["calendars"]["office"], "closed": ["2026-03-03"]}}
    terms = office(calendars=calendars)
    events = story(("opened", "2026-03-02 09:00", CHEN, {"level": 2}))
    found = receipt(events, lambda version: terms, "2026-03-04 10:00")
    words = receipt_text(found, reading(found, lambda version: terms, "en"))
    assert "closed 03-03" in words
    assert "Mon 03-02 18:00 – Wed 03-04 09:00 holiday or day off" in words
    assert "09-30 09:00–12:00" in shown("everything")


def test_samples_say_what_they_are_for() -> None:
    found, _ = everything()
    line = next(line for line in found.lines if line.clock.name == "restore" and line.superseded_by is None)
    assert line.pauses
    assert line.contests
    assert line.changes[0].eased
    assert any(gap.off for gap in line.gaps)
    assert line.explained is not None
    assert long_wait()[0].lines[0].unknown_years == (2027,)


def test_a_ticket_withdrawn_in_time_kept_no_promise() -> None:
    events = story(
        ("opened", "2026-03-02 09:00", CHEN, {"level": 2}), ("withdrawn", "2026-03-02 09:20", CHEN)
    )
    found = receipt(events, lambda version: office(), "2026-03-02 10:00")
    words = receipt_text(found, reading(found, lambda version: office(), "en"))
    assert words.count("☑️ ended with the ticket") == 2
    assert "in time" not in words
