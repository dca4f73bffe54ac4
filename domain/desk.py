"""Who works at the desk and who is responsible at an instant: the simple rota of the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.calendars import Calendar, stretches
from domain.contracts import Contract


@dataclass(frozen=True)
class Person:
    """Somebody of ours; `id` is the Telegram user id."""

    id: int
    name: str
    language: str
    engineer: bool = False
    manager: bool = False
    phone: str | None = None
    superior_id: int | None = None


@dataclass(frozen=True)
class Rota:
    """Office hours belong to the team, all other times to the on-call order, which may rotate."""

    office: Calendar
    team: tuple[int, ...]
    oncall: tuple[int, ...]
    rotate: str = "none"
    rotate_from: date = date(2026, 1, 5)
    superior_id: int | None = None

    def in_office_hours(self, now: datetime) -> bool:
        """Whether the office team is on duty."""
        return any(True for _ in stretches(self.office, now, now + timedelta(seconds=1)))

    def order(self, now: datetime) -> tuple[int, ...]:
        """Everybody responsible at `now`, first to last; the front moves by one each shift if the rota rotates."""
        people = self.team if self.in_office_hours(now) and self.team else self.oncall or self.team
        if not people or self.rotate == "none":
            return people
        days = (now.astimezone(ZoneInfo(self.office.zone)).date() - self.rotate_from).days
        turn = (days // 7 if self.rotate == "weekly" else days) % len(people)
        return people[turn:] + people[:turn]


@dataclass(frozen=True)
class Desk:
    """The whole configuration that rules need: people, rota, contracts, chats, habits."""

    people: Mapping[int, Person]
    rota: Rota
    contracts: Mapping[str, Contract]
    engineers_chat: int
    managers_chat: int
    bot_username: str = ""
    timezone: str = "Asia/Shanghai"
    language: str = "zh"
    gather_seconds: int = 4
    silence_seconds: int = 120
    summary_at: tuple[int, int] = (18, 30)
    max_file_bytes: int = 20 * 1024 * 1024
    repeat_seconds: int = 1800
    sites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    retired: Mapping[str, Contract] = field(default_factory=dict)
    """Contracts that ended: nobody reports under them, their tickets go on."""

    def contract(self, code: str) -> Contract:
        """The contract of a ticket, also one that has ended; KeyError if there never was such a one."""
        return self.contracts[code] if code in self.contracts else self.retired[code]

    @property
    def managers(self) -> tuple[Person, ...]:
        """Those who get breaches, complaints and summaries."""
        return tuple(person for person in self.people.values() if person.manager)

    def team_chat(self, kind: str) -> int:
        """Where a ticket of that kind lives: a complaint is the managers' and never reaches the engineer (P5)."""
        return self.managers_chat if kind == "complaint" else self.engineers_chat

    def owner(self, kind: str, now: datetime) -> int | None:
        """Who gets a request that is no fault: the first of the office team, else the first on duty.

        A complaint goes to a manager, else to the superior (contract P5).
        """
        if kind == "complaint":
            return self.managers[0].id if self.managers else self.rota.superior_id
        order = self.rota.team or self.rota.order(now)
        return order[0] if order else None

    def ladder(self, now: datetime) -> tuple[tuple[int, ...], ...]:
        """Whom each step pages: on duty first, the next one, the superior, the managers (never empty steps).

        With nobody on duty the ladder begins with the superior; with nobody at all every engineer is paged.
        """
        order = self.rota.order(now)
        steps: list[tuple[int, ...]] = [(person,) for person in order[:2]]
        first = self.people.get(order[0]) if order else None
        superior = (first.superior_id if first else None) or self.rota.superior_id
        if superior is not None and (superior,) not in steps:
            steps.append((superior,))
        paged = {person for step in steps for person in step}
        managers = tuple(manager.id for manager in self.managers if manager.id not in paged)
        if managers:
            steps.append(managers)
        if not steps:
            steps.append(tuple(person.id for person in self.people.values() if person.engineer))
        return tuple(step for step in steps if step)
