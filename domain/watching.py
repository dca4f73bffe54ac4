"""What the auditor looks at, and what of it is amiss: the rules of who watches the pager (issue 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.desk import Desk
from domain.oncall.duty import answer_at
from domain.oncall.plan import context_of, contexts
from domain.oncall.rota import PRIMARY
from domain.oncall.schedule import holes

TIMERS, OUTBOX, POLL, NOBODY, STORE, TRIAL = "timers", "outbox", "poll", "nobody", "store", "synthetic"

OVERDUE_AFTER = timedelta(minutes=2)
"""A due timer is looked at every second: after two minutes something is wrong."""
WAITING_AFTER = timedelta(minutes=5)
"""Pages, answers and warnings; cards and reports may well wait for the group's budget of messages."""
SILENT_AFTER = timedelta(minutes=3)
"""A question for updates is answered within half a minute, whether or not there is news."""
TRIAL_TAKES = timedelta(minutes=2)
_PINGS_MISSED = 3
_PLAN_SEEN = timedelta(days=8)


@dataclass(frozen=True)
class Standing:
    """How the desk stands, as recorded. Instants are None until the thing happened or where nothing waits."""

    running_since: datetime | None = None
    last_poll: datetime | None = None
    oldest_timer: datetime | None = None
    oldest_message: datetime | None = None
    """Of those that matter: pages, answers and warnings."""
    waiting: int = 0
    failed: int = 0
    put_aside: int = 0
    trial_begun: datetime | None = None
    trial_done: datetime | None = None
    deadman: datetime | None = None
    """When the watch outside was last told that all is well."""
    group_trouble: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something amiss since `since`; `who` names the contracts concerned."""

    since: datetime
    who: str = ""


def findings(standing: Standing, desk: Desk, now: datetime) -> Mapping[str, Finding]:
    """What is amiss at `now`, by kind; nothing when all is well. `desk` has its book."""
    found: dict[str, Finding] = {}
    if (timer := standing.oldest_timer) is not None and timer < now - OVERDUE_AFTER:
        found[TIMERS] = Finding(timer)
    if (message := standing.oldest_message) is not None and message < now - WAITING_AFTER:
        found[OUTBOX] = Finding(message)
    if standing.last_poll is not None and standing.last_poll < now - SILENT_AFTER:
        found[POLL] = Finding(standing.last_poll)
    if alone := unattended(desk, now):
        found[NOBODY] = Finding(now, ", ".join(alone))
    begun = standing.trial_begun
    if begun is not None and begun < now - TRIAL_TAKES and (standing.trial_done or begun) <= begun:
        found[TRIAL] = Finding(begun)
    return found


def troubles(standing: Standing, desk: Desk, now: datetime) -> tuple[str, ...]:
    """Everything that somebody has to do something about, in a word each; nothing when all is well."""
    return (
        *findings(standing, desk, now),
        *(("deadman",) if unheard_outside(standing, desk, now) else ()),
        *("group" for _ in standing.group_trouble),
        *(("inbox",) if standing.put_aside else ()),
    )


def unattended(desk: Desk, now: datetime) -> tuple[str, ...]:
    """The contracts for whose faults nobody is on call first at `now`."""
    layers = desk.layers
    return tuple(
        code
        for code in desk.contracts
        if answer_at(layers, desk.book, PRIMARY, now, context_of(desk, code)) is None
    )


def attendance_changes(desk: Desk, now: datetime) -> datetime:
    """When `unattended` may next answer otherwise, as far as the plan tells; at most eight days ahead."""
    until = now + _PLAN_SEEN
    found = holes(desk.layers, desk.book, (PRIMARY,), now, until, contexts(desk))
    edges = (edge for hole in found for edge in (hole.start, hole.end) if edge > now)
    return min(edges, default=until)


def next_trial(standing: Standing, desk: Desk, now: datetime) -> datetime | None:
    """When a trial begins, or what became of it is looked at; None without trials."""
    every, begun = desk.oncall.synthetic_seconds, standing.trial_begun
    if begun is not None and (standing.trial_done or begun) <= begun and now <= begun + TRIAL_TAKES:
        return begun + TRIAL_TAKES + timedelta(seconds=1)
    if not every or not desk.contracts:
        return None
    return now if begun is None else begun + timedelta(seconds=every)


def unheard_outside(standing: Standing, desk: Desk, now: datetime) -> bool:
    """Whether the watch outside, which expects a sign of life, got none for some time."""
    if not desk.oncall.deadman_env or standing.running_since is None:
        return False
    last = max(standing.deadman or standing.running_since, standing.running_since)
    return last < now - _PINGS_MISSED * timedelta(seconds=desk.oncall.deadman_seconds)
