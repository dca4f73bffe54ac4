"""What each setting alone cannot tell: ids given twice, people who are not there, presets that contradict."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from bot.settings.errors import Problem
from bot.settings.models import Contract, Person, Settings
from bot.settings.oncall_checks import oncall_contradictions
from bot.settings.presets import preset_data
from bot.settings.references import unresolved
from domain.contracts import ContractError, load_preset, preset_names


def contradictions(settings: Settings, folder: Path) -> Iterator[Problem]:
    """Everything that does not fit together, in the order of the file."""
    return chain(
        _telegram(settings),
        _chats(settings),
        _people(settings),
        _contracts(settings, folder),
        _duty(settings),
        oncall_contradictions(settings, folder),
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
        for place, site in enumerate(contract.sites):
            if site in contract.sites[:place]:
                yield Problem(("contracts", index, "sites", place), f'"{site}" stands there twice')


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
