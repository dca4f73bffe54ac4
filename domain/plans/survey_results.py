"""What the customers answered, summed up: per indicator, group, contract, engineer, quarter; always with the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from domain.plans.surveys import GROUPS, INDICATORS

FEWEST = 3
"""An engineer sees a figure of their own only if at least so many people stand behind it: fewer could be guessed."""


@dataclass(frozen=True)
class Sheet:
    """One person's questionnaire that came to its end. `engineers` are judged: those of most repairs in the interval."""

    contract: str
    person: int
    engineers: tuple[int, ...]
    answers: Mapping[str, int]
    at: datetime


@dataclass(frozen=True)
class Tap:
    """A one-tap rating of a ticket; `engineer` is the one at resolution."""

    contract: str
    person: int
    engineer: int | None
    stars: int
    at: datetime


@dataclass(frozen=True)
class Mean:
    """The mean of `count` values; None without any. `people`: how many different people gave them."""

    total: int = 0
    count: int = 0
    people: int = 0

    @property
    def value(self) -> float | None:
        """From 1 to 5."""
        return self.total / self.count if self.count else None


@dataclass(frozen=True)
class Both:
    """What was said about one contract or engineer, in questionnaires and by taps."""

    sheets: Mean
    taps: Mean


@dataclass(frozen=True)
class Results:
    """All of a period. `asked` forms went out in it, `answered` of them came back with something in them."""

    start: datetime
    end: datetime
    asked: int
    answered: int
    overall: Mean
    taps: Mean
    groups: Mapping[str, Mean]
    indicators: Mapping[str, Mean]
    contracts: Mapping[str, Both]
    engineers: Mapping[int, Both]
    quarters: Sequence[tuple[str, Mean, Mean]] = ()
    """(`2026Q1`, questionnaires, taps), oldest first; quarters without an answer are left out."""
    follow_ups: Mapping[str, int] = field(default_factory=dict)
    """Low answers that are followed up: open, overdue, done."""

    @property
    def lowest(self) -> list[tuple[str, Mean]]:
        """The indicators with an answer, the worst first."""
        given = [(name, mean) for name, mean in self.indicators.items() if mean.value is not None]
        return sorted(given, key=lambda one: (one[1].value or 0, -one[1].count))


def sum_up(
    sheets: Sequence[Sheet],
    taps: Sequence[Tap],
    start: datetime,
    end: datetime,
    zone: tzinfo,
    *,
    asked: int = 0,
    follow_ups: Mapping[str, int] | None = None,
) -> Results:
    """The figures of a period; quarters are those of `zone`."""
    given: list[Sheet | Tap] = [*sheets, *taps]
    contracts = sorted({one.contract for one in given})
    judged = {person for sheet in sheets for person in sheet.engineers}
    engineers = sorted(judged | {tap.engineer for tap in taps if tap.engineer is not None})
    quarters = sorted({_quarter(one.at, zone) for one in given})
    return Results(
        start=start,
        end=end,
        asked=asked,
        answered=len(sheets),
        overall=mean_of(sheets),
        taps=_of_taps(taps),
        groups={name: mean_of(sheets, indicators) for name, indicators in GROUPS.items()},
        indicators={name: mean_of(sheets, (name,)) for name in INDICATORS},
        contracts={
            code: Both(
                mean_of([one for one in sheets if one.contract == code]),
                _of_taps(one for one in taps if one.contract == code),
            )
            for code in contracts
        },
        engineers={person: about(sheets, taps, person) for person in engineers},
        quarters=[
            (
                name,
                mean_of([one for one in sheets if _quarter(one.at, zone) == name]),
                _of_taps(one for one in taps if _quarter(one.at, zone) == name),
            )
            for name in quarters
        ],
        follow_ups=dict(follow_ups or {}),
    )


def about(sheets: Sequence[Sheet], taps: Sequence[Tap], engineer: int) -> Both:
    """What was said about one engineer."""
    return Both(
        mean_of([one for one in sheets if engineer in one.engineers]),
        _of_taps(one for one in taps if one.engineer == engineer),
    )


def own_figures(sheets: Sequence[Sheet], taps: Sequence[Tap], engineer: int) -> tuple[dict[str, Mean], Mean]:
    """What an engineer may know of their own: means of groups and of taps that at least `FEWEST` people gave."""
    mine = [one for one in sheets if engineer in one.engineers]
    groups = {name: mean_of(mine, indicators) for name, indicators in GROUPS.items()}
    known = {name: mean for name, mean in groups.items() if mean.people >= FEWEST}
    rated = _of_taps(one for one in taps if one.engineer == engineer)
    return known, rated if rated.people >= FEWEST else Mean()


def mean_of(sheets: Sequence[Sheet], indicators: Sequence[str] = INDICATORS) -> Mean:
    """The mean of these indicators over these forms."""
    given = [
        (sheet.person, sheet.answers[name])
        for sheet in sheets
        for name in indicators
        if name in sheet.answers
    ]
    return _mean(given)


def _of_taps(taps: Iterable[Tap]) -> Mean:
    return _mean([(tap.person, tap.stars) for tap in taps])


def _mean(given: Sequence[tuple[int, int]]) -> Mean:
    return Mean(sum(value for _, value in given), len(given), len({person for person, _ in given}))


def _quarter(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{local.year}Q{(local.month + 2) // 3}"
