"""`/course`: the courses there are, one of them with its keys, and what the staff does with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from domain.plans.courses import PASS
from domain.tickets.refused import Refused
from handlers.course_notices import announce, runs, tell_concerned, times
from handlers.engineers import course_form
from handlers.engineers.course_form import may, shown
from handlers.engineers.course_steps import STEPS
from handlers.incoming import Answer
from handlers.refusals import short_name
from handlers.speak import Key, button, named, say
from handlers.staff import Turn, number_in, number_typed, person_in
from storage import courses, tickets
from storage.courses import ANNOUNCED, CANCELLED, HELD, PLANNED, WAITING, Course
from storage.tickets import UnknownTicket
from views.callbacks import Press
from views.texts import plain

VERBS = frozenset({"tc", "tf", "tq"})
"""tc: a key of a course; tf: a key of its form; tq: a request becomes a course."""

_CHANGED_LATER = ("when", "place", "trainer", "seats", "questions")
_NAMES_AT_MOST = 40
_HELD_SHOWN = 5
_TITLE_SHOWN = 40
_UNANSWERED_AFTER = timedelta(days=1)


def command(turn: Turn) -> None:
    """`/course`: the list; `/course 12`: the request 12 becomes one."""
    number = number_typed(turn.incoming.argument) if turn.incoming.argument else None
    if number is not None:
        try:
            _from_ticket(turn, number)
        except UnknownTicket:
            turn.reply("engineer-no-such-ticket", {"number": number})
        except Refused as refused:
            turn.reply(refused.reason)
        return
    ahead = courses.listed(turn.conn, states=(PLANNED, ANNOUNCED))
    held = courses.listed(turn.conn, states=(HELD,), ends_after=turn.now - timedelta(days=60), most=50)
    rows: list[list[Key]] = [[_named(turn, course)] for course in (*ahead, *held[-_HELD_SHOWN:])]
    draft = courses.draft_of(turn.conn, turn.person.id) if turn.incoming.private else None
    if draft is not None:
        title = (draft.title or plain(turn.language, "course-untitled"))[:_TITLE_SHOWN]
        rows.append([button("course-button-resume", "tc", draft.id, draft.fence, "re", title=title)])
    else:
        rows.append([button("course-button-new", "tc", 0, 0, "new")])
    turn.reply("course-list", {"ahead": len(ahead)}, buttons=rows)


def _named(turn: Turn, course: Course) -> Key:
    words = times(turn.desk, course)["in"][turn.language]
    state = plain(turn.language, f"course-state-{course.state}")
    return named(
        f"{state} {words[5:].split('–')[0]} {course.title[:_TITLE_SHOWN]}", "tc", course.id, course.fence, "o"
    )


def press(turn: Turn, pressed: Press) -> Answer:
    """Act on a press; ValueError or UnknownCourse if nobody made such a key."""
    try:
        match pressed.verb:
            case "tf":
                return course_form.press(turn, pressed)
            case "tq":
                _from_ticket(turn, number_in(pressed, 0))
                return _asked(turn)
            case _:
                return _act(turn, pressed)
    except courses.UnknownCourse:
        return turn.alert("course-stale")
    except Refused as refused:
        if refused.reason.startswith("course-"):
            return turn.alert(refused.reason)
        raise


def _act(turn: Turn, pressed: Press) -> Answer:
    action = pressed.word(2)
    if action == "new":
        course_form.begin(turn)
        return _asked(turn)
    course = courses.get(turn.conn, number_in(pressed, 0))
    if action == "o":
        show(turn, course)
        return Answer()
    if not may(turn, course):
        return turn.alert("course-not-yours")
    if action in _FENCED and number_in(pressed, 1) != course.fence:
        return turn.alert("course-stale")
    return _ACTS[action](turn, course, pressed) if action in _ACTS else turn.alert("course-stale")


def show(turn: Turn, course: Course) -> None:
    """Everything of a course, with the keys for those whose course it is."""
    counts = {
        "enrolled": courses.taken(turn.conn, course.id), "waiting": courses.taken(turn.conn, course.id, WAITING),
        "state": {"id": f"course-state-{course.state}"},
        "materials": {"id": "course-materials-no" if course.materials is None else "course-materials-yes"},
    }  # fmt: skip
    rows = _keys(turn, course) if may(turn, course) else ()
    if course.state == courses.DRAFT:
        course_form.ask(turn, course, anew=True)
        return
    turn.reply("course-card", {**shown(turn, course), **counts}, buttons=rows)


def _keys(turn: Turn, course: Course) -> list[list[Key]]:
    def key(text_id: str, action: str, *args: str) -> Key:
        return button(text_id, "tc", course.id, course.fence, action, *args)

    rows: list[list[Key]] = []
    if course.state in (PLANNED, ANNOUNCED):
        if course.state == PLANNED:
            rows.append([key("course-button-announce", "an")])
        fields = [key(f"course-field-{one}", "ed", one) for one in _CHANGED_LATER]
        rows += [fields[:3], [*fields[3:], key("course-button-materials", "mt")]]
        rows.append([key("course-button-people", "pe"), key("course-button-cancel", "cx")])
    elif course.state == HELD:
        rows.append([key("course-button-people", "pe"), key("course-button-sheet", "sh")])
        if _missed(turn, course):
            rows.append([key("course-button-follow-up", "fu")])
    return rows


def _announce(turn: Turn, course: Course, pressed: Press) -> Answer:
    if course.state != PLANNED or turn.now >= course.starts_at:
        raise Refused("course-stale")
    if not runs(turn.desk, course.contract, turn.now):
        raise Refused("course-contract-ended")
    course = courses.change(turn.conn, course, state=ANNOUNCED)
    people = announce(turn.conn, turn.desk, course, turn.now)
    keys = [[button("course-button-open", "tc", course.id, course.fence, "o")]]
    turn.revise("course-announced", {**shown(turn, course), "people": people}, buttons=keys)
    return Answer()


def _edit(turn: Turn, course: Course, pressed: Press) -> Answer:
    step = pressed.word(3)
    if step not in _CHANGED_LATER or step not in STEPS:
        raise ValueError(step)
    if not turn.incoming.private and step == "trainer":
        return _trainers(turn, course, pressed)
    if course.state not in (PLANNED, ANNOUNCED) or (turn.now >= course.starts_at and step != "questions"):
        raise Refused("course-has-begun")
    if course.step is not None and turn.person.asking != f"{course_form.ASKING}:{course.id}":
        # Somebody else is at it: their form loses its place, and its keys say so.
        course = courses.change(turn.conn, course, {"step": None})
    course_form.ask(turn, courses.change(turn.conn, course, {"step": step}), anew=True)
    return _asked(turn)


def _asked(turn: Turn) -> Answer:
    """A form is always filled in privately; who began it in a group is told where it is."""
    return Answer() if turn.incoming.private else Answer(plain(turn.language, "course-go-private"))


def _trainers(turn: Turn, course: Course, pressed: Press) -> Answer:
    """Whom to choose instead of a trainer who left; also in the managers' group."""
    staff = sorted(turn.desk.people.values(), key=lambda one: (not one.engineer, one.name))
    rows = [[named(one.name, "tc", course.id, course.fence, "tn", one.id)] for one in staff[:_NAMES_AT_MOST]]
    turn.reply("course-which-trainer", {"title": course.title}, buttons=rows)
    return Answer()


def _trainer(turn: Turn, course: Course, pressed: Press) -> Answer:
    person = person_in(pressed, 3)
    if person not in turn.desk.people or course.state not in (PLANNED, ANNOUNCED):
        raise Refused("course-stale")
    course = courses.change(turn.conn, course, {"left": None}, trainer_id=person)
    # What was told to nobody, or to the one who left, comes to the new one.
    courses.arm(turn.conn, course, turn.now)
    words = {**shown(turn, course), "who": turn.person.name}
    keys = [[button("course-button-open", "tc", course.id, course.fence, "o")]]
    say(turn.conn, person, turn.now, "course-yours", words, buttons=keys)
    turn.revise("course-trainer-now", {"title": course.title, "who": short_name(turn.conn, person)})
    return Answer()


def _materials(turn: Turn, course: Course, pressed: Press) -> Answer:
    if course.state not in (PLANNED, ANNOUNCED) or turn.now > course.ends_at:
        raise Refused("course-stale")
    course_form.ask_for_file(turn, course)
    return _asked(turn)


def _people(turn: Turn, course: Course, pressed: Press) -> Answer:
    seats = courses.enrolled(turn.conn, course.id)
    waiting = courses.enrolled(turn.conn, course.id, WAITING)
    words: dict[str, Any] = {"title": course.title, "enrolled": len(seats), "waiting": len(waiting)}
    lines = []
    for one in (*seats, *waiting):
        mark = "✅" if one.signed_in_at else "⏳" if one.state == WAITING else "·"
        score = f" {one.score}%" if one.score is not None else ""
        lines.append(f"{mark} {short_name(turn.conn, one.person_id)}{score}")
    words["lines"] = "\n".join(lines[:60]) or "–"
    turn.reply("course-people", words)
    return Answer()


def _ask_cancel(turn: Turn, course: Course, pressed: Press) -> Answer:
    people = courses.taken(turn.conn, course.id) + courses.taken(turn.conn, course.id, WAITING)
    rows = [
        [button("course-button-cancel-yes", "tc", course.id, course.fence, "cy")],
        [button("course-button-cancel-no", "tc", course.id, course.fence, "o")],
    ]
    turn.revise("course-ask-cancel", {"title": course.title, "people": people}, buttons=rows)
    return Answer()


def _cancel(turn: Turn, course: Course, pressed: Press) -> Answer:
    if course.state not in (PLANNED, ANNOUNCED):
        raise Refused("course-stale")
    told = tell_concerned(turn.conn, turn.desk, course, turn.now, "course-cancelled")
    courses.disarm(turn.conn, course)
    courses.change(turn.conn, course, {"step": None}, state=CANCELLED)
    for person in {course.trainer_id, course.created_by} - {turn.person.id}:
        if person in turn.desk.people:
            words = {"title": course.title, "when": times(turn.desk, course), "place": course.place}
            say(turn.conn, person, turn.now, "course-cancelled", words)
    turn.revise("course-cancelled-told", {"title": course.title, "people": told})
    return Answer()


def _sheet(turn: Turn, course: Course, pressed: Press) -> Answer:
    """Phone numbers stand in it: only those whose course it is get it, in private or in the managers' group."""
    if course.state != HELD:
        raise Refused("course-stale")
    if not turn.incoming.private and turn.incoming.chat_id != turn.desk.managers_chat:
        return turn.alert("course-private")
    courses.send_file(turn.conn, course, turn.incoming.chat_id, "course-sheet", turn.now)
    return Answer()


def _missed(turn: Turn, course: Course) -> list[int]:
    """Who was absent or did not pass; a day after the end also who gave no answers."""
    late = turn.now >= course.ends_at + _UNANSWERED_AFTER
    found = []
    for one in courses.enrolled(turn.conn, course.id):
        unanswered = bool(course.questions) and one.score is None and late
        if one.signed_in_at is None or unanswered or (one.score is not None and one.score < PASS):
            found.append(one.person_id)
    return found


def _follow_up(turn: Turn, course: Course, pressed: Press) -> Answer:
    """The same course once more for those who missed or failed it: only the time is asked."""
    if course.state != HELD:
        raise Refused("course-stale")
    known = courses.follow_up_of(turn.conn, course.id)
    if known is not None:
        show(turn, known)
        return Answer()
    people = _missed(turn, course)
    if not people:
        raise Refused("course-nobody-missed")
    title = plain(turn.language, "course-follow-up-title", title=course.title)[:100]
    trainer = course.trainer_id if course.trainer_id in turn.desk.people else turn.person.id
    data = {"invited": people, "questions": [one.to_data() for one in course.questions]}
    course_form.begin(
        turn, contract=course.contract, title=title, outline=course.outline, audience=course.audience,
        form="follow_up", place=course.place, trainer_id=trainer, seats=max(1, len(people)), follows=course.id,
        data=data, questions=True,
    )  # fmt: skip
    return _asked(turn)


def _from_ticket(turn: Turn, number: int) -> None:
    """A customer's request for training becomes a course: what it says is known already."""
    ticket = tickets.load(turn.conn, number)
    if ticket.kind != "training":
        raise Refused("course-no-request")
    known = courses.of_ticket(turn.conn, number)
    if known is not None and known.state != courses.DRAFT:
        show(turn, known)
        return
    if not ticket.open:
        raise Refused("refused-closed")
    if known is not None:
        course_form.ask(turn, known, anew=True)
        return
    course_form.begin(turn, contract=ticket.contract, title=ticket.title[:100], ticket=number)


def _resume(turn: Turn, course: Course, pressed: Press) -> Answer:
    if course.state != courses.DRAFT or not turn.incoming.private:
        raise Refused("course-stale")
    course_form.ask(turn, course, anew=True)
    return Answer()


_FENCED = ("an", "cy", "tn", "ed")
_ACTS: dict[str, Callable[[Turn, Course, Press], Answer]] = {
    "an": _announce,
    "ed": _edit,
    "tr": _trainers,
    "tn": _trainer,
    "mt": _materials,
    "pe": _people,
    "cx": _ask_cancel,
    "cy": _cancel,
    "sh": _sheet,
    "fu": _follow_up,
    "re": _resume,
}
