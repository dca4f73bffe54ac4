"""`python -m tests.process.desk --config FILE --speed N`: the desk as `python -m bot run` starts it, measured.

Telegram's limits are passed N times as fast, as the playground beside it does; every call carries the number of its
row of the outbox in the address (`?row=`), so that the playground knows which message was said twice; and while a
file `full` lies beside the settings, the database may not grow.
"""

from __future__ import annotations

import argparse
import os
from contextvars import ContextVar
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot import intake, service, wiring
from bot.cli import main as cli
from bot.delivery.sender import Sender
from bot.transport import AiohttpRequest

_ROW: ContextVar[int | None] = ContextVar("row", default=None)
_PAGES_NO_LIMIT = 4294967294


class LabelledRequest(AiohttpRequest):
    async def do_request(self, url: str, *args: Any, **more: Any) -> tuple[int, bytes]:
        row = _ROW.get()
        return await super().do_request(url if row is None else f"{url}?row={row}", *args, **more)


class LabellingSender(Sender):
    async def _attempt(self, row: Any, parcel: Any) -> Any:
        _ROW.set(row.id)
        return await super()._attempt(row, parcel)


def _fill_disk_at_will(full: Path) -> None:
    """SQLite answers a limit of pages exactly as it answers a disk without space."""

    @event.listens_for(Engine, "begin")
    def _(connection: Any) -> None:
        pages = 1 if full.exists() else _PAGES_NO_LIMIT
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--speed", type=float, default=1.0)
    given = parser.parse_args()
    for module, name, measured in (
        (intake, "AiohttpRequest", LabelledRequest),
        (service, "Sender", LabellingSender),
        (wiring, "run", partial(wiring.run, speed=given.speed)),
    ):
        setattr(module, name, measured)
    _fill_disk_at_will(given.config.with_name("full"))
    return cli(["run", "--config", str(given.config)], os.environ)


if __name__ == "__main__":
    raise SystemExit(main())
