import asyncio
import base64

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup

from playground import people
from playground.records import Chat
from playground.server import Playground
from playground.world import World
from tests.playground.conftest import ANN, BOB, EVE, People, Png, Time, until

ME = 123456


async def test_people_are_listed_and_made(world: World, side: People) -> None:
    listed = await side.get("/people")
    assert [(p["user"]["id"], p["label"], p["role"]) for p in listed] == [
        (ANN, "customer", "customer"),
        (BOB, "Bob", "engineer"),
        (EVE, "Eve", ""),
    ]
    made = await side.post(
        "/people", id=2**40, first_name="Zoe", label="new", language_code="zh", phone="+861"
    )
    assert (made["user"]["id"], made["label"], made["phone"]) == (2**40, "new", "+861")
    assert "taken" in (await side.post("/people", 400, id=ANN, first_name="X"))["error"]
    assert "first_name" in (await side.post("/people", 400))["error"]


async def test_a_conversation_as_both_see_it(world: World, side: People, bot: Bot, clock: Time) -> None:
    sent = await side.post(f"/{ANN}/chats/{ME}/send", text="camera <dark>")
    assert (sent["outgoing"], sent["html"], sent["chat"], sent["chat_id"]) == (
        True,
        "camera &lt;dark&gt;",
        ME,
        ANN,
    )
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.text == "camera <dark>"
    markup = InlineKeyboardMarkup(
        [[InlineKeyboardButton("yes", callback_data="y"), InlineKeyboardButton("site", url="https://x.cn/")]]
    )
    await message.reply_html("<b>all</b> of them?", reply_markup=markup, do_quote=True)
    shown = await side.get(f"/{ANN}/chats/{ME}/messages")
    assert [m["message_id"] for m in shown] == [1, 2]
    assert shown[1]["html"] == "<b>all</b> of them?"
    assert shown[1]["buttons"] == [[{"text": "yes", "data": "y"}, {"text": "site", "url": "https://x.cn/"}]]
    assert shown[1]["reply_to"] == {"message_id": 1, "from_name": "Ann Li", "excerpt": "camera <dark>"}
    assert shown[1]["date"] == clock.now
    [chat] = await side.get(f"/{ANN}/chats")
    assert (chat["id"], chat["type"], chat["unread"]) == (ME, "private", 1)
    assert chat["last"]["text"] == "all of them?"
    await side.post(f"/{ANN}/chats/{ME}/read")
    assert (await side.get(f"/{ANN}/chats"))[0]["unread"] == 0


async def test_a_press_waits_for_the_answer_or_does_not(world: World, side: People, bot: Bot) -> None:
    people.start(world, ANN)
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("yes", callback_data="y")]])
    sent = await bot.send_message(ANN, "?", reply_markup=markup)
    at_once = await side.post(f"/{ANN}/chats/{ME}/press", message_id=sent.message_id, data="y")
    assert not at_once["answered"]
    waiting = asyncio.create_task(
        side.post(f"/{ANN}/chats/{ME}/press?wait=5", message_id=sent.message_id, data="y")
    )
    await until(lambda: len(world.callbacks) == 2)
    second = list(world.callbacks.values())[-1]
    await bot.answer_callback_query(second.id, "noted", show_alert=True)
    answer = await waiting
    assert (answer["text"], answer["alert"], answer["answered"]) == ("noted", True, True)
    events = (await side.get(f"/{ANN}/events", after=0))["events"]
    assert [e["text"] for e in events if e["type"] == "callback"] == ["noted"]
    wrong = await side.post(f"/{ANN}/chats/{ME}/press", 400, message_id=sent.message_id, data="n")
    assert "no such button" in wrong["error"]
    await side.post(f"/{ANN}/chats/{ME}/press", 404, message_id=99, data="n")


async def test_events_are_waited_for_and_only_ones_own(world: World, side: People, bot: Bot) -> None:
    people.start(world, ANN)
    people.start(world, BOB)
    now = (await side.get(f"/{ANN}/events"))["seq"]
    await bot.send_message(BOB, "not for Ann")
    waiting = asyncio.create_task(side.get(f"/{ANN}/events", after=now, wait=5))
    await asyncio.sleep(0)
    sent = await bot.send_message(ANN, "for Ann")
    news = await waiting
    assert [e["message"]["text"] for e in news["events"]] == ["for Ann"]
    await bot.edit_message_text("changed", ANN, sent.message_id)
    await bot.set_message_reaction(ANN, sent.message_id, "👍")
    await bot.send_chat_action(ANN, "typing")
    await bot.send_message(ANN, "k", reply_markup=ReplyKeyboardMarkup([["A"]]))
    await bot.delete_message(ANN, sent.message_id)
    later = (await side.get(f"/{ANN}/events", after=news["seq"]))["events"]
    assert [e["type"] for e in later] == ["edit", "reaction", "action", "message", "keyboard", "delete"]
    assert later[-1]["message"]["deleted"]
    assert (await side.get(f"/{ANN}/chats"))[0]["keyboard"]["keyboard"] == [[{"text": "A"}]]
    assert (await side.get(f"/{ANN}/events", after=10**9))["reset"]


async def test_media_of_every_kind_are_sent_and_fetched(
    world: World, side: People, bot: Bot, png: Png, pg: Playground
) -> None:
    data = base64.b64encode(png(300, 200)).decode()
    album = await side.post(
        f"/{ANN}/chats/{ME}/send",
        media=[
            {"kind": "photo", "data_base64": data},
            {"kind": "photo", "data_base64": f"data:x;base64,{data}"},
        ],
        caption="two",
    )
    assert len(album["messages"]) == 2
    assert len({m["media_group_id"] for m in album["messages"]}) == 1
    assert [m.get("caption") for m in album["messages"]] == ["two", None]
    media = album["media"]
    assert (media["kind"], media["width"], media["height"]) == ("photo", 300, 200)
    async with side.session.get(pg.url + media["url"]) as response:
        assert (response.content_type, await response.read()) == ("image/jpeg", png(300, 200))
    for kind in ("document", "voice", "video", "audio", "sticker"):
        item = {"kind": kind, "data_base64": data, "name": f"f.{kind}", "duration": 4}
        assert (await side.post(f"/{ANN}/chats/{ME}/send", media=[item]))["media"]["kind"] == kind
    again = await side.post(f"/{ANN}/chats/{ME}/send", media=[{"file_id": media["file_id"]}])
    assert again["media"]["file_id"] == media["file_id"]
    kinds = [u.message for u in await bot.get_updates()]
    assert kinds[0] is not None
    assert kinds[0].photo[-1].width == 300
    assert kinds[3] is not None
    assert kinds[3].voice is not None
    for item in (
        {"kind": "pigeon", "size": 1},
        {"kind": "photo"},
        {"kind": "photo", "data_base64": "%"},
        "x",
    ):
        await side.post(f"/{ANN}/chats/{ME}/send", 400, media=[item])
    await side.post(f"/{ANN}/chats/{ME}/send", 404, media=[{"file_id": "x"}])
    await side.get("/files/nothing", 404)


async def test_contacts_and_places_are_shared(world: World, side: People, bot: Bot) -> None:
    await side.post(f"/{ANN}/chats/{ME}/send", contact=True)
    await side.post(f"/{ANN}/chats/{ME}/send", contact={"phone_number": "+1", "first_name": "Other"})
    await side.post(f"/{ANN}/chats/{ME}/send", location={"latitude": 30.2, "longitude": 120.1})
    own, other, place = [u.message for u in await bot.get_updates()]
    assert own is not None
    assert own.contact is not None
    assert own.contact.user_id == ANN
    assert other is not None
    assert other.contact is not None
    assert other.contact.user_id is None
    assert place is not None
    assert place.location is not None
    await side.post(f"/{ANN}/chats/{ME}/send", 400, contact={"phone_number": "+1"})


async def test_people_edit_react_and_delete(world: World, side: People, bot: Bot) -> None:
    sent = await side.post(f"/{ANN}/chats/{ME}/send", text="frist")
    edited = await side.post(f"/{ANN}/chats/{ME}/edit", message_id=sent["message_id"], text="first")
    assert edited["text"] == "first"
    assert "edit_date" in edited
    update = (await bot.get_updates())[-1]
    assert update.edited_message is not None
    assert update.edited_message.text == "first"
    answer = await bot.send_message(ANN, "ok")
    reacted = await side.post(f"/{ANN}/chats/{ME}/react", message_id=answer.message_id, emoji="👍")
    assert reacted["reactions"] == [{"emoji": "👍", "user_ids": [ANN]}]
    cleared = await side.post(f"/{ANN}/chats/{ME}/react", message_id=answer.message_id, emoji=None)
    assert cleared["reactions"] == []
    await side.post(f"/{ANN}/chats/{ME}/edit", 403, message_id=answer.message_id, text="x")
    await side.post(f"/{ANN}/chats/{ME}/edit", 400, message_id=sent["message_id"], caption="x")
    await side.post(f"/{ANN}/chats/{ME}/edit", 400, message_id=sent["message_id"], text=" ")
    assert await side.post(f"/{ANN}/chats/{ME}/delete", message_id=sent["message_id"]) == {"ok": True}
    assert [m["text"] for m in await side.get(f"/{ANN}/chats/{ME}/messages")] == ["ok"]
    assert len(await bot.get_updates(offset=update.update_id + 1)) == 0


async def test_links_open_the_bot(world: World, side: People, bot: Bot) -> None:
    opened = await side.post(f"/{ANN}/open", link="https://t.me/faultline_demo_bot?start=CODE-1_a")
    assert opened["text"] == "/start CODE-1_a"
    pressed = await side.post(f"/{ANN}/chats/{ME}/press_url", url="t.me/faultline_demo_bot")
    assert pressed["text"] == "/start"
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.parse_entities() == {message.entities[0]: "/start"}
    assert "no bot" in (await side.post(f"/{ANN}/open", 404, link="https://t.me/other_bot?start=x"))["error"]
    await side.post(f"/{ANN}/open", 400, link="https://example.com/")
    await side.post(f"/{ANN}/open", 400, link=f"https://t.me/faultline_demo_bot?start={'x' * 65}")


async def test_blocking_and_leaving(world: World, side: People, desk: Chat) -> None:
    assert (await side.post(f"/{ANN}/chats/{ME}/block"))["blocked"]
    assert "unblock" in (await side.post(f"/{ANN}/chats/{ME}/send", 403, text="x"))["error"]
    assert not (await side.post(f"/{ANN}/chats/{ME}/unblock"))["blocked"]
    await side.post(f"/{ANN}/chats/{ME}/leave", 400)
    assert await side.post(f"/{EVE}/chats/{desk.id}/leave") == {"ok": True}
    await side.post(f"/{EVE}/chats/{desk.id}/send", 403, text="x")
    await side.post(f"/{BOB}/chats/{desk.id}/block", 400)


async def test_topics_have_their_own_messages_and_marks(
    world: World, side: People, bot: Bot, desk: Chat
) -> None:
    topic = await bot.create_forum_topic(desk.id, "T")
    await bot.send_message(desk.id, "general")
    thread = topic.message_thread_id
    await side.post(f"/{BOB}/chats/{desk.id}/send", text="on it", thread=thread)
    [mine, chat] = sorted(await side.get(f"/{EVE}/chats"), key=lambda c: c["type"])
    assert mine["type"] == "private"
    assert chat["topics"] == [
        {"id": thread, "name": "T", "icon_color": 7322096, "closed": False, "unread": 2}
    ]
    assert (chat["unread"], chat["unread_general"]) == (3, 1)
    in_topic = await side.get(f"/{EVE}/chats/{desk.id}/messages", thread=thread)
    assert [m.get("service") or m["text"] for m in in_topic] == ["forum_topic_created: T", "on it"]
    general = await side.get(f"/{EVE}/chats/{desk.id}/messages", thread=0)
    assert [m["text"] for m in general] == ["general"]
    everything = await side.get(f"/{EVE}/chats/{desk.id}/messages", limit=2)
    assert [m["text"] for m in everything] == ["general", "on it"]
    older = await side.get(f"/{EVE}/chats/{desk.id}/messages", before=everything[0]["message_id"])
    assert [m["service"] for m in older] == ["forum_topic_created: T"]
    await side.post(f"/{EVE}/chats/{desk.id}/read", thread=thread)
    group = next(c for c in await side.get(f"/{EVE}/chats") if c["is_forum"])
    assert (group["unread"], group["topics"][0]["unread"]) == (1, 0)
    await side.post(f"/{BOB}/chats/{desk.id}/send", 404, text="x", thread=99)
    await side.post(f"/{BOB}/chats/{desk.id}/send", 404, text="x", reply_to=99)


async def test_the_stage_is_set_over_http(world: World, side: People, bot: Bot) -> None:
    forum = await side.post("/groups", title="Desk", is_forum=True, members=[BOB, EVE], id=-1002000000999)
    assert (forum["id"], forum["type"], forum["members"]) == (-1002000000999, "supergroup", [BOB, EVE, ME])
    small = await side.post("/groups", title="Small", members=[BOB])
    assert small["type"] == "group"
    assert (await side.post(f"/groups/{small['id']}/migrate"))["type"] == "supergroup"
    topic = await side.post(f"/groups/{forum['id']}/topics", name="By hand")
    where = f"/groups/{forum['id']}/topics/{topic['message_thread_id']}"
    assert (await side.post(f"{where}/close"))["topics"][0]["closed"]
    assert not (await side.post(f"{where}/reopen"))["topics"][0]["closed"]
    assert (await side.post(f"{where}/rename", name="New"))["topics"][0]["name"] == "New"
    assert (await side.post(f"{where}/delete"))["topics"] == []
    await side.post(f"{where}/delete", 400)
    await side.post(f"/groups/{forum['id']}/members", add=[ANN], remove=[EVE])
    await side.post(f"/groups/{forum['id']}/rights", can_manage_topics=False)
    assert "no such right" in (await side.post(f"/groups/{forum['id']}/rights", 400, can_fly=True))["error"]
    await side.post(f"/groups/{forum['id']}/kick_bot")
    assert ME in (await side.post(f"/groups/{forum['id']}/add_bot"))["members"]
    await side.post("/groups/-5/kick_bot", 404)
    await side.post("/groups", 400, title="None", members=[])
    await side.post(f"/groups/{forum['id']}/topics", 400, name=" ")
    assert (
        "no topics"
        in (await side.post("/groups/" + str(await plain(side)) + "/topics", 400, name="x"))["error"]
    )
    assert (await bot.get_chat_member(forum["id"], ME)).status == "administrator"


async def plain(side: People) -> int:
    made = await side.post("/groups", title="Plain", members=[BOB], supergroup=True, bot_admin=False)
    return int(made["id"])


async def test_limits_and_faults_are_switched_over_http(world: World, side: People) -> None:
    wanted = {"seed": 3, "probabilities": {"drop": 0.5}, "script": [{"kind": "error_500", "method": "getMe"}]}
    state = await side.post("/faults", flood=True, faults=wanted)
    assert state["flood"]
    assert state["faults"]["probabilities"] == {"drop": 0.5}
    assert world.limits.enabled
    assert (await side.post("/faults", flood=False, faults=None))["faults"]["probabilities"] == {}
    assert not (await side.get("/faults"))["flood"]
    for nonsense in ({"probabilities": {"flood": 1}}, {"script": [{"sort": "x"}]}, {"seed": "x"}):
        assert (await side.post("/faults", 400, faults=nonsense))["error"]


async def test_the_clock_is_moved(world: World, side: People, pg: Playground, clock: Time) -> None:
    people.start(world, ANN)
    seq = (await side.get(f"/{ANN}/events"))["seq"]
    pg.next_deadline = lambda: clock.now + 600
    moved = await side.post("/clock", advance=90)
    assert (moved["now"], moved["next"]) == (clock.now + 90, clock.now + 600)
    assert (await side.post("/clock", to="next"))["now"] == clock.now + 600
    assert [e["type"] for e in (await side.get(f"/{ANN}/events", after=seq))["events"]] == ["clock", "clock"]
    assert people.say(world, ANN, "later").date == clock.now + 600
    await side.post("/clock", 400, advance=-1)
    await side.post("/clock", 400)


async def test_whoever_started_it_moves_the_time_and_guides(
    side: People, pg: Playground, clock: Time
) -> None:
    asked: list[float | str] = []

    async def advance(by: float | str) -> None:
        asked.append(by)
        clock.now += 5

    pg.on_advance = advance
    pg.guide = lambda lang: {"title": lang, "steps": []}
    before = (await side.get("/clock"))["now"]
    assert (await side.post("/clock", to="next"))["now"] == before + 5
    await side.post("/clock", advance=2.5)
    assert asked == ["next", 2.5]
    assert (await side.get("/guide", lang="en"))["title"] == "en"
    assert (await side.get("/guide"))["title"] == "zh"


async def test_commands_are_offered_by_scope_and_language(
    world: World, side: People, bot: Bot, desk: Chat
) -> None:
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("help", "帮助")], language_code="zh-hans")
    shown = await side.get(f"/{ANN}/chats")
    assert shown[0]["commands"] == [{"command": "help", "description": "帮助"}]
    assert (await side.get(f"/{EVE}/chats"))[0]["commands"][0]["description"] == "Help"


async def test_nonsense_is_answered_with_what_is_wrong(world: World, side: People, desk: Chat) -> None:
    assert "no person" in (await side.get("/42/chats", 404))["error"]
    assert "no call" in (await side.get("/nothing", 404))["error"]
    assert "no chat" in (await side.get(f"/{ANN}/chats/{-5}/messages", 404))["error"]
    assert "is not in" in (await side.get(f"/{ANN}/chats/{desk.id}/messages", 403))["error"]
    assert "number" in (await side.get(f"/{ANN}/chats/{ME}/messages", 400, before="x"))["error"]
    assert "text" in (await side.post(f"/{ANN}/chats/{ME}/send", 400))["error"]
    assert "too long" in (await side.post(f"/{ANN}/chats/{ME}/send", 400, text="x" * 4097))["error"]
    for body in (b"{", b"[]"):
        async with side.session.post(f"{side.base}/{ANN}/chats/{ME}/send", data=body) as response:
            assert response.status == 400


async def test_the_page_is_served_fresh_and_nothing_beside_it(side: People, pg: Playground) -> None:
    async with side.session.get(pg.url + "/") as response:
        assert response.status == 200
        assert response.headers["Cache-Control"] == "no-cache"
    for path in ("/../server.py", "/%2e%2e/server.py", "/nothing.js"):
        async with side.session.get(pg.url + path) as response:
            assert response.status == 404


async def test_a_file_of_any_kind_cannot_run_in_the_page(world: World, side: People, pg: Playground) -> None:
    item = {"kind": "document", "data_base64": base64.b64encode(b"<script>").decode(), "name": "a.html"}
    sent = await side.post(f"/{ANN}/chats/{ME}/send", media=[item])
    async with side.session.get(pg.url + sent["media"]["url"]) as response:
        assert response.headers["Content-Disposition"] == "attachment"
        assert response.headers["Content-Security-Policy"] == "sandbox"
    odd = await side.post(f"/{ANN}/chats/{ME}/send", media=[{**item, "mime": "text/x\r\nSet-Cookie: a=b"}])
    assert odd["media"]["mime"] == "text/html"


async def test_fields_of_the_wrong_type_are_refused(world: World, side: People, desk: Chat) -> None:
    for path, body in (
        ("/people", {"first_name": "X", "id": "x"}),
        (f"/{ANN}/chats/{ME}/send", {"text": "x", "thread": "x"}),
        (f"/{ANN}/chats/{ME}/send", {"media": [{"kind": "photo", "size": "x"}]}),
        (f"/{ANN}/chats/{ME}/edit", {"message_id": "x"}),
        (f"/{ANN}/chats/{ME}/read", {"thread": True}),
        ("/groups", {"title": "X", "members": ["x"]}),
        (f"/groups/{desk.id}/members", {"add": 5}),
    ):
        assert (await side.post(path, 400, **body))["error"]
    assert "wait" in (await side.get(f"/{ANN}/events", 400, after=0, wait="x"))["error"]


async def test_a_wait_without_news_ends_empty(world: World, side: People) -> None:
    now = (await side.get(f"/{ANN}/events"))["seq"]
    assert (await side.get(f"/{ANN}/events", after=now, wait=0.01))["events"] == []


async def test_whoever_missed_too_much_is_told_to_load_anew(world: World, side: People) -> None:
    for _ in range(20_001):
        world.events.add({"type": "people"}, None)
    assert (await side.get(f"/{ANN}/events", after=0)) == {
        "seq": world.events.seq,
        "events": [],
        "reset": True,
    }


async def test_a_used_one_time_keyboard_goes_and_an_album_is_at_most_ten(
    world: World, side: People, bot: Bot
) -> None:
    people.start(world, ANN)
    await bot.send_message(ANN, "?", reply_markup=ReplyKeyboardMarkup([["A"]], one_time_keyboard=True))
    await side.post(f"/{ANN}/chats/{ME}/send", text="A")
    assert (await side.get(f"/{ANN}/chats"))[0]["keyboard"] is None
    await side.post(f"/{ANN}/chats/{ME}/send", 400, media=[{"kind": "photo", "size": 1}] * 11)
    await side.post(f"/{ANN}/chats/{ME}/send", 400, text="  ")


async def test_only_administrators_delete_what_others_wrote(world: World, side: People, desk: Chat) -> None:
    said = people.say(world, BOB, "x", chat=desk.id)
    refusal = await side.post(f"/{EVE}/chats/{desk.id}/delete", 403, message_id=said.message_id)
    assert "administrator" in refusal["error"]
    await side.post(f"/{BOB}/chats/{desk.id}/delete", message_id=said.message_id)
    await side.post(f"/{BOB}/chats/{desk.id}/delete", 404, message_id=said.message_id)


async def test_service_and_media_lines_stand_in_the_list(
    world: World, side: People, bot: Bot, desk: Chat
) -> None:
    async def last() -> str:
        return str((await side.get(f"/{BOB}/chats"))[0]["last"]["text"])

    people.send_media(world, BOB, [people.medium(world, "voice", b"x")], chat=desk.id)
    assert await last() == "[voice]"
    sent = await bot.send_message(desk.id, "rules")
    await bot.pin_chat_message(desk.id, sent.message_id)
    assert await last() == f"pinned_message: {sent.message_id}"
    topic = (await bot.create_forum_topic(desk.id, "T")).message_thread_id
    await bot.close_forum_topic(desk.id, topic)
    assert await last() == "forum_topic_closed"
    await side.post(f"/groups/{desk.id}/members", add=[ANN])
    assert await last() == "new_chat_members: Ann"
    await side.post(f"/groups/{desk.id}/members", remove=[ANN])
    assert await last() == "left_chat_member: Ann"
    forwarded = await bot.forward_message(desk.id, desk.id, sent.message_id)
    shown = await side.get(f"/{BOB}/chats/{desk.id}/messages", limit=1)
    assert (shown[0]["message_id"], shown[0]["forwarded_from"]) == (forwarded.message_id, "Faultline")
