"""Who works at the desk and who is responsible at an instant: the simple rota of the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from domain.calendars import Calendar, stretches
from domain.oncall.book import Book
from domain.oncall.ladder import NextCall, Who, last_resort, next_call, people_of
from domain.oncall.policies import BUILT_IN, Policy, from_data, policy_for
from domain.oncall.rota import PRIMARY, SECONDARY, from_rota
from domain.oncall.rotations import Context, Rotation
from domain.oncall.schedule import responsible
from domain.plans.checklists import Checklist
from domain.plans.promises import Service
from domain.terms import Contract, Preset
from domain.tickets.clocks import Terms
from domain.tickets.events import Ticket

_SLOWEST_REPEAT = 4 * 3600


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
    skills: frozenset[str] = frozenset()
    """What a rotation may ask for."""


@dataclass(frozen=True)
class Channel:
    """Another way to wake somebody up; `url_env` is the variable of the environment that holds its address."""

    name: str
    url_env: str
    people: tuple[int, ...] = ()
    """For whom it is; empty: for whomever the step pages."""


@dataclass(frozen=True)
class OnCall:
    """Habits of the desk around paging, in seconds."""

    handover_seconds: int = 600
    """So long the incoming person may take to accept before the superior hears of it."""
    promise_grace_seconds: int = 300
    """So long after the promised time the reminder is waited for before the ladder goes on."""
    storm_count: int = 4
    storm_seconds: int = 300
    """So many reports of one contract or kind within so long are offered as one incident."""
    synthetic_seconds: int = 0
    deadman_env: str = ""
    deadman_seconds: int = 300


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
    summaries: tuple[str, ...] = ("week", "month", "quarter")
    weekly_reports: bool = True
    service_manager: int | None = None
    """Who gets the engineers' weekly reports; None: the superior of the settings, else the managers' group."""
    """What the managers' group gets beside the daily summary."""
    max_file_bytes: int = 20 * 1024 * 1024
    repeat_seconds: int = 1800
    sites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    retired: Mapping[str, Contract] = field(default_factory=dict)
    """Contracts that ended: nobody reports under them, their tickets go on."""
    versions: Mapping[tuple[str, int], Preset] = field(default_factory=dict)
    """The terms of every version that there ever was: running tickets keep theirs."""

    rotations: tuple[Rotation, ...] = ()
    policies: tuple[Policy, ...] = ()
    experts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By contract: who is called together for a severe fault (P2)."""
    products: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    service: Mapping[str, Service] = field(default_factory=dict)
    """By contract: the days and people that its promises hang on."""
    checklists: Mapping[str, tuple[Checklist, ...]] = field(default_factory=dict)
    """By contract: what is looked at in its inspections."""
    oncall: OnCall = field(default_factory=OnCall)
    book: Book = field(default_factory=Book)
    """Overrides, swaps, covers, absences and delegates, as on record at this moment."""
    calendar_url: str = ""
    """Under which address calendars can be subscribed to; empty: the desk gives out none."""

    def contract(self, code: str) -> Contract:
        """The contract of a ticket, also one that has ended; KeyError if there never was such a one."""
        return self.contracts[code] if code in self.contracts else self.retired[code]

    def terms(self, code: str) -> Terms:
        """The terms of a contract by version; a version that is not on record has the present terms."""
        present = self.contract(code).preset
        return lambda version: self.versions.get((code, version), present)

    def preset_of(self, ticket: Ticket) -> Preset:
        """The terms that apply to a ticket now."""
        return self.terms(ticket.contract)(ticket.contract_version)

    @property
    def managers(self) -> tuple[Person, ...]:
        """Those who get breaches, complaints and summaries."""
        return tuple(person for person in self.people.values() if person.manager)

    @property
    def reports_to(self) -> int:
        """The chat of the service manager, who gets the weekly reports."""
        for one in (self.service_manager, self.rota.superior_id):
            if one is not None and one in self.people:
                return one
        return self.managers_chat

    def team_chat(self, kind: str) -> int:
        """Where a ticket of that kind lives: a complaint is the managers' and never reaches the engineer (P5)."""
        return self.managers_chat if kind == "complaint" else self.engineers_chat

    def owner(self, kind: str, now: datetime) -> int | None:
        """Who gets a request that is no fault: the first of the office team, else the first on duty.

        A complaint goes to a manager, else to the superior (contract P5).
        """
        if kind == "complaint":
            return self.managers[0].id if self.managers else self.rota.superior_id
        order = self.rota.team or self.order(now)
        return order[0] if order else None

    @property
    def layers(self) -> tuple[Rotation, ...]:
        """Every rotation there is: those of the settings, and what `duty` says about layers that have none.

        Only people who have the skills of a rotation are on it.
        """
        named = {rotation.layer for rotation in self.rotations}
        skills = {one.id: one.skills for one in self.people.values()}
        own = (one.among(skills) for one in self.rotations)
        return (*own, *(one for one in from_rota(self.rota) if one.layer not in named))

    def who(self, ticket: Ticket | None = None) -> Who:
        """The people behind the names of a policy, for one ticket or for none in particular."""
        code = ticket.contract if ticket is not None else None
        if code not in self._whos:
            self._whos[code] = self._who(code)
        return self._whos[code]

    @cached_property
    def _whos(self) -> dict[str | None, Who]:
        return {}

    def _who(self, code: str | None) -> Who:
        everybody = self.people.values()
        context = Context(code, self.products.get(code) if code is not None else None)
        return Who(
            rotations=tuple(rotation for rotation in self.layers if rotation.fits(context)),
            book=self.book,
            context=context,
            superiors={one.id: one.superior_id for one in everybody if one.superior_id is not None},
            managers=tuple(one.id for one in self.managers),
            experts=self.experts.get(code, ()) if code is not None else (),
            engineers=tuple(one.id for one in everybody if one.engineer),
            superior=self.rota.superior_id,
            # A running ticket keeps its ladder: it may name people who are not in the settings any more.
            reachable=frozenset(self.people),
        )

    def policy_of(self, contract: str, level: int | None) -> Policy:
        """The escalation policy that a new ticket starts with."""
        return policy_for(self.policies, contract, level)

    def order(self, now: datetime, ticket: Ticket | None = None) -> tuple[int, ...]:
        """Everybody responsible at `now`, first to last: the person of each layer, then the rest of the simple rota."""
        who = self.who(ticket)
        layers = dict.fromkeys((PRIMARY, SECONDARY, *(one.layer for one in who.rotations)))
        found = (responsible(who.rotations, who.book, layer, now, who.context) for layer in layers)
        first = [duty.person for duty in found if duty is not None]
        away = self.book.absent(now)
        rest = () if self.rotations else (one for one in self.rota.order(now) if one not in away)
        return tuple(dict.fromkeys((*first, *rest)))

    def call(self, ticket: Ticket, place: int, now: datetime, ack_seconds: int) -> NextCall:
        """Whom the ticket's ladder calls at `place` or, where nobody is there or all were called before, after it.

        Above the top everybody on the ladder is called, ever more slowly: silence is never the end of it.
        """
        policy, who = self.ladder_of(ticket), self.who(ticket)
        top = len(policy.steps) * (policy.repeats + 1)
        at = place
        while True:
            found = next_call(policy, at, ack_seconds, now, who)
            found = replace(found, channels=tuple(name for name in found.channels if name in self.channels))
            if not found.people:
                wait = min(self.repeat_seconds * 2 ** min(max(0, place - top) + 1, 10), _SLOWEST_REPEAT)
                return replace(found, people=self.everybody_called(ticket, now), wait=wait)
            if found.step is None:
                return found
            earlier = {one for step in policy.steps[: found.step] for one in people_of(step, now, who).people}
            fresh = tuple(person for person in found.people if person not in earlier)
            if not fresh:
                at = found.place + 1
                continue
            last = found.place == top - 1 and policy.steps[found.step].wait is None
            return replace(found, people=fresh, wait=self.repeat_seconds if last else found.wait)

    def everybody_called(self, ticket: Ticket, now: datetime) -> tuple[int, ...]:
        """All whom the ticket's ladder would ever call."""
        policy, who = self.ladder_of(ticket), self.who(ticket)
        found = [one for step in policy.steps for one in people_of(step, now, who).people]
        return tuple(dict.fromkeys(found)) or last_resort(now, who)

    def ladder(self, now: datetime, ticket: Ticket | None = None) -> tuple[tuple[int, ...], ...]:
        """Whom each step calls at `now`, nobody twice; with nobody anywhere the last resort."""
        policy, who = self.ladder_of(ticket), self.who(ticket)
        paged: set[int] = set()
        steps = []
        for step in policy.steps:
            fresh = tuple(one for one in people_of(step, now, who).people if one not in paged)
            paged |= set(fresh)
            if fresh:
                steps.append(fresh)
        return tuple(steps) or (last_resort(now, who),)

    def ladder_of(self, ticket: Ticket | None) -> Policy:
        """The escalation policy that a ticket started with."""
        if ticket is None:
            return BUILT_IN
        return from_data(ticket.policy) if ticket.policy else self.policy_of(ticket.contract, ticket.level)
