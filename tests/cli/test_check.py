"""`check` says what is wrong before it goes wrong, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from playground import groups
from playground.server import Playground
from playground.world import World
from tests.cli.conftest import ENGINEERS, MANAGERS, SETTINGS, WANG, Type


async def test_good_settings_are_good_offline(typed: Type, config: Path) -> None:
    said = await typed("check", "--config", config, "--offline")
    assert (said.code, said.err) == (0, [])
    assert said.out == [f"{config}: 2 people, 1 contracts; the file is in order"]


async def test_bad_settings_are_told_line_by_line(typed: Type, config: Path) -> None:
    config.write_text(config.read_text().replace("-1001000000001", "x y").replace("C-01", ""))
    said = await typed("check", "--config", config, "--offline")
    assert (said.code, said.out) == (2, [])
    assert said.err == [f"{config}:6: is not valid TOML: invalid value (column 13)"]


async def test_good_settings_are_good_in_telegram(typed: Type, online: Path) -> None:
    said = await typed("check", "--config", online)
    assert (said.code, said.err) == (0, [])
    assert said.out == [f"{online}: 2 people, 1 contracts; everything is in order"]


def _basic(world: World) -> None:
    del world.chats[ENGINEERS]
    world.add_group("工程师", [WANG, 21], id=ENGINEERS, supergroup=True)


def _rights(world: World) -> None:
    groups.set_rights(world, world.chats[ENGINEERS], {"can_manage_topics": False, "can_pin_messages": True})


def _no_admin(world: World) -> None:
    groups.set_rights(world, world.chats[ENGINEERS], {})


def _not_there(world: World) -> None:
    groups.kick_bot(world, world.chats[MANAGERS])


def _unknown(world: World) -> None:
    del world.chats[MANAGERS]


def _moved(world: World) -> None:
    groups.migrate(world, world.chats[MANAGERS])


def _never_started(world: World) -> None:
    world.chats[WANG].members.clear()
    del world.chats[WANG]


def _left(world: World) -> None:
    groups.leave(world, world.chats[ENGINEERS], WANG)


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (_basic, 'chats.engineers: Topics are off in "工程师"; turn them on'),
        (_rights, 'chats.engineers: the bot may not manage topics in "工程师"; give it the right "Manage topics"'),
        (_no_admin, 'chats.engineers: the bot is no administrator of "工程师"; make it one'),
        (_not_there, "chats.managers: the bot is not in a group -4000000002; add @faultline_demo_bot to it"),
        (_unknown, "chats.managers: the bot is not in a group -4000000002; add @faultline_demo_bot to it"),
        (_moved, "chats.managers: the group has become a supergroup; write -100"),
        (_never_started, "people: 王芳 (11) has not started the bot; they have to open "
         "https://t.me/faultline_demo_bot and press Start"),
        (_left, "people: 王芳 (11) is not in the engineers' group; add them to it"),
    ],
)  # fmt: skip
async def test_what_is_wrong_in_telegram_is_one_line(
    spoil: Callable[[World], None], line: str, typed: Type, online: Path, telegram: Playground
) -> None:
    spoil(telegram.world)
    said = await typed("check", "--config", online)
    assert (said.code, said.out, len(said.err)) == (1, [], 1)
    assert said.err[0].startswith(line)


async def test_a_person_is_no_group(typed: Type, online: Path) -> None:
    online.write_text(online.read_text().replace(str(MANAGERS), str(WANG)))
    said = await typed("check", "--config", online)
    assert said.err == [
        "chats.managers: 11 is a person, not a group; run `python -m bot ids` to find the group's id"
    ]


async def test_a_refused_token_is_told(typed: Type, online: Path, telegram: Playground) -> None:
    online.write_text(SETTINGS.format(token="123456:WRONG", api_base=telegram.url))
    for command in ("check", "ids"):
        said = await typed(command, "--config", online)
        assert (said.code, said.out) == (1, [])
        assert said.err == [
            "telegram.token: Telegram refuses this token (401). Copy it again from @BotFather."
        ]


async def test_no_connection_is_told_without_the_token(typed: Type, config: Path) -> None:
    said = await typed("check", "--config", config)
    assert (said.code, len(said.err)) == (1, 1)
    assert said.err[0].startswith("telegram: no answer from http://127.0.0.1:9/bot (no connection")
    assert "unused" not in said.err[0]
