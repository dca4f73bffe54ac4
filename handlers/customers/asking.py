"""The questions to a customer in the middle of a report. Each is a screen of buttons that only its own fence accepts."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.desk import Desk
from domain.severity import QUESTIONS, Question
from domain.triage.facts import Kind
from handlers.speak import Key, button, named, say
from storage import drafts, people, tickets, timers
from storage.drafts import Draft

ASKABLE = (Kind.FAULT, Kind.CONSULTATION, Kind.CHANGE, Kind.TRAINING, Kind.MAINTENANCE, Kind.COMPLAINT)
"""Kinds of request that a customer can choose."""
_TICKETS_AT_MOST = 6


def ask_severity(conn: Connection, desk: Desk, draft: Draft, question: Question, now: datetime) -> None:
    """What decides the level. The place after the last option of the whole question means: not sure."""
    fence = draft.fence + 1
    place = list(QUESTIONS).index(question.id)
    whole = [option.id for option in QUESTIONS[question.id].options]
    rows = [
        [button(f"option-{question.id}-{option.id}", "q", draft.id, fence, place, whole.index(option.id))]
        for option in question.options
    ]
    rows.append([button("option-unsure", "q", draft.id, fence, place, len(whole))])
    _ask(conn, desk, draft, question.id, rows, now)


def ask_kind(conn: Connection, desk: Desk, draft: Draft, now: datetime) -> None:
    """What kind of request it is."""
    if draft.question == "kind":
        return
    rows = [[button(f"kind-{kind.value}", "kd", draft.id, draft.fence + 1, kind.value)] for kind in ASKABLE]
    _ask(conn, desk, draft, "kind", rows, now)


def ask_contract(conn: Connection, desk: Desk, draft: Draft, now: datetime) -> None:
    """Under which of the person's contracts."""
    if draft.question == "contract":
        return
    rows = [
        [named(f"{desk.contracts[code].customer} · {code}", "ct", draft.id, draft.fence + 1, place)]
        for place, code in enumerate(people.contracts_of(conn, draft.person_id))
    ]
    _ask(conn, desk, draft, "contract", rows, now)


def ask_route(conn: Connection, desk: Desk, draft: Draft, now: datetime) -> None:
    """Which of the open tickets the messages are for, if for any."""
    if draft.question == "route":
        return
    fence = draft.fence + 1
    rows = []
    for number in tickets.open_of(conn, draft.person_id)[:_TICKETS_AT_MOST]:
        title = tickets.load(conn, number).title
        rows.append([named(f"#{number} {title[:40]}", "rt", draft.id, fence, number)])
    rows.append([button("button-new-report", "rt", draft.id, fence, 0)])
    _ask(conn, desk, draft, "route", rows, now)


def _ask(
    conn: Connection, desk: Desk, draft: Draft, question: str, rows: list[list[Key]], now: datetime
) -> None:
    drafts.change(conn, draft.id, now, state="asking", question=question, fence=draft.fence + 1)
    say(conn, draft.person_id, now, f"question-{question}", buttons=rows, ticket=draft.ticket)
    if draft.ticket is None:
        due = now + timedelta(seconds=desk.silence_seconds)
        timers.arm(
            conn, f"silence:{draft.id}", "silence", due, person_id=draft.person_id, data={"draft": draft.id}
        )
