"""What does not fit together about being on call: words that name nobody, ladders that lead nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import Path

from bot.settings.errors import Problem
from bot.settings.models import Contract, Settings
from bot.settings.oncall import OTHERS, Policy, Rotation
from bot.settings.presets import preset_data
from bot.settings.references import unknown, unresolved
from domain.contracts import ContractError, load_preset
from domain.oncall.policies import EXPERTS, GROUP, MANAGERS, PERSON, SUPERIOR
from domain.oncall.rota import PRIMARY, SECONDARY


def person_in(target: str) -> int | str | None:
    """The name or id of "person:…" in a step; None if the target is no single person."""
    if not target.startswith(PERSON):
        return None
    written = target.removeprefix(PERSON).strip()
    return int(written) if written.isascii() and written.isdigit() else written


def oncall_contradictions(settings: Settings, folder: Path) -> Iterator[Problem]:
    """Everything about rotations, policies, channels and experts that cannot be meant."""
    return chain(
        _experts(settings),
        *(_rotation(settings, index, one) for index, one in enumerate(settings.rotations)),
        _policies(settings, folder),
        _channels(settings),
    )


def _experts(settings: Settings) -> Iterator[Problem]:
    for index, contract in enumerate(settings.contracts):
        yield from _people(settings, ("contracts", index, "experts"), contract.experts)


def _people(
    settings: Settings, path: tuple[str | int, ...], references: Collection[int | str]
) -> Iterator[Problem]:
    seen: set[int] = set()
    for place, reference in enumerate(references):
        words, person = unresolved(settings, reference), settings.find(reference)
        if person is not None and person.telegram_id in seen:
            words = f"{person.name} stands there twice"
        if words is not None:
            yield Problem((*path, place), words)
        elif person is not None:
            seen.add(person.telegram_id)


def _rotation(settings: Settings, index: int, rotation: Rotation) -> Iterator[Problem]:
    path = ("rotations", index)
    found = list(_people(settings, (*path, "people"), rotation.people))
    wrong = {problem.path for problem in found}
    yield from found
    for place, reference in enumerate(rotation.people):
        person, here = settings.find(reference), (*path, "people", place)
        if person is None or here in wrong:
            continue
        lacking = [f'"{skill}"' for skill in rotation.skills if skill not in person.skills]
        if "engineer" not in person.roles:
            yield Problem(here, f'{person.name} is not an engineer; add "engineer" to their roles')
        elif lacking:
            yield Problem(
                here, f"{person.name} lacks the skill {', '.join(lacking)} that this rotation needs"
            )
    if rotation.outside and rotation.always:
        yield Problem(
            (*path, "outside"), "needs hours of which something is left out; so nobody is ever on duty"
        )
    yield from _contracts(settings, (*path, "contracts"), rotation.contracts)
    products = {contract.product for contract in settings.contracts if contract.product}
    for place, product in enumerate(rotation.products):
        words = unknown(product, products, "the product of any contract")
        if words is not None:
            yield Problem((*path, "products", place), words)


def _contracts(settings: Settings, path: tuple[str | int, ...], codes: Collection[str]) -> Iterator[Problem]:
    known = [contract.code for contract in settings.contracts]
    for place, code in enumerate(codes):
        words = unknown(code, known, "the code of a contract")
        if words is not None:
            yield Problem((*path, place), words)


def _policies(settings: Settings, folder: Path) -> Iterator[Problem]:
    before: list[Policy] = []
    for index, policy in enumerate(settings.policies):
        path = ("policies", index)
        if any(policy.name == one.name for one in before):
            yield Problem((*path, "name"), f'"{policy.name}" is already the name of a policy')
        wrong = [
            *_contracts(settings, (*path, "contracts"), policy.contracts),
            *_steps(settings, index, policy),
        ]
        yield from wrong
        hiding = next((one for one in before if _hides(one, policy)), None)
        before.append(policy)
        if wrong:
            continue
        if hiding is not None:
            yield Problem(
                path, f'is never used: "{hiding.name}" stands before it and is for all of the same tickets'
            )
        yield from _levels(settings, folder, index, policy)
        meant = _meant(settings, policy)
        pages = (
            _reachable(settings, target, one)
            for one in meant
            for step in policy.steps
            for target in step.page
        )
        if not any(pages):
            yield Problem(
                path, f'"{policy.name}" can never page anybody: nobody stands behind any of its steps'
            )
        if policy.experts is not None and not any(one.experts for one in meant if one is not None):
            yield Problem((*path, "experts"), "there are none: no contract of this policy names its experts")


def _hides(first: Policy, other: Policy) -> bool:
    return all(
        not wide or (narrow and set(narrow) <= set(wide))
        for wide, narrow in ((first.contracts, other.contracts), (first.levels, other.levels))
    )


def _steps(settings: Settings, index: int, policy: Policy) -> Iterator[Problem]:
    layers = {PRIMARY, SECONDARY, *(rotation.layer for rotation in settings.rotations)}
    channels = [channel.name for channel in settings.channels]
    for number, step in enumerate(policy.steps):
        path = ("policies", index, "steps", number)
        for place, target in enumerate(step.page):
            reference = person_in(target)
            if reference is not None:
                words = unresolved(settings, reference)
            elif settings.find(target) is not None:
                words = f'"{target}" is a person; write "{PERSON}{target}"'
            else:
                words = unknown(target, {*layers, *OTHERS}, f"a layer, {PERSON}NAME, {', '.join(OTHERS)}")
            if words is not None:
                yield Problem((*path, "page", place), words)
        for place, channel in enumerate(step.channels):
            words = unknown(channel, channels, "the name of one of the channels")
            if words is not None:
                yield Problem((*path, "channels", place), words)


def _levels(settings: Settings, folder: Path, index: int, policy: Policy) -> Iterator[Problem]:
    if not policy.levels or not settings.contracts:
        return
    known: set[int] = set()
    for contract in _meant(settings, policy):
        if contract is None:
            continue
        try:
            data, zone = preset_data(contract.preset, folder), contract.timezone or settings.duty.timezone
            preset = load_preset(contract.preset, data, zone, contract.zone)
        except ContractError:
            # Told where the contract stands; what levels it has is not known.
            return
        known |= {level.number for level in preset.levels}
    for place, level in enumerate(policy.levels):
        if level not in known:
            there = ", ".join(map(str, sorted(known)))
            words = f"no contract of this policy has a level {level}; there are: {there}"
            yield Problem(("policies", index, "levels", place), words)


def _meant(settings: Settings, policy: Policy) -> list[Contract | None]:
    """The contracts a policy is for; of a desk without any one that is none."""
    return [one for one in settings.contracts if not policy.contracts or one.code in policy.contracts] or [
        None
    ]


def _reachable(settings: Settings, target: str, contract: Contract | None) -> bool:
    """Whether anybody could ever be behind a target for that contract's tickets."""
    if target == MANAGERS:
        return any("manager" in person.roles for person in settings.people)
    if target == GROUP:
        return any("engineer" in person.roles for person in settings.people)
    if target == EXPERTS:
        return contract is not None and bool(contract.experts)
    if target == SUPERIOR:
        return any(settings.superior_of(person) is not None for person in settings.people)
    if person_in(target) is not None:
        return True
    own = [rotation for rotation in settings.rotations if rotation.layer == target]
    if not own:
        return bool(settings.duty.team or settings.duty.oncall)
    return any(_serves(rotation, contract) for rotation in own)


def _serves(rotation: Rotation, contract: Contract | None) -> bool:
    code, product = (None, None) if contract is None else (contract.code, contract.product)
    return (not rotation.contracts or code in rotation.contracts) and (
        not rotation.products or product in rotation.products
    )


def _channels(settings: Settings) -> Iterator[Problem]:
    names: set[str] = set()
    for index, channel in enumerate(settings.channels):
        if channel.name in names:
            taken = f'"{channel.name}" is already the name of a channel'
            yield Problem(("channels", index, "name"), taken)
        names.add(channel.name)
        yield from _people(settings, ("channels", index, "people"), channel.people)
