import pytest
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest

from playground import people
from playground.records import Chat
from playground.world import World
from tests.playground.conftest import ANN, BOB, Raw, Time


async def test_html_becomes_text_with_utf16_entities(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    sent = await bot.send_message(ANN, "😀 <b>故障 <i>一</i></b> <code>a&lt;b</code>", parse_mode="HTML")
    assert sent.text == "😀 故障 一 a<b"
    found = {(e.type, sent.parse_entity(e)) for e in sent.entities}
    assert found == {("bold", "故障 一"), ("italic", "一"), ("code", "a<b")}
    assert sent.entities[0].offset == 3


async def test_the_date_is_the_playgrounds(bot: Bot, world: World, clock: Time) -> None:
    people.start(world, ANN)
    sent = await bot.send_message(ANN, "now")
    assert sent.date.timestamp() == clock.now


async def test_message_ids_rise_in_every_chat_by_themselves(bot: Bot, world: World, desk: Chat) -> None:
    people.start(world, ANN)
    people.start(world, BOB)
    ann, bob = [await bot.send_message(i, "x") for i in (ANN, BOB)]
    assert ann.message_id == bob.message_id == 2
    assert (await bot.send_message(ANN, "y")).message_id == 3
    assert (await bot.send_message(desk.id, "z")).message_id == 2


async def test_a_reply_carries_what_it_answers(bot: Bot, world: World) -> None:
    question = people.say(world, ANN, "broken")
    sent = await bot.send_message(ANN, "since when?", reply_parameters=ReplyParameters(question.message_id))
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "broken"


async def test_a_reply_to_nothing_is_refused_unless_allowed(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ANN, "x", reply_parameters=ReplyParameters(999))
    allowed = ReplyParameters(999, allow_sending_without_reply=True)
    assert (await bot.send_message(ANN, "x", reply_parameters=allowed)).reply_to_message is None


async def test_a_reply_in_general_has_a_thread_that_is_no_topic(bot: Bot, world: World, desk: Chat) -> None:
    asked = people.say(world, BOB, "anyone?", chat=desk.id)
    sent = await bot.send_message(desk.id, "me", reply_parameters=ReplyParameters(asked.message_id))
    assert sent.message_thread_id == asked.message_id
    assert not sent.is_topic_message


async def test_input_keyboards_are_shown_replaced_and_removed(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    chat = world.chats[ANN]
    keyboard = ReplyKeyboardMarkup(
        [["A", "B"], [KeyboardButton("Phone", request_contact=True)]],
        one_time_keyboard=True,
        resize_keyboard=True,
    )
    await bot.send_message(ANN, "choose", reply_markup=keyboard)
    assert [b["text"] for b in chat.keyboards[ANN]["keyboard"][0]] == ["A", "B"]
    people.share_contact(world, ANN)
    assert ANN not in chat.keyboards
    await bot.send_message(ANN, "why?", reply_markup=ForceReply())
    assert chat.keyboards[ANN]["force_reply"]
    await bot.send_message(ANN, "done", reply_markup=ReplyKeyboardRemove())
    assert ANN not in chat.keyboards


async def test_links_mentions_and_commands_are_found(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    sent = await bot.send_message(
        ANN,
        "/help see https://x.cn/a?b=1, ask @bobby #now a@b.cn",
        link_preview_options=LinkPreviewOptions(True),
    )
    found = [(e.type, sent.parse_entity(e)) for e in sent.entities]
    assert found == [
        ("bot_command", "/help"),
        ("url", "https://x.cn/a?b=1"),
        ("mention", "@bobby"),
        ("hashtag", "#now"),
        ("email", "a@b.cn"),
    ]
    assert sent.link_preview_options is not None
    assert sent.link_preview_options.is_disabled


async def test_given_entities_are_kept(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    sent = await bot.send_message(ANN, "bold", entities=[MessageEntity("bold", 0, 4)])
    assert sent.entities[0].type == "bold"


async def test_location_contact_and_typing(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    place = await bot.send_location(ANN, 30.25, 120.17)
    assert place.location is not None
    assert place.location.latitude == 30.25
    card = await bot.send_contact(ANN, "+86571", "Desk", last_name="Phone")
    assert card.contact is not None
    assert card.contact.phone_number == "+86571"
    assert await bot.send_chat_action(ANN, "typing")


async def test_buttons_come_back_with_the_message(bot: Bot, world: World) -> None:
    people.start(world, ANN)
    markup = InlineKeyboardMarkup(
        [[InlineKeyboardButton("A", callback_data="a" * 64), InlineKeyboardButton("B", url="https://x.cn")]]
    )
    assert (await bot.send_message(ANN, "x", reply_markup=markup)).reply_markup == markup


async def test_copies_hide_the_author_and_forwards_show_it(bot: Bot, world: World, desk: Chat) -> None:
    said = people.say(world, ANN, "camera dark")
    copied = await bot.copy_message(desk.id, ANN, said.message_id)
    assert desk.messages[copied.message_id].content["text"] == "camera dark"
    assert desk.messages[copied.message_id].forward_origin is None
    forwarded = await bot.forward_message(desk.id, ANN, said.message_id)
    assert forwarded.forward_origin is not None
    assert forwarded.forward_origin.sender_user.id == ANN  # type: ignore[attr-defined]
    world.users[ANN].hides_forwards = True
    hidden = await bot.forward_message(desk.id, ANN, said.message_id)
    assert hidden.forward_origin is not None
    assert hidden.forward_origin.type == "hidden_user"


async def test_albums_stay_together_when_copied(bot: Bot, world: World, desk: Chat, raw: Raw) -> None:
    photo = people.medium(world, "photo", None, size=1000)
    album = people.send_media(world, ANN, [photo, photo, photo], caption="three")
    numbers = [m.message_id for m in album]
    copies = await bot.copy_messages(desk.id, ANN, [*numbers, 999])
    sent = [desk.messages[c.message_id] for c in copies]
    assert len(sent) == 3
    assert len({m.media_group_id for m in sent}) == 1
    assert sent[0].media_group_id != album[0].media_group_id
    wrong = await raw.refused("copyMessages", chat_id=desk.id, from_chat_id=ANN, message_ids=[3, 2])
    assert wrong == "400 Bad Request: message identifiers must be in a strictly increasing order"
    assert len(await bot.forward_messages(desk.id, ANN, numbers)) == 3


async def test_protected_and_service_messages_are_not_copied(bot: Bot, world: World, desk: Chat) -> None:
    people.start(world, ANN)
    sent = await bot.send_message(ANN, "secret", protect_content=True)
    assert sent.has_protected_content
    with pytest.raises(BadRequest, match="Message can't be copied"):
        await bot.copy_message(desk.id, ANN, sent.message_id)
    topic = await bot.create_forum_topic(desk.id, "T")
    with pytest.raises(BadRequest, match="Message can't be forwarded"):
        await bot.forward_message(ANN, desk.id, topic.message_thread_id)
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(desk.id, ANN, 999)


async def test_a_copy_may_have_another_caption_or_none(bot: Bot, world: World, desk: Chat) -> None:
    file = people.medium(world, "document", b"x", name="log.txt")
    [said] = people.send_media(world, ANN, [file], caption="see #log")
    other = await bot.copy_message(
        desk.id, ANN, said.message_id, caption="<b>from Ann</b>", parse_mode="HTML"
    )
    assert desk.messages[other.message_id].content["caption"] == "from Ann"
    [bare] = await bot.copy_messages(desk.id, ANN, [said.message_id], remove_caption=True)
    assert "caption" not in desk.messages[bare.message_id].content
    same = await bot.copy_message(desk.id, ANN, said.message_id)
    assert desk.messages[same.message_id].content["caption"] == "see #log"


async def test_lists_of_messages_are_checked(world: World, raw: Raw, desk: Chat) -> None:
    people.start(world, ANN)

    async def refusal(method: str, **params: object) -> str:
        return await raw.refused(method, chat_id=desk.id, from_chat_id=ANN, **params)

    assert "message_ids are not specified" in await refusal("copyMessages")
    assert "message_ids are not specified" in await refusal("copyMessages", message_ids=[])
    assert "not specified" in await refusal("copyMessages", message_ids=["x"])
    assert "too many" in await refusal("copyMessages", message_ids=list(range(1, 102)))
    assert "there are no messages to copy" in await refusal("copyMessages", message_ids=[98, 99])
    assert "there are no messages to forward" in await refusal("forwardMessages", message_ids=[99])
    assert "too many" in await refusal("deleteMessages", message_ids=list(range(101)))
    assert "message to forward not found" in await refusal("forwardMessage", message_id="x")


async def test_a_selective_keyboard_is_for_the_one_who_is_answered(
    bot: Bot, world: World, desk: Chat
) -> None:
    asked = people.say(world, BOB, "?", chat=desk.id)
    await bot.send_message(
        desk.id,
        "choose",
        reply_markup=ReplyKeyboardMarkup([["A"]], selective=True),
        reply_parameters=ReplyParameters(asked.message_id),
    )
    assert list(desk.keyboards) == [BOB]


async def test_a_quote_comes_back(bot: Bot, world: World) -> None:
    said = people.say(world, ANN, "the third camera is dark")
    sent = await bot.send_message(
        ANN, "this?", reply_parameters=ReplyParameters(said.message_id, quote="camera")
    )
    assert sent.quote is not None
    assert sent.quote.text == "camera"
