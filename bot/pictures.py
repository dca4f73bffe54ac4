"""`make pictures`: play the story in both languages and photograph it, so that the README shows the product itself."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

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
_PHONE = {"width": 390, "height": 780}
_DESK = {"width": 1280, "height": 800}


async def _play(language: str, folder: Path) -> None:
    from playwright.async_api import async_playwright  # noqa: PLC0415 - only the pictures need a browser

    path = next(found for name in _CHROMIUM if (found := shutil.which(name)))
    with tempfile.TemporaryDirectory() as scratch:
        stage = Stage(Path(scratch), port=0, language=language, clock=MovableClock(_WHEN))
        await stage.start(lambda words: None, live=False)
        story = Play(stage, language)
        await story.report()
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
            context = await browser.new_context(
                device_scale_factor=2, locale="zh-CN" if language == "zh" else "en-GB"
            )
            page = await context.new_page()

            async def shoot(
                name: str, size: dict[str, int], person: int, chat: int, thread: int | None = None
            ) -> None:
                await stage.look_ahead()
                await page.set_viewport_size(size)  # type: ignore[arg-type]
                place = f"{person}/{chat}" + (f"/{thread}" if thread is not None else "")
                await page.goto("about:blank")
                await page.goto(f"{stage.url}/?lang={language}&plain=1#{place}")
                await page.get_by_test_id("conversation").wait_for()
                await page.wait_for_timeout(900)
                await page.screenshot(path=folder / f"{language}-{name}.png")

            await shoot("customer", _PHONE, story.customer, story.bot)
            thread = await story.thread()
            await story.take()
            await shoot("engineers", _PHONE, story.engineer, cast.ENGINEERS_CHAT, thread)
            await story.repair()
            await shoot("confirm", _PHONE, story.customer, story.bot)
            await story.confirm()
            await story.summary()
            await shoot("managers", _PHONE, story.manager, cast.MANAGERS_CHAT)
            await shoot("page", _DESK, story.engineer, cast.ENGINEERS_CHAT, thread)
            await browser.close()
        await stage.stop()


def main() -> int:
    """Draw all pictures; the exit code."""
    if not any(shutil.which(name) for name in _CHROMIUM):
        print(f"pictures: no Chromium on this machine (looked for {', '.join(_CHROMIUM)})", file=sys.stderr)  # noqa: T201
        return 1
    _FOLDER.mkdir(parents=True, exist_ok=True)
    for language in ("en", "zh"):
        asyncio.run(_play(language, _FOLDER))
        print(f"pictures: {language} done", flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
