"""How it stands with everything owed unasked: what is open, what comes next, when it was last done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.calendars import Calendar
from domain.desk import Desk
from domain.plans.promises import Promise, Service, asked, promises_of
from domain.plans.windows import Window

_INSTANT = timedelta(microseconds=1)
_FAR = timedelta(days=1200)
"""Further than the longest interval (24 months) and a warranty's last notice of this and the next year."""


@dataclass(frozen=True)
class Standing:
    """One promise now. `state`: open, agreed, started (being done) or coming (not asked for yet).

    `opens` and `due` are the window's; `person` has it to do; `agreed_at` is the appointment.
    """

    promise: Promise
    customer: str
    opens: datetime
    due: datetime
    state: str
    person: int | None = None
    agreed_at: datetime | None = None
    last_done: datetime | None = None
    overdue: bool = False

    @property
    def when(self) -> datetime:
        """When something has to happen: the appointment, else the end of the window."""
        return self.agreed_at or self.due


def working(desk: Desk, contract: str) -> Calendar:
    """When people are asked about a contract: its own working days, or the desk's office hours."""
    days = desk.contracts[contract].preset.working_days
    return desk.rota.office if days.always else days


def every_promise(desk: Desk, contract: str | None = None) -> list[tuple[Promise, Service]]:
    """All that the running contracts (or the one of that code) owe unasked."""
    return [
        (promise, service)
        for code, service in desk.service.items()
        if code in desk.contracts and contract in (None, code)
        for promise in promises_of(desk.contracts[code], service, working(desk, code))
    ]


def coming(desk: Desk, promise: Promise, service: Service, after: datetime) -> Window | None:
    """The next window that is not asked for yet at `after`; None if the contract or its warranties end before."""
    contract = desk.contracts[promise.contract]
    office = working(desk, promise.contract)
    # Asking may wait for a working day: the window that was to be asked for at midnight may still be to come.
    found = asked(promise, contract, service, office, after - timedelta(days=40), after + _FAR)
    return next((window for window in found if window.opens > after), None)
