"""Inspections on the engineer's side: `/inspect`, the appointment, working through the list on a phone, the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from domain.plans import checklists
from domain.tickets.refused import Refused
from handlers import appointments
from handlers.appointments import Side
from handlers.engineers import inspection_page, inspection_tickets
from handlers.incoming import Answer
from handlers.inspections import counts, hand_over, points_of, report_words
from handlers.speak import react, revise, say
from handlers.staff import Turn
from storage import appointments as kept
from storage import checks, dues, people, said
from storage.dues import Due, UnknownDue
from views.callbacks import Press
from views.inspection_keys import ENGINEER, key, verb_of
from views.texts import plain

_STEPS = {verb_of(ENGINEER, action): action for action in appointments.ACTIONS}
VERBS = frozenset({"ig", "ik", "il", *_STEPS})
"""ig: begin or go on; ik: a button of the open point; il: a ticket of that level; the others: the appointment."""

_OPEN = "inspect"
"""What `people.asking` begins with while what is sent belongs to the open point: `inspect:<number>`."""
_LISTED = 20


def press(turn: Turn, pressed: Press) -> Answer:
    """A button of an inspection; Refused says why not."""
    if not turn.incoming.private:
        raise ValueError("inspections are private")
    side = _side(turn)
    if pressed.verb in _STEPS:
        return appointments.act(side, _STEPS[pressed.verb], pressed)
    if pressed.verb == "ig":
        return _go(turn, side.due(pressed.number(0)))
    due = side.due(pressed.number(0))
    if due.state != "started":
        raise Refused("inspection-stale")
    if due.fence != pressed.number(1):
        # An older copy of the page: nothing is done, and the page shows how it stands.
        inspection_page.show(turn, due)
        return turn.alert("inspection-moved-on")
    _listen(turn, due)
    if pressed.verb == "il":
        return _ticket(turn, due, pressed.number(2))
    return _ACTIONS[pressed.word(2)](turn, due)


def command(turn: Turn) -> None:
    """`/inspect`: what this engineer has to inspect; the one that is under way goes on at the bottom of the chat."""
    mine = dues.listed(
        turn.conn, kinds=(kept.KIND,), person_id=turn.person.id, states=dues.OPEN_STATES
    )[:_LISTED]  # fmt: skip
    if not turn.incoming.private:
        turn.reply("inspection-in-private")
    begun = [due for due in mine if due.state == "started"]
    if len(begun) == 1 and len(mine) == 1:
        _go(turn, begun[0])
        return
    if not mine:
        say(turn.conn, turn.person.id, turn.now, "inspection-none")
    for due in mine:
        side = replace(_side(turn), incoming=replace(turn.incoming, callback_id=None))
        if due.state == "started":
            words = side.words(due)
            buttons = [[key("inspection-button-continue", "ig", due.id)]]
            say(turn.conn, turn.person.id, turn.now, "inspection-under-way", words, buttons=buttons)
        else:
            appointments.show_state(side, due)


def take(turn: Turn) -> bool:
    """Whether what was written or sent belongs to an inspection: a typed time, or the open point."""
    asked, _, number = (turn.person.asking or "").partition(":")
    incoming = turn.incoming
    if asked == appointments.ASKING and incoming.text.strip() and incoming.media is None:
        if not _mine(turn, int(number)) and people.contracts_of(turn.conn, turn.person.id):
            # One of ours who is a customer as well: asked as a customer.
            return False
        appointments.take_typed(_side(turn), int(number), incoming.text)
        return True
    if asked != _OPEN or (incoming.media is None and not incoming.text.strip()):
        return False
    if incoming.reply_to is not None and said.ticket_of_message(
        turn.conn, incoming.chat_id, incoming.reply_to
    ):
        return False
    try:
        due = _side(turn).due(int(number))
    except Refused as refused:
        people.change(turn.conn, turn.person.id, asking=None)
        say(turn.conn, turn.person.id, turn.now, refused.reason, _who(turn, due_id=int(number)))
        return True
    if due.state != "started":
        people.change(turn.conn, turn.person.id, asking=None)
        return False
    _attach(turn, due)
    return True


def leave(turn: Turn) -> bool:
    """Put the inspection aside: what is written next is not for it. False if none was open."""
    asked, _, _number = (turn.person.asking or "").partition(":")
    if asked not in (appointments.ASKING, _OPEN):
        return False
    people.change(turn.conn, turn.person.id, asking=None)
    turn.reply("inspection-aside")
    return True


def _attach(turn: Turn, due: Due) -> None:
    """A picture, a voice message, a document or words go to the open point."""
    incoming, item = turn.incoming, _open_item(due)
    fits = True
    media: dict[str, Any] | None = None
    if incoming.media is not None:
        if incoming.media.size > turn.desk.max_file_bytes:
            turn.reply("inspection-file-large", {"mb": turn.desk.max_file_bytes // 2**20})
            return
        media = {
            **vars(incoming.media), "chat_id": incoming.chat_id, "message_id": incoming.message_id,
            "caption": incoming.text,
        }  # fmt: skip
        fits = checks.add_file(turn.conn, due.id, item, media, turn.person.id, turn.now)
        if not fits:
            turn.reply("inspection-files-enough", {"most": checks.MOST_FILES})
            return
    if incoming.text.strip():
        fits = checks.add_note(turn.conn, due.id, item, incoming.text.strip(), turn.person.id, turn.now)
        if not fits:
            turn.reply("inspection-note-long", {"most": checks.LONGEST_NOTE})
    number = checks.find(turn.conn, due.id, item).ticket
    if media is not None and number is not None:
        inspection_tickets.pass_on(turn, media, number)
    if fits:
        react(turn.conn, incoming.chat_id, incoming.message_id, "👌", turn.now)
    inspection_page.show(turn, due)


def _go(turn: Turn, due: Due) -> Answer:
    """Begin, or go on at the bottom of the chat."""
    assert due.contract is not None
    if due.state != "started":
        lists = turn.desk.checklists.get(due.contract) or checklists.chosen((), {})
        sites = list(turn.desk.sites.get(due.contract, ()))
        plan = {"lists": [one.to_data() for one in lists], "sites": sites if len(sites) > 1 else []}
        due = kept.begin(turn.conn, due, turn.person.id, turn.now, plan)
    card = int(due.data.get("card", 0)) + 1
    due = dues.change(turn.conn, due, "resumed", turn.now, turn.person.id, data={**due.data, "card": card})
    _listen(turn, due)
    if turn.incoming.callback_id is not None:
        words = {"what": due.label}
        revise(
            turn.conn, turn.incoming.chat_id, turn.incoming.message_id, turn.now, "inspection-below", words
        )
    inspection_page.show(turn, due, anew=True)
    return Answer()


def _ok(turn: Turn, due: Due) -> Answer:
    return _answered(turn, due, "ok")


def _na(turn: Turn, due: Due) -> Answer:
    return _answered(turn, due, "na")


def _answered(turn: Turn, due: Due, result: str) -> Answer:
    point = _point(due)
    _result(turn, due, point.key, result)
    _move(turn, due, int(due.data["place"]) + 1, "checked", {"item": point.key, "result": result})
    return Answer()


def _group_na(turn: Turn, due: Due) -> Answer:
    """What is left of this list's group at this site is not there at all."""
    everything, place = points_of(due), int(due.data["place"])
    section = _point(due).section
    found = checks.of(turn.conn, due.id)
    following = place
    while following < len(everything) and everything[following].section == section:
        one = everything[following].key
        if one not in found or found[one].result is None:
            _result(turn, due, one, "na")
        following += 1
    _move(turn, due, following, "checked", {"from": everything[place].key, "result": "na"})
    return Answer()


def _finding(turn: Turn, due: Due) -> Answer:
    point = _point(due)
    _result(turn, due, point.key, "finding")
    said_now = {"item": point.key, "result": "finding"}
    after = dues.change(
        turn.conn, due, "checked", turn.now, turn.person.id, said=said_now, data={**due.data, "finding": True}
    )
    inspection_page.show(turn, after)
    return Answer(plain(turn.person.language, "inspection-note-how"))


def _ticket(turn: Turn, due: Due, level: int) -> Answer:
    if not due.data.get("finding"):
        raise Refused("inspection-stale")
    number = inspection_tickets.open_ticket(turn, due, _point(due), level or None)
    _next(turn, due)
    return Answer(plain(turn.person.language, "inspection-ticket-opened", number=number))


def _next(turn: Turn, due: Due) -> Answer:
    _move(turn, due, int(due.data["place"]) + 1, "went-on")
    return Answer()


def _previous(turn: Turn, due: Due) -> Answer:
    _move(turn, due, max(0, int(due.data["place"]) - 1), "went-back")
    return Answer()


def _undo(turn: Turn, due: Due) -> Answer:
    """From the question what becomes of a finding back to its point."""
    _move(turn, due, int(due.data["place"]), "went-back")
    return Answer()


def _how(turn: Turn, due: Due) -> Answer:
    return Answer(plain(turn.person.language, "inspection-note-how"), alert=True)


def _clear(turn: Turn, due: Due) -> Answer:
    """Words and files of the open point are taken away; its answer stays."""
    item = _open_item(due)
    check = checks.find(turn.conn, due.id, item)
    checks.keep(turn.conn, due.id, replace(check, note="", photos=()), turn.person.id, turn.now)
    after = dues.change(
        turn.conn, due, "cleared", turn.now, turn.person.id,
        said={"item": item, "note": check.note, "files": len(check.photos)},
    )  # fmt: skip
    inspection_page.show(turn, after)
    return Answer(plain(turn.person.language, "inspection-cleared"))


def _first_open(turn: Turn, due: Due) -> Answer:
    everything, found = points_of(due), checks.of(turn.conn, due.id)
    unanswered = [
        place for place, one in enumerate(everything) if one.key not in found or found[one.key].result is None
    ]
    _move(turn, due, unanswered[0] if unanswered else len(everything), "went-on")
    return Answer()


def _sign(turn: Turn, due: Due) -> Answer:
    """The engineer signs: nothing changes any more, and the report goes out."""
    everything = points_of(due)
    if counts(checks.of(turn.conn, due.id), everything)["open"]:
        raise Refused("inspection-not-complete")
    after = dues.finish(turn.conn, due, turn.now, turn.person.id)
    people.change(turn.conn, turn.person.id, asking=None)
    told = hand_over(turn.conn, turn.desk, after, turn.now)
    words = report_words(turn.conn, turn.desk, after) | {"told": told}
    revise(
        turn.conn, turn.incoming.chat_id, turn.incoming.message_id, turn.now,
        "inspection-signed" if told else "inspection-signed-nobody", words,
    )  # fmt: skip
    return Answer(plain(turn.person.language, "inspection-signed-short"))


def _move(turn: Turn, due: Due, place: int, step: str, said_now: dict[str, Any] | None = None) -> None:
    place = min(place, len(points_of(due)))
    data = {**due.data, "place": place, "finding": False}
    after = dues.change(turn.conn, due, step, turn.now, turn.person.id, said=said_now, data=data)
    inspection_page.show(turn, after)


def _result(turn: Turn, due: Due, item: str, result: str) -> None:
    check = checks.find(turn.conn, due.id, item)
    checks.keep(turn.conn, due.id, replace(check, result=result), turn.person.id, turn.now)


def _open_item(due: Due) -> str:
    everything, place = points_of(due), int(due.data["place"])
    return everything[place].key if place < len(everything) else checks.CONCLUSION


def _point(due: Due) -> checklists.Point:
    everything, place = points_of(due), int(due.data["place"])
    if place >= len(everything):
        raise Refused("inspection-stale")
    return everything[place]


def _listen(turn: Turn, due: Due) -> None:
    people.change(turn.conn, turn.person.id, asking=f"{_OPEN}:{due.id}")


def _side(turn: Turn) -> Side:
    return Side(turn.conn, turn.desk, turn.incoming, turn.person, turn.now, ENGINEER)


def _mine(turn: Turn, number: int) -> bool:
    try:
        return dues.get(turn.conn, number).person_id == turn.person.id
    except UnknownDue:
        return False


def _who(turn: Turn, due_id: int) -> dict[str, Any]:
    try:
        person = dues.get(turn.conn, due_id).person_id
    except UnknownDue:
        return {"who": "–"}
    found = people.find(turn.conn, person) if person is not None else None
    return {"who": found.name if found is not None else "–"}


_ACTIONS: dict[str, Callable[[Turn, Due], Answer]] = {
    "o": _ok,
    "f": _finding,
    "n": _na,
    "k": _group_na,
    "w": _how,
    "s": _next,
    "b": _previous,
    "u": _undo,
    "c": _next,
    "g": _first_open,
    "e": _sign,
    "x": _clear,
}
