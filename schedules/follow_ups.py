"""Low answers become somebody's task: the superior's of the engineer whom they are about, never that engineer's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from domain.desk import Desk
from domain.plans.follow_ups import due_by, who_follows_up
from domain.plans.outlook import working
from schedules.due_kinds import Keys, Kind, register
from schedules.telling import tell
from storage import dues, people, surveys, tickets
from storage.dues import Due
from storage.outbox import Lane
from storage.survey_results import resolver_of, superiors
from storage.timers import Timer
from views.survey_pages import answers_in_words
from views.visit_pages import follow_up_keys

KIND = "follow_up"
_LABEL = {"zh": "低分跟进", "en": "Follow-up of a low rating"}


def of_survey(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Somebody was dissatisfied with an indicator."""
    survey = surveys.get(conn, int(timer.data["survey"]))
    if not survey.paper.low:
        return
    about = dues.get(conn, survey.due).data
    engineers = list(about.get("engineers", ()))
    # Everybody who repaired something in the interval may be meant, and so may the one who looks after the customer.
    service = desk.service.get(survey.contract)
    caring = [service.engineer] if service is not None and service.engineer is not None else []
    concerned = [*engineers, *about.get("involved", ()), *caring]
    told = {"low": survey.paper.low, "comment": survey.paper.comment}
    begun = dues.find(conn, f"{KIND}:survey:{survey.id}")
    if begun is not None:
        _more(conn, desk, begun, told, now)
        return
    data = {"survey": survey.id, "customer": survey.person_id, "told": told}
    _open(conn, desk, survey.contract, f"survey:{survey.id}", engineers or caring, concerned, data, now)


def of_rating(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Somebody rated a repair low. The managers were told at once; this is the task that comes of it."""
    ticket = tickets.load(conn, int(timer.data["ticket"]))
    engineer = resolver_of(conn, ticket.id)
    engineers = [engineer] if engineer is not None else []
    concerned = [*engineers, *([ticket.assignee_id] if ticket.assignee_id is not None else [])]
    data = {"ticket": ticket.id, "customer": ticket.customer_id}
    _open(conn, desk, ticket.contract, f"rating:{ticket.id}", engineers, concerned, data, now)


def ask(conn: Connection, desk: Desk, due: Due, now: datetime) -> None:
    """Say what the customer was dissatisfied with, and by when they are to be heard. Nobody there: the managers."""
    contact = people.find(conn, int(due.data["customer"]))
    names = [desk.people[one].name for one in due.data["engineers"] if one in desk.people]
    words = {
        "customer": desk.contract(due.contract or "").customer,
        "contact": contact.name if contact is not None else "–",
        "phone": (contact.phone if contact is not None else None) or "–",
        "engineers": ", ".join(names) or "–",
        "until": {"at": due.last_moment.isoformat()},
        **_what(conn, due),
    }
    reader = due.person_id if due.person_id is not None else desk.managers_chat
    text_id = "follow-up-ask-ticket" if "ticket" in due.data else "follow-up-ask"
    buttons = keys(due) if due.person_id is not None else ()
    tell(conn, reader, now, text_id, words, buttons=buttons, lane=Lane.PROMPT)


def keys(due: Due) -> Keys:
    """How the customer was reached."""
    return follow_up_keys(due.id, due.fence)


def _what(conn: Connection, due: Due) -> dict[str, Any]:
    if "ticket" in due.data:
        ticket = tickets.load(conn, int(due.data["ticket"]))
        return {"number": ticket.id, "stars": ticket.rating or 0, "title": ticket.title}
    paper = surveys.get(conn, int(due.data["survey"])).paper
    return {"lines": answers_in_words(paper.low, paper.comment)}


def _more(conn: Connection, desk: Desk, due: Due, told: dict[str, Any], now: datetime) -> None:
    """The form was taken up again: whoever follows up hears what it says now, while they still can ask about it."""
    if due.open and due.data.get("told") != told:
        ask(conn, desk, dues.change(conn, due, "more", now, data={**due.data, "told": told}), now)


def _open(
    conn: Connection,
    desk: Desk,
    contract: str,
    meaning: str,
    engineers: Sequence[int],
    concerned: Sequence[int],
    data: dict[str, Any],
    now: datetime,
) -> None:
    if contract not in desk.contracts:
        return
    kept = {
        **data,
        "label": _LABEL,
        "engineers": list(engineers),
        "concerned": list(dict.fromkeys(concerned)),
    }
    due = dues.add(
        conn, f"{KIND}:{meaning}", KIND, KIND, now, due_by(working(desk, contract), now), now, contract=contract,
        person_id=who_follows_up(desk, engineers, concerned, superiors(conn)), data=kept,
    )  # fmt: skip
    if due is not None:
        ask(conn, desk, due, now)
        dues.arm(conn, due, now)


def _instead(conn: Connection, desk: Desk, due: Due, now: datetime) -> int | None:
    return who_follows_up(desk, due.data["engineers"], due.data["concerned"], superiors(conn))


register(KIND, Kind(ask, keys, who=_instead))
