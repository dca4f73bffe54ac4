"""Not even the most talkative log of the desk holds what people say or what opens a calendar."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import asyncio, logging, sys
from bot.cli.running import log_to_stderr
log_to_stderr(verbose=True)
from storage import feeds
from storage.engine import Store
from storage.outbox import Lane, put
from telegram import Bot
from telegram.error import TelegramError
from datetime import datetime, UTC
from bot.transport import AiohttpRequest

async def main():
    store = await Store.open("sqlite:///" + sys.argv[1])
    await store.write(lambda conn: feeds.make(conn, 5, datetime.now(UTC)))
    token = await store.read(lambda conn: feeds.token_of(conn, 5))
    await store.read(lambda conn: feeds.behind(conn, token))
    ways = {"request": AiohttpRequest(), "get_updates_request": AiohttpRequest()}
    bot = Bot("123:SECRET", base_url="http://127.0.0.1:1/bot", **ways)
    try:
        await bot.send_message(5, token)
    except TelegramError:
        pass
    await bot.shutdown()
    await store.close()
    logging.getLogger("faultline").debug("the end")
    print(token)

asyncio.run(main())
"""


@pytest.mark.process
def test_a_verbose_log_holds_neither_tokens_nor_messages(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "logs.sqlite")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    token = done.stdout.strip()
    assert len(token) == 43
    assert "the end" in done.stderr, "it is verbose"
    assert token not in done.stderr
    assert "SECRET" not in done.stderr
