import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from playground import groups, people
from playground.errors import PeopleError
from playground.records import Chat
from playground.world import World
from tests.playground.conftest import ANN, BOB, EVE, Raw


async def test_an_upgrade_sends_a_pair_of_service_messages(bot: Bot, world: World) -> None:
    small = world.add_group("Small", [BOB, EVE])
    new = groups.migrate(world, small, is_forum=True)
    old_side, new_side = [update.message for update in await bot.get_updates()]
    assert old_side is not None
    assert new_side is not None
    assert (old_side.chat.id, old_side.migrate_to_chat_id) == (small.id, new.id)
    assert (new_side.chat.id, new_side.migrate_from_chat_id) == (new.id, small.id)
    with pytest.raises(ChatMigrated) as refused:
        await bot.send_message(small.id, "x")
    assert refused.value.new_chat_id == new.id
    assert (await bot.send_message(new.id, "x")).chat.is_forum
    with pytest.raises(PeopleError, match="upgraded"):
        groups.migrate(world, small)


async def test_either_service_message_may_come_first(bot: Bot, world: World) -> None:
    groups.migrate(world, world.add_group("Small", [BOB]), new_first=True)
    first = (await bot.get_updates())[0].message
    assert first is not None
    assert first.migrate_from_chat_id is not None


async def test_members_come_and_go(bot: Bot, world: World, desk: Chat, raw: Raw) -> None:
    await raw("getUpdates", allowed_updates=["message", "chat_member"])
    groups.join(world, desk, ANN, by=BOB)
    groups.leave(world, desk, EVE)
    groups.leave(world, desk, ANN, by=BOB)
    with pytest.raises(PeopleError):
        groups.leave(world, desk, EVE)
    with pytest.raises(PeopleError):
        groups.join(world, desk, BOB)
    updates = await bot.get_updates()
    joined = [u.message.new_chat_members[0].id for u in updates if u.message and u.message.new_chat_members]
    left = [u.message.left_chat_member.id for u in updates if u.message and u.message.left_chat_member]
    assert (joined, left) == ([ANN], [EVE, ANN])
    statuses = [u.chat_member.new_chat_member.status for u in updates if u.chat_member]
    assert statuses == ["member", "left", "kicked"]


async def test_the_bot_is_told_of_its_own_standing(bot: Bot, world: World, desk: Chat) -> None:
    groups.set_rights(world, desk, {"can_manage_topics": False})
    groups.kick_bot(world, desk)
    groups.add_bot(world, desk)
    people.start(world, ANN)
    people.block(world, ANN)
    people.block(world, ANN)
    people.start(world, ANN)
    changes = [u.my_chat_member for u in await bot.get_updates() if u.my_chat_member]
    assert [(c.chat.id, c.new_chat_member.status) for c in changes] == [
        (desk.id, "administrator"),
        (desk.id, "kicked"),
        (desk.id, "administrator"),
        (ANN, "kicked"),
        (ANN, "member"),
    ]
    assert changes[0].new_chat_member.can_manage_topics is False  # type: ignore[attr-defined]


async def test_without_being_admin_privacy_mode_hides_most(bot: Bot, world: World) -> None:
    chat = world.add_group("Plain", [BOB], supergroup=True, bot_admin=False)
    sent = await bot.send_message(chat.id, "hello")
    people.say(world, BOB, "not for the bot", chat=chat.id)
    people.say(world, BOB, "/help", chat=chat.id)
    people.say(world, BOB, "/help@otherbot", chat=chat.id)
    people.say(world, BOB, f"/help@{world.bot.username}", chat=chat.id)
    people.say(world, BOB, "an answer", chat=chat.id, reply_to=sent.message_id)
    seen = [u.message.text for u in await bot.get_updates() if u.message]
    assert seen == ["/help", f"/help@{world.bot.username}", "an answer"]


async def test_who_is_there(bot: Bot, world: World, desk: Chat, raw: Raw) -> None:
    assert (await bot.get_chat_member(desk.id, BOB)).status == "creator"
    assert (await bot.get_chat_member(desk.id, EVE)).status == "member"
    assert (await bot.get_chat_member(desk.id, ANN)).status == "left"
    me = await bot.get_chat_member(desk.id, world.bot.id)
    assert me.can_manage_topics  # type: ignore[attr-defined]
    assert {m.user.id for m in await bot.get_chat_administrators(desk.id)} == {BOB, world.bot.id}
    assert await bot.get_chat_member_count(desk.id) == 3
    assert await raw.refused("getChatMember", chat_id=desk.id, user_id=42) == (
        "400 Bad Request: PARTICIPANT_ID_INVALID"
    )
    assert "invalid user_id" in await raw.refused("getChatMember", chat_id=desk.id)
    people.start(world, ANN)
    assert (await bot.get_chat_member(ANN, ANN)).status == "member"
    assert "member not found" in await raw.refused("getChatMember", chat_id=ANN, user_id=BOB)
    assert await bot.get_chat_member_count(ANN) == 2
    assert "no administrators" in await raw.refused("getChatAdministrators", chat_id=ANN)


async def test_what_a_chat_is(bot: Bot, world: World, desk: Chat) -> None:
    whole = await bot.get_chat(desk.id)
    assert (whole.title, whole.is_forum, whole.type) == ("Desk", True, "supergroup")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(ANN)
    people.start(world, ANN)
    assert (await bot.get_chat(ANN)).full_name == "Ann Li"
    sent = await bot.send_message(desk.id, "rules")
    await bot.pin_chat_message(desk.id, sent.message_id)
    pinned = (await bot.get_chat(desk.id)).pinned_message
    assert pinned is not None
    assert pinned.text == "rules"


async def test_pins_need_the_right(bot: Bot, world: World, desk: Chat) -> None:
    sent = await bot.send_message(desk.id, "x")
    assert await bot.pin_chat_message(desk.id, sent.message_id)
    service = (await bot.get_updates())[-1].message
    assert service is not None
    assert service.pinned_message == sent
    assert await bot.unpin_chat_message(desk.id)
    with pytest.raises(BadRequest, match="Message to unpin not found"):
        await bot.unpin_chat_message(desk.id)
    await bot.pin_chat_message(desk.id, sent.message_id)
    assert await bot.unpin_all_chat_messages(desk.id)
    groups.set_rights(world, desk, {"can_pin_messages": False})
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages in the chat"):
        await bot.pin_chat_message(desk.id, sent.message_id)


async def test_the_bot_leaves_and_makes_links(bot: Bot, world: World, desk: Chat) -> None:
    assert (await bot.export_chat_invite_link(desk.id)).startswith("https://t.me/+")
    assert (await bot.get_chat(desk.id)).invite_link is not None
    assert await bot.leave_chat(desk.id)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(desk.id, "x")
    update = (await bot.get_updates())[0].message
    assert update is not None
    assert update.left_chat_member is not None


async def test_a_reaction_may_come_as_an_edit_too(bot: Bot, world: World, raw: Raw) -> None:
    world.reaction_also_edits = True
    said = people.say(world, ANN, "hello")
    people.react(world, ANN, said.message_id, "👍")
    people.react(world, ANN, said.message_id, "👍")
    edited = (await bot.get_updates())[-1].edited_message
    assert edited is not None
    assert (edited.text, edited.edit_date) == ("hello", None)


def test_ids_of_groups_and_people_are_as_large_as_telegrams(world: World) -> None:
    first, second = (world.add_group("G", [BOB], is_forum=True).id for _ in range(2))
    assert second < first < -1_000_000_000_000
    person = world.add_person("New")
    assert person.id > 2**32
    for taken in (ANN, 0, 2**60):
        with pytest.raises(PeopleError):
            world.add_person("Again", id=taken)
    with pytest.raises(PeopleError):
        world.add_group("G", [BOB], id=first)


async def test_an_anonymous_administrator_is_seen_as_the_group(bot: Bot, world: World, desk: Chat) -> None:
    people.say(world, BOB, "/close", chat=desk.id, anonymous=True)
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.from_user is not None
    assert message.sender_chat is not None
    assert (message.from_user.id, message.sender_chat.id) == (1087968824, desk.id)
    with pytest.raises(PeopleError, match="anonymously"):
        people.say(world, EVE, "x", chat=desk.id, anonymous=True)
