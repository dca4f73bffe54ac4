"""The quarterly analysis of fault reports (contract P2): kinds, causes, what comes again and again, what to do.

Every advice is a rule over counts, so that two people who read the same reports give the same advice.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

REPEATED = 3
"""So many faults of one place, or of one cause, are a repeated fault."""

_ALIKE = 0.6
_COMPARED = 400
_MOST_CAUSES = 6
_MOST_ADVICE = 3
_GROWN = 1.3
_CONTESTED_SHARE = 0.1
_KEPT_SHARE = 0.95

_OFTEN: Mapping[str, tuple[float, str]] = {
    "operation": (0.2, "train"),
    "hardware": (0.4, "spares"),
    "configuration": (0.25, "baseline"),
    "software": (0.3, "release"),
    "improvement": (0.3, "wishes"),
}
"""From which share of all faults on a kind asks for something, and for what."""


@dataclass(frozen=True)
class Fault:
    """A resolved fault, as its report says. `place` is where it was: a site, a product, or empty."""

    ticket: int
    contract: str
    kind: str
    cause: str = ""
    advice: str = ""
    place: str = ""
    contested: bool = False


@dataclass(frozen=True)
class Repeated:
    """Faults that belong together: of one `what` (cause, place), in the words of their reports."""

    what: str
    name: str
    contract: str
    """Empty if they are of several contracts."""
    tickets: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.tickets)


@dataclass(frozen=True)
class Advice:
    """What to do, and the figures that say so. `rule` names its text."""

    rule: str
    count: int = 0
    share: float = 0.0
    name: str = ""
    contract: str = ""


@dataclass(frozen=True)
class Analysis:
    """Findings of a period beside those of the one before."""

    faults: int = 0
    before: int = 0
    kinds: tuple[tuple[str, int, int], ...] = ()
    """Kind, how many now, how many before; the most frequent first."""
    causes: tuple[tuple[str, int], ...] = ()
    repeated: tuple[Repeated, ...] = ()
    unexplained: int = 0
    """Reports without a cause."""
    contested: int = 0
    kept: int = 0
    missed: int = 0
    """Deadlines of the period, all clocks together."""
    said: tuple[tuple[str, int], ...] = ()
    """Advice of the engineers, the most frequent first."""
    advice: tuple[Advice, ...] = field(default=())


def analyse(now: Sequence[Fault], before: Sequence[Fault], kept: int = 0, missed: int = 0) -> Analysis:
    """Analyse the fault reports of a period; `kept` and `missed` are its deadlines."""
    counted, earlier = Counter(one.kind for one in now), Counter(one.kind for one in before)
    kinds = tuple(
        (kind, counted[kind], earlier[kind])
        for kind in sorted(counted | earlier, key=lambda kind: (-counted[kind], -earlier[kind], kind))
    )
    causes = together([(one.ticket, one.cause) for one in now])
    named = {one.ticket: one for one in now}
    repeated = [
        Repeated("cause", words, _same_contract(named[number] for number in numbers), numbers)
        for words, numbers in causes
        if len(numbers) >= REPEATED
    ]
    places: dict[tuple[str, str], list[int]] = {}
    for one in now:
        if one.place:
            places.setdefault((one.contract, one.place), []).append(one.ticket)
    repeated += [
        Repeated("place", place, contract, tuple(sorted(numbers)))
        for (contract, place), numbers in places.items()
        if len(numbers) >= REPEATED
    ]
    repeated.sort(key=lambda one: (-one.count, one.what, one.name))
    found = Analysis(
        faults=len(now),
        before=len(before),
        kinds=kinds,
        causes=tuple((words, len(numbers)) for words, numbers in causes[:_MOST_CAUSES]),
        repeated=tuple(repeated),
        unexplained=sum(not one.cause.strip() for one in now),
        contested=sum(one.contested for one in now),
        kept=kept,
        missed=missed,
        said=tuple(
            (words, len(numbers))
            for words, numbers in together([(one.ticket, one.advice) for one in now])[:_MOST_ADVICE]
        ),
    )
    return Analysis(**{**vars(found), "advice": tuple(_advice(found))})


def _advice(found: Analysis) -> Iterable[Advice]:
    """The rules, the most urgent first."""
    for one in found.repeated:
        yield Advice(f"repeated-{one.what}", one.count, name=one.name, contract=one.contract)
    for kind, count, before in found.kinds:
        share, rule = _OFTEN.get(kind, (1.1, ""))
        if count >= REPEATED and count >= share * found.faults:
            yield Advice(rule, count, count / found.faults)
        elif count >= REPEATED and before and count >= 2 * before:
            yield Advice("grown-kind", count, count / before, name=kind)
    if found.contested >= REPEATED - 1 and found.contested >= _CONTESTED_SHARE * found.faults:
        yield Advice("contested", found.contested, found.contested / found.faults)
    decided = found.kept + found.missed
    if decided >= REPEATED and found.kept < _KEPT_SHARE * decided:
        yield Advice("late", found.missed, found.kept / decided)
    if found.before >= REPEATED and found.faults >= _GROWN * found.before:
        yield Advice("grown", found.faults, found.faults / found.before)
    if found.unexplained >= REPEATED:
        yield Advice("unexplained", found.unexplained)


def together(words: Iterable[tuple[int, str]]) -> list[tuple[str, tuple[int, ...]]]:
    """What says the same, put together: (the most frequent wording, tickets), the most frequent first.

    The same are words that differ in case, spaces and punctuation only, or share most of their pairs of characters:
    "电源适配器损坏" and "电源适配器坏了". Of more than a few hundred wordings only the most frequent are compared.
    """
    exact: dict[str, tuple[str, list[int]]] = {}
    for ticket, said in words:
        if key := _bare(said):
            exact.setdefault(key, (said.strip(), []))[1].append(ticket)
    groups: list[tuple[str, set[str], list[int]]] = []
    ordered = sorted(exact.items(), key=lambda item: (-len(item[1][1]), item[1][1][0]))
    for place, (key, (said, tickets)) in enumerate(ordered):
        pairs = _pairs(key)
        like = (one for one in groups if _share(one[1], pairs) >= _ALIKE) if place < _COMPARED else iter(())
        if (group := next(like, None)) is not None:
            group[2].extend(tickets)
        else:
            groups.append((said, pairs, list(tickets)))
    found = [(said, tuple(sorted(tickets))) for said, _, tickets in groups]
    return sorted(found, key=lambda item: (-len(item[1]), item[1][0]))


def _same_contract(faults: Iterable[Fault]) -> str:
    contracts = {one.contract for one in faults}
    return contracts.pop() if len(contracts) == 1 else ""


def _bare(words: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", words).casefold() if char.isalnum())


def _pairs(key: str) -> set[str]:
    return {key[place : place + 2] for place in range(len(key) - 1)} or {key}


def _share(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
