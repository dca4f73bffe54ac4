"""`python -m bot run`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path

from bot.settings import load


def run(config: Path, env: Mapping[str, str], *, verbose: bool) -> int:
    """Run the desk; the exit code is 0 when it was told to stop and 1 when a supervisor should start it anew."""
    settings = load(config, env)
    # Loaded after the settings: what is wrong with them is said at once.
    from bot import wiring

    log_to_stderr(verbose=verbose)
    return asyncio.run(wiring.run(settings, config.resolve().parent))


def log_to_stderr(*, verbose: bool) -> None:
    """Log, with `verbose` more of what the desk does; what people say, and secrets, are in no log."""
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    # One would write a line each second, the other five at every start.
    for talkative in ("apscheduler", "alembic"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    # It would log the bot's token and every message.
    logging.getLogger("telegram").setLevel(logging.INFO)
