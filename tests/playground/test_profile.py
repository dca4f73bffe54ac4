import pytest
from telegram import (
    Bot,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    MenuButtonCommands,
    MenuButtonDefault,
)
from telegram.error import BadRequest

from playground import people
from playground.people_view import commands
from playground.records import Chat
from playground.world import World
from tests.playground.conftest import ANN, BOB, EVE, Raw


async def test_the_bot_knows_itself(bot: Bot, world: World) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (123456, "faultline_demo_bot", True)
    assert me.can_read_all_group_messages is False
    assert await bot.log_out()
    assert await bot.close()


async def test_names_and_descriptions_by_language(bot: Bot, world: World) -> None:
    assert (await bot.get_my_name()).name == "Faultline"
    await bot.set_my_name("值班台", language_code="zh")
    await bot.set_my_description("long")
    await bot.set_my_short_description("short")
    assert (await bot.get_my_name(language_code="zh")).name == "值班台"
    assert (await bot.get_my_description(language_code="zh")).description == "long"
    assert (await bot.get_my_short_description()).short_description == "short"
    await bot.set_my_name("", language_code="zh")
    assert (await bot.get_my_name(language_code="zh")).name == "Faultline"
    with pytest.raises(BadRequest, match="too long"):
        await bot.set_my_short_description("x" * 121)


async def test_commands_are_kept_by_scope_and_language(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    await bot.set_my_commands([("report", "Report a fault")])
    await bot.set_my_commands([("duty", "Who is on duty")], scope=BotCommandScopeChat(ANN))
    assert (await bot.get_my_commands())[0].command == "report"
    assert (await bot.get_my_commands(scope=BotCommandScopeChat(ANN)))[0].command == "duty"
    assert await bot.get_my_commands(language_code="zh") == ()
    await bot.delete_my_commands(scope=BotCommandScopeChat(ANN))
    assert await bot.get_my_commands(scope=BotCommandScopeChat(ANN)) == ()


async def test_the_narrowest_scope_is_offered(bot: Bot, world: World, desk: Chat) -> None:
    await bot.set_my_commands([("a", "All")])
    await bot.set_my_commands([("m", "Mine")], scope=BotCommandScopeChatMember(desk.id, EVE))
    assert [c["command"] for c in commands(world, desk, EVE)] == ["m"]
    assert [c["command"] for c in commands(world, desk, BOB)] == ["a"]


async def test_commands_are_refused_in_the_servers_words(world: World, raw: Raw) -> None:
    def command(name: str, description: str = "d") -> dict:
        return {"command": name, "description": description}

    for wanted, words in (
        ([command("x")] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ([command("Кириллица")], "BOT_COMMAND_INVALID"),
        ([command("x" * 33)], "BOT_COMMAND_INVALID"),
        ([command("x", "")], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([command("x", "d" * 257)], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("x", "can't parse commands JSON object"),
        ({}, "can't parse commands: expected an Array of BotCommand"),
    ):
        assert await raw.refused("setMyCommands", commands=wanted) == f"400 Bad Request: {words}"
    for scope, words in (
        ({"type": "chat", "chat_id": ANN}, "chat not found"),
        ({"type": "chat", "chat_id": 42}, "chat not found"),
        ({"type": "moon"}, "can't parse BotCommandScope: type of the scope is not known"),
        ({"type": "chat", "chat_id": "x"}, "can't parse BotCommandScope: chat_id or user_id is not a number"),
    ):
        refusal = await raw.refused("setMyCommands", commands=[command("x")], scope=scope)
        assert refusal == f"400 Bad Request: {words}"


async def test_the_menu_button_is_set_for_one_or_all(bot: Bot, world: World, raw: Raw, desk: Chat) -> None:
    people.start(world, ANN)
    assert isinstance(await bot.get_chat_menu_button(ANN), MenuButtonCommands)
    await bot.set_chat_menu_button(ANN, MenuButtonDefault())
    assert isinstance(await bot.get_chat_menu_button(ANN), MenuButtonDefault)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    assert "unsupported type" in await raw.refused("setChatMenuButton", menu_button={"type": "x"})
    assert "chat not found" in await raw.refused("setChatMenuButton", chat_id=desk.id)
