"""Questionnaires and their figures are the same on every database."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from domain.plans.survey_results import Mean
from domain.plans.surveys import answer, leave, resume, skip, submit
from storage import surveys
from storage.engine import Store
from storage.survey_results import resolver_of, resolvers, results
from storage.surveys import UnknownSurvey, rated_enough
from storage.visits import wishes
from tests.engineers.office import CUSTOMER, WANG, Office
from tests.satisfaction.bureau import begun, bureau_desk, repaired, sheet


async def test_a_questionnaire_from_the_asking_to_the_figures(store: Store) -> None:
    await store.write(_filled_in)


def _filled_in(conn: Connection) -> None:
    office = Office(conn, bureau_desk())
    number = repaired(office, WANG)
    assert resolver_of(conn, number) == WANG
    assert resolvers(conn, "c1", office.now - timedelta(hours=1), office.now + timedelta(hours=1)) == [
        (WANG, 1)
    ]
    survey = sheet(office, begun(office, "survey"))
    assert surveys.hand_out(conn, survey.due, "c1", CUSTOMER, None, office.now) is None
    after = surveys.write(conn, survey, answer(survey.paper, 5), office.now)
    with pytest.raises(UnknownSurvey):
        surveys.write(conn, survey, answer(survey.paper, 1), office.now)
    after = surveys.write(conn, after, answer(after.paper, 2), office.now)
    after = surveys.write(conn, after, resume(leave(after.paper)), office.now)
    paper = after.paper
    for _ in range(13):
        paper = skip(paper)
    after = surveys.write(conn, after, submit(paper, "好"), office.now)
    assert surveys.unfinished_of(conn, CUSTOMER) == []
    day, zone = timedelta(days=1), ZoneInfo("Asia/Shanghai")
    found = results(conn, office.now - day, office.now + day, office.now, zone, "c1")
    assert (found.asked, found.answered, found.overall) == (1, 1, Mean(7, 2, 1))
    assert found.engineers[WANG].sheets == Mean(7, 2, 1)
    assert not rated_enough(conn, CUSTOMER, 0, office.now, zone)
    assert wishes(conn, None, 5) == ([], 0)
