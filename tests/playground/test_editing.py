import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.error import BadRequest

from playground import groups, people
from playground.records import Chat
from playground.world import World
from tests.playground.conftest import ANN, BOB, Raw, Time

BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("go", callback_data="go")]])


async def test_an_edit_replaces_text_and_buttons(bot: Bot, world: World, clock: Time) -> None:
    people.start(world, ANN)
    sent = await bot.send_message(ANN, "one", reply_markup=BUTTON)
    clock.now += 60
    edited = await bot.edit_message_text("two", ANN, sent.message_id)
    assert edited.text == "two"  # type: ignore[union-attr]
    assert edited.reply_markup is None  # type: ignore[union-attr]
    assert edited.edit_date.timestamp() == clock.now  # type: ignore[union-attr]
    with_buttons = await bot.edit_message_reply_markup(ANN, sent.message_id, reply_markup=BUTTON)
    assert with_buttons.reply_markup == BUTTON  # type: ignore[union-attr]


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, world: World, raw: Raw) -> None:
    people.start(world, ANN)
    sent = await bot.send_message(ANN, "one", reply_markup=BUTTON)
    refusal = await raw.refused(
        "editMessageText", chat_id=ANN, message_id=sent.message_id, text="one", reply_markup=BUTTON.to_dict()
    )
    assert refusal == (
        "400 Bad Request: message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )


async def test_what_cannot_be_edited(bot: Bot, world: World, raw: Raw) -> None:
    asked = people.start(world, ANN)

    async def refusal(message_id: int) -> str:
        return await raw.refused("editMessageText", chat_id=ANN, message_id=message_id, text="x")

    assert await refusal(999) == "400 Bad Request: message to edit not found"
    assert await refusal(asked.message_id) == "400 Bad Request: message can't be edited"
    for markup in (ReplyKeyboardMarkup([["A"]]), ReplyKeyboardRemove()):
        sent = await bot.send_message(ANN, "k", reply_markup=markup)
        assert await refusal(sent.message_id) == "400 Bad Request: message can't be edited"
    sent = await bot.send_message(ANN, "gone")
    await bot.delete_message(ANN, sent.message_id)
    assert await refusal(sent.message_id) == "400 Bad Request: message to edit not found"
    sent = await bot.send_message(ANN, "x")
    wrong = await raw.refused(
        "editMessageText",
        chat_id=ANN,
        message_id=sent.message_id,
        text="y",
        reply_markup={"keyboard": [["A"]]},
    )
    assert wrong == "400 Bad Request: inline keyboard expected"


async def test_messages_are_deleted_within_48_hours(bot: Bot, world: World, raw: Raw, clock: Time) -> None:
    people.start(world, ANN)
    sent = await bot.send_message(ANN, "x")
    assert await bot.delete_message(ANN, sent.message_id)
    assert world.chats[ANN].messages[sent.message_id].deleted
    again = await raw.refused("deleteMessage", chat_id=ANN, message_id=sent.message_id)
    assert again == "400 Bad Request: message to delete not found"
    old = await bot.send_message(ANN, "old")
    clock.now += 48 * 3600 + 1
    late = await raw.refused("deleteMessage", chat_id=ANN, message_id=old.message_id)
    assert late == "400 Bad Request: message can't be deleted"


async def test_others_messages_are_deleted_only_with_the_right(bot: Bot, world: World, desk: Chat) -> None:
    said = [people.say(world, BOB, text, chat=desk.id).message_id for text in "abc"]
    assert await bot.delete_messages(desk.id, [*said[:2], 999])
    groups.set_rights(world, desk, {"can_delete_messages": False})
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(desk.id, said[2])


async def test_a_press_is_answered_once(bot: Bot, world: World, raw: Raw) -> None:
    people.start(world, ANN)
    sent = await bot.send_message(ANN, "?", reply_markup=BUTTON)
    press = people.press(world, ANN, sent.message_id, "go")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.id, query.id) == ("go", ANN, press.id)
    assert query.message == sent
    long = await raw.refused("answerCallbackQuery", callback_query_id=query.id, text="x" * 201)
    assert long == "400 Bad Request: MESSAGE_TOO_LONG"
    assert await query.answer("taken", show_alert=True)
    assert press.answer == {"callback_id": press.id, "text": "taken", "alert": True, "url": None}
    with pytest.raises(
        BadRequest, match="Query is too old and response timeout expired or query id is invalid"
    ):
        await query.answer()


async def test_a_press_expires_after_150_seconds(bot: Bot, world: World, raw: Raw, clock: Time) -> None:
    people.start(world, ANN)
    sent = await bot.send_message(ANN, "?", reply_markup=BUTTON)
    press = people.press(world, ANN, sent.message_id, "go")
    clock.now += 151
    assert await raw.refused("answerCallbackQuery", callback_query_id=press.id) == (
        "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_a_press_on_a_deleted_message_carries_an_inaccessible_one(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    sent = await bot.send_message(ANN, "?", reply_markup=BUTTON)
    message = world.chats[ANN].messages[sent.message_id]
    await bot.delete_message(ANN, sent.message_id)
    people.press_old(world, ANN, world.chats[ANN], message, "go")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.message is not None
    assert not query.message.is_accessible


async def test_the_bot_sets_one_reaction(bot: Bot, world: World, raw: Raw) -> None:
    said = people.say(world, ANN, "hello")
    assert await bot.set_message_reaction(ANN, said.message_id, "👀")
    assert said.reactions == {world.bot.id: ["👀"]}
    assert await bot.set_message_reaction(ANN, said.message_id, None)
    assert said.reactions == {}

    async def refusal(*emojis: str) -> str:
        wanted = [{"type": "emoji", "emoji": e} for e in emojis]
        return await raw.refused(
            "setMessageReaction", chat_id=ANN, message_id=said.message_id, reaction=wanted
        )

    assert await refusal("x") == "400 Bad Request: REACTION_INVALID"
    assert await refusal("👀", "👍") == "400 Bad Request: REACTIONS_TOO_MANY"
    missing = await raw.refused("setMessageReaction", chat_id=ANN, message_id=99, reaction=[])
    assert missing == "400 Bad Request: message to react not found"
