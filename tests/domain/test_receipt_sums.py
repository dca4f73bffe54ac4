"""Every piece of a receipt on random tickets: nothing is lost and nothing counted twice, to the second."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from domain.contracts import load_preset
from domain.terms import Preset
from domain.tickets.events import fold
from domain.tickets.receipt import receipt_of
from domain.tickets.receipt_lines import Line, Receipt, Verdict
from tests.oracle.stories import TICKETS_A_CONTRACT, Story, stories

TICKETS = 240


def receipts() -> Iterator[tuple[Story, Receipt]]:
    presets: dict[int, dict[int, Preset]] = {}
    rng = Random(7)
    for story in stories(TICKETS, seed=3):
        versions = presets.setdefault(
            story.number // TICKETS_A_CONTRACT,
            {
                number: load_preset("c", terms.data, terms.timezone, terms.zone)
                for number, terms in story.agreed.versions.items()
            },
        )
        now = story.events[-1].at + timedelta(seconds=rng.choice((0, 1, 3600, rng.randrange(9 * 86400))))
        ticket = fold(story.number, story.events)
        yield story, receipt_of(ticket, story.events, versions.__getitem__, now)


@pytest.fixture(scope="module")
def lines() -> list[tuple[datetime, Line]]:
    found = [(receipt.at, line) for _, receipt in receipts() for line in receipt.lines]
    assert len(found) > TICKETS
    return found


def test_the_stretches_add_up_to_what_the_clock_counted(lines: list[tuple[datetime, Line]]) -> None:
    for _, line in lines:
        clock = line.clock
        assert line.used == sum(one.seconds for one in line.stretches)
        assert line.used == clock.counted(clock.started_at, line.until)
        assert line.paused == clock.paused(line.until)


def test_used_and_left_are_the_promise_while_a_clock_runs(lines: list[tuple[datetime, Line]]) -> None:
    for at, line in lines:
        if line.verdict is Verdict.RUNNING:
            assert line.until == at
            assert line.used + line.left == line.promised
        else:
            assert line.left == 0
        assert (line.verdict is Verdict.BREACHED) == (line.late > timedelta())


def test_stretches_gaps_and_pauses_tell_the_whole_time_once(lines: list[tuple[datetime, Line]]) -> None:
    for _, line in lines:
        pieces = [(one.start, one.end) for one in (*line.stretches, *line.gaps)]
        pieces += [(one.start, min(one.end, line.until)) for one in line.pauses if not one.after_end]
        pieces = sorted(piece for piece in pieces if piece[0] < piece[1])
        if not pieces:
            assert line.until == line.clock.started_at
            continue
        assert pieces[0][0] == line.clock.started_at
        assert pieces[-1][1] == line.until
        assert all(one[1] == other[0] for one, other in pairwise(pieces))


def test_the_changes_lead_from_one_deadline_to_the_next(lines: list[tuple[datetime, Line]]) -> None:
    seen = 0
    for _, line in lines:
        for one, other in pairwise(line.changes):
            assert one.after == other.before
        if line.superseded_by is not None:
            seen += 1
            assert line.superseded_by.at == line.clock.superseded_at
            assert line.superseded_by.due_before == line.clock.due_at
        if line.changes and not [pause for pause in line.pauses if pause.start >= line.changes[-1].at]:
            assert line.changes[-1].due_after == line.clock.due_at
    assert seen > 20
