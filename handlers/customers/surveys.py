"""The questionnaire in a customer's chat: one living message, each press a step, resumable until its time is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from domain.desk import Desk
from domain.plans.surveys import (
    COMMENT_AT_MOST,
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
from domain.tickets.refused import Refused
from handlers.customers.turn import Turn
from handlers.incoming import Answer, Incoming
from handlers.speak import revise, say
from storage import dues, people, surveys, timers
from storage.people import Someone
from storage.surveys import Survey
from views.survey_pages import Page, page
from views.texts import plain

ASKING = "survey"
"""What `people.asking` begins with while a comment is waited for."""

_MOVES: dict[str, Callable[[Paper], Paper]] = {
    "r": resume, "l": leave, "b": back, "k": skip, "s": submit,
    **{str(level): partial(answer, value=level) for level in LEVELS},
}  # fmt: skip


def press(turn: Turn) -> Answer:
    """A button of a questionnaire; Refused with the reason if it is not this person's to fill in, or not any more."""
    survey = surveys.get(turn.conn, turn.pressed.number(0))
    why_not = refusal(turn.conn, turn.desk, survey, turn.person.id, turn.now)
    if why_not is not None:
        raise Refused(why_not)
    if turn.pressed.number(1) != survey.fence:
        raise Refused("survey-stale")
    survey = _stand_here(turn, survey)
    action = turn.pressed.word(2)
    if action == "w":
        return _ask_comment(turn, survey)
    if action not in _MOVES:
        raise ValueError(action)
    try:
        paper = _MOVES[action](survey.paper)
    except WrongMove:
        raise Refused("survey-stale") from None
    said = survey.paper
    after = _keep(turn.conn, turn.desk, survey, paper, turn.now)
    _show(turn.conn, turn.desk, after, turn.now)
    if action in "12345" and said.place < END:
        level = plain(turn.person.language, f"survey-level-{action}")
        return turn.answer(
            "survey-noted",
            item=plain(turn.person.language, f"survey-item-{INDICATORS[said.place]}"),
            level=level,
        )
    return Answer()


def comment(
    conn: Connection,
    desk: Desk,
    incoming: Incoming,
    number: int,
    person: Someone,
    now: datetime,
    *,
    like_a_fault: bool,
) -> bool:
    """Words at the end of a questionnaire, which send it; False if it is waited for no more: then it is other words.

    Whoever is dissatisfied writes of faults that are past: words `like_a_fault` are the comment that was asked for
    all the same, and the customer is told how to report one of now.
    """
    people.change(conn, person.id, asking=None)
    survey = surveys.get(conn, number)
    if refusal(conn, desk, survey, person.id, now) is not None or survey.paper.state != "open":
        return False
    try:
        paper = submit(survey.paper, incoming.text.strip()[:COMMENT_AT_MOST])
    except WrongMove:
        return False
    _show(conn, desk, _keep(conn, desk, survey, paper, now), now)
    if like_a_fault:
        say(conn, person.id, now, "survey-comment-fault")
    return True


def show_mine(conn: Connection, desk: Desk, person: Someone, now: datetime) -> None:
    """`/survey`: the questionnaire that waits for this person, as a new living message at the bottom of the chat."""
    unfinished = surveys.unfinished_of(conn, person.id)
    survey = next((one for one in unfinished if refusal(conn, desk, one, person.id, now) is None), None)
    if survey is None:
        say(conn, person.id, now, "survey-none")
        return
    shown = _page(conn, desk, survey)
    if survey.message_id is not None:
        revise(conn, person.id, survey.message_id, now, "survey-elsewhere")
        # Which number the new message gets is not known yet: the next press tells.
        surveys.stands_at(conn, survey, None)
    say(conn, person.id, now, shown.text_id, shown.variables, buttons=shown.buttons)


def refusal(conn: Connection, desk: Desk, survey: Survey, person_id: int, now: datetime) -> str | None:
    """Why somebody may not answer a questionnaire (the id of a text); None if they may."""
    due = dues.get(conn, survey.due)
    if survey.person_id != person_id:
        return "survey-not-yours"
    if survey.paper.state == "done":
        return "survey-answered"
    if due.state == "cancelled" or survey.contract not in desk.contracts:
        return "survey-contract-ended"
    if survey.paper.state == "expired" or now >= due.due_at:
        return "survey-expired"
    if survey.contract not in people.contracts_of(conn, person_id):
        return "survey-no-access"
    return None


def _ask_comment(turn: Turn, survey: Survey) -> Answer:
    if survey.paper.state != "open" or survey.paper.place != END:
        raise Refused("survey-stale")
    people.change(turn.conn, turn.person.id, asking=f"{ASKING}:{survey.id}")
    turn.say("survey-ask-comment")
    return Answer()


def _stand_here(turn: Turn, survey: Survey) -> Survey:
    """The message that is pressed is the living one from now on; the one before points to it."""
    here = turn.incoming.message_id
    if survey.message_id == here:
        return survey
    if survey.message_id is not None:
        revise(turn.conn, turn.person.id, survey.message_id, turn.now, "survey-elsewhere")
    return surveys.stands_at(turn.conn, survey, here)


def _keep(conn: Connection, desk: Desk, survey: Survey, paper: Paper, now: datetime) -> Survey:
    asking = people.find(conn, survey.person_id)
    if asking is not None and asking.asking == f"{ASKING}:{survey.id}":
        people.change(conn, survey.person_id, asking=None)
    after = surveys.write(conn, survey, paper, now)
    if paper.state in ("done", "left") and paper.low:
        timers.arm(conn, f"survey-low:{survey.id}", "survey-low", now, data={"survey": survey.id})
    due = dues.get(conn, survey.due)
    if paper.state == "done" and due.open:
        dues.finish(conn, due, now, survey.person_id, {"survey": survey.id})
    return after


def _show(conn: Connection, desk: Desk, survey: Survey, now: datetime) -> None:
    shown = _page(conn, desk, survey)
    if survey.message_id is None:
        say(conn, survey.person_id, now, shown.text_id, shown.variables, buttons=shown.buttons)
    else:
        revise(
            conn,
            survey.person_id,
            survey.message_id,
            now,
            shown.text_id,
            shown.variables,
            buttons=shown.buttons,
        )


def _page(conn: Connection, desk: Desk, survey: Survey) -> Page:
    customer = desk.contract(survey.contract).customer
    last = dues.get(conn, survey.due).last_moment
    return page(survey.id, survey.fence, customer, survey.paper, last)
