"""Once a day, hours before the night: can everybody who is on duty in the next 24 hours be reached at all?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.oncall.plan import contexts, layer_names
from domain.oncall.schedule import segments
from storage import duty, outbox, timers
from storage.outbox import Lane
from storage.timers import Timer

KEY = "reach"
_AT = time(17)
_AHEAD = timedelta(hours=24)


def ensure(conn: Connection, desk: Desk, now: datetime) -> None:
    """Arm the timer at start. A look that was missed is not made up for: the next one is never far."""
    timers.arm(conn, KEY, "reach", next_time(desk, now))


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Queue a silent knock at everybody's; who cannot be reached is named by what follows from the refusal."""
    timers.arm(conn, KEY, "reach", next_time(desk, now))
    for person, start in on_duty(duty.with_book(conn, desk, now), now).items():
        outbox.put(
            conn, lane=Lane.REPORT, chat_id=person, kind="reach", now=now, person_id=person,
            data={"from": start.isoformat()}, dedupe=f"reach:{person}", reusable=True,
        )  # fmt: skip


def on_duty(desk: Desk, now: datetime) -> dict[int, datetime]:
    """Everybody on the rota of the next 24 hours with the beginning of their first duty, in its order."""
    found: dict[int, datetime] = {}
    for start, person in sorted(_duties(desk, now)):
        found.setdefault(person, start)
    return found


def _duties(desk: Desk, now: datetime) -> Iterator[tuple[datetime, int]]:
    # As the plan has it: a layer without any rotation may have somebody by an override alone.
    for layer in layer_names(desk):
        for context in contexts(desk):
            for segment in segments(desk.layers, desk.book, layer, now, now + _AHEAD, context):
                if segment.duty is not None:
                    yield segment.start, segment.duty.person


def next_time(desk: Desk, after: datetime) -> datetime:
    """The first instant later than `after` at which the desk's clocks show 17:00."""
    zone = ZoneInfo(desk.timezone)
    day = after.astimezone(zone).date()
    days = (datetime.combine(day + timedelta(days=more), _AT, zone).astimezone(UTC) for more in range(-1, 3))
    return next(at for at in days if at > after)
