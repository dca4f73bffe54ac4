"""Satisfaction surveys: handed out to every contact, reminded of once, and counted when their time is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.plans.surveys import REMIND_AFTER
from schedules.due_kinds import Kind, register
from schedules.telling import tell
from storage import dues, outbox, surveys, timers
from storage.dues import Due
from storage.outbox import Lane
from storage.survey_results import judged, resolvers
from storage.surveys import Survey
from storage.timers import Timer
from views.survey_pages import invitation


def ask(conn: Connection, desk: Desk, due: Due, now: datetime) -> None:
    """Everybody who speaks for the customer gets the questionnaire; who is judged is settled now."""
    since = _since(conn, desk, due, now)
    found = resolvers(conn, due.contract or "", since, now)
    data = {
        **due.data,
        "engineers": list(judged(found)),
        "involved": [person for person, _ in found],
        "since": since.isoformat(),
    }
    due = dues.change(conn, due, "judged", now, data=data, said={"engineers": data["engineers"]})
    _hand_out(conn, desk, due, now)
    if now + REMIND_AFTER < due.due_at:
        timers.arm(conn, f"survey:{due.id}:remind", "survey-remind", now + REMIND_AFTER, data={"due": due.id})
    timers.arm(conn, f"survey:{due.id}:over", "survey-over", max(due.due_at, now), data={"due": due.id})


def remind(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Once more to those who have not sent it nor put it aside; and for the first time to those who came meanwhile."""
    due = dues.get(conn, int(timer.data["due"]))
    if due.contract is None or due.contract not in desk.contracts:
        return
    if due.state in ("cancelled", "missed") or now >= due.due_at:
        return
    members = {one.id for one in surveys.contacts_of(conn, due.contract)}
    for survey in surveys.of_due(conn, due.id):
        if survey.paper.state == "open" and survey.person_id in members:
            _invite(conn, desk, due, survey, now, "survey-reminder")
    _hand_out(conn, desk, due, now)
    dues.note(conn, due.id, "reminded", now)


def over(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Its time is over: what was begun counts as it is, and the managers hear what came of it."""
    due = dues.get(conn, int(timer.data["due"]))
    asked = surveys.of_due(conn, due.id)
    for survey in asked:
        if survey.paper.state in ("open", "left"):
            _expire(conn, desk, survey, now)
    if due.state == "cancelled":
        return
    answered = sum(one.paper.answered for one in asked)
    if due.open and answered:
        # Answered in time: that nobody pressed the last button does not make it late.
        dues.change(
            conn, due, "done", now, state="done", done_at=min(now, due.due_at), said={"answered": answered}
        )
    elif due.open:
        why = "nobody-answered" if asked else "nobody-to-ask"
        dues.change(conn, due, "missed", now, state="missed", late=True, said={"why": why})
    words = {
        "customer": desk.contract(due.contract).customer if due.contract else "",
        "asked": len(asked),
        "answered": answered,
    }
    text_id = "survey-over-answered" if answered else "survey-over-silent" if asked else "survey-over-nobody"
    tell(conn, desk.managers_chat, now, text_id, words, lane=Lane.REPORT)


def _hand_out(conn: Connection, desk: Desk, due: Due, now: datetime) -> None:
    engineers = due.data.get("engineers") or [None]
    for contact in surveys.contacts_of(conn, due.contract or ""):
        survey = surveys.hand_out(conn, due.id, due.contract or "", contact.id, engineers[0], now)
        if survey is not None:
            _invite(conn, desk, due, survey, now, "survey-ask")


def _invite(conn: Connection, desk: Desk, due: Due, survey: Survey, now: datetime, text_id: str) -> None:
    customer = desk.contract(survey.contract).customer
    page = invitation(survey.id, survey.fence, customer, due.last_moment, text_id)
    tell(
        conn, survey.person_id, now, page.text_id, page.variables, buttons=page.buttons, lane=Lane.PROMPT,
        dedupe=f"{text_id}:{survey.id}",
    )  # fmt: skip


def _expire(conn: Connection, desk: Desk, survey: Survey, now: datetime) -> None:
    surveys.write(conn, survey, replace(survey.paper, state="expired"), now)
    if survey.paper.low:
        timers.arm(conn, f"survey-low:{survey.id}", "survey-low", now, data={"survey": survey.id})
    if survey.message_id is None:
        return
    # Its buttons do nothing any more: they go.
    shown = {
        "id": "survey-closed", "vars": {"customer": desk.contract(survey.contract).customer}, "buttons": [],
        "message_id": survey.message_id,
    }  # fmt: skip
    outbox.put(
        conn, lane=Lane.PROMPT, chat_id=survey.person_id, kind="revise", now=now, person_id=survey.person_id,
        data=shown, dedupe=f"revise:{survey.person_id}:{survey.message_id}", reusable=True,
    )  # fmt: skip


def _since(conn: Connection, desk: Desk, due: Due, now: datetime) -> datetime:
    """The end of the interval before: the last survey of the contract, or so long ago as this window is long."""
    before = dues.listed(
        conn, kinds=(due.kind,), contract=due.contract, name=due.name, opens_before=due.opens_at
    )
    if before:
        return before[-1].opens_at
    zone = ZoneInfo(desk.contracts[due.contract or ""].timezone)
    first = datetime.combine(date.fromisoformat(due.data["first"]), time(), zone)
    return now - max(due.due_at - first, timedelta(days=1))


register("survey", Kind(ask, climbs=False))
