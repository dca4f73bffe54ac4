"""An inspection of the office, with hands for both sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.incoming import Answer, Media
from schedules import dues as schedule
from storage import dues, timers
from storage.outbox import Row
from storage.timers import Timer
from tests.engineers.office import CUSTOMER, LI, Office
from views.callbacks import encode

SHANGHAI = ZoneInfo("Asia/Shanghai")
OTHER = 32
"""A second person of the customer."""


@dataclass
class Round:
    """One inspection and what can be done with it."""

    office: Office
    number: int

    @property
    def due(self) -> dues.Due:
        """As it stands."""
        return dues.get(self.office.conn, self.number)

    def press(
        self, person: int, verb: str, *args: int | str, fence: int | None = None, message: int = 700
    ) -> Answer:
        """Press a button as it would be shown now, or with an older `fence`."""
        shown = self.due.fence if fence is None else fence
        return self.office.press(
            person, encode(verb, self.number, shown, *args), chat=None, message=message
        )  # fmt: skip

    def go(self, person: int = LI) -> Answer:
        """Begin, or go on."""
        return self.office.press(person, encode("ig", self.number), chat=None, message=701)

    def point(self, action: str, person: int = LI) -> Answer:
        """A button of the open point."""
        return self.press(person, "ik", action)

    def propose(self, at: datetime, person: int = LI, verb: str = "it") -> Answer:
        """Propose that time by its button."""
        local = at.astimezone(SHANGHAI)
        return self.press(person, verb, local.date().toordinal(), local.hour * 60 + local.minute)

    def agreed(self) -> datetime:
        """A time that both want."""
        at = working(self.office.now)
        self.propose(at)
        self.press(CUSTOMER, "ica")
        self.office.rows()
        return at

    def through(self, result: str = "o") -> None:
        """All points the same."""
        while self.due.data["place"] < 18:
            self.point(result)

    def told(self, chat: int) -> list[Row]:
        """What was said to somebody since the last look."""
        return [row for row in self.office.rows() if row.chat_id == chat]


def fall_due(office: Office) -> Round:
    """The plan is looked at; the routine check is asked for."""
    schedule.run(office.conn, office.desk, _timer(office), office.now)
    (one,) = dues.listed(office.conn, kinds=("inspection",), name="routine")
    return Round(office, one.id)


def look_again(office: Office) -> None:
    """The plan is looked at once more: the settings have changed."""
    schedule.run(office.conn, office.desk, _timer(office), office.now)


def working(now: datetime, days: int = 2) -> datetime:
    """10:00 in Shanghai, so many days later."""
    return (now + timedelta(days=days)).replace(hour=2, minute=0, second=0, microsecond=0)


def media(kind: str = "photo", name: str = "a", size: int = 1000) -> Media:
    """A file as it comes in."""
    return Media(kind, f"file-{name}", f"unique-{name}", size)


def pending(office: Office, number: int) -> set[str]:
    """What still waits for an instant of that inspection."""
    every = timers.due(office.conn, office.now + timedelta(days=4000), 1000)
    return {one.key.split(":")[-1] for one in every if one.data.get("due") == number}


def _timer(office: Office) -> Timer:
    return Timer(schedule.KEY, "dues", office.now, None, None, 0, {})
