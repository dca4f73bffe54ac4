"""Official holiday lists that somebody loaded, by year."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select

from domain.holidays import Official
from storage.tables import holiday_lists

_YEARS = select(holiday_lists.c.year, holiday_lists.c.loaded_at).order_by(holiday_lists.c.year)


def load(conn: Connection) -> Official:
    """Everything that was loaded, as the calendars want it."""
    rows = conn.execute(select(holiday_lists).order_by(holiday_lists.c.year)).all()
    found = Official()
    for row in rows:
        found = found.merged(
            Official(
                frozenset({row.year}),
                frozenset(date.fromisoformat(day) for day in row.days["off"]),
                frozenset(date.fromisoformat(day) for day in row.days["work"]),
            )
        )
    return found


def keep(conn: Connection, year: int, official: Official, by: int | None, now: datetime) -> bool:
    """Keep the list of a year, in place of the one before; False if it says the same."""
    days = {
        "off": [day.isoformat() for day in sorted(official.off)],
        "work": [day.isoformat() for day in sorted(official.work)],
    }
    before = conn.execute(select(holiday_lists.c.days).where(holiday_lists.c.year == year)).scalar()
    if before == days:
        return False
    conn.execute(delete(holiday_lists).where(holiday_lists.c.year == year))
    conn.execute(insert(holiday_lists).values(year=year, days=days, loaded_by=by, loaded_at=now))
    return True


def years(conn: Connection) -> list[tuple[int, datetime]]:
    """(year, loaded at) of every list."""
    rows = conn.execute(_YEARS)
    return [(row.year, row.loaded_at) for row in rows]


def revision(conn: Connection) -> str:
    """Changes whenever a list does: the running desk looks whether its calendars are still right."""
    return "|".join(f"{year}@{at.isoformat()}" for year, at in years(conn))
