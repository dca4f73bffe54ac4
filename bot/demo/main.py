"""`python -m bot demo`: start the demonstration and keep it running."""

from __future__ import annotations

import asyncio
import signal
from datetime import datetime
from pathlib import Path

from bot.demo.stage import Stage


def main(
    port: int = 8080,
    language: str = "zh",
    folder: Path = Path("var/demo"),
    at: datetime | None = None,
) -> int:
    """Run until Ctrl-C; the exit code. `at`: the demonstration begins at that instant, not now."""
    return asyncio.run(_run(port, language, folder, at))


async def _run(port: int, language: str, folder: Path, at: datetime | None) -> int:
    stage = Stage(folder, port=port, language=language, at=at)
    try:
        await stage.start(_tell)
    except OSError as taken:
        _tell(str(taken))
        return 1
    _tell(f"ready: open {stage.url} in a browser; Ctrl-C ends it")
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, done.set)
    await done.wait()
    _tell("closing …")
    await stage.stop()
    return 0


def _tell(words: str) -> None:
    print(f"demo: {words}", flush=True)  # noqa: T201 - somebody watches the terminal
