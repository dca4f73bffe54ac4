import pytest
from telegram import Bot, ReplyParameters
from telegram.error import BadRequest

from playground import groups, people, topics
from playground.errors import PeopleError
from playground.records import Chat
from playground.world import World
from tests.playground.conftest import ANN, BOB, EVE, Raw


async def test_a_topic_is_the_message_that_made_it(bot: Bot, desk: Chat) -> None:
    topic = await bot.create_forum_topic(desk.id, "  #1 camera  ", icon_color=0x6FB9F0)
    created = desk.messages[topic.message_thread_id]
    assert topic.name == "#1 camera"
    assert created.content["forum_topic_created"]["name"] == "#1 camera"
    assert topic.message_thread_id > 1


async def test_the_bot_hears_of_its_own_topics_but_not_of_its_messages(bot: Bot, desk: Chat) -> None:
    topic = await bot.create_forum_topic(desk.id, "T")
    await bot.send_message(desk.id, "x", message_thread_id=topic.message_thread_id)
    await bot.edit_forum_topic(desk.id, topic.message_thread_id, name="T2")
    await bot.close_forum_topic(desk.id, topic.message_thread_id)
    await bot.reopen_forum_topic(desk.id, topic.message_thread_id)
    found = [update.message for update in await bot.get_updates()]
    assert [m.message_thread_id for m in found if m] == [topic.message_thread_id] * 4
    assert found[0] is not None
    assert found[0].forum_topic_created is not None
    assert found[1] is not None
    assert found[1].forum_topic_edited is not None
    assert found[1].forum_topic_edited.name == "T2"
    assert found[2] is not None
    assert found[2].forum_topic_closed is not None
    assert found[3] is not None
    assert found[3].forum_topic_reopened is not None


async def test_a_message_in_a_topic_seems_to_answer_its_creation(bot: Bot, world: World, desk: Chat) -> None:
    topic = await bot.create_forum_topic(desk.id, "T")
    people.say(world, BOB, "on it", chat=desk.id, thread=topic.message_thread_id)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.is_topic_message
    assert message.reply_to_message is not None
    assert message.reply_to_message.message_id == topic.message_thread_id
    answer = await bot.send_message(desk.id, "thanks", reply_parameters=ReplyParameters(message.message_id))
    assert answer.message_thread_id == topic.message_thread_id
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.text == "on it"


async def test_topics_are_refused_in_the_servers_words(world: World, raw: Raw, desk: Chat) -> None:
    plain = world.add_group("Plain", [BOB], supergroup=True)
    people.start(world, ANN)

    async def create(chat_id: int, **params: object) -> str:
        return await raw.refused("createForumTopic", chat_id=chat_id, **params)

    assert await create(desk.id, name=" ") == "400 Bad Request: title must be non-empty"
    assert await create(desk.id, name="x" * 129) == "400 Bad Request: TOPIC_TITLE_TOO_LONG"
    assert await create(desk.id, name="x", icon_color=1) == "400 Bad Request: invalid icon color specified"
    assert await create(plain.id, name="x") == "400 Bad Request: the chat is not a forum"
    assert await create(ANN, name="x") == "400 Bad Request: the chat is not a forum"
    groups.set_rights(world, desk, {"can_manage_topics": False})
    assert await create(desk.id, name="x") == "400 Bad Request: not enough rights to create a topic"
    for method in ("closeForumTopic", "editForumTopic", "deleteForumTopic"):
        missing = await raw.refused(method, chat_id=desk.id, message_thread_id=99)
        assert missing == "400 Bad Request: TOPIC_ID_INVALID"


async def test_others_topics_need_the_right_and_own_ones_do_not(
    bot: Bot, world: World, raw: Raw, desk: Chat
) -> None:
    own = await bot.create_forum_topic(desk.id, "own")
    others = topics.create(world, desk, "others", BOB)
    groups.set_rights(world, desk, {"can_manage_topics": False, "can_delete_messages": False})
    assert await bot.edit_forum_topic(desk.id, own.message_thread_id, name="renamed")
    assert await bot.close_forum_topic(desk.id, own.message_thread_id)
    for method, words in (
        ("editForumTopic", "edit the topic"),
        ("closeForumTopic", "close or open the topic"),
        ("deleteForumTopic", "delete the topic"),
    ):
        refusal = await raw.refused(method, chat_id=desk.id, message_thread_id=others.id, name="x")
        assert refusal == f"400 Bad Request: not enough rights to {words}"
    assert await bot.delete_forum_topic(desk.id, own.message_thread_id)


async def test_a_change_that_changes_nothing_is_refused(bot: Bot, raw: Raw, desk: Chat) -> None:
    topic = await bot.create_forum_topic(desk.id, "T")
    where = {"chat_id": desk.id, "message_thread_id": topic.message_thread_id}
    assert await raw.refused("editForumTopic", **where, name="T") == "400 Bad Request: TOPIC_NOT_MODIFIED"
    assert (await raw("editForumTopic", **where))["ok"]
    assert (await raw("editForumTopic", **where, icon_custom_emoji_id="5312536423851630001"))["ok"]
    assert await raw.refused("reopenForumTopic", **where) == "400 Bad Request: TOPIC_NOT_MODIFIED"


async def test_general_is_named_by_naming_no_topic(bot: Bot, desk: Chat) -> None:
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(desk.id, "x", message_thread_id=1)
    assert (await bot.send_message(desk.id, "x")).message_thread_id is None


async def test_a_deleted_topic_takes_its_messages_along(bot: Bot, world: World, raw: Raw, desk: Chat) -> None:
    topic = await bot.create_forum_topic(desk.id, "T")
    thread = topic.message_thread_id
    card = await bot.send_message(desk.id, "card", message_thread_id=thread)
    topics.delete(world, desk, desk.topics[thread])
    gone = await raw.refused("sendMessage", chat_id=desk.id, text="x", message_thread_id=thread)
    assert gone == "400 Bad Request: message thread not found"
    closing = await raw.refused("closeForumTopic", chat_id=desk.id, message_thread_id=thread)
    assert closing == "400 Bad Request: TOPIC_DELETED"
    editing = await raw.refused("editMessageText", chat_id=desk.id, message_id=card.message_id, text="y")
    assert editing == "400 Bad Request: message to edit not found"


async def test_only_administrators_write_to_a_closed_topic(
    bot: Bot, world: World, raw: Raw, desk: Chat
) -> None:
    topic = await bot.create_forum_topic(desk.id, "T")
    thread = topic.message_thread_id
    await bot.close_forum_topic(desk.id, thread)
    assert await bot.send_message(desk.id, "by the bot", message_thread_id=thread)
    people.say(world, BOB, "by the owner", chat=desk.id, thread=thread)
    with pytest.raises(PeopleError, match="closed"):
        people.say(world, EVE, "by a member", chat=desk.id, thread=thread)
    groups.set_rights(world, desk, {"can_manage_topics": False})
    refusal = await raw.refused("sendMessage", chat_id=desk.id, text="x", message_thread_id=thread)
    assert refusal == "400 Bad Request: TOPIC_CLOSED"


async def test_pins_of_a_topic_are_taken_off_together(bot: Bot, desk: Chat) -> None:
    topic = await bot.create_forum_topic(desk.id, "T")
    general = await bot.send_message(desk.id, "rules")
    card = await bot.send_message(desk.id, "card", message_thread_id=topic.message_thread_id)
    for message in (general, card):
        assert await bot.pin_chat_message(desk.id, message.message_id)
    assert await bot.unpin_all_forum_topic_messages(desk.id, topic.message_thread_id)
    assert desk.pinned == [general.message_id]
