"""What is no mistake in the file and still deserves a look: an address that is not there, a way that nobody takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from bot.settings.checklists import is_file
from bot.settings.errors import Problem
from bot.settings.models import Settings
from bot.settings.oncall import Channel
from domain.plans.checklists import named

_PHONE = "{phone}"
_HERE = ("localhost", "127.0.0.1", "::1")


def doubts(settings: Settings, env: Mapping[str, str]) -> Iterator[Problem]:
    """One for each thing that works, but perhaps not as its author meant; `env` holds the secret addresses."""
    for index, contract in enumerate(settings.contracts):
        if contract.warranties and not contract.prices:
            yield Problem(
                ("contracts", index, "warranties"),
                "there is no price list (prices): when they end, no offer can be shown before paid work begins",
            )
    used = {name for policy in settings.policies for step in policy.steps for name in step.channels}
    for index, channel in enumerate(settings.channels):
        path = ("channels", index)
        if channel.name not in used:
            yield Problem(
                (*path, "name"),
                f'no step of a policy has "{channel.name}" among its channels; it wakes nobody',
            )
        if not env.get(channel.url_env, "").strip():
            yield Problem(
                (*path, "url_env"),
                f"{channel.url_env} is not set in the environment; until then it wakes nobody",
            )
        elif _PHONE in env[channel.url_env]:
            yield from _without_phone(settings, channel, (*path, "url_env"))
    name = settings.oncall.deadman_url_env
    if name is not None and not env.get(name, "").strip():
        words = (
            f"{name} is not set in the environment; until then nobody outside notices that the desk is down"
        )
        yield Problem(("oncall", "deadman_url_env"), words)
    for index, contract in enumerate(settings.contracts):
        for place, system in enumerate(contract.systems):
            if not is_file(system) and named(system) is None:
                words = f'there is no checklist for "{system}"; inspections go by the general one'
                yield Problem(("contracts", index, "systems", place), words)
    public = settings.calendar.public_url
    if public is not None and public.startswith("http://") and urlsplit(public).hostname not in _HERE:
        words = "without https whoever is on the way can read the addresses of calendars, and the calendars"
        yield Problem(("calendar", "public_url"), words)


def _without_phone(settings: Settings, channel: Channel, path: tuple[str | int, ...]) -> Iterator[Problem]:
    people = [settings.person(one) for one in channel.people] or [
        one for one in settings.people if "engineer" in one.roles
    ]
    names = [person.name for person in people if not person.phone]
    if names:
        yield Problem(path, f"its address needs a phone number, and there is none of {', '.join(names)}")
