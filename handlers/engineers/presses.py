"""The engineers' buttons: steps of a ticket, forms, handing over. Who may press is read from the records each time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from domain.tickets.commands import FixDefect, HandOver, Resume, Sort, Step, TakeBack
from domain.tickets.decide import decide
from domain.tickets.duty import taken_at
from domain.tickets.events import Happened, Ticket
from domain.tickets.refused import Refused
from handlers.engineers import (
    courses,
    forms,
    incidents,
    inspections,
    missed_form,
    oncall,
    paid,
    pause_form,
    plan,
    promises,
    tasks,
    weekly,
)
from handlers.engineers.lists import brief, keys
from handlers.incoming import Answer, Incoming
from handlers.refusals import refusal_text, short_name
from handlers.speak import button, named
from handlers.staff import Turn, number_in, person_in, refuse_outsider, safe, take_turn
from storage import apply, people, tickets
from storage.dues import UnknownDue
from storage.forms import UnknownForm
from storage.offers import UnknownOffer
from storage.tickets import UnknownTicket
from views.callbacks import Press
from views.texts import plain

VERBS = frozenset(
    {
        "do",
        "ho",
        "hx",
        "fm",
        "ex",
        "pm",
        *incidents.VERBS,
        *inspections.VERBS,
        *plan.VERBS,
        *weekly.VERBS,
        *tasks.VERBS,
        *oncall.VERBS,
        *courses.VERBS,
        *paid.VERBS,
    }
)
"""do: a step of a ticket; ho, hx: hand over to somebody, or do not; fm: a button of a form; ex: why it was late;
pm: by when, on it, cannot.
"""

_STEPS = {
    "ack": Happened.ACKNOWLEDGED,
    "way": Happened.ON_WAY,
    "arr": Happened.ARRIVED,
    "rem": Happened.REMOTE,
    "wait": Happened.WAITING,
    "rest": Happened.RESTORED,
}
_NAMES_AT_MOST = 40


def press(conn: Connection, desk: Desk, incoming: Incoming, pressed: Press, now: datetime) -> Answer:
    """Act on a press; whatever it was, there is an answer."""
    turn = take_turn(conn, desk, incoming, now)
    if turn is None:
        return refuse_outsider(conn, desk, incoming, "only-engineers")
    try:
        return _act(turn, pressed)
    except Refused as refused:
        return Answer(refusal_text(conn, desk, turn.language, refused, now), alert=True)
    except (ValueError, UnknownTicket, UnknownForm, UnknownOffer, UnknownDue):
        return turn.alert("refused-stale")


def _act(turn: Turn, pressed: Press) -> Answer:
    match pressed.verb:
        case "do":
            return _do(turn, pressed)
        case "ho":
            return _hand_over(turn, pressed)
        case "hx":
            turn.revise("hand-over-not", {"number": number_in(pressed, 0)}, ticket=number_in(pressed, 0))
            return Answer()
        case "fm":
            return forms.press(turn, pressed)
        case "ex":
            return missed_form.open_missed(turn, pressed)
        case "pm":
            return promises.press(turn, pressed)
        case verb if verb in inspections.VERBS:
            return inspections.press(turn, pressed)
        case verb if verb in incidents.VERBS:
            return incidents.press(turn, pressed)
        case verb if verb in weekly.VERBS:
            return weekly.press(turn, pressed)
        case verb if verb in plan.VERBS:
            return plan.press(turn, pressed)
        case verb if verb in tasks.VERBS:
            return tasks.press(turn, pressed)
        case verb if verb in oncall.VERBS:
            return oncall.press(turn, pressed)
        case verb if verb in courses.VERBS:
            return courses.press(turn, pressed)
        case verb if verb in paid.VERBS:
            return paid.press(turn, pressed)
        case verb:
            raise ValueError(verb)


def _do(turn: Turn, pressed: Press) -> Answer:
    ticket = tickets.load(turn.conn, number_in(pressed, 0))
    action, turn_of_ticket = pressed.word(1), number_in(pressed, 2)
    # An acknowledgement from before a release or a reopening still means: I take it.
    if action != "ack" and turn_of_ticket != ticket.round:
        raise Refused("refused-stale")
    match action:
        case "res":
            forms.open_resolve(turn, ticket)
            return Answer()
        case "lvl":
            forms.open_regrade(turn, ticket)
            return Answer()
        case "pause":
            pause_form.open_pause(turn, ticket)
            return Answer()
        case "go":
            return _go_on(turn, ticket)
        case "gr":
            return _sort(turn, ticket, pressed)
        case "fixed":
            after = apply.apply(turn.conn, turn.desk, ticket.id, FixDefect(turn.person.id), turn.now)
            _freshen(turn, after)
            return Answer(plain(turn.language, "engineer-did-fixed", number=ticket.id))
        case "exp":
            return promises.call_experts(turn, ticket)
        case "hand":
            _offer_names(turn, ticket)
            return Answer()
        case "back":
            after = apply.apply(turn.conn, turn.desk, ticket.id, TakeBack(turn.person.id), turn.now)
            state = plain(turn.language, f"state-{after.state.value}")
            _freshen(turn, after)
            return Answer(plain(turn.language, "engineer-did-back", number=ticket.id, state=state))
        case _ if action in _STEPS:
            after = _step(turn, ticket, _STEPS[action])
            _freshen(turn, after)
            incidents.offer_same(turn, after, action)
            return Answer(plain(turn.language, f"engineer-did-{action}", number=ticket.id))
        case _:
            raise ValueError(action)


def _step(turn: Turn, ticket: Ticket, step: Happened) -> Ticket:
    try:
        return apply.apply(turn.conn, turn.desk, ticket.id, Step(step, turn.person.id), turn.now)
    except Refused as refused:
        if refused.reason in paid.HELD_UP:
            paid.tell_held_up(turn, ticket)
        if refused.reason != "refused-taken":
            raise
        # The ticket keeps its first acknowledgement for the figures; the loser is told since when it is taken now.
        at = taken_at(tickets.history(turn.conn, ticket.id))
        raise Refused(refused.reason, **{**refused.details, "at": at}) from None


def _go_on(turn: Turn, ticket: Ticket) -> Answer:
    if not ticket.pause:
        raise Refused("refused-not-paused")
    if ticket.assignee_id != turn.person.id:
        raise Refused("refused-not-yours", who=ticket.assignee_id)
    after = apply.apply(turn.conn, turn.desk, ticket.id, Resume(turn.person.id, "engineer"), turn.now)
    _freshen(turn, after)
    return Answer(plain(turn.language, "engineer-did-go", number=ticket.id))


def _sort(turn: Turn, ticket: Ticket, pressed: Press) -> Answer:
    grades = turn.desk.preset_of(ticket).requests.get(ticket.kind, ())
    place = pressed.number(3)
    if place >= len(grades):
        raise Refused("refused-no-grade")
    grade = grades[place]
    after = apply.apply(turn.conn, turn.desk, ticket.id, Sort(turn.person.id, grade.name), turn.now)
    _freshen(turn, after)
    label = grade.label[turn.language]
    return Answer(plain(turn.language, "engineer-did-grade", number=ticket.id, grade=label))


def _freshen(turn: Turn, ticket: Ticket) -> None:
    """A page in a private chat goes on as a small card; the one in the group is drawn anew by itself."""
    if turn.incoming.private and not incidents.stays_bundled(turn, ticket):
        line = brief(turn, ticket, tickets.history(turn.conn, ticket.id))
        turn.revise("engineer-shown", {"lines": safe(line)}, buttons=keys(turn, ticket), ticket=ticket.id)


def _offer_names(turn: Turn, ticket: Ticket) -> None:
    # Nobody has the id 0: this asks whether the ticket can be handed over by this person at all.
    command = HandOver(turn.person.id, 0, manager=turn.person.is_manager)
    decide(ticket, tickets.history(turn.conn, ticket.id), command, turn.now)
    ours = (people.find(turn.conn, one) for one in turn.desk.people if one != ticket.assignee_id)
    others = sorted((one for one in ours if one is not None and one.is_engineer), key=lambda one: one.name)
    rows = [
        [named(short_name(turn.conn, one.id), "ho", ticket.id, one.id, ticket.round)]
        for one in others[:_NAMES_AT_MOST]
    ]
    rows.append([button("hand-over-no", "hx", ticket.id)])
    turn.reply_about(ticket.id, "hand-over-whom", {"number": ticket.id}, buttons=rows)


def _hand_over(turn: Turn, pressed: Press) -> Answer:
    ticket = tickets.load(turn.conn, number_in(pressed, 0))
    to = people.find(turn.conn, person_in(pressed, 1))
    if number_in(pressed, 2) != ticket.round or to is None or not to.is_engineer:
        raise Refused("refused-stale")
    command = HandOver(turn.person.id, to.id, manager=turn.person.is_manager)
    apply.apply(turn.conn, turn.desk, ticket.id, command, turn.now)
    names = {"number": ticket.id, "who": turn.person.name, "to": to.name}
    turn.revise("hand-over-done", names, ticket=ticket.id)
    return Answer(
        plain(turn.language, "engineer-did-hand", number=ticket.id, to=short_name(turn.conn, to.id))
    )
