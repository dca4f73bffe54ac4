"""Parcels on the playground: what people see, and what Telegram would count."""

from __future__ import annotations

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.delivery.parcel import Copy, CreateTopic, Edit, EditTopic, Parcel, React, Send, Wait
from bot.delivery.perform import cost, perform
from playground import groups, people
from playground.server import Playground
from tests.edge.conftest import PERSON
from views.content import Button, Content, File, ReplyKey

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)
GROUP = -1002000000777


@pytest.fixture
def world(pg: Playground) -> Playground:
    pg.world.add_group("Engineers", [PERSON], id=GROUP, is_forum=True)
    return pg


def calls(pg: Playground) -> list[str]:
    return [call.method for call in pg.calls if call.method not in ("getMe", "getUpdates")]


async def test_a_message_has_its_buttons_and_no_preview(world: Playground, bot: Bot) -> None:
    keys = ((Button("Take it", data="1:ack"), Button("Site", url="https://example.com")),)
    done = await perform(bot, Send(PERSON, Content("<b>Ticket</b> https://example.com", buttons=keys)))
    message = world.world.chats[PERSON].messages[done.message_ids[0]]
    assert message.content["text"] == "Ticket https://example.com"
    call = next(call for call in world.calls if call.method == "sendMessage")
    assert '"is_disabled": true' in str(call.params["link_preview_options"]).replace("True", "true").replace(
        "'", '"'
    )
    assert message.markup is not None
    assert [[key["text"] for key in row] for row in message.markup["inline_keyboard"]] == [
        ["Take it", "Site"]
    ]


@pytest.mark.parametrize(
    "content",
    [
        Content("phone?", reply_keys=((ReplyKey("Share", request_contact=True),),), placeholder="or type it"),
        Content("thanks", remove_keyboard=True),
        Content("why?", force_reply=True, silent=True),
    ],
)
async def test_every_kind_of_keyboard_is_accepted(world: Playground, bot: Bot, content: Content) -> None:
    done = await perform(bot, Send(PERSON, content))
    assert len(done.message_ids) == 1


async def test_an_album_with_buttons_is_the_words_with_the_buttons_and_then_the_album(
    world: Playground, bot: Bot
) -> None:
    files = tuple(File("photo", data=PNG, name=f"{n}.png") for n in range(3))
    parcel = Send(PERSON, Content("look", buttons=((Button("ok", data="x"),),), files=files))
    done = await perform(bot, parcel)
    assert calls(world) == ["sendMessage", "sendMediaGroup"]
    assert len(done.message_ids) == cost(parcel) == 4


async def test_files_that_do_not_go_together_are_sent_apart(world: Playground, bot: Bot) -> None:
    files = (
        File("photo", data=PNG, name="a.png"),
        File("photo", data=PNG, name="b.png"),
        File("document", data=b"%PDF", name="c.pdf"),
        File("voice", data=b"OggS", name="d.ogg"),
    )
    parcel = Send(PERSON, Content("look", files=files))
    done = await perform(bot, parcel)
    assert calls(world) == ["sendMediaGroup", "sendDocument", "sendVoice"]
    assert len(done.message_ids) == cost(parcel) == 4


async def test_words_too_long_for_a_caption_go_first_as_a_message(world: Playground, bot: Bot) -> None:
    parcel = Send(PERSON, Content("w" * 1500, files=(File("document", data=b"%PDF", name="c.pdf"),)))
    await perform(bot, parcel)
    assert calls(world) == ["sendMessage", "sendDocument"]


async def test_an_album_is_copied_as_an_album_in_its_order_under_its_header(
    world: Playground, bot: Bot
) -> None:
    media = [people.medium(world.world, "photo", PNG) for _ in range(3)]
    sent = people.send_media(world.world, PERSON, media, caption="see")
    ids = tuple(message.message_id for message in sent)
    parcel = Copy(GROUP, PERSON, tuple(reversed(ids)), header=Content("From Ann:"))
    done = await perform(bot, parcel)
    assert calls(world) == ["sendMessage", "copyMessages"]
    assert list(done.message_ids) == sorted(done.message_ids)
    assert len(done.message_ids) == cost(parcel) == 4


async def test_a_topic_is_made_renamed_closed_and_opened_and_saying_it_twice_is_no_error(
    world: Playground, bot: Bot
) -> None:
    topic = (await perform(bot, CreateTopic(GROUP, "#7 " + "x" * 200, 7322096))).thread_id
    assert topic is not None
    await perform(bot, Send(GROUP, Content("card"), thread_id=topic, pin=True))
    for closed in (True, True, False, False):
        await perform(bot, EditTopic(GROUP, topic, name="#7", closed=closed))
    assert world.world.chats[GROUP].topics[topic].name == "#7"


async def test_a_pin_that_is_not_allowed_does_not_undo_the_message(world: Playground, bot: Bot) -> None:
    chat = world.world.chats[GROUP]
    groups.set_rights(world.world, chat, {"can_pin_messages": False})
    done = await perform(bot, Send(GROUP, Content("card"), pin=True))
    assert len(done.message_ids) == 1


async def test_a_reply_to_a_message_that_is_gone_is_sent_all_the_same(world: Playground, bot: Bot) -> None:
    assert (await perform(bot, Send(PERSON, Content("answer"), reply_to=999))).message_ids


async def test_a_reaction_is_set(world: Playground, bot: Bot) -> None:
    message = people.say(world.world, PERSON, "help")
    await perform(bot, React(PERSON, message.message_id, "👀"))
    assert calls(world) == ["setMessageReaction"]


async def test_an_edit_without_a_replacement_says_that_its_target_is_gone(
    world: Playground, bot: Bot
) -> None:
    with pytest.raises(BadRequest):
        await perform(bot, Edit(PERSON, 999, Content("x")))


async def test_what_is_nothing_to_perform_is_a_defect(bot: Bot) -> None:
    parcel: Parcel = Wait(1)
    assert cost(parcel) == 0
    with pytest.raises(ValueError, match="nothing to perform"):
        await perform(bot, parcel)
