"""What the page shows while the world changes: unread marks, edits, long histories, foreign markup, the clock."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from playground import people
from playground.records import Chat
from playground.server import Playground
from tests.page.browser import DESK, PHONE
from tests.page.conftest import ANN, BOB, MAY, NOON, EchoBot

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="window.hacked=1"><b>bold</b>'
TOP_OF = "(id) => document.querySelector(`[data-id='${id}']`).getBoundingClientRect().top"


def chatter(playground: Playground, person: int, count: int) -> None:
    for number in range(count):
        people.say(playground.world, person, f"line {number}")


async def open_chat(playground: Playground, page: Page, person: int) -> None:
    people.read(playground.world, person)
    await page.goto(f"{playground.url}/#{person}/{playground.world.bot.id}")
    await expect(page.get_by_role("article").last).to_be_in_viewport()


async def test_what_was_not_read_is_counted_until_it_is_opened(
    playground: Playground, bot: EchoBot, forum: Chat, chromium_page: Page
) -> None:
    page = chromium_page
    people.start(playground.world, BOB)
    await page.goto(f"{playground.url}/#{ANN}")
    topic = (await bot.call("createForumTopic", chat_id=forum.id, name="Pump"))["message_thread_id"]
    await bot.call("sendMessage", chat_id=forum.id, message_thread_id=topic, text="It leaks")
    await bot.call("sendMessage", chat_id=forum.id, text="Good morning")
    person = page.get_by_test_id(f"person-{BOB}")
    await expect(person.get_by_test_id("unread")).to_be_visible()
    await person.click()
    await expect(page.get_by_test_id(f"chat-{forum.id}").get_by_test_id("unread")).to_be_visible()
    await page.get_by_test_id(f"chat-{forum.id}").click()
    await page.get_by_test_id(f"topic-{topic}").click()
    await expect(page.get_by_test_id("unread-line")).to_be_visible()
    await expect(page.get_by_test_id(f"topic-{topic}").get_by_test_id("unread")).to_have_count(0)
    await expect(page.get_by_test_id("topic-0").get_by_test_id("unread")).to_have_text("1")


async def test_a_new_message_does_not_pull_a_reader_down(
    playground: Playground, bot: EchoBot, chromium_page: Page
) -> None:
    page = chromium_page
    chatter(playground, ANN, 40)
    await open_chat(playground, page, ANN)
    await page.get_by_test_id("conversation").evaluate("area => { area.scrollTop = 200; }")
    await expect(page.get_by_test_id("new-below")).to_be_visible()
    await bot.call("sendMessage", chat_id=ANN, text="Are you there?")
    await expect(page.get_by_test_id("new-below")).to_contain_text("1 new")
    await expect(page.get_by_text("Are you there?").last).not_to_be_in_viewport()
    await page.get_by_test_id("new-below").click()
    await expect(page.get_by_role("article").last).to_be_in_viewport()
    await expect(page.get_by_test_id("new-below")).to_have_count(0)


async def test_an_edit_changes_a_message_in_place_and_moves_nothing(
    playground: Playground, bot: EchoBot, chromium_page: Page
) -> None:
    page = chromium_page
    people.start(playground.world, ANN)
    card = await bot.call("sendMessage", chat_id=ANN, text="Card: open")
    chatter(playground, ANN, 40)
    await open_chat(playground, page, ANN)
    above, seen = card["message_id"], card["message_id"] + 18
    await page.get_by_test_id(f"message-{seen}").scroll_into_view_if_needed()
    await expect(page.get_by_test_id(f"message-{above}")).not_to_be_in_viewport()
    before = await page.evaluate(TOP_OF, seen)
    long = "Card: taken\n" + "and more to say\n" * 12
    await bot.call("editMessageText", chat_id=ANN, message_id=above, text=long)
    await expect(page.get_by_test_id(f"message-{above}")).to_contain_text("Card: taken")
    await expect(page.get_by_test_id(f"message-{above}").get_by_test_id("edited")).to_have_count(1)
    assert abs(await page.evaluate(TOP_OF, seen) - before) <= 2


async def test_two_thousand_messages_are_loaded_as_one_scrolls(
    playground: Playground, chromium_page: Page
) -> None:
    page = chromium_page
    chatter(playground, ANN, 2000)
    await open_chat(playground, page, ANN)
    articles = page.get_by_role("article")
    await expect(articles).to_have_count(60)
    first = await articles.first.get_attribute("data-id")
    await page.get_by_test_id("conversation").evaluate("area => { area.scrollTop = 0; }")
    await expect(articles).to_have_count(120)
    assert 0 <= await page.evaluate(TOP_OF, first) <= DESK["height"]
    while await articles.count() < 2000:
        count = await articles.count()
        await page.get_by_test_id("conversation").evaluate("area => { area.scrollTop = 0; }")
        await expect(articles).not_to_have_count(count)
    await page.get_by_test_id("conversation").evaluate("area => { area.scrollTop = 0; }")
    await expect(page.get_by_text("line 0", exact=True)).to_be_in_viewport()


async def test_names_and_texts_are_never_read_as_markup(
    playground: Playground, bot: EchoBot, chromium_page: Page
) -> None:
    page = chromium_page
    world = playground.world
    world.add_person(HOSTILE, id=666, label=HOSTILE, role=HOSTILE)
    group = world.add_group(HOSTILE, [666, BOB], id=-1001000000666, is_forum=True)
    topic = (await bot.call("createForumTopic", chat_id=group.id, name=HOSTILE[:128]))["message_thread_id"]
    buttons = {"inline_keyboard": [[{"text": HOSTILE, "callback_data": "x"}]]}
    where = {"chat_id": group.id, "message_thread_id": topic}
    card = await bot.call("sendMessage", **where, text=HOSTILE, reply_markup=buttons)
    await bot.call("pinChatMessage", chat_id=group.id, message_id=card["message_id"])
    people.say(world, 666, HOSTILE, chat=group.id, thread=topic, reply_to=card["message_id"])
    await page.goto(f"{playground.url}/#{BOB}/{group.id}/{topic}")
    await expect(page.get_by_role("article", name=HOSTILE)).to_be_visible()
    for place in (
        "pinned",
        "quote",
        "title",
        "person-666",
        f"topic-{topic}",
        f"message-{card['message_id']}",
    ):
        await expect(page.get_by_test_id(place)).to_contain_text("<b>bold</b>")
    await expect(page.locator("#app img, #app b:text-is('bold')")).to_have_count(0)
    assert await page.evaluate("window.hacked") is None


async def test_entities_of_the_bot_are_shown_as_such(
    playground: Playground, bot: EchoBot, chromium_page: Page
) -> None:
    page = chromium_page
    people.start(playground.world, ANN)
    text = "<b>loud</b> <code>SN-1</code> <tg-spoiler>secret</tg-spoiler> &lt;i&gt;"
    sent = await bot.call("sendMessage", chat_id=ANN, text=text, parse_mode="HTML")
    await page.goto(f"{playground.url}/#{ANN}/{playground.world.bot.id}")
    message = page.get_by_test_id(f"message-{sent['message_id']}")
    await expect(message.locator("b")).to_have_text("loud")
    await expect(message.locator("code")).to_have_text("SN-1")
    await expect(message).to_contain_text("<i>")
    await message.locator("tg-spoiler").click()
    await expect(message.locator("tg-spoiler.shown")).to_have_text("secret")


async def test_the_clock_buttons_move_the_time_and_show_the_next_deadline(
    playground: Playground, chromium_page: Page
) -> None:
    page = chromium_page
    deadline = NOON + 2 * 3600
    playground.next_deadline = lambda: deadline if playground.clock() < deadline else None
    await page.goto(playground.url)
    clock = page.get_by_test_id("clock")
    await expect(clock).to_contain_text("Asia/Shanghai")
    await expect(clock).to_contain_text("16:00:0")
    await expect(page.get_by_test_id("clock-next")).to_contain_text("2 h")
    await page.get_by_test_id("clock-5").click()
    await expect(clock).to_contain_text("16:05:0")
    await page.get_by_test_id("clock-60").click()
    await expect(clock).to_contain_text("17:05:0")
    await page.get_by_test_id("clock-next").click()
    await expect(clock).to_contain_text("18:00:0")
    await expect(page.get_by_test_id("clock-next")).to_be_disabled()
    assert playground.clock() == deadline


async def test_a_phone_shows_one_column_at_a_time_and_never_scrolls_sideways(
    playground: Playground, bot: EchoBot, forum: Chat, chromium_page: Page
) -> None:
    page = chromium_page
    await page.set_viewport_size(PHONE)
    long = "a-very-long-name-without-any-space-" * 3
    topic = (await bot.call("createForumTopic", chat_id=forum.id, name=long))["message_thread_id"]
    buttons = {
        "inline_keyboard": [[{"text": long, "callback_data": "1"}, {"text": long, "callback_data": "2"}]]
    }
    await bot.call(
        "sendMessage", chat_id=forum.id, message_thread_id=topic, text=long * 3, reply_markup=buttons
    )

    playground.next_deadline = lambda: NOON + 47 * 3600 + 59 * 60

    async def nothing_sticks_out() -> None:
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        rightmost = await page.get_by_test_id("clock-next").bounding_box()
        assert rightmost is not None
        assert rightmost["x"] + rightmost["width"] <= PHONE["width"]

    await page.goto(playground.url)
    await page.get_by_test_id(f"person-{MAY}").click()
    await nothing_sticks_out()
    await page.get_by_test_id(f"chat-{forum.id}").click()
    await expect(page.get_by_test_id(f"person-{MAY}")).not_to_be_visible()
    await nothing_sticks_out()
    await page.get_by_test_id(f"topic-{topic}").click()
    await expect(page.get_by_test_id("composer")).to_be_visible()
    await expect(page.get_by_test_id("topic-0")).not_to_be_visible()
    await nothing_sticks_out()
    send = await page.get_by_test_id("send").bounding_box()
    assert send is not None
    assert min(send["width"], send["height"]) >= 44
    await page.get_by_test_id("back").click()
    await expect(page.get_by_test_id("topic-0")).to_be_visible()
    await page.get_by_test_id("topics-back").click()
    await expect(page.get_by_test_id(f"person-{MAY}")).to_be_visible()


async def test_the_guide_leads_to_a_person_and_a_chat(playground: Playground, chromium_page: Page) -> None:
    page = chromium_page
    step = {"title": "Report", "text": "Say what is wrong.", "person": ANN, "chat": playground.world.bot.id}
    playground.guide = lambda lang: {"title": {"zh": "演示", "en": "Tour"}[lang], "steps": [step]}
    await page.goto(f"{playground.url}/?lang=zh")
    await expect(page.get_by_test_id("guide")).to_contain_text("演示")
    await page.get_by_test_id("lang").click()
    await expect(page.get_by_test_id("guide")).to_contain_text("Tour")
    assert "lang=en" in page.url
    await page.get_by_test_id("go-1").click()
    await expect(page.get_by_test_id("start")).to_be_visible()
    await page.reload()
    await expect(page.get_by_test_id("start")).to_be_visible()
    await page.goto(f"{playground.url}/?lang=en&plain=1#{ANN}")
    await expect(page.get_by_test_id("open-link")).to_be_visible()
    await expect(page.get_by_test_id("guide")).to_have_count(0)
