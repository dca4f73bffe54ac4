"""The note of a return visit: with whom, how, what was wrong, what is wished for; each problem a ticket in one tap.

What was noted stands in the due itself (`data["note"]`), so that it can be put aside and taken up again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.tickets.commands import Opening
from domain.tickets.refused import Refused
from domain.triage.facts import Kind
from handlers.customers.words import title_of
from handlers.engineers import due_notes
from handlers.incoming import Answer
from handlers.speak import revise, say
from handlers.staff import Turn, number_in
from storage import apply, dues, said, surveys, timers
from storage.dues import Due
from views.callbacks import Press
from views.survey_pages import Page
from views.texts import plain
from views.visit_pages import HOW, visit_page

KIND = "visit"
TYPED: Mapping[str, int] = {"who": 80, "problem": 1000, "wish": 500, "words": 1000}
"""What is typed, with the longest answer."""

_LISTS = {"problem": "problems", "wish": "wishes"}
_MOST = 8
"""So many problems and so many wishes: the note stays one message."""


def press(turn: Turn, pressed: Press) -> Answer:
    """A button of a visit; Refused if it is somebody else's, done with, or an older button."""
    due = due_notes.mine(turn, pressed, KIND)
    action = pressed.word(2)
    if action == "n":
        return _not_reached(turn, due)
    note = dict(due.data.get("note", {}))
    due_notes.stop_waiting(turn)
    match action:
        case "g":
            note["step"] = (
                "how" if "how" not in note else "who" if "who" not in note else note.get("step", "page")
            )
            if note["step"] in ("left", "type"):
                note["step"] = "page"
        case "h" if pressed.word(3) in HOW:
            note |= {"how": pressed.word(3), "step": "page" if "who" in note else "who"}
        case "w":
            contact = number_in_contacts(turn, due, pressed.number(3))
            note |= {"who": contact.name, "who_id": contact.id, "step": "page"}
        case "t" if pressed.word(3) in TYPED:
            return _ask_words(turn, due, note, pressed.word(3))
        case "lv" if note.get("step") == "level":
            note = _decide(turn, due, note, number_in(pressed, 3))
        case "z":
            note["step"] = "left"
        case "ok" if "who" in note:
            return _finish(turn, due, note)
        case _:
            raise ValueError(action)
    _turn_page(turn, due, note, turn.incoming.message_id)
    return Answer()


def typed(turn: Turn, due: Due, words: str) -> None:
    """The words that the note waited for."""
    note = dict(due.data.get("note", {}))
    what = note.pop("typing", "words")
    step = "page"
    match what:
        case "who":
            note |= {"who": words}
            note.pop("who_id", None)
        case "problem":
            problem = {"words": words, "ticket": None, "message": turn.incoming.message_id}
            note["problems"] = [*note.get("problems", ()), problem]
            step = "level"
        case "wish":
            wish = {"words": words, "by": turn.person.id, "at": turn.now.isoformat()}
            note["wishes"] = [*note.get("wishes", ()), wish]
        case _:
            note["words"] = words
    note["step"] = step
    _turn_page(turn, due, note, due_notes.shown_in(turn, note))


def number_in_contacts(turn: Turn, due: Due, person: int) -> surveys.Contact:
    """The contact of that id; ValueError if nobody of this customer has it."""
    for contact in surveys.contacts_of(turn.conn, due.contract or ""):
        if contact.id == person:
            return contact
    raise ValueError("no contact of this customer")


def _turn_page(turn: Turn, due: Due, note: dict[str, Any], here: int | None) -> Due:
    """Keep the note and show it in its living message, which is `here` from now on."""
    before, chat = note.get("place"), turn.incoming.chat_id
    due = _keep(turn, due, {**note, "place": None if here is None else [chat, here]})
    page = _page(turn, due)
    if before is not None and before != [chat, here]:
        revise(turn.conn, before[0], before[1], turn.now, "visit-elsewhere")
    if here is None:
        say(turn.conn, chat, turn.now, page.text_id, page.variables, buttons=page.buttons)
        return due
    revise(turn.conn, chat, here, turn.now, page.text_id, page.variables, buttons=page.buttons)
    return due


def _page(turn: Turn, due: Due) -> Page:
    contacts = [(one.id, one.name) for one in surveys.contacts_of(turn.conn, due.contract or "")]
    contract = turn.desk.contract(due.contract or "")
    levels = [(one.number, one.label[turn.language]) for one in contract.preset.levels]
    return visit_page(due.id, due.fence, contract.customer, due.label, due.data["note"], contacts, levels)


def _keep(turn: Turn, due: Due, note: Mapping[str, Any]) -> Due:
    """The note is kept with the visit, which has begun; older buttons are stale."""
    step = "noted" if due.state == "started" else "started"
    return dues.change(
        turn.conn, due, step, turn.now, turn.person.id, data={**due.data, "note": dict(note)}, state="started"
    )


def _ask_words(turn: Turn, due: Due, note: dict[str, Any], what: str) -> Answer:
    if len(note.get(_LISTS.get(what, ""), ())) >= _MOST:
        raise Refused("visit-enough", most=_MOST)
    note |= {"step": "type", "typing": what, "asked": turn.now.isoformat(), "asker": turn.person.id}
    due_notes.wait_for(turn, _turn_page(turn, due, note, turn.incoming.message_id))
    return Answer()


def _not_reached(turn: Turn, due: Due) -> Answer:
    tried = [*due.data.get("tried", ()), turn.now.isoformat()]
    due = dues.change(turn.conn, due, "tried", turn.now, turn.person.id, data={**due.data, "tried": tried})
    timers.arm(
        turn.conn, f"visit:{due.id}:again", "visit-again", turn.now + due_notes.A_DAY, data={"due": due.id}
    )
    words = {"customer": turn.desk.contract(due.contract or "").customer, "tries": len(tried)}
    turn.revise("visit-tried", words, buttons=due_notes.keys_of(due))
    return Answer(plain(turn.language, "visit-tried-answer"))


def _decide(turn: Turn, due: Due, note: dict[str, Any], level: int) -> dict[str, Any]:
    """The last problem becomes a ticket of that level, or (0) none: it was solved on the spot."""
    problems = [dict(one) for one in note["problems"]]
    if level:
        problems[-1]["ticket"] = _open_ticket(turn, due, note, problems[-1], level)
    return {**note, "problems": problems, "step": "page"}


def _open_ticket(
    turn: Turn, due: Due, note: Mapping[str, Any], problem: Mapping[str, Any], level: int
) -> int:
    contract = turn.desk.contracts[due.contract or ""]
    if level not in [one.number for one in contract.preset.levels]:
        raise ValueError(level)
    contacts = surveys.contacts_of(turn.conn, contract.code)
    spoken = next((one for one in contacts if one.id == note.get("who_id")), None) or next(
        iter(contacts), None
    )
    if spoken is None:
        raise Refused("visit-no-contact")
    kept = said.record(
        turn.conn, chat_id=turn.incoming.chat_id, message_id=int(problem["message"]), person_id=turn.person.id,
        side="note", text=str(problem["words"]), at=turn.now,
    )  # fmt: skip
    word = said.get(turn.conn, kept) if kept is not None else None
    title = title_of([word]) if word is not None else str(problem["words"])[:80]
    opening = Opening(Kind.FAULT.value, contract.code, contract.version, spoken.id, title, level)
    ticket = apply.open_new(turn.conn, turn.desk, opening, turn.now)
    if word is not None:
        said.assign(turn.conn, word.id, ticket.id)
    words = {"number": ticket.id, "who": turn.person.name, "words": str(problem["words"]), "what": due.label}
    say(turn.conn, turn.desk.team_chat(ticket.kind), turn.now, "visit-ticket-team", words, ticket=ticket.id)
    say(turn.conn, spoken.id, turn.now, "visit-ticket-customer", words, ticket=ticket.id)
    dues.note(turn.conn, due.id, "ticket", turn.now, turn.person.id, {"ticket": ticket.id})
    return ticket.id


def _finish(turn: Turn, due: Due, note: dict[str, Any]) -> Answer:
    due = _turn_page(turn, due, {**note, "step": "done"}, turn.incoming.message_id)
    timers.disarm(turn.conn, f"visit:{due.id}:again")
    dues.finish(
        turn.conn, due, turn.now, turn.person.id,
        {"problems": len(note.get("problems", ())), "wishes": len(note.get("wishes", ()))},
    )  # fmt: skip
    return Answer(plain(turn.language, "visit-done-answer"))
