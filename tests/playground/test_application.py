"""The unmodified library's `Application` lives in the playground as it would in Telegram."""

import asyncio
import sys
import urllib.request
from pathlib import Path

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    MessageReactionHandler,
    filters,
)

from playground import people
from playground.records import Chat
from playground.server import Playground
from playground.world import World
from tests.playground.conftest import ANN, BOB, Raw, until

Context = ContextTypes.DEFAULT_TYPE


async def start(update: Update, context: Context) -> None:
    assert update.message is not None
    button = InlineKeyboardButton("take", callback_data="take")
    await update.message.reply_text(f"hello {context.args}", reply_markup=InlineKeyboardMarkup([[button]]))


async def take(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("taken")
    await query.edit_message_text(f"taken by {query.from_user.first_name}")


async def album(update: Update, context: Context) -> None:
    assert update.message is not None
    context.bot_data.setdefault("album", []).append(update.message.media_group_id)


async def reacted(update: Update, context: Context) -> None:
    assert update.message_reaction is not None
    context.bot_data["reaction"] = update.message_reaction.new_reaction[0]


def build(pg: Playground) -> Application:  # type: ignore[type-arg]
    app = (
        Application.builder()
        .token(pg.token)
        .base_url(pg.api_base)
        .base_file_url(pg.file_base)
        .job_queue(None)
        .build()
    )
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(take))
    app.add_handler(MessageHandler(filters.PHOTO, album))
    app.add_handler(MessageReactionHandler(reacted))
    return app


async def test_an_application_polls_answers_and_edits(pg: Playground, world: World, desk: Chat) -> None:
    app = build(pg)
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(timeout=5, allowed_updates=Update.ALL_TYPES)
        people.start(world, ANN, "CODE")
        chat = world.chats[ANN]
        await until(lambda: len(chat.messages) == 2)
        assert chat.messages[2].content["text"] == "hello ['CODE']"
        press = people.press(world, ANN, 2, "take")
        await until(lambda: "taken" in chat.messages[2].content["text"])
        assert press.answer is not None
        assert press.answer["text"] == "taken"
        photo = people.medium(world, "photo", None, size=9)
        people.send_media(world, ANN, [photo, photo])
        await until(lambda: len(app.bot_data.get("album", [])) == 2)
        assert len(set(app.bot_data["album"])) == 1
        said = people.say(world, BOB, "x", chat=desk.id)
        people.react(world, BOB, said.message_id, "🎉", chat=desk.id)
        await until(lambda: "reaction" in app.bot_data)
        await app.updater.stop()
        await app.stop()


async def test_many_calls_at_once_neither_mix_nor_get_lost(world: World, raw: Raw) -> None:
    numbers = [world.add_person(f"P{n}").id for n in range(50)]
    for number in numbers:
        people.start(world, number)

    async def talk(chat_id: int) -> None:
        for text in range(20):
            body = await raw("sendMessage", chat_id=chat_id, text=f"{chat_id} {text}")
            assert body["result"]["text"] == f"{chat_id} {text}"

    await asyncio.gather(*(talk(number) for number in numbers))
    for number in numbers:
        sent = [m.content["text"] for m in world.chats[number].messages.values()][1:]
        assert sent == [f"{number} {text}" for text in range(20)]


@pytest.mark.process
async def test_a_bare_playground_starts_from_the_command_line() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "playground",
        "--port",
        "0",
        stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
        base = line.split("base_url=")[1].split()[0]

        def ask() -> bytes:
            with urllib.request.urlopen(f"{base}123456:PLAYGROUND/getMe", timeout=10) as answer:
                return bytes(answer.read())

        assert b'"ok":true' in await asyncio.to_thread(ask)
    finally:
        process.kill()
        await process.wait()


async def test_a_taken_port_is_an_error_and_nothing_is_left_open(pg: Playground) -> None:
    with pytest.raises(OSError, match="address already in use"):
        await Playground(port=pg.port).start()
