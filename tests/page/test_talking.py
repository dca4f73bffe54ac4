"""People write, press and attach in the page; a bot answers over the Bot API."""

from __future__ import annotations

import asyncio
import io

import pytest
from PIL import Image
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from playground.records import Chat
from playground.server import Playground
from tests.page.conftest import ANN, BOB, MAY, EchoBot

pytestmark = pytest.mark.browser


def picture(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(file, "PNG")
    return file.getvalue()


def said(page: Page, text: str, exact: bool = False) -> Locator:
    return page.get_by_test_id("conversation").get_by_text(text, exact=exact)


async def say(page: Page, text: str) -> None:
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")


async def test_two_people_talk_with_the_bot_and_with_each_other(
    playground: Playground, bot: EchoBot, room: Chat, chromium: Browser
) -> None:
    bob, may = await chromium.new_page(locale="en-GB"), await chromium.new_page(locale="en-GB")
    await bob.goto(f"{playground.url}/#{BOB}/{playground.world.bot.id}")
    await may.goto(f"{playground.url}/#{MAY}/{playground.world.bot.id}")
    await bob.get_by_test_id("start").click()
    await expect(said(bob, "You said: /start")).to_be_visible()
    await say(bob, "from Bob\nin two lines")
    await expect(said(bob, "You said: from Bob")).to_be_visible()
    await expect(said(may, "from Bob")).to_have_count(0)

    await bob.get_by_test_id(f"chat-{room.id}").click()
    await may.get_by_test_id(f"chat-{room.id}").click()
    await say(bob, "Who is there?")
    await expect(may.get_by_role("article", name="Bob Stone")).to_contain_text("Who is there?")
    await say(may, "May is.")
    await expect(bob.get_by_role("article", name="May")).to_contain_text("May is.")


async def test_a_pressed_button_turns_until_the_answer_is_shown(
    playground: Playground, bot: EchoBot, chromium_page: Page
) -> None:
    page = chromium_page
    await page.goto(f"{playground.url}/#{ANN}/{playground.world.bot.id}")
    await say(page, "/ask")
    bot.may_answer.clear()
    button = page.get_by_role("button", name="Toast", exact=True)
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    await expect(page.get_by_test_id("toast")).to_have_count(0)
    bot.may_answer.set()
    await expect(page.get_by_test_id("toast")).to_contain_text("toast received")
    await expect(button).to_have_attribute("aria-busy", "false")

    await page.get_by_role("button", name="Alert", exact=True).click()
    await expect(page.get_by_role("dialog")).to_contain_text("alert received")
    await page.get_by_role("button", name="OK").click()
    await page.get_by_role("button", name="Change", exact=True).click()
    await expect(said(page, "Changed.")).to_be_visible()
    await expect(button).to_have_count(0)


async def test_several_pictures_go_as_one_album_and_open_large(
    playground: Playground, bot: EchoBot, chromium_page: Page
) -> None:
    page = chromium_page
    await page.goto(f"{playground.url}/#{ANN}/{playground.world.bot.id}")
    pictures: list[FilePayload] = [
        {"name": f"{colour}.png", "mimeType": "image/png", "buffer": picture(colour)}
        for colour in ("red", "green", "blue")
    ]
    await page.get_by_test_id("pick-photos").set_input_files(pictures)
    await expect(page.get_by_test_id("attached").locator("img")).to_have_count(3)
    await say(page, "Three views")
    album = page.locator("[data-testid^=album-]")
    await expect(album.locator("img")).to_have_count(3)
    await expect(page.get_by_role("article").filter(has=album)).to_contain_text("Three views")
    sent = [m for m in playground.world.chats[ANN].messages.values() if "photo" in m.content]
    assert len(sent) == 3
    assert len({m.media_group_id for m in sent}) == 1

    await album.get_by_role("button").first.click()
    await expect(page.get_by_test_id("lightbox")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("lightbox")).to_have_count(0)


async def test_files_voice_notes_places_and_contacts_arrive(
    playground: Playground, bot: EchoBot, chromium_page: Page
) -> None:
    page = chromium_page
    await page.goto(f"{playground.url}/#{ANN}/{playground.world.bot.id}")
    log: FilePayload = {"name": "machine.log", "mimeType": "text/plain", "buffer": b"error 17"}
    await page.get_by_test_id("pick-files").set_input_files([log])
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("file")).to_contain_text("machine.log")
    for control in ("attach-tone", "attach-contact"):
        await page.get_by_test_id("attach").click()
        await page.get_by_test_id(control).click()
        await expect(page.get_by_test_id(control)).to_have_count(0)
    await page.get_by_test_id("attach").click()
    await page.get_by_test_id("attach-location").click()
    await page.get_by_test_id("send-location").click()
    await expect(page.get_by_role("img", name="Location 31.20769, 121.59996")).to_be_visible()
    await expect(page.get_by_role("button", name="Voice note")).to_be_visible()
    sent = [set(m.content) for m in playground.world.chats[ANN].messages.values()]
    for kind in ("document", "voice", "contact", "location"):
        assert any(kind in content for content in sent), kind


async def test_a_keyboard_of_the_bot_shares_the_contact(
    playground: Playground, bot: EchoBot, chromium_page: Page
) -> None:
    page = chromium_page
    await page.goto(f"{playground.url}/#{ANN}/{playground.world.bot.id}")
    await say(page, "/keys")
    await page.get_by_test_id("reply-keyboard").get_by_role("button", name="Share my number").click()
    await expect(page.locator(".contact")).to_contain_text("Ann")
    await page.get_by_test_id("keyboard-toggle").click()
    await expect(page.get_by_test_id("reply-keyboard")).to_have_count(0)
    await say(page, "hello")
    await expect(said(page, "You said: hello")).to_be_visible()
    await expect(page.get_by_test_id("reply-keyboard")).to_have_count(0)


async def test_one_answers_edits_reacts_and_deletes(
    playground: Playground, bot: EchoBot, chromium_page: Page
) -> None:
    page = chromium_page
    await page.goto(f"{playground.url}/#{ANN}/{playground.world.bot.id}")
    await say(page, "Fisrt")
    mine = page.locator("article").filter(has_text="Fisrt").first
    await mine.click(button="right")
    await page.get_by_test_id("do-edit").click()
    await say(page, "First")
    await expect(page.get_by_test_id("edited")).to_be_visible()
    answer = page.locator("article").filter(has_text="You said").first
    await answer.click(button="right")
    await page.get_by_role("button", name="React 👀").click()
    await expect(answer.get_by_role("button", name="React 👀")).to_have_attribute("aria-pressed", "true")
    await answer.click(button="right")
    await page.get_by_test_id("do-reply").click()
    await say(page, "An answer")
    await expect(page.get_by_test_id("quote")).to_contain_text("You said: Fisrt")
    last = page.locator("article").filter(has_text="An answer").first
    await last.click(button="right")
    await page.get_by_test_id("do-delete").click()
    await expect(page.get_by_test_id("quote")).to_have_count(0)


async def test_a_start_link_is_opened_here_and_a_command_in_a_text_can_be_pressed(
    playground: Playground, bot: EchoBot, chromium_page: Page
) -> None:
    page = chromium_page
    await page.goto(f"{playground.url}/#{ANN}")
    await page.get_by_test_id("open-link").click()
    link = f"https://t.me/{playground.world.bot.username}?start=CODE"
    await page.get_by_role("dialog").get_by_role("textbox").fill(link)
    await page.get_by_role("button", name="OK").click()
    await expect(said(page, "You said: /start CODE")).to_be_visible()
    await say(page, "see /help, not a/b or </b>")
    await page.get_by_role("article", name="Helper").get_by_role("link", name="/help").click()
    await expect(said(page, "You said: /help", exact=True)).to_be_visible()
    await expect(page.get_by_role("link", name="/b")).to_have_count(0)


async def test_a_blocked_bot_can_be_unblocked(
    playground: Playground, bot: EchoBot, chromium_page: Page
) -> None:
    page = chromium_page
    await page.goto(f"{playground.url}/#{ANN}/{playground.world.bot.id}")
    await page.get_by_test_id("start").click()
    await page.get_by_test_id("chat-menu").click()
    await page.get_by_test_id("block").click()
    await expect(page.get_by_test_id("composer")).to_have_count(0)
    assert playground.world.chats[ANN].blocked
    await page.get_by_test_id("unblock").click()
    await expect(page.get_by_test_id("composer")).to_be_visible()
    assert not playground.world.chats[ANN].blocked


async def test_topics_are_separate_conversations(
    playground: Playground, bot: EchoBot, forum: Chat, chromium_page: Page
) -> None:
    page = chromium_page
    await page.goto(f"{playground.url}/#{BOB}/{forum.id}")
    topic = (await bot.call("createForumTopic", chat_id=forum.id, name="#17 Pump"))["message_thread_id"]
    await asyncio.gather(
        bot.call("sendMessage", chat_id=forum.id, message_thread_id=topic, text="It leaks"),
        bot.call("sendMessage", chat_id=forum.id, text="Good morning"),
    )
    await page.get_by_test_id(f"topic-{topic}").click()
    await expect(said(page, "It leaks")).to_be_visible()
    await expect(said(page, "Good morning")).to_have_count(0)
    await say(page, "On my way")
    await expect(page.get_by_role("article", name="Bob Stone")).to_contain_text("On my way")
    await page.get_by_test_id("topic-0").click()
    await expect(said(page, "Good morning")).to_be_visible()
    await expect(said(page, "On my way")).to_have_count(0)
    assert [m.thread_id for m in forum.messages.values() if m.sender_id == BOB] == [topic]
