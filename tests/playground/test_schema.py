"""Whatever the playground says agrees with the published Bot API, and calls can be checked against it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, ReplyParameters

from playground import groups, people
from playground.botapi import Call
from playground.methods import METHODS
from playground.records import Chat
from playground.schema import Schema, check_answer, check_call, check_update, find_schema, load_schema
from playground.server import Playground
from playground.world import World
from tests.playground.conftest import ANN, BOB, EVE, Png, Raw

ABSENT = "the Bot API description (FAULTLINE_BOTAPI or ../shared/data/botapi.json) is absent"


@pytest.fixture
def api(schema: Schema | None) -> Schema:
    if schema is None:
        if os.environ.get("CI") == "true":
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    return schema


def test_every_method_served_is_a_published_one(api: Schema) -> None:
    special = {"getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"}
    assert (set(METHODS) | special) - set(api["methods"]) == set()


async def test_every_call_and_answer_agrees_with_the_published_api(
    pg: Playground, world: World, bot: Bot, raw: Raw, desk: Chat, png: Png, api: Schema
) -> None:
    updates: list[dict[str, Any]] = []
    world.updates.produced = updates.append
    recorded: list[Call] = []
    pg.bot_api.on_call = recorded.append
    await bot.get_updates(allowed_updates=["message", "chat_member", "message_reaction", "my_chat_member"])
    await everything(world, bot, desk, png)
    world.updates.allow([])
    await by_people(world, desk)
    wrong = [w for update in updates for w in check_update(api, update)]
    for call in recorded:
        wrong += check_call(api, call.method, call.params)
        wrong += check_answer(api, call.method, call.answer["result"])
    assert wrong == []
    kinds = {kind for update in updates for kind in update} - {"update_id"}
    assert kinds >= {"message", "edited_message", "callback_query", "my_chat_member"}
    left = set(METHODS) - {call.method for call in recorded}
    assert left == set(), "these methods are served but not checked here"


async def everything(world: World, bot: Bot, desk: Chat, png: Png) -> None:
    people.start(world, ANN)
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x")]])
    await bot.get_me()
    await bot.log_out()
    await bot.close()
    text = await bot.send_message(ANN, "<b>x</b>", parse_mode="HTML", reply_markup=markup)
    await bot.edit_message_text("y", ANN, text.message_id, reply_markup=markup)
    await bot.edit_message_reply_markup(ANN, text.message_id)
    photo = await bot.send_photo(ANN, png(), caption="c", reply_parameters=ReplyParameters(text.message_id))
    await bot.edit_message_caption(ANN, photo.message_id, caption="d")
    await bot.edit_message_media(InputMediaPhoto(png(), caption="e"), ANN, photo.message_id)
    for send in (bot.send_document, bot.send_voice, bot.send_video, bot.send_audio):
        sent = await send(ANN, b"data", caption="file")  # type: ignore[operator]
    await bot.get_file(sent.audio.file_id)
    album = await bot.send_media_group(ANN, [InputMediaPhoto(png()), InputMediaPhoto(png())])
    await bot.send_location(ANN, 1, 2)
    await bot.send_contact(ANN, "+1", "C")
    await bot.send_chat_action(ANN, "typing")
    numbers = [m.message_id for m in album]
    await bot.copy_message(desk.id, ANN, text.message_id)
    await bot.copy_messages(desk.id, ANN, numbers)
    await bot.forward_message(desk.id, ANN, text.message_id)
    await bot.forward_messages(desk.id, ANN, numbers)
    await bot.set_message_reaction(ANN, text.message_id, "👍")
    await bot.delete_message(ANN, photo.message_id)
    await bot.delete_messages(ANN, numbers)
    await topics_and_chats(world, bot, desk)
    await about_itself(world, bot)
    pressed = await bot.send_message(ANN, "?", reply_markup=markup)
    world.updates.allow([])
    await bot.answer_callback_query(people.press(world, ANN, pressed.message_id, "x").id, "ok")


async def topics_and_chats(world: World, bot: Bot, desk: Chat) -> None:
    topic = (await bot.create_forum_topic(desk.id, "T")).message_thread_id
    await bot.edit_forum_topic(desk.id, topic, name="T2")
    await bot.close_forum_topic(desk.id, topic)
    await bot.reopen_forum_topic(desk.id, topic)
    card = await bot.send_message(desk.id, "card", message_thread_id=topic)
    await bot.pin_chat_message(desk.id, card.message_id)
    await bot.get_chat(desk.id)
    await bot.unpin_chat_message(desk.id, card.message_id)
    await bot.unpin_all_forum_topic_messages(desk.id, topic)
    await bot.unpin_all_chat_messages(desk.id)
    await bot.delete_forum_topic(desk.id, topic)
    groups.set_member(world, desk, EVE, BOB, status="restricted")
    for user_id in (ANN, BOB, EVE, world.bot.id):
        await bot.get_chat_member(desk.id, user_id)
    await bot.get_chat_administrators(desk.id)
    await bot.get_chat_member_count(desk.id)
    await bot.get_chat(ANN)
    await bot.export_chat_invite_link(desk.id)
    other = world.add_group("Other", [BOB])
    await bot.leave_chat(other.id)


async def about_itself(world: World, bot: Bot) -> None:
    await bot.set_my_commands([("x", "X")])
    await bot.get_my_commands()
    await bot.delete_my_commands()
    await bot.set_my_name("N")
    await bot.get_my_name()
    await bot.set_my_description("D")
    await bot.get_my_description()
    await bot.set_my_short_description("S")
    await bot.get_my_short_description()
    await bot.set_chat_menu_button()
    await bot.get_chat_menu_button()
    await bot.set_webhook("http://127.0.0.1:9/", max_connections=1)
    await bot.get_webhook_info()
    await bot.delete_webhook()


async def by_people(world: World, desk: Chat) -> None:
    world.updates.allow(["message", "edited_message", "message_reaction", "chat_member", "my_chat_member"])
    for kind in ("photo", "document", "voice", "video", "audio", "sticker"):
        people.send_media(world, ANN, [people.medium(world, kind, b"x", name="n.bin")], caption="c")
    people.share_contact(world, ANN)
    people.share_location(world, ANN, 1.5, 2.5)
    said = people.say(world, ANN, "/help @someone https://x.cn")
    people.edit(world, ANN, said.message_id, text="edited")
    people.react(world, ANN, said.message_id, "🔥")
    people.block(world, ANN)
    people.block(world, ANN, blocked=False)
    groups.join(world, desk, ANN)
    groups.leave(world, desk, ANN, by=BOB)
    groups.migrate(world, world.add_group("Small", [BOB]))
    groups.kick_bot(world, desk)


def test_a_call_with_anything_unknown_missing_or_mistyped_is_named(api: Schema) -> None:
    assert check_call(api, "sendMessage", {"chat_id": "7", "text": "x"}) == []
    assert check_call(api, "sendPigeon", {}) == ["there is no method sendPigeon"]
    assert check_call(api, "sendMessage", {"chat_id": "7"}) == ["sendMessage needs text"]
    assert check_call(api, "sendMessage", {"chat_id": 7, "text": "x", "reply_to_message_id": 1}) == [
        "sendMessage has no parameter reply_to_message_id"
    ]
    assert check_call(api, "sendMessage", {"chat_id": 7, "text": "x", "message_thread_id": "x"})
    assert check_call(api, "sendMessage", {"chat_id": 7, "text": "x", "disable_notification": "maybe"})
    assert check_call(
        api, "sendMessage", {"chat_id": 7, "text": "x", "reply_markup": '{"inline_keyboard": 5}'}
    )
    bad = '{"inline_keyboard": [[{"text": "x", "data": "y"}]]}'
    assert check_call(api, "sendMessage", {"chat_id": 7, "text": "x", "reply_markup": bad})
    media = '[{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "id"}]'
    assert check_call(api, "sendMediaGroup", {"chat_id": 7, "media": media, "a": "<file x.png>"}) == []


def test_an_answer_or_update_with_anything_wrong_is_named(api: Schema) -> None:
    assert check_answer(api, "deleteMessage", True) == []
    assert check_answer(api, "deleteMessage", 1)
    assert check_answer(api, "nothing", True) == ["there is no method nothing"]
    assert check_answer(api, "getMe", {"id": 1, "is_bot": True, "first_name": "x"}) == []
    assert check_answer(api, "getMe", {"id": "1", "is_bot": True, "first_name": "x"})
    assert check_answer(api, "getMe", {"id": 1, "is_bot": True}) == ["getMe lacks first_name"]
    assert check_answer(api, "getChatMember", {"status": "pope", "user": {}})
    assert check_answer(api, "getChatAdministrators", {}) == ["getChatAdministrators is not an array"]
    message = {"message_id": 1, "date": 2, "chat": {"id": 1, "type": "private"}}
    assert check_update(api, {"update_id": 1, "message": message}) == []
    assert check_update(api, {"update_id": 1, "message": {**message, "txt": "x"}})
    assert check_update(api, {"update_id": 1, "message": {**message, "forum_topic_closed": {"x": 1}}})
    assert check_update(api, {"update_id": 1, "message": []})


def test_a_description_is_found_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "api.json"
    monkeypatch.setenv("FAULTLINE_BOTAPI", str(path))
    assert find_schema() is None
    path.write_text('{"methods": {}, "types": {}}')
    assert find_schema() == path
    assert load_schema(path) == {"methods": {}, "types": {}}
    path.with_name("other.json").write_text("{}")
    with pytest.raises(ValueError, match="describes no methods"):
        load_schema(path.with_name("other.json"))
