"""`make pictures`: play the story in both languages and photograph it, so that the README shows the product itself."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.clock import MovableClock
from bot.demo import cast
from bot.demo.play import Play
from bot.demo.stage import Stage

_FOLDER = Path("docs/pictures")
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_WHEN = datetime(2026, 11, 20, 2, 12, tzinfo=UTC)
_NIGHT = datetime(2026, 11, 19, 18, 50, tzinfo=UTC)
"""02:50 in Shanghai."""
_PHONE = {"width": 390, "height": 780}
_DESK = {"width": 1280, "height": 800}


class _Camera:
    """A browser on the stage's page."""

    def __init__(self, stage: Stage, page: Any, language: str, folder: Path) -> None:
        self._stage, self._page, self._language, self._folder = stage, page, language, folder

    async def shoot(
        self, name: str, size: dict[str, int], person: int, chat: int, thread: int | None = None
    ) -> None:
        """Photograph what a person sees of a chat."""
        await self._stage.look_ahead()
        await self._page.set_viewport_size(size)
        place = f"{person}/{chat}" + (f"/{thread}" if thread is not None else "")
        await self._page.goto("about:blank")
        await self._page.goto(f"{self._stage.url}/?lang={self._language}&plain=1#{place}")
        await self._page.get_by_test_id("conversation").wait_for()
        await self._page.wait_for_timeout(900)
        await self._page.screenshot(path=self._folder / f"{self._language}-{name}.png")


@asynccontextmanager
async def _camera(stage: Stage, language: str, folder: Path) -> AsyncIterator[_Camera]:
    from playwright.async_api import async_playwright  # noqa: PLC0415 - only the pictures need a browser

    path = next(found for name in _CHROMIUM if (found := shutil.which(name)))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        context = await browser.new_context(
            device_scale_factor=2, locale="zh-CN" if language == "zh" else "en-GB"
        )
        yield _Camera(stage, await context.new_page(), language, folder)
        await browser.close()


async def _play(language: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        stage = Stage(Path(scratch), port=0, language=language, clock=MovableClock(_WHEN))
        await stage.start(lambda words: None, live=False)
        story = Play(stage, language)
        await story.report()
        async with _camera(stage, language, folder) as camera:
            await camera.shoot("customer", _PHONE, story.customer, story.bot)
            thread = await story.thread()
            await story.take()
            await camera.shoot("engineers", _PHONE, story.engineer, cast.ENGINEERS_CHAT, thread)
            await story.repair()
            await camera.shoot("confirm", _PHONE, story.customer, story.bot)
            await story.confirm()
            await story.summary()
            await camera.shoot("managers", _PHONE, story.manager, cast.MANAGERS_CHAT)
            await camera.shoot("page", _DESK, story.engineer, cast.ENGINEERS_CHAT, thread)
        await stage.stop()


async def _night(language: str, folder: Path) -> None:
    """02:50: the one on call sleeps, the second takes it."""
    with tempfile.TemporaryDirectory() as scratch:
        stage = Stage(Path(scratch), port=0, language=language, clock=MovableClock(_NIGHT), days=0)
        await stage.start(lambda words: None, live=False)
        story = Play(stage, language)
        first, second = stage.service.desk.order(stage.clock.now())[:2]
        await story.report()
        async with _camera(stage, language, folder) as camera:
            await camera.shoot("night-1-page", _PHONE, first, story.bot)
            await story.until_paged(second)
            await camera.shoot("night-2-second", _PHONE, second, story.bot)
            await story.wake_up(second)
            thread = await story.thread()
            await camera.shoot("night-3-topic", _PHONE, second, cast.ENGINEERS_CHAT, thread)
            await camera.shoot("night-4-customer", _PHONE, story.customer, story.bot)
        await stage.stop()


def main() -> int:
    """Draw all pictures; the exit code."""
    if not any(shutil.which(name) for name in _CHROMIUM):
        print(f"pictures: no Chromium on this machine (looked for {', '.join(_CHROMIUM)})", file=sys.stderr)  # noqa: T201
        return 1
    _FOLDER.mkdir(parents=True, exist_ok=True)
    for language in ("en", "zh"):
        asyncio.run(_play(language, _FOLDER))
        asyncio.run(_night(language, _FOLDER))
        print(f"pictures: {language} done", flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
