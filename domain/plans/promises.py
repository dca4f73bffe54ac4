"""What a contract owes unasked, as a list: inspections, visits, surveys, the ends of warranties.

Sources: OBLIGATIONS section 1 (P2 and P5 inspections, P3 to P5 return visits, warranties) and section 2 (surveys); the
intervals are data of the preset, the days are the contract's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.calendars import Calendar
from domain.durations import Duration
from domain.plans import windows
from domain.plans.parts import part_words
from domain.plans.prices import Price
from domain.plans.windows import Window
from domain.terms import Contract, Round

INSPECTION, VISIT, SURVEY, WARRANTY = "inspection", "visit", "survey", "warranty"
KINDS = (INSPECTION, VISIT, SURVEY, WARRANTY)

WARRANTY_NOTICES = (90, 30, 7)
"""So many days before the end of a warranty the customer and the managers are told."""

_SURVEY_LABEL = {"zh": "满意度调查", "en": "Satisfaction survey"}


@dataclass(frozen=True)
class Service:
    """The days and people of a contract that its promises hang on. All days are local to the contract."""

    begins: date
    ends: date | None = None
    """The last day; None: until further notice."""
    warranties: tuple[tuple[str, date], ...] = ()
    """What is under warranty until which day (inclusive), in the words of the settings or the preset's names."""
    engineer: int | None = None
    """Who looks after this customer; None: whoever the desk's office team begins with."""
    systems: tuple[str, ...] = ()
    """Kinds of system, which choose the checklists."""
    prices: tuple[Price, ...] = ()
    """What work costs that no warranty covers."""
    currency: str = "CNY"


@dataclass(frozen=True)
class Promise:
    """One thing due unasked. `every` is None for what comes once: then `once` are its windows."""

    kind: str
    contract: str
    name: str
    label: Mapping[str, str]
    every: Duration | None = None
    once: tuple[Window, ...] = field(default=())

    @property
    def key(self) -> str:
        """Unique among all promises."""
        return f"{self.kind}:{self.contract}:{self.name}"


def promises_of(contract: Contract, service: Service, office: Calendar) -> list[Promise]:
    """Everything the contract owes unasked, inspections first."""
    terms, code = contract.preset.service, contract.code
    found = [_round(INSPECTION, contract, one, service, office) for one in terms.inspections]
    found += [_round(VISIT, contract, one, service, office) for one in terms.visits]
    if terms.survey_every is not None:
        found.append(Promise(SURVEY, code, "survey", _SURVEY_LABEL, terms.survey_every))
    for what, until in service.warranties:
        once = tuple(
            windows.between(_days_before(until, days), _next_day(until), contract.timezone, office)
            for days in WARRANTY_NOTICES
        )
        words = {
            "zh": f"质保到期：{part_words(what, 'zh')}",
            "en": f"End of warranty: {part_words(what, 'en')}",
        }
        found.append(Promise(WARRANTY, code, what, words, once=once))
    return [one for one in found if one.every is not None or one.once]


def asked(
    promise: Promise, contract: Contract, service: Service, office: Calendar, after: datetime, until: datetime
) -> Iterator[Window]:
    """The windows of a promise whose `day` is in [after, until); none that end after the contract does."""
    if promise.every is not None:
        found: Iterator[Window] = windows.windows(
            service.begins, promise.every, contract.timezone, office, after, until
        )
    else:
        found = (one for one in promise.once if after <= one.day < until)
    last = (
        None
        if service.ends is None
        else windows.between(service.ends, _next_day(service.ends), contract.timezone, office).due
    )
    return (one for one in found if last is None or one.due <= last)


def running(
    promise: Promise, contract: Contract, service: Service, office: Calendar, now: datetime
) -> Window | None:
    """The window that `now` lies in, of a promise that the desk has just learnt of."""
    if promise.every is not None:
        return windows.current(service.begins, promise.every, contract.timezone, office, now)
    begun = [one for one in promise.once if one.day <= now < one.due]
    return begun[-1] if begun else None


def warranties_of(
    contract: Contract, accepted: date | None, named: Mapping[str, date]
) -> tuple[tuple[str, date], ...]:
    """The preset's warranties counted from the acceptance, and those with a day of their own, which are stronger."""
    counted: dict[str, date] = {}
    if accepted is not None:
        for what, length in contract.preset.service.warranty.items():
            counted[what] = _days_before(windows.after(accepted, length), 1)
    return tuple({**counted, **named}.items())


def _round(kind: str, contract: Contract, one: Round, service: Service, office: Calendar) -> Promise:
    if one.before_warranty_end is None:
        return Promise(kind, contract.code, one.name, one.label, one.every)
    # Parts differ in warranty: before each of its ends that part is looked at.
    ends = sorted({_next_day(until) for _, until in service.warranties})
    once = tuple(
        windows.between(windows.before(end, one.before_warranty_end), end, contract.timezone, office)
        for end in ends
    )
    return Promise(kind, contract.code, one.name, one.label, once=once)


def _days_before(day: date, count: int) -> date:
    return date.fromordinal(day.toordinal() - count)


def _next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
