"""A small desk for tests of the rules: two engineers, a superior, a manager, one contract of preset P1."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.calendars import parse_calendar
from domain.contracts import Contract, load_preset, shipped_preset
from domain.desk import Desk, Person, Rota
from domain.tickets.commands import Command, Opening
from domain.tickets.decide import decide, open_ticket
from domain.tickets.effects import Effect, effects
from domain.tickets.events import Event, Ticket, fold

T0 = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""A Friday, 10:00 in Shanghai."""

CUSTOMER = 900
WANG, LI, ZHAO, BOSS, MANAGER = 1, 2, 3, 8, 9


def desk(**changes: object) -> Desk:
    """The desk; keyword arguments replace fields."""
    people = {
        WANG: Person(WANG, "Wang", "zh", engineer=True, superior_id=BOSS),
        LI: Person(LI, "Li", "en", engineer=True, superior_id=BOSS),
        ZHAO: Person(ZHAO, "Zhao", "zh", engineer=True, superior_id=BOSS),
        BOSS: Person(BOSS, "Boss", "zh", engineer=True),
        MANAGER: Person(MANAGER, "Manager", "zh", manager=True),
    }
    office = parse_calendar("Asia/Shanghai", ["Mon-Fri 09:00-18:00"], "cn")
    preset = load_preset("canteen-video", shipped_preset("canteen-video"), "Asia/Shanghai")
    made = Desk(
        people=people,
        rota=Rota(office, team=(WANG, LI), oncall=(LI, ZHAO), superior_id=BOSS),
        contracts={"C1": Contract("C1", 1, "No. 1 School", "Asia/Shanghai", preset)},
        engineers_chat=-100,
        managers_chat=-200,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


class Story:
    """A ticket that is driven by commands; remembers all effects."""

    def __init__(
        self, level: int | None = 1, kind: str = "fault", made: Desk | None = None, at: datetime = T0
    ) -> None:
        self.desk = made or desk()
        self.now = at
        opening = Opening(kind, "C1", 1, CUSTOMER, "no picture", level)
        self.events: list[Event] = [open_ticket(opening, at)]
        self.effects: list[Effect] = effects(None, self.ticket, self.events, self.events, self.desk, at)

    @property
    def ticket(self) -> Ticket:
        """The ticket now."""
        return fold(12, self.events)

    def do(self, command: Command, after: timedelta | int = 60) -> list[Effect]:
        """Carry out a command `after` seconds; its effects."""
        self.now += after if isinstance(after, timedelta) else timedelta(seconds=after)
        before = self.ticket
        new = [
            replace(event, seq=before.seq + place)
            for place, event in enumerate(
                decide(before, self.events, command, self.now, self.desk.preset_of(before)), 1
            )
        ]
        self.events += new
        out = effects(before, self.ticket, new, self.events, self.desk, self.now) if new else []
        self.effects += out
        return out
