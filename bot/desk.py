"""The settings become the desk that rules and handlers know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.settings import Policy, Rotation, Settings
from bot.settings.checklists import checklists_of
from bot.settings.models import Contract as ContractSettings
from bot.settings.oncall_checks import person_in
from bot.settings.presets import preset_data
from domain.calendars import parse_calendar
from domain.contracts import Contract, load_preset
from domain.desk import Channel, Desk, OnCall, Person, Rota
from domain.holidays import NO_LIST, Official
from domain.oncall import policies, rotations
from domain.oncall.policies import PERSON
from domain.plans.periods import MONTH, QUARTER, WEEK
from domain.plans.prices import Price
from domain.plans.promises import Service, warranties_of
from domain.terms import Preset


def desk_of(
    settings: Settings,
    folder: Path,
    versions: Mapping[str, int] | None = None,
    official: Official = NO_LIST,
    since: Mapping[str, datetime] | None = None,
) -> Desk:
    """Build the desk; `folder` is where preset files are looked for, `versions` the contracts' current ones.

    `since` is when the desk first knew each contract: what the settings give no first day begins then.

    ContractError or ConfigError cannot come from settings that `load` has checked.
    """
    duty = settings.duty
    hours = "7x24" if duty.office_hours == ("7x24",) else list(duty.office_hours)
    superior = settings.find(duty.superior) if duty.superior is not None else None
    rota = Rota(
        office=parse_calendar(duty.timezone, hours, duty.holidays, official=official),
        team=_ids(settings, duty.team),
        oncall=_ids(settings, duty.oncall),
        rotate=duty.rotate,
        rotate_from=duty.rotate_from,
        superior_id=superior.telegram_id if superior else None,
    )
    contracts = {}
    for one in settings.contracts:
        zone = one.timezone or duty.timezone
        preset = load_preset(
            one.preset, preset_data(one.preset, folder), zone, one.zone, official, one.closed
        )
        contracts[one.code] = Contract(
            one.code, (versions or {}).get(one.code, 1), one.customer, zone, preset
        )
    return Desk(
        people={
            person.id: person for person in (_person(settings, one.telegram_id) for one in settings.people)
        },
        rota=rota,
        contracts=contracts,
        engineers_chat=settings.chats.engineers,
        managers_chat=settings.chats.managers,
        timezone=settings.summary.timezone or duty.timezone,
        language=settings.desk.language or "zh",
        gather_seconds=int(settings.desk.gather.total_seconds()),
        silence_seconds=int(settings.desk.draft_silence.total_seconds()),
        summary_at=(settings.summary.time.hour, settings.summary.time.minute),
        summaries=_summaries(settings),
        weekly_reports=settings.weekly.on,
        service_manager=_manager(settings),
        max_file_bytes=settings.limits.max_file_mb * 2**20,
        sites={one.code: tuple(one.sites) for one in settings.contracts},
        rotations=tuple(_rotation(settings, one, official) for one in settings.rotations),
        policies=tuple(_policy(settings, one) for one in settings.policies),
        experts={one.code: _ids(settings, one.experts) for one in settings.contracts if one.experts},
        products={one.code: one.product for one in settings.contracts if one.product},
        channels={
            one.name: Channel(one.name, one.url_env, _ids(settings, one.people)) for one in settings.channels
        },
        oncall=_habits(settings),
        calendar_url=settings.calendar.public_url or "",
        checklists={one.code: checklists_of(one.systems, folder) for one in settings.contracts},
        service={
            one.code: _service(settings, one, contracts[one.code], since or {}) for one in settings.contracts
        },
    )


def with_history(
    desk: Desk, known: Sequence[tuple[str, int, str, Mapping[str, Any]]], official: Official = NO_LIST
) -> Desk:
    """The desk with every version of its contracts, and those that are no longer in the settings as they last were.

    Their tickets still have clocks to keep.
    """
    versions: dict[tuple[str, int], Preset] = {}
    gone: dict[str, Contract] = {}
    for code, version, customer, spec in known:
        zone = spec["timezone"] or desk.timezone
        closed = [date.fromisoformat(day) for day in spec.get("closed", ())]
        preset = load_preset(spec["preset"], spec["terms"], zone, spec["zone"], official, closed)
        versions[code, version] = preset
        if code not in desk.contracts:
            gone[code] = Contract(code, version, customer, zone, preset)
    return replace(desk, retired=gone, versions=versions)


def _ids(settings: Settings, references: Iterable[int | str]) -> tuple[int, ...]:
    return tuple(settings.person(one).telegram_id for one in references)


def _rotation(settings: Settings, one: Rotation, official: Official) -> rotations.Rotation:
    zone = one.timezone or settings.duty.timezone
    holidays = one.holidays or settings.duty.holidays
    return rotations.Rotation(
        layer=one.layer,
        people=_ids(settings, one.people),
        zone=zone,
        start=one.start,
        shift=one.shift,
        rotates=one.rotates,
        hours=None if one.always else parse_calendar(zone, list(one.hours), holidays, official=official),
        outside=one.outside,
        contracts=frozenset(one.contracts),
        products=frozenset(one.products),
        name=one.name,
        skills=frozenset(one.skills),
    )


def _policy(settings: Settings, one: Policy) -> policies.Policy:
    return policies.Policy(
        one.name,
        tuple(
            policies.Step(
                tuple(_target(settings, target) for target in step.page),
                None if step.wait is None else int(step.wait.total_seconds()),
                step.channels,
            )
            for step in one.steps
        ),
        one.repeat,
        frozenset(one.contracts),
        frozenset(one.levels),
        None if one.experts is None else int(one.experts.status_every.total_seconds()),
    )


def _service(
    settings: Settings, one: ContractSettings, contract: Contract, since: Mapping[str, datetime]
) -> Service:
    engineer = settings.find(one.engineer) if one.engineer is not None else None
    known = since.get(one.code)
    first = known.astimezone(ZoneInfo(contract.timezone)).date() if known else settings.duty.rotate_from
    return Service(
        begins=one.begins or one.accepted or first,
        ends=one.ends,
        warranties=warranties_of(contract, one.accepted, {each.what: each.until for each in one.warranties}),
        engineer=engineer.telegram_id if engineer is not None else None,
        systems=tuple(one.systems),
        prices=tuple(
            Price(each.item.model_dump(), each.price, each.unit.model_dump()) for each in one.prices
        ),
        currency=one.currency,
    )


def _target(settings: Settings, written: str) -> str:
    reference = person_in(written)
    return written if reference is None else f"{PERSON}{settings.person(reference).telegram_id}"


def _manager(settings: Settings) -> int | None:
    manager = settings.find(settings.weekly.manager) if settings.weekly.manager is not None else None
    return manager.telegram_id if manager is not None else None


def _summaries(settings: Settings) -> tuple[str, ...]:
    wanted = settings.summary
    periods = ((WEEK, wanted.weekly), (MONTH, wanted.monthly), (QUARTER, wanted.quarterly))
    return tuple(period for period, on in periods if on)


def _habits(settings: Settings) -> OnCall:
    habits = settings.oncall
    return OnCall(
        handover_seconds=int(habits.handover_after.total_seconds()),
        promise_grace_seconds=int(habits.promise_grace.total_seconds()),
        storm_count=habits.storm_count,
        storm_seconds=habits.storm_minutes * 60,
        synthetic_seconds=int(habits.synthetic_every.total_seconds()),
        deadman_env=habits.deadman_url_env or "",
        deadman_seconds=int(habits.deadman_every.total_seconds()),
    )


def _person(settings: Settings, telegram_id: int) -> Person:
    one = settings.person(telegram_id)
    superior = settings.superior_of(one)
    return Person(
        id=one.telegram_id,
        name=one.name,
        language=one.language or settings.desk.language or "zh",
        engineer="engineer" in one.roles,
        manager="manager" in one.roles,
        phone=one.phone or None,
        superior_id=superior.telegram_id if superior else None,
        skills=frozenset(one.skills),
    )
