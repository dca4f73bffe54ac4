import pytest

from playground import groups, people
from playground.records import Chat
from playground.world import World
from tests.playground.conftest import ANN, BOB, EVE, Raw

MARKUP = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"


async def test_a_wrong_token_and_an_unknown_method_are_refused(world: World, raw: Raw) -> None:
    assert await raw.refused("sendPigeon", chat_id=ANN) == "404 Not Found"
    raw.base = raw.base.replace("PLAYGROUND", "WRONG")
    assert await raw.refused("getMe") == "401 Unauthorized"


async def test_method_names_do_not_heed_case(raw: Raw) -> None:
    assert (await raw("GETME"))["ok"]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "  \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "x", "parse_mode": "Markdown3"}, "unsupported parse_mode"),
        ({"text": "x", "message_thread_id": 1}, "message thread not found"),
        ({"text": "x", "reply_parameters": {"quote": "q"}}, 'can\'t find field "message_id"'),
        ({"text": "hello", "entities": [{"type": "bold", "offset": 100, "length": 1}]},
         "entity begins after the end of the text at UTF-16 offset 100"),
        ({"text": "hello", "entities": [{"type": "bold", "offset": 0, "length": 100}]},
         "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100"),
        ({"text": "hello", "entities": [{"type": "bold", "offset": -1, "length": 1}]},
         "receive an entity with incorrect offset -1"),
        ({"text": "hello", "entities": [{"type": "loud", "offset": 0, "length": 1}]},
         "can't parse MessageEntity: Unsupported type specified"),
        ({"text": "hello", "entities": [{"type": "text_link", "offset": 0, "length": 1}]},
         "can't parse MessageEntity: Can't find field \"url\""),
    ],
)  # fmt: skip
async def test_texts_are_refused_in_the_servers_words(
    world: World, raw: Raw, params: dict, words: str
) -> None:
    people.start(world, ANN)
    assert await raw.refused("sendMessage", chat_id=ANN, **params) == f"400 Bad Request: {words}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<script>x</script>", 'Unsupported start tag "script" at byte offset 0'),
        ("温<x>", 'Unsupported start tag "x" at byte offset 3'),
        ("<b><i>test</b></i>", 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("x<b", "Unclosed start tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x>', "Unclosed start tag at byte offset 0"),
        ("<a =1>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=http://x>x</a>", "Unexpected end of name token at byte offset 8"),
    ],
)
async def test_broken_html_is_refused_with_its_place(world: World, raw: Raw, text: str, words: str) -> None:
    people.start(world, ANN)
    refusal = await raw.refused("sendMessage", chat_id=ANN, text=text, parse_mode="HTML")
    assert refusal == f"400 Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ({"inline_keyboard": [[{"text": "b", "callback_data": "x" * 65}]]}, "BUTTON_DATA_INVALID"),
        ({"inline_keyboard": [[{"text": "b", "callback_data": "故" * 22}]]}, "BUTTON_DATA_INVALID"),
        ({"inline_keyboard": [[{"text": "b", "callback_data": ""}]]}, MARKUP),
        ({"inline_keyboard": [[{"text": "b"}]]}, MARKUP),
        ({"inline_keyboard": [[{"callback_data": "x"}]]},
         "can't parse inline keyboard button: Can't find field \"text\""),
        ({"inline_keyboard": [[{"text": "b", "url": "not-a-url"}]]},
         "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL"),
        ({"inline_keyboard": [[{"text": "b", "url": "ftp://x.cn"}]]},
         "inline keyboard button URL 'ftp://x.cn' is invalid: Unsupported URL protocol"),
        ({"inline_keyboard": [[{"text": "b", "callback_data": "x"}]] * 101}, "reply markup is too long"),
        ({"inline_keyboard": "bad"}, 'field "inline_keyboard" must be of type Array'),
        ({"keyboard": "bad"}, 'field "keyboard" must be of type Array'),
        ({"keyboard": [["A"]], "selective": "yes"}, 'field "selective" must be of type Boolean'),
        ({"force_reply": "yes"}, 'field "force_reply" must be of type Boolean'),
        (["x"], "object expected as reply markup"),
    ],
)  # fmt: skip
async def test_keyboards_are_refused_in_the_servers_words(
    world: World, raw: Raw, markup: object, words: str
) -> None:
    people.start(world, ANN)
    refusal = await raw.refused("sendMessage", chat_id=ANN, text="x", reply_markup=markup)
    assert refusal == f"400 Bad Request: {words}"


async def test_64_bytes_of_data_and_100_buttons_are_let_through(world: World, raw: Raw) -> None:
    people.start(world, ANN)
    rows = [[{"text": "b", "callback_data": "x" * 64}] * 5] * 20
    assert (await raw("sendMessage", chat_id=ANN, text="x" * 4096, reply_markup={"inline_keyboard": rows}))[
        "ok"
    ]


async def test_contacts_are_asked_for_in_private_only(world: World, raw: Raw, desk: Chat) -> None:
    for what, name in (("request_contact", "phone number"), ("request_location", "location")):
        markup = {"keyboard": [[{"text": "x", what: True}]]}
        refusal = await raw.refused("sendMessage", chat_id=desk.id, text="x", reply_markup=markup)
        assert refusal == f"400 Bad Request: {name} can be requested in private chats only"


async def test_the_101st_entity_is_dropped_silently(world: World, raw: Raw) -> None:
    people.start(world, ANN)
    body = await raw("sendMessage", chat_id=ANN, text="<b>x</b> " * 150, parse_mode="HTML")
    assert len(body["result"]["entities"]) == 100


async def test_chats_that_cannot_be_written_to(world: World, raw: Raw, desk: Chat) -> None:
    async def refusal(chat_id: object) -> str:
        return await raw.refused("sendMessage", chat_id=chat_id, text="x")

    assert await raw.refused("sendMessage", text="x") == "400 Bad Request: chat_id is empty"
    assert await refusal(424242) == "400 Bad Request: chat not found"
    assert await refusal("@nobody") == "400 Bad Request: chat not found"
    assert await refusal(EVE) == "403 Forbidden: bot can't initiate conversation with a user"
    people.start(world, ANN)
    people.block(world, ANN)
    assert await refusal(ANN) == "403 Forbidden: bot was blocked by the user"
    people.block(world, ANN, blocked=False)
    world.chats[ANN].deactivated = True
    assert await refusal(ANN) == "403 Forbidden: user is deactivated"
    groups.kick_bot(world, desk)
    assert await refusal(desk.id) == "403 Forbidden: bot was kicked from the supergroup chat"
    small = world.add_group("Small", [BOB])
    groups.kick_bot(world, small)
    assert await refusal(small.id) == "403 Forbidden: bot was kicked from the group chat"


async def test_an_upgraded_group_names_its_successor(world: World, raw: Raw) -> None:
    small = world.add_group("Small", [BOB])
    new = groups.migrate(world, small)
    body = await raw("sendMessage", chat_id=small.id, text="x")
    assert body["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert body["parameters"] == {"migrate_to_chat_id": new.id}
    assert new.id < -1_000_000_000_000


async def test_wrong_locations_actions_and_contacts_are_refused(world: World, raw: Raw) -> None:
    people.start(world, ANN)
    assert "wrong location" in await raw.refused("sendLocation", chat_id=ANN, latitude=91, longitude=0)
    assert "latitude is empty" in await raw.refused("sendLocation", chat_id=ANN)
    assert "wrong parameter action" in await raw.refused("sendChatAction", chat_id=ANN, action="dance")
    assert "first_name is empty" in await raw.refused("sendContact", chat_id=ANN, phone_number="1")


async def test_parameters_are_read_from_query_form_and_json(world: World, raw: Raw) -> None:
    people.start(world, ANN)
    for given in ({"params": {"chat_id": ANN, "text": "q"}}, {"data": {"chat_id": ANN, "text": "f"}}):
        async with raw.session.post(raw.base + "sendMessage", **given) as response:
            assert (await response.json())["ok"]
    async with raw.session.get(raw.base + f"sendMessage?chat_id={ANN}&text=get") as response:
        assert (await response.json())["result"]["text"] == "get"
    async with raw.session.post(
        raw.base + "sendMessage", data=b"{", headers={"Content-Type": "application/json"}
    ) as response:
        assert (await response.json())["description"] == "Bad Request: can't parse JSON object"
    async with raw.session.post(
        raw.base + "sendMessage", data={"chat_id": ANN, "text": "x", "reply_markup": "{"}
    ) as response:
        assert "can't parse reply markup JSON object" in (await response.json())["description"]
