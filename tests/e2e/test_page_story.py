"""The story once more, by hand on the page: a real Chromium, the demonstration's own clock."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.demo import cast
from bot.demo.stage import Stage
from tests.page.browser import chromium, chromium_page
from views.texts import plain

__all__ = ["chromium", "chromium_page"]
pytestmark = pytest.mark.browser
SARAH, HELEN = 502, 702


class _Hands:
    def __init__(self, page: Page, stage: Stage) -> None:
        self.page, self.stage, self.bot = page, stage, stage.playground.world.bot.id
        self.shown = page.get_by_test_id("conversation")

    async def go(self, person: int, chat: int, thread: int | None = None) -> None:
        place = f"{person}/{chat}" + (f"/{thread}" if thread is not None else "")
        await self.page.goto("about:blank")
        await self.page.goto(f"{self.stage.url}/?lang=en&plain=1#{place}")

    async def write(self, words: str) -> None:
        await self.page.get_by_test_id("composer").fill(words)
        await self.page.get_by_test_id("send").click()

    async def press(self, words: str) -> None:
        await self.shown.get_by_role("button", name=words).last.click()
        await expect(self.shown.locator("[aria-busy=true]")).to_have_count(0)
        # The card is edited a moment after the answer; a hand does not press faster than it sees.
        await self.page.wait_for_timeout(400)

    async def sees(self, words: str) -> None:
        await expect(self.shown.get_by_text(words).last).to_be_visible(timeout=60_000)


async def test_a_fault_is_reported_repaired_and_rated_on_the_page(
    tmp_path: Path, chromium_page: Page
) -> None:
    stage = Stage(tmp_path, port=0, language="en", days=0)
    await stage.start(lambda words: None)
    try:
        hands = _Hands(chromium_page, stage)
        await hands.go(SARAH, hands.bot)
        await hands.write("Nobody in the clinic can log in since this morning")
        await hands.sees("Nobody in the clinic")
        first = hands.shown.get_by_role("button").filter(has_text="unusable").first
        card = hands.shown.get_by_text("#1")
        await expect(first.or_(card).first).to_be_visible(timeout=60_000)
        while await first.is_visible():
            await first.click()
            await expect(first).not_to_be_visible(timeout=60_000)
        await hands.sees("#1")

        engineer = stage.service.desk.rota.order(stage.clock.now())[0]
        await hands.go(engineer, hands.bot)
        await hands.press(plain(stage.service.desk.people[engineer].language, "do-ack"))
        await hands.go(engineer, cast.ENGINEERS_CHAT)
        await chromium_page.get_by_text("#1 L1").first.click()
        await hands.write("I am looking at it right now")
        for action in ("way", "arr", "rest", "res"):
            await hands.press(plain("en", f"do-{action}"))
        await hands.press("Hardware")
        await hands.sees("cause")
        for words in ("a fuse had blown", "replaced the fuse", "keep a spare one"):
            await hands.write(words)
            await hands.sees(words)
        await hands.press(plain("en", "form-button-send"))

        await hands.go(SARAH, hands.bot)
        await hands.sees("I am looking at it right now")
        await hands.sees("replaced the fuse")
        await hands.press(plain("en", "button-repaired"))
        await hands.press("Very satisfied")

        await hands.go(HELEN, cast.MANAGERS_CHAT)
        await hands.write("/summary today")
        await expect(hands.shown.locator("img").last).to_be_visible(timeout=60_000)
    finally:
        await stage.stop()


async def test_the_clock_of_the_page_moves_an_escalation(tmp_path: Path, chromium_page: Page) -> None:
    stage = Stage(tmp_path, port=0, language="en", days=0)
    await stage.start(lambda words: None)
    try:
        hands = _Hands(chromium_page, stage)
        await hands.go(SARAH, hands.bot)
        await hands.write("Our whole ward has a virus, ransom notes on every screen")
        await chromium_page.get_by_test_id("clock-5").click()
        await hands.sees("#1")
        await chromium_page.get_by_test_id("clock-5").click()
        await expect(chromium_page.get_by_test_id("clock-busy")).not_to_be_visible(timeout=60_000)
        second = stage.service.desk.rota.order(stage.clock.now())[1]
        await hands.go(second, hands.bot)
        await hands.sees("#1")
    finally:
        await stage.stop()
