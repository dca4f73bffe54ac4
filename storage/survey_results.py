"""What was answered, read from the records: forms, one-tap ratings, and who is judged by them."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, tzinfo

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from domain.plans.survey_results import Results, Sheet, Tap, sum_up
from storage.plan_tables import dues, survey_answers, surveys
from storage.tables import events, people, tickets


def resolvers(conn: Connection, contract: str, since: datetime, until: datetime) -> list[tuple[int, int]]:
    """(engineer, tickets) of a contract that were repaired in [since, until), by whoever repaired them; most first."""
    rows = conn.execute(
        select(events.c.by, func.count(), func.max(tickets.c.resolved_at))
        .select_from(tickets)
        .join(events, _resolution())
        .where(
            tickets.c.contract == contract,
            tickets.c.resolved_at >= since,
            tickets.c.resolved_at < until,
            events.c.by.is_not(None),
        )
        .group_by(events.c.by)
    )
    found = sorted(rows, key=lambda row: (row[1], row[2]), reverse=True)
    return [(row[0], row[1]) for row in found]


def judged(found: list[tuple[int, int]]) -> tuple[int, ...]:
    """Those of most repairs; several if they are equal."""
    return tuple(person for person, count in found if count == found[0][1])


def resolver_of(conn: Connection, ticket: int) -> int | None:
    """Who repaired a ticket; else who had it last."""
    row = conn.execute(
        select(events.c.by, tickets.c.assignee_id)
        .select_from(tickets)
        .outerjoin(events, _resolution())
        .where(tickets.c.id == ticket)
    ).first()
    return None if row is None else row[0] if row[0] is not None else row[1]


def superiors(conn: Connection) -> dict[int, int | None]:
    """Everybody's superior as last known, of people who left as well."""
    rows = conn.execute(select(people.c.id, people.c.superior_id).where(people.c.superior_id.is_not(None)))
    return {row[0]: row[1] for row in rows}


def results(
    conn: Connection,
    start: datetime,
    end: datetime,
    now: datetime,
    zone: tzinfo,
    contract: str | None = None,
) -> Results:
    """The figures of [start, end), of one contract or of all."""
    asked = select(func.count()).where(surveys.c.created_at >= start, surveys.c.created_at < end)
    if contract is not None:
        asked = asked.where(surveys.c.contract == contract)
    return sum_up(
        sheets(conn, start, end, contract),
        taps(conn, start, end, contract),
        start,
        end,
        zone,
        asked=conn.execute(asked).scalar_one(),
        follow_ups=_follow_ups(conn, start, now, contract),
    )


def sheets(conn: Connection, start: datetime, end: datetime, contract: str | None = None) -> list[Sheet]:
    """The questionnaires handed out in [start, end) that came to an end and say something, also unfinished ones."""
    asked = (
        select(surveys.c.id, surveys.c.contract, surveys.c.person_id, surveys.c.engineer_id,
               surveys.c.created_at, surveys.c.ended_at, dues.c.data, survey_answers.c.indicator, survey_answers.c.value)
        .join(survey_answers, survey_answers.c.survey == surveys.c.id)
        .outerjoin(dues, dues.c.id == surveys.c.due)
        .where(surveys.c.created_at >= start, surveys.c.created_at < end, surveys.c.state != "open")
        .order_by(surveys.c.id)
    )  # fmt: skip
    if contract is not None:
        asked = asked.where(surveys.c.contract == contract)
    answers: dict[int, dict[str, int]] = defaultdict(dict)
    about: dict[int, tuple[str, int, tuple[int, ...], datetime]] = {}
    for row in conn.execute(asked):
        answers[row.id][row.indicator] = row.value
        engineers = tuple((row.data or {}).get("engineers") or filter(None, (row.engineer_id,)))
        about[row.id] = (row.contract, row.person_id, engineers, row.ended_at or row.created_at)
    return [
        Sheet(contract, person, engineers, answers[number], at)
        for number, (contract, person, engineers, at) in about.items()
    ]


def taps(conn: Connection, start: datetime, end: datetime, contract: str | None = None) -> list[Tap]:
    """The ratings of tickets that were closed in [start, end)."""
    asked = (
        select(
            tickets.c.contract,
            tickets.c.customer_id,
            events.c.by,
            tickets.c.assignee_id,
            tickets.c.rating,
            tickets.c.closed_at,
        )
        .select_from(tickets)
        .outerjoin(events, _resolution())
        .where(
            tickets.c.closed_at >= start,
            tickets.c.closed_at < end,
            tickets.c.rating.is_not(None),
            tickets.c.id + 0 > 0,
        )
    )
    if contract is not None:
        asked = asked.where(tickets.c.contract == contract)
    return [
        Tap(
            row.contract,
            row.customer_id,
            row.by if row.by is not None else row.assignee_id,
            row.rating,
            row.closed_at,
        )
        for row in conn.execute(asked)
    ]


def _follow_ups(conn: Connection, start: datetime, now: datetime, contract: str | None) -> dict[str, int]:
    asked = select(dues.c.state, dues.c.due_at).where(
        dues.c.kind == "follow_up",
        or_(dues.c.opens_at >= start, dues.c.state.in_(("open", "agreed", "started"))),
    )
    if contract is not None:
        asked = asked.where(dues.c.contract == contract)
    found = {"open": 0, "overdue": 0, "done": 0}
    for state, due_at in conn.execute(asked):
        if state == "done":
            found["done"] += 1
        elif state not in ("missed", "cancelled"):
            found["open"] += 1
            found["overdue"] += due_at < now
    return found


def _resolution() -> ColumnElement[bool]:
    """The step that made a ticket resolved as it is now: one that was taken back stands at another instant."""
    return and_(
        events.c.ticket == tickets.c.id, events.c.type == "resolved", events.c.at == tickets.c.resolved_at
    )
