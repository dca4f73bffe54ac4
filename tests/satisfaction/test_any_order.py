"""Whatever is pressed in whatever order, at most one value stands for each indicator and the end is consistent."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from domain.plans.surveys import (
    END,
    INDICATORS,
    LEVELS,
    Paper,
    WrongMove,
    answer,
    back,
    leave,
    resume,
    skip,
    submit,
)
from storage import dues, surveys
from storage.plan_tables import survey_answers
from tests.engineers.office import CUSTOMER, open_office
from tests.satisfaction.bureau import begun, bureau_desk, sheet
from views.callbacks import encode

MOVES = ("1", "2", "3", "4", "5", "b", "k", "l", "r", "s")
PURE = {
    "b": back, "k": skip, "l": leave, "r": resume, "s": submit,
    **{str(level): (lambda paper, level=level: answer(paper, level)) for level in LEVELS},
}  # fmt: skip
# Biased to answering, so that many walks come to the end.
WALK = st.lists(st.sampled_from((*MOVES, "5", "4", "3", "k", "4", "5")), max_size=60)


@given(WALK)
def test_a_paper_is_consistent_after_any_moves(moves: list[str]) -> None:
    paper = Paper()
    for move in moves:
        try:
            after = PURE[move](paper)
        except WrongMove:
            assert paper.state != "open" or move == "s" or paper.place == END
            continue
        assert set(after.answers) <= set(INDICATORS)
        assert all(value in LEVELS for value in after.answers.values())
        assert 0 <= after.place <= END
        # An indicator that was not reached yet has no value.
        reached = max(after.place, paper.place)
        assert move not in "12345" or after.answers[INDICATORS[paper.place]] == int(move)
        assert move != "k" or INDICATORS[paper.place] not in after.answers
        assert paper.state in ("open", "left")
        assert reached <= END
        paper = after
    assert paper.state in ("open", "left", "done")
    assert (paper.state == "done") <= paper.answered


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from((*MOVES, "5", "4", "k")), st.integers(0, 3)), max_size=45))
def test_presses_in_any_order_keep_one_value_each(presses: list[tuple[str, int]]) -> None:
    """The second number presses a button so many steps old: it changes nothing."""
    for office in open_office(bureau_desk()):
        due = begun(office, "survey")
        survey = sheet(office, due)
        expected = Paper()
        for action, age in presses:
            before = surveys.get(office.conn, survey.id)
            fence = max(0, before.fence - age)
            office.press(CUSTOMER, encode("vs", survey.id, fence, action), chat=None, message=700)
            after = surveys.get(office.conn, survey.id)
            if fence != before.fence or before.paper.state == "done":
                assert after == before
                continue
            try:
                expected = PURE[action](before.paper)
            except WrongMove:
                expected = before.paper
            assert after.paper == expected
        count = select(func.count()).where(survey_answers.c.survey == survey.id)
        assert office.conn.execute(count).scalar_one() == len(expected.answers) <= len(INDICATORS)
        assert dues.get(office.conn, due.id).open == (expected.state != "done")
