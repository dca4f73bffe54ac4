"""What is no mistake in the file and still deserves a look: an address that is not there, a way that nobody takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.settings.errors import Problem
from bot.settings.models import Settings
from bot.settings.oncall import Channel

_PHONE = "{phone}"


def doubts(settings: Settings, env: Mapping[str, str]) -> Iterator[Problem]:
    """One for each thing that works, but perhaps not as its author meant; `env` holds the secret addresses."""
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


def _without_phone(settings: Settings, channel: Channel, path: tuple[str | int, ...]) -> Iterator[Problem]:
    people = [settings.person(one) for one in channel.people] or [
        one for one in settings.people if "engineer" in one.roles
    ]
    names = [person.name for person in people if not person.phone]
    if names:
        yield Problem(path, f"its address needs a phone number, and there is none of {', '.join(names)}")
