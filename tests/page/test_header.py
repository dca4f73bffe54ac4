"""The bar with the clock fits on the narrowest phones, in both languages, however long the time ahead is written."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from playground.server import Playground
from tests.page.conftest import NOON

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("locale", "ahead"), [("en-GB", "23 h 59 min"), ("zh-CN", "23 小时 59 分")])
@pytest.mark.parametrize("width", [390, 360])
async def test_the_clock_and_its_buttons_fit_beside_each_other_on_a_phone(
    playground: Playground, chromium: Browser, width: int, locale: str, ahead: str
) -> None:
    playground.next_deadline = lambda: NOON + 23 * 3600 + 59 * 60
    page = await chromium.new_page(viewport={"width": width, "height": 800}, locale=locale)
    await page.goto(playground.url)
    await expect(page.get_by_test_id("clock-next")).to_contain_text(ahead)
    face = await page.get_by_test_id("clock").bounding_box()
    first = await page.get_by_test_id("clock-5").bounding_box()
    last = await page.get_by_test_id("clock-next").bounding_box()
    assert face is not None
    assert first is not None
    assert last is not None
    assert face["x"] >= 0
    assert face["x"] + face["width"] <= first["x"]
    assert last["x"] + last["width"] <= width
    assert last["height"] >= 44, "large enough for a thumb"
    await page.close()
