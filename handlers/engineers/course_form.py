"""The form of a course: one living message in private, kept in the course's row, so that `/course` goes on with it.

Every step takes a key or typed words. The same steps change a course that is planned or announced already; then those
enrolled are told of another time or place.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from domain.plans.courses import WrongWords
from domain.tickets.commands import BecomeCourse
from domain.tickets.refused import Refused
from handlers.course_notices import announce, facts_of, hand_out, move_up, runs, tell_concerned, times
from handlers.engineers.course_steps import STEPS, keys, pressed, typed
from handlers.incoming import Answer
from handlers.speak import Key, button, say
from handlers.staff import Turn, number_in
from storage import apply, courses, forms, people, tickets
from storage.courses import ANNOUNCED, DRAFT, ENROLLED, PLANNED, Course
from views.callbacks import Press
from views.texts import plain

ASKING = "course"
_FILE = "file"
_FILES = ("document", "photo", "video")
_CHANGED = {"when": "course-changed-when", "place": "course-changed-place"}


def may(turn: Turn, course: Course) -> bool:
    """Whose course it is: who made it, who trains, and every manager."""
    return turn.person.is_manager or turn.person.id in (course.created_by, course.trainer_id)


def begin(turn: Turn, **values: Any) -> None:
    """A new course, or the one that this person has not finished; `values` are known already."""
    course = courses.draft_of(turn.conn, turn.person.id)
    if course is None or values:
        known = [step for step in STEPS if _column(step) in values]
        values.pop("questions", None)
        course = courses.create(turn.conn, turn.person.id, turn.now, **values)
        course = courses.change(turn.conn, course, {"known": known, "step": _next(known)})
    ask(turn, course, anew=True)


def ask(turn: Turn, course: Course, *, anew: bool) -> None:
    """Show the step that it stands at, as a new message or in the place of the one that was pressed."""
    people.change(turn.conn, turn.person.id, asking=f"{ASKING}:{course.id}")
    course = courses.change(turn.conn, course, {"touched": turn.now.isoformat()})
    text_id, variables, rows = _page(turn, course)
    if anew:
        say(turn.conn, turn.person.id, turn.now, text_id, variables, buttons=rows)
    else:
        turn.revise(text_id, variables, buttons=rows)


def _page(turn: Turn, course: Course) -> tuple[str, dict[str, Any], list[list[Key]]]:
    step, draft = course.step, course.state == DRAFT
    if step == "check":
        return "course-check", shown(turn, course), _check_keys(course)
    if step == "change":
        return "course-change", shown(turn, course), _field_keys(course)
    known = course.data.get("known", ())
    variables: dict[str, Any] = {
        "title": course.title or plain(turn.language, "course-untitled"),
        "place": len(known) + 1 if draft else 0, "count": len(STEPS), "questions": len(course.questions),
    }  # fmt: skip
    rows = keys(turn, course)
    if draft and course.data.get("editing"):
        rows.append([button("course-button-back", "tf", course.id, course.fence, "bk")])
    else:
        rows.append([button("course-button-later", "tf", course.id, course.fence, "x")])
    return f"course-ask-{step}", variables, rows


def shown(turn: Turn, course: Course) -> dict[str, Any]:
    """Everything of a course, for ours."""
    customer = turn.desk.contract(course.contract).customer
    return {
        **facts_of(turn.conn, turn.desk, course), "customer": customer, "questions": len(course.questions),
        "number": course.id,
    }  # fmt: skip


def _check_keys(course: Course) -> list[list[Key]]:
    def key(text_id: str, action: str) -> list[Key]:
        return [button(text_id, "tf", course.id, course.fence, action)]

    return [
        key("course-button-announce", "ok"),
        key("course-button-keep", "sv"),
        key("course-button-change", "ch"),
        key("course-button-discard", "no"),
    ]


def _field_keys(course: Course) -> list[list[Key]]:
    fields = [button(f"course-field-{one}", "tf", course.id, course.fence, "ed", one) for one in STEPS]
    rows = [fields[place : place + 2] for place in range(0, len(fields), 2)]
    return [*rows, [button("course-button-back", "tf", course.id, course.fence, "bk")]]


def press(turn: Turn, one: Press) -> Answer:
    """A key of the form; UnknownCourse or ValueError if nobody made such a key."""
    course = courses.get(turn.conn, number_in(one, 0))
    if not may(turn, course):
        return turn.alert("course-not-yours")
    if number_in(one, 1) != course.fence or course.step is None:
        return turn.alert("course-stale")
    try:
        return _pressed(turn, course, one)
    except WrongWords as wrong:
        return turn.alert(wrong.reason, **wrong.details)


def _pressed(turn: Turn, course: Course, one: Press) -> Answer:
    draft = course.state == DRAFT
    match one.word(2):
        case "v":
            _answered(turn, course, pressed(turn, course, one.word(3)), anew=False)
        case "q" if course.step == "questions":
            _answered(turn, course, {}, anew=False)
        case "ql" if course.step == "questions":
            left = [question.to_data() for question in course.questions[:-1]]
            ask(turn, courses.change(turn.conn, course, {"questions": left}), anew=False)
        case "x":
            _later(turn, course)
        case "bk" if draft:
            ask(turn, courses.change(turn.conn, course, {"editing": None, "step": "check"}), anew=False)
        case "ch" if draft and course.step == "check":
            ask(turn, courses.change(turn.conn, course, {"step": "change"}), anew=False)
        case "ed" if draft and one.word(3) in STEPS:
            step = {"editing": True, "step": one.word(3)}
            ask(turn, courses.change(turn.conn, course, step), anew=False)
        case "no" if draft:
            courses.discard(turn.conn, course)
            people.change(turn.conn, turn.person.id, asking=None)
            turn.revise("course-discarded", {"title": course.title})
        case "ok" | "sv" if draft and course.step == "check":
            _save(turn, course, at_once=one.word(2) == "ok")
        case other:
            raise ValueError(other)
    return Answer()


def _later(turn: Turn, course: Course) -> None:
    people.change(turn.conn, turn.person.id, asking=None)
    if course.state == DRAFT:
        turn.revise("course-kept", {"title": course.title or plain(turn.language, "course-untitled")})
    else:
        courses.change(turn.conn, course, {"step": None})
        turn.revise("course-unchanged", {"title": course.title})


def awaited(turn: Turn) -> Course | None:
    """The course whose form waits for words of this person, unless a newer form does."""
    asking, _, number = (turn.person.asking or "").partition(":")
    if asking != ASKING:
        return None
    try:
        course = courses.get(turn.conn, int(number))
    except courses.UnknownCourse:
        return None
    if course.step in (None, "check", "change") or not may(turn, course):
        return None
    other = forms.living_of(turn.conn, turn.person.id, turn.incoming.chat_id)
    touched = datetime.fromisoformat(course.data["touched"])
    return None if other is not None and other.updated_at > touched else course


def take(turn: Turn) -> bool:
    """Whether the message is the answer that the form of a course waits for."""
    course = awaited(turn)
    if course is None or not turn.incoming.private:
        return False
    if course.step == _FILE:
        return _take_file(turn, course)
    if turn.incoming.media is not None or not turn.incoming.text.strip():
        return False
    try:
        values = typed(turn, course, turn.incoming.text)
    except WrongWords as wrong:
        turn.reply(wrong.reason, wrong.details)
        return True
    _answered(turn, course, values, anew=True)
    return True


def leave(turn: Turn) -> bool:
    """`/cancel`: the form waits no more; a draft is kept for `/course`."""
    course = awaited(turn)
    if course is None:
        return False
    people.change(turn.conn, turn.person.id, asking=None)
    title = course.title or plain(turn.language, "course-untitled")
    if course.state != DRAFT:
        courses.change(turn.conn, course, {"step": None})
    turn.reply("course-kept" if course.state == DRAFT else "course-unchanged", {"title": title})
    return True


def _answered(turn: Turn, course: Course, values: dict[str, Any], *, anew: bool) -> None:
    step = course.step
    assert step is not None
    data = dict(values.pop("data", {}))
    more = step == "questions" and bool(data)
    if course.state != DRAFT:
        _change(turn, course, step, values, data, anew=anew)
        return
    if not more:
        known = [*course.data.get("known", ()), *([] if step in course.data.get("known", ()) else [step])]
        data |= {"known": known, "editing": None}
        data["step"] = "check" if course.data.get("editing") else _next(known)
    ask(turn, courses.change(turn.conn, course, data, **values), anew=anew)


def _next(known: list[str]) -> str:
    return next((step for step in STEPS if step not in known), "check")


def _column(step: str) -> str:
    return {"when": "starts_at", "trainer": "trainer_id"}.get(step, step)


def _save(turn: Turn, course: Course, *, at_once: bool) -> None:
    if not runs(turn.desk, course.contract, turn.now):
        raise WrongWords("course-contract-ended")
    if course.starts_at <= turn.now:
        raise WrongWords("course-wrong-past")
    if course.trainer_id not in turn.desk.people:
        raise WrongWords("course-wrong-trainer")
    people.change(turn.conn, turn.person.id, asking=None)
    state = ANNOUNCED if at_once else PLANNED
    course = courses.change(turn.conn, course, {"step": None, "known": None, "touched": None}, state=state)
    courses.arm(turn.conn, course, turn.now)
    if course.ticket is not None:
        _tell_ticket(turn, course)
    if course.trainer_id != turn.person.id:
        words = {**shown(turn, course), "who": turn.person.name}
        say(turn.conn, course.trainer_id, turn.now, "course-yours", words, buttons=[_open_key(course)])
    count = announce(turn.conn, turn.desk, course, turn.now) if at_once else 0
    text_id = "course-announced" if at_once else "course-planned"
    turn.revise(text_id, {**shown(turn, course), "people": count}, buttons=[_open_key(course)])


def _tell_ticket(turn: Turn, course: Course) -> None:
    """The request says what becomes of it; one that was closed meanwhile stays closed."""
    assert course.ticket is not None
    if tickets.load(turn.conn, course.ticket).open:
        command = BecomeCourse(turn.person.id, course.id, course.title)
        apply.apply(turn.conn, turn.desk, course.ticket, command, turn.now)


def _open_key(course: Course) -> list[Key]:
    return [button("course-button-open", "tc", course.id, course.fence, "o")]


def _change(
    turn: Turn, course: Course, step: str, values: dict[str, Any], data: dict[str, Any], *, anew: bool
) -> None:
    """Another time, place, trainer, number of seats or question of a course that is on the calendar."""
    if turn.now >= course.starts_at and step != "questions":
        raise Refused("course-has-begun")
    if step == "questions" and data:
        ask(turn, courses.change(turn.conn, course, data), anew=True)
        return
    was = {"when": times(turn.desk, course), "place": course.place, "trainer": course.trainer_id}.get(step)
    course = courses.change(turn.conn, course, {"step": None, "left": None, "touched": None}, **values)
    people.change(turn.conn, turn.person.id, asking=None)
    if step == "when":
        courses.arm(turn.conn, course, turn.now)
    told = 0
    if course.state == ANNOUNCED and step in _CHANGED:
        told = tell_concerned(turn.conn, turn.desk, course, turn.now, _CHANGED[step], was=was)
    move_up(turn.conn, turn.desk, course, turn.now)
    if step == "trainer" and course.trainer_id not in (turn.person.id, was):
        words = {**shown(turn, course), "who": turn.person.name}
        say(turn.conn, course.trainer_id, turn.now, "course-yours", words, buttons=[_open_key(course)])
    changed = {"title": course.title, "people": told, "field": {"id": f"course-field-{step}"}}
    if anew:
        turn.reply("course-changed", changed, buttons=[_open_key(course)])
    else:
        turn.revise("course-changed", changed, buttons=[_open_key(course)])


def ask_for_file(turn: Turn, course: Course) -> None:
    """The trainer's next file is the course's material."""
    people.change(turn.conn, turn.person.id, asking=f"{ASKING}:{course.id}")
    courses.change(turn.conn, course, {"step": _FILE, "touched": turn.now.isoformat()})
    say(turn.conn, turn.person.id, turn.now, "course-ask-file", {"title": course.title})


def _take_file(turn: Turn, course: Course) -> bool:
    media = turn.incoming.media
    if media is None or media.kind not in _FILES:
        turn.reply("course-wrong-file", {"title": course.title})
        return True
    if course.state not in (PLANNED, ANNOUNCED) or turn.now > course.ends_at:
        turn.reply("course-has-ended", {"title": course.title})
        return True
    people.change(turn.conn, turn.person.id, asking=None)
    file = {"kind": media.kind, "file_id": media.file_id, "name": media.name, "size": media.size}
    course = courses.change(turn.conn, course, {"step": None, "touched": None}, materials=file)
    seats = [one.person_id for one in courses.enrolled(turn.conn, course.id, ENROLLED)]
    hand_out(turn.conn, course, seats, turn.now)
    turn.reply("course-file-kept", {"title": course.title, "people": len(seats)})
    return True
