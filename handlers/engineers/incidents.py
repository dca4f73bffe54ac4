"""Reports that are one incident: joining them, or not, and one step for all of them."""

from __future__ import annotations

from contextlib import suppress

from domain.tickets.commands import Join, Step
from domain.tickets.events import Happened, State, Ticket
from domain.tickets.refused import Refused
from handlers.incoming import Answer
from handlers.speak import Key, button
from handlers.staff import Turn, number_in
from storage import apply, bundles, incidents, outbox, rooms, tickets
from storage.incidents import Incident
from storage.outbox import Lane
from views.callbacks import Press
from views.incidents import numbers_text
from views.texts import plain

VERBS = frozenset({"ij", "in", "is", "io"})
"""ij, in: join the reports of an offer, or not; is: the same step for the other tickets of an incident; io: a room."""

_SHARED = {
    "way": (Happened.ON_WAY, State.ON_WAY),
    "arr": (Happened.ARRIVED, State.ONSITE),
    "rem": (Happened.REMOTE, State.REMOTE),
    "rest": (Happened.RESTORED, State.RESTORED),
}
_DONE = (State.RESTORED, State.RESOLVED, State.CLOSED)


def press(turn: Turn, pressed: Press) -> Answer:
    """Act on a press; ValueError or Refused for one that has become pointless."""
    if pressed.verb == "is":
        return _same(turn, pressed)
    if pressed.verb == "io":
        return _open_room(turn, number_in(pressed, 0))
    incident = incidents.get(turn.conn, number_in(pressed, 0))
    if incident is None or incident.state != "open":
        return turn.alert("refused-stale")
    if pressed.verb == "in":
        incidents.decide(turn.conn, incident, "refused", turn.person.id, turn.now)
        incidents.ask(turn.conn, turn.desk.engineers_chat, incident.id, turn.now)
        return Answer(plain(turn.language, "storm-did-leave"))
    return _join(turn, incident)


def _open_room(turn: Turn, number: int) -> Answer:
    ticket = tickets.load(turn.conn, number)
    if not ticket.open or rooms.asked_for(turn.conn, number):
        raise Refused("refused-already")
    rooms.ask(turn.conn, turn.desk.engineers_chat, number, turn.now)
    incidents.freshen(turn.conn, turn.desk.engineers_chat, [number], turn.now)
    return Answer(plain(turn.language, "storm-did-open", number=number))


def open_room(turn: Turn, number: int) -> None:
    """Somebody looks at a ticket for which so far only its incident's message speaks: it gets a topic of its own."""
    ticket = tickets.load(turn.conn, number)
    if ticket.open and rooms.shares(turn.conn, ticket) and not rooms.asked_for(turn.conn, number):
        rooms.ask(turn.conn, turn.desk.engineers_chat, number, turn.now)
        incidents.freshen(turn.conn, turn.desk.engineers_chat, [number], turn.now)


def _join(turn: Turn, incident: Incident) -> Answer:
    loaded = [tickets.load(turn.conn, number) for number in incident.tickets]
    apart = [one for one in loaded if one.open and one.incident is None]
    lead = _lead(turn, incident) or (apart[0] if len(apart) > 1 else None)
    others = [one for one in apart if lead is not None and one.id != lead.id]
    if lead is None or not others:
        return turn.alert("storm-nothing")
    incidents.decide(turn.conn, incident, "accepted", turn.person.id, turn.now)
    incidents.change(turn.conn, incident, lead=lead.id, tickets=[one.id for one in apart])
    for one in others:
        with suppress(Refused):
            apply.apply(turn.conn, turn.desk, one.id, Join(turn.person.id, lead.id), turn.now)
    taken = next((one.assignee_id for one in (lead, *others) if one.assignee_id is not None), None)
    if taken is not None:
        # Somebody is at one of them already: that acknowledgement counts for all that nobody has.
        for one in (lead, *others):
            if one.assignee_id is None:
                with suppress(Refused):
                    step = Step(Happened.ACKNOWLEDGED, taken)
                    apply.apply(turn.conn, turn.desk, one.id, step, turn.now, alone=True)
    incidents.ask(turn.conn, turn.desk.engineers_chat, incident.id, turn.now)
    return Answer(plain(turn.language, "storm-did-join", lead=lead.id, count=len(others)))


def _lead(turn: Turn, incident: Incident) -> Ticket | None:
    """The ticket that leads already, if these are more reports to it; its own lead, should it have been joined since."""
    if incident.lead is None:
        return None
    lead = tickets.load(turn.conn, incident.lead)
    while lead.incident is not None:
        lead = tickets.load(turn.conn, lead.incident)
    if not lead.open:
        raise Refused("refused-stale")
    return lead


def offer_same(turn: Turn, ticket: Ticket, action: str) -> None:
    """After a step: whether it holds for the other tickets of the incident that the same person has."""
    numbers = _others(turn, ticket, action) if action in _SHARED else []
    if not numbers:
        return
    words = {"number": ticket.id, "count": len(numbers), "numbers": numbers_text(numbers, turn.language)}
    key: Key = button("same-for-all", "is", ticket.id, action, ticket.round, count=len(numbers))
    turn.reply_about(ticket.id, f"same-step-{action}", words, buttons=[[key]])


def _same(turn: Turn, pressed: Press) -> Answer:
    ticket = tickets.load(turn.conn, number_in(pressed, 0))
    action = pressed.word(1)
    if action not in _SHARED:
        raise ValueError(action)
    step, state = _SHARED[action]
    if ticket.assignee_id != turn.person.id:
        raise Refused("refused-not-yours", who=ticket.assignee_id)
    if ticket.round != number_in(pressed, 2) or ticket.state is not state:
        raise Refused("refused-stale")
    done = []
    for number in _others(turn, ticket, action):
        with suppress(Refused):
            apply.apply(turn.conn, turn.desk, number, Step(step, turn.person.id), turn.now)
            done.append(number)
    if not done:
        raise Refused("refused-already")
    turn.revise("same-done", {"numbers": numbers_text(done, turn.language)}, ticket=ticket.id)
    return Answer(plain(turn.language, "same-did", count=len(done)))


def _others(turn: Turn, ticket: Ticket, action: str) -> list[int]:
    """Those of the incident for which this person has not taken the step yet, and which are not repaired."""
    found = (tickets.load(turn.conn, number) for number in incidents.members(turn.conn, ticket))
    state = _SHARED[action][1]
    return [
        one.id
        for one in found
        if one.assignee_id == ticket.assignee_id and one.state is not state and one.state not in _DONE
    ]


def stays_bundled(turn: Turn, ticket: Ticket) -> bool:
    """Whether the button stood in a message of several tickets: that stays one, and the ticket gets a card of its own."""
    chat_id, message_id = turn.incoming.chat_id, turn.incoming.message_id
    if not bundles.tickets_in(turn.conn, ticket.id, chat_id, message_id):
        return False
    apply.show_card(turn.conn, ticket, chat_id, turn.now)
    outbox.put(
        turn.conn, lane=Lane.CARD, chat_id=chat_id, kind="bundle", now=turn.now, person_id=chat_id,
        data={"ticket": ticket.id, "message": message_id}, dedupe=f"bundle:{chat_id}:{message_id}", reusable=True,
    )  # fmt: skip
    return True
