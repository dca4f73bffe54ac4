"""Questionnaires as they were handed out and filled in, and how often somebody was asked for a rating."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import Connection, delete, select, update

from domain.plans.surveys import RATINGS_A_MONTH, Paper
from storage.dialect import insert_ignore, upsert
from storage.plan_tables import survey_answers, surveys
from storage.tables import memberships, outbox, people, tickets


class UnknownSurvey(LookupError):
    """There is no such questionnaire, or it was changed meanwhile."""


@dataclass(frozen=True)
class Survey:
    """One person's questionnaire. `message_id` is the living message, once a press has told which it is."""

    id: int
    due: int
    contract: str
    person_id: int
    engineer_id: int | None
    fence: int
    message_id: int | None
    created_at: datetime
    ended_at: datetime | None
    paper: Paper


def hand_out(
    conn: Connection, due: int, contract: str, person_id: int, engineer_id: int | None, now: datetime
) -> Survey | None:
    """A fresh questionnaire for a person; None if they have the one of this occasion already."""
    values = {
        "due": due, "contract": contract, "person_id": person_id, "engineer_id": engineer_id, "state": "open",
        "place": 0, "fence": 0, "comment": "", "created_at": now,
    }  # fmt: skip
    if not insert_ignore(conn, surveys, values, key=("due", "person_id")):
        return None
    number = conn.execute(
        select(surveys.c.id).where(surveys.c.due == due, surveys.c.person_id == person_id)
    ).scalar_one()
    return get(conn, number)


def get(conn: Connection, number: int) -> Survey:
    """The questionnaire of that number; UnknownSurvey."""
    row = conn.execute(select(surveys).where(surveys.c.id == number)).first()
    if row is None:
        raise UnknownSurvey(number)
    rows = conn.execute(select(survey_answers).where(survey_answers.c.survey == number))
    paper = Paper(row.state, row.place, {one.indicator: one.value for one in rows}, row.comment)
    return Survey(
        row.id, row.due, row.contract, row.person_id, row.engineer_id, row.fence, row.message_id, row.created_at,
        row.ended_at, paper,
    )  # fmt: skip


def of_due(conn: Connection, due: int) -> list[Survey]:
    """All questionnaires of one occasion, in the order in which they were handed out."""
    numbers = conn.execute(select(surveys.c.id).where(surveys.c.due == due).order_by(surveys.c.id))
    return [get(conn, number) for number in numbers.scalars().all()]


def unfinished_of(conn: Connection, person_id: int) -> list[Survey]:
    """The questionnaires that the person has not sent, the newest first."""
    mine = (surveys.c.person_id == person_id, surveys.c.state.in_(("open", "left")))
    numbers = conn.execute(select(surveys.c.id).where(*mine).order_by(surveys.c.id.desc()))
    return [get(conn, number) for number in numbers.scalars().all()]


def write(conn: Connection, survey: Survey, paper: Paper, now: datetime) -> Survey:
    """Keep the paper as it is now; buttons shown so far are stale. UnknownSurvey if it was changed meanwhile."""
    ended = now if paper.state in ("done", "expired") else None
    changed = conn.execute(
        update(surveys)
        .where(surveys.c.id == survey.id, surveys.c.fence == survey.fence)
        .values(
            state=paper.state,
            place=paper.place,
            comment=paper.comment,
            ended_at=ended,
            fence=survey.fence + 1,
        )
    )
    if changed.rowcount != 1:
        raise UnknownSurvey(survey.id)
    before = survey.paper.answers
    gone = [name for name in before if name not in paper.answers]
    if gone:
        conn.execute(
            delete(survey_answers).where(
                survey_answers.c.survey == survey.id, survey_answers.c.indicator.in_(gone)
            )
        )
    for name, value in paper.answers.items():
        if before.get(name) != value:
            values = {"survey": survey.id, "indicator": name, "value": value, "at": now}
            upsert(conn, survey_answers, values)
    return get(conn, survey.id)


def stands_at(conn: Connection, survey: Survey, message_id: int | None) -> Survey:
    """Remember which message shows it; None: not known yet."""
    conn.execute(update(surveys).where(surveys.c.id == survey.id).values(message_id=message_id))
    return get(conn, survey.id)


@dataclass(frozen=True)
class Contact:
    """Somebody who speaks for a customer."""

    id: int
    name: str
    phone: str | None


def contacts_of(conn: Connection, contract: str) -> list[Contact]:
    """The members of a contract, the newest first; our own people are no customers."""
    rows = conn.execute(
        select(people.c.id, people.c.name, people.c.phone)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(
            memberships.c.contract == contract,
            people.c.is_engineer.is_(False),
            people.c.is_manager.is_(False),
        )
        .order_by(memberships.c.since.desc(), people.c.id)
    )
    return [Contact(*row) for row in rows]


def rated_enough(conn: Connection, person_id: int, row: int, now: datetime, zone: tzinfo) -> bool:
    """Whether a person was asked for `RATINGS_A_MONTH` one-tap ratings this month, not counting the outbox's `row`.

    Found by the person's closed tickets: the outbox has no index by reader and kind.
    """
    month = now.astimezone(zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    theirs = select(tickets.c.id).where(tickets.c.customer_id == person_id, tickets.c.closed_at >= month)
    rows = conn.execute(
        select(outbox.c.data).where(
            outbox.c.ticket.in_(theirs),
            outbox.c.kind == "customer",
            outbox.c.state.in_(("sending", "sent")),
            outbox.c.id != row,
        )
    )
    asked = [data for data in rows.scalars() if data.get("what") == "ask-rating"]
    return len(asked) >= RATINGS_A_MONTH
