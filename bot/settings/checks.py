"""What each setting alone cannot tell: ids given twice, people who are not there, presets that contradict."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from bot.settings.checklists import ChecklistFileError, is_file, read_checklist
from bot.settings.errors import Problem
from bot.settings.models import Contract, Person, Settings
from bot.settings.oncall_checks import oncall_contradictions
from bot.settings.presets import preset_data
from bot.settings.references import unresolved
from domain.contracts import ContractError, load_preset, preset_names

_PRICES_AT_MOST = 40


def contradictions(settings: Settings, folder: Path) -> Iterator[Problem]:
    """Everything that does not fit together, in the order of the file."""
    return chain(
        _telegram(settings),
        _chats(settings),
        _people(settings),
        _contracts(settings, folder),
        _duty(settings),
        oncall_contradictions(settings, folder),
        _calendar(settings),
    )


def _telegram(settings: Settings) -> Iterator[Problem]:
    if settings.telegram.mode == "webhook":
        for key in ("webhook_url", "webhook_secret"):
            if getattr(settings.telegram, key) is None:
                yield Problem(("telegram", key), 'is missing: mode = "webhook" needs it')


def _chats(settings: Settings) -> Iterator[Problem]:
    if settings.chats.engineers == settings.chats.managers:
        yield Problem(
            ("chats", "managers"),
            "is the engineers' group; complaints go to the managers and must not be read there",
        )


def _people(settings: Settings) -> Iterator[Problem]:
    first: dict[int, str] = {}
    for index, person in enumerate(settings.people):
        if person.telegram_id in first:
            taken = f"{person.telegram_id} is already the id of {first[person.telegram_id]}"
            yield Problem(("people", index, "telegram_id"), taken)
        first.setdefault(person.telegram_id, person.name)
        if person.superior is not None:
            path = ("people", index, "superior")
            words = unresolved(settings, person.superior)
            if words is None and settings.find(person.superior) == person:
                words = f"{person.name} cannot be their own superior"
            elif words is None and _in_circle(settings, person):
                words = f"leads in a circle back to {person.name}"
            if words is not None:
                yield Problem(path, words)


def _in_circle(settings: Settings, person: Person) -> bool:
    seen: set[int] = set()
    above: Person | None = person
    while above is not None and above.superior is not None and above.telegram_id not in seen:
        seen.add(above.telegram_id)
        above = settings.find(above.superior)
        if above == person:
            return True
    return False


def _contracts(settings: Settings, folder: Path) -> Iterator[Problem]:
    codes: set[str] = set()
    for index, contract in enumerate(settings.contracts):
        if contract.code.casefold() in codes:
            yield Problem(
                ("contracts", index, "code"), f'"{contract.code}" is already the code of a contract'
            )
        codes.add(contract.code.casefold())
        unfit = _preset(contract, folder, contract.timezone or settings.duty.timezone)
        if unfit is not None:
            yield Problem(("contracts", index, "preset"), unfit)
        if len(contract.prices) > _PRICES_AT_MOST:
            words = (
                f"has {len(contract.prices)} items; at most {_PRICES_AT_MOST} can be chosen from on a phone"
            )
            yield Problem(("contracts", index, "prices"), words)
        seen: set[str] = set()
        for place, price in enumerate(contract.prices):
            if price.item.zh in seen:
                yield Problem(("contracts", index, "prices", place), f'"{price.item.zh}" stands there twice')
            seen.add(price.item.zh)
        for place, site in enumerate(contract.sites):
            if site in contract.sites[:place]:
                yield Problem(("contracts", index, "sites", place), f'"{site}" stands there twice')
        yield from _systems(contract, index, folder)


def _systems(contract: Contract, index: int, folder: Path) -> Iterator[Problem]:
    for place, system in enumerate(contract.systems):
        path = ("contracts", index, "systems", place)
        if system in contract.systems[:place]:
            yield Problem(path, f'"{system}" stands there twice')
        elif is_file(system):
            try:
                read_checklist(system, folder)
            except ChecklistFileError as wrong:
                yield from (Problem(path, line) for line in wrong.lines)


def _preset(contract: Contract, folder: Path, timezone: str) -> str | None:
    try:
        load_preset(
            contract.preset,
            preset_data(contract.preset, folder),
            timezone,
            contract.zone,
            closed=contract.closed,
        )
    except ContractError as wrong:
        near = get_close_matches(contract.preset, preset_names(), n=1)
        hint = f'; did you mean "{near[0]}"?' if near and near[0] != contract.preset else ""
        return f"{' '.join(str(wrong).split())}{hint}"
    return None


def _duty(settings: Settings) -> Iterator[Problem]:
    duty = settings.duty
    for key, references in (("team", duty.team), ("oncall", duty.oncall)):
        seen: set[int] = set()
        for place, reference in enumerate(references):
            words = unresolved(settings, reference)
            person = settings.find(reference)
            if person is not None and "engineer" not in person.roles:
                words = f'{person.name} is not an engineer; add "engineer" to their roles'
            elif person is not None and person.telegram_id in seen:
                words = f"{person.name} stands there twice"
            if words is not None:
                yield Problem(("duty", key, place), words)
            elif person is not None:
                seen.add(person.telegram_id)
    if duty.superior is not None and (words := unresolved(settings, duty.superior)) is not None:
        yield Problem(("duty", "superior"), words)
    manager = settings.weekly.manager
    if manager is not None and (words := unresolved(settings, manager)) is not None:
        yield Problem(("weekly", "manager"), words)
    for index, contract in enumerate(settings.contracts):
        if contract.engineer is not None and (words := unresolved(settings, contract.engineer)) is not None:
            yield Problem(("contracts", index, "engineer"), words)
        if contract.begins is not None and contract.ends is not None and contract.ends < contract.begins:
            yield Problem(("contracts", index, "ends"), "is before the contract begins")


def _calendar(settings: Settings) -> Iterator[Problem]:
    given = {"listen": settings.calendar.listen, "public_url": settings.calendar.public_url}
    missing = [key for key, value in given.items() if value is None]
    if len(missing) == 1:
        yield Problem(("calendar", missing[0]), "is missing: calendars need both listen and public_url")
    telegram = settings.telegram
    if telegram.mode == "webhook" and given["listen"] == telegram.webhook_listen:
        yield Problem(("calendar", "listen"), "is already telegram.webhook_listen; take another port")
