"""An office in which courses are made and taken: people press what stands on the keys that they were sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from handlers.customers import messages as customer_messages
from handlers.incoming import Answer, Kind, Media
from storage import courses, people
from storage.courses import Course
from storage.outbox import Row
from tests.engineers.office import BOSS, CUSTOMER, START, STRANGER, Office

CHEN, ANNA, PAUL, OTHER = CUSTOMER, 32, 33, 34
"""Three contacts of the contract, and one of another's."""
QUESTIONS = (
    "Which key restarts it?\nThe red one\n*The green one\n\nHow often is it backed up?\n*Daily\nNever\nYearly"
)
STEPS = (
    ("say", "c1"), ("say", "Backups for <beginners>"), ("say", "What a backup is; how to restore one"),
    ("press", "Administrators"), ("press", "In a group"), ("say", "2026-03-12 14:00-16:00"),
    ("say", "Room 3"), ("press", "Wang"), ("say", "2"), ("say", QUESTIONS), ("press", "Done"),
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A message, or a revision of one, as its reader sees it."""

    chat: int
    id: str
    words: str
    keys: dict[str, str]


class School:
    """What everybody was told stays at hand, the newest last."""

    def __init__(self, office: Office) -> None:
        self.office, self.shown, self.files = office, list[Shown](), list[Row]()
        self.others = list[Row]()
        for person, name in ((ANNA, "Anna"), (PAUL, "Paul"), (OTHER, "Olga"), (STRANGER, "Sam")):
            people.add(office.conn, person, name, "en", START)
        for person in (ANNA, PAUL):
            people.join(office.conn, person, "c1", START)
        people.join(office.conn, OTHER, "客户.二", START)
        people.change(office.conn, ANNA, phone="+86 137")

    @property
    def now(self) -> datetime:
        return self.office.now

    def look(self) -> list[Shown]:
        """What was said since the last look."""
        fresh = []
        for row in self.office.rows():
            if row.kind in ("customer", "team", "managers"):
                self.others.append(row)
            if row.kind == "made":
                self.files.append(row)
            if row.kind in ("text", "revise"):
                fresh.append(
                    Shown(row.chat_id, row.data["id"], self.office.shown(row), self.office.buttons(row))
                )
        self.shown += fresh
        return fresh

    def told(self, chat: int, text_id: str) -> list[Shown]:
        """Everything of that kind that was ever said there."""
        self.look()
        return [one for one in self.shown if (one.chat, one.id) == (chat, text_id)]

    def ids(self, chat: int) -> list[str]:
        """The ids of what was said there since the last look."""
        return [one.id for one in self.look() if one.chat == chat]

    def tellings(self, chat: int) -> str:
        """What tickets told there."""
        self.look()
        return "\n".join(self.office.said_in(row) for row in self.others if row.chat_id == chat)

    def key(self, chat: int, words: str) -> str:
        """The newest key with those words."""
        self.look()
        for one in reversed(self.shown):
            for text, data in one.keys.items():
                if one.chat == chat and words in text:
                    return data
        raise AssertionError(
            f"no key {words} for {chat}: {[one.keys for one in self.shown if one.chat == chat]}"
        )

    def press(self, person: int, words: str, *, chat: int | None = None) -> Answer:
        return self.office.press(person, self.key(chat or person, words), chat=chat or person)

    def data(self, person: int, data: str, *, chat: int | None = None) -> Answer:
        """Press exactly that."""
        return self.office.press(person, data, chat=chat or person)

    def say(self, person: int, words: str, media: Media | None = None) -> None:
        incoming = self.office.incoming(Kind.MESSAGE, person, None, text=words)
        incoming = replace(incoming, media=media)
        found = people.find(self.office.conn, person)
        if found is not None and found.staff:
            assert self.office.private(person, words, media=media)
        else:
            customer_messages.hear(self.office.conn, self.office.desk, incoming, self.now)

    def course(self, number: int = 1) -> Course:
        return courses.get(self.office.conn, number)

    def make(self, *, at_once: bool = True, by: int = BOSS, **changes: Any) -> Course:
        """A course described in chat; `changes` are made to its row before it is saved."""
        self.say(by, "/course")
        self.press(by, "New course")
        for how, what in STEPS:
            (self.say if how == "say" else self.press)(by, what)
        course = courses.draft_of(self.office.conn, by)
        assert course is not None
        if changes:
            # The keys of the form that stands there go on to fit.
            fence = course.fence
            courses.change(self.office.conn, course, {"fence": None}, **changes)
            courses.note(self.office.conn, self.course(course.id), fence=fence)
        self.press(by, "Announce now" if at_once else "Save, announce later")
        self.look()
        return self.course(course.id)

    def enrol(self, *persons: int) -> None:
        for person in persons:
            assert not self.press(person, "Enrol").alert, person

    def until(self, course: Course, **before: float) -> None:
        """Let the time pass until so long before the course begins."""
        self.tick_to(course.starts_at - timedelta(**before))

    def tick_to(self, instant: datetime) -> None:
        self.office.tick(seconds=(instant - self.now).total_seconds())

    def end(self, course: Course, **after: float) -> None:
        self.tick_to(course.ends_at + timedelta(**after))
