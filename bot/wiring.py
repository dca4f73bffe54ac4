"""`python -m bot run`: the desk in real life, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from pathlib import Path

from bot.intake import IntakeDead
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
    waiting = asyncio.create_task(told.wait())
    starting = asyncio.create_task(service.start())
    # Telegram may be out of reach for hours: being told to stop must not wait for it.
    await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        await asyncio.wait({starting})
        await service.store.close()
        return EXIT_OK
    if (failure := starting.exception()) is not None:
        waiting.cancel()
        await service.store.close()
        if isinstance(failure, IntakeDead):
            log.critical("telegram.token: Telegram refuses this token (401). Copy it again from @BotFather.")
            return EXIT_TROUBLE
        if isinstance(failure, OSError):
            log.critical("telegram.webhook_listen: cannot listen: %s", failure.strerror)
            return EXIT_TROUBLE
        raise failure
    log.info("the desk is open as @%s", service.bot.username)
    ended = asyncio.create_task(service.watch())
    await asyncio.wait({ended, waiting}, return_when=asyncio.FIRST_COMPLETED)
    await service.stop()
    waiting.cancel()
    # Not whether the watch has ended: told to stop, it ends as well.
    if told.is_set():
        ended.cancel()
        log.info("the desk is closed; what was taken in is kept")
        return EXIT_OK
    log.critical("%s: ending, so that a supervisor starts the desk anew", ended.exception())
    return EXIT_TROUBLE
