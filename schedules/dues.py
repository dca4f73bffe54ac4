"""What the contracts promise unasked becomes due: each window once, in the order of time, also after downtime.

Driven by the stored instant up to which a promise's windows were seen to: what opened in [that, now) is asked for,
the newest of each promise; an older one that nobody can do any more is put down as missed.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.desk import Desk
from domain.plans.outlook import every_promise, working
from domain.plans.promises import Promise, Service, asked, running
from domain.plans.windows import Window, in_office
from schedules import due_climb
from schedules.due_kinds import KINDS
from storage import dues, timers
from storage.dues import Due
from storage.timers import Timer

KEY = "dues"
_INSTANT = timedelta(microseconds=1)
_HORIZON = timedelta(days=800)
_LATE_AFTER = timedelta(hours=1)


def ensure(conn: Connection, desk: Desk, now: datetime) -> None:
    """At start the plan is looked at: the settings may have changed, windows may have opened meanwhile."""
    timers.arm(conn, KEY, "dues", now)


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Ask for what has opened, put away what nobody owes any more, and wait for the next opening."""
    _put_away(conn, desk, now)
    following = [now + _HORIZON]
    for promise, service in every_promise(desk):
        contract = desk.contracts[promise.contract]
        office = working(desk, promise.contract)
        until = dues.seen_until(conn, promise.key)
        if until is None:
            window = running(promise, contract, service, office, now)
            found = [window] if window is not None and window.day <= now else []
        else:
            found = list(asked(promise, contract, service, office, until, now + _INSTANT))
        # What was slept through is asked for in working time too: nobody is woken up for an inspection.
        at_work = in_office(office, now)
        ripe = [window for window in found if window.opens <= now == at_work]
        waiting = [window for window in found if window not in ripe]
        seen = min([now + _INSTANT, *(window.day for window in waiting)])
        if until is not None or not waiting:
            dues.see_until(conn, promise.key, max(until or seen, seen))
        _open(conn, desk, promise, ripe, now, new=until is None)
        later = next(asked(promise, contract, service, office, now + _INSTANT, now + _HORIZON), None)
        following += [max(window.opens, at_work) for window in waiting]
        following += [later.opens] if later is not None else []
        if service.ends is not None and (end := _end_of(desk, promise.contract, service)) > now:
            following.append(end)
    timers.arm(conn, KEY, "dues", min(following))


def who_does(desk: Desk, contract: str, now: datetime) -> int | None:
    """Who looks after the customer: the engineer of the settings, else the office team's first one who is not away."""
    service = desk.service.get(contract)
    away = desk.book.absent(now)
    order = (*([service.engineer] if service and service.engineer else []), *desk.rota.team, *desk.order(now))
    present = [one for one in order if one in desk.people and one not in away]
    return (
        present[0] if present else next((one for one in order if one in desk.people), desk.rota.superior_id)
    )


def _open(
    conn: Connection, desk: Desk, promise: Promise, found: list[Window], now: datetime, *, new: bool
) -> None:
    if promise.kind not in KINDS:
        return
    for window in found:
        # Only the newest can be done now; of the notices of a warranty that were slept through one is enough.
        newest = window is found[-1]
        due = dues.add(
            conn,
            f"{promise.key}:{window.first.isoformat()}",
            promise.kind,
            promise.name,
            window.opens,
            window.due,
            now,
            contract=promise.contract,
            person_id=who_does(desk, promise.contract, now),
            state="open" if newest else "missed",
            late=not newest or (not new and now - window.opens > _LATE_AFTER),
            data={"label": dict(promise.label), "first": window.first.isoformat()},
        )
        if due is None or not newest:
            continue
        _miss_older(conn, due, now)
        KINDS[due.kind].ask(conn, desk, due, now)
        if KINDS[due.kind].climbs:
            dues.arm(conn, dues.get(conn, due.id), now)


def _miss_older(conn: Connection, due: Due, now: datetime) -> None:
    """The next window is there: what was not done in the one before stays undone, and is said to be."""
    older = dues.listed(
        conn, kinds=(due.kind,), contract=due.contract, name=due.name, states=dues.OPEN_STATES,
        opens_before=due.opens_at,
    )  # fmt: skip
    for one in older:
        if one.due_at <= now:
            dues.change(conn, one, "missed", now, state="missed", late=True)
            dues.disarm(conn, one.id)


def _put_away(conn: Connection, desk: Desk, now: datetime) -> None:
    """Contracts end and people leave: nobody is asked for what is owed no more, and somebody does the rest."""
    for due in dues.listed(conn, states=dues.OPEN_STATES):
        if due.contract is not None and _ended(desk, due.contract, now):
            after = dues.change(conn, due, "cancelled", now, state="cancelled", said={"why": "ended"})
            dues.disarm(conn, after.id)
            due_climb.tell_cancelled(conn, desk, after, now)
        elif due.contract is not None and due.person_id is not None and due.person_id not in desk.people:
            chosen = KINDS[due.kind].who
            person = chosen(conn, desk, due, now) if chosen else who_does(desk, due.contract, now)
            after = dues.change(
                conn, due, "reassigned", now, person_id=person, said={"from": due.person_id, "to": person}
            )
            due_climb.tell_reassigned(conn, desk, after, now)


def _ended(desk: Desk, code: str, now: datetime) -> bool:
    if code not in desk.contracts:
        return True
    service = desk.service.get(code)
    return service is not None and service.ends is not None and _end_of(desk, code, service) <= now


def _end_of(desk: Desk, code: str, service: Service) -> datetime:
    assert service.ends is not None
    following = service.ends + timedelta(days=1)
    return datetime.combine(following, time(), ZoneInfo(desk.contracts[code].timezone)).astimezone(UTC)
