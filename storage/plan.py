"""The plan: the promises of the contracts with what was asked and done of each."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, func, select

from domain.desk import Desk
from domain.plans.outlook import Standing, coming, every_promise
from storage import dues
from storage.dues import Due
from storage.plan_tables import dues as table


def standings(
    conn: Connection, desk: Desk, now: datetime, *, contract: str | None = None, person: int | None = None
) -> list[Standing]:
    """How each promise stands, what has to happen first before the rest; only what is `person`'s to do, if given."""
    open_now: dict[tuple[str, str | None, str], list[Due]] = defaultdict(list)
    for due in dues.listed(conn, states=dues.OPEN_STATES, contract=contract):
        open_now[due.kind, due.contract, due.name].append(due)
    done = _last_done(conn)
    found = []
    for promise, service in every_promise(desk, contract):
        meant = (promise.kind, promise.contract, promise.name)
        customer, last = desk.contracts[promise.contract].customer, done.get(meant)
        here = open_now.get(meant, [])
        for due in here:
            if person in (None, due.person_id):
                late = now >= due.due_at
                found.append(
                    Standing(
                        promise,
                        customer,
                        due.opens_at,
                        due.due_at,
                        due.state,
                        due.person_id,
                        due.agreed_at,
                        last,
                        late,
                    )
                )
        window = None if here else coming(desk, promise, service, now)
        if window is not None and person in (None, service.engineer):
            found.append(
                Standing(promise, customer, window.opens, window.due, "coming", service.engineer, None, last)
            )
    return sorted(found, key=lambda one: (not one.overdue, one.when, one.promise.key))


def _last_done(conn: Connection) -> dict[tuple[str, str | None, str], datetime]:
    rows = conn.execute(
        select(table.c.kind, table.c.contract, table.c.name, func.max(table.c.done_at))
        .where(table.c.done_at.is_not(None))
        .group_by(table.c.kind, table.c.contract, table.c.name)
    )
    return {(kind, contract, name): at for kind, contract, name, at in rows}
