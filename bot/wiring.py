"""`python -m bot run`: the desk in real life, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from pathlib import Path

from bot.service import Service
from bot.settings import Settings
from storage.errors import StoreError

log = logging.getLogger("faultline")

EXIT_OK, EXIT_TROUBLE = 0, 1


async def run(settings: Settings, folder: Path, *, speed: float = 1.0) -> int:
    """Run until SIGINT or SIGTERM; the exit code. One clear line for what an operator can mend.

    `speed` is that of `Pacing`: 1 for the real Telegram.
    """
    logging.captureWarnings(True)
    service = Service(settings, folder, speed=speed)
    try:
        await service.open()
    except StoreError as trouble:
        log.critical("%s", trouble)
        return EXIT_TROUBLE
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    await service.start()
    log.info("the desk is open as @%s", service.bot.username)
    ended = asyncio.create_task(service.intake.watch())
    waiting = asyncio.create_task(told.wait())
    await asyncio.wait({ended, waiting}, return_when=asyncio.FIRST_COMPLETED)
    await service.stop()
    for task in (ended, waiting):
        task.cancel()
    if told.is_set():
        log.info("the desk is closed; what was taken in is kept")
        return EXIT_OK
    log.critical("no updates arrive any more: ending, so that a supervisor starts the desk anew")
    return EXIT_TROUBLE
