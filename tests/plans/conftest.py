"""A store in memory and kinds of due that only remember what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import Connection, create_engine

from domain.desk import Desk
from schedules.due_kinds import KINDS, Kind
from storage.dues import Due
from storage.plan_tables import metadata


@pytest.fixture
def conn() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[datetime, Due]]:
    """What was asked for, and when."""
    heard: list[tuple[datetime, Due]] = []

    def ask(conn: Connection, desk: Desk, due: Due, now: datetime) -> None:
        heard.append((now, due))

    for name in ("inspection", "visit", "survey", "warranty"):
        monkeypatch.setitem(KINDS, name, Kind(ask))
    return heard
