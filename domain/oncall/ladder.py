"""Climbing a policy: who is called at which step, and what would happen if nobody ever acknowledged.

A step without anybody costs no time. While the desk has anybody at all, every round calls somebody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.oncall.book import Book
from domain.oncall.duty import answer_at
from domain.oncall.policies import EXPERTS, GROUP, MANAGERS, PERSON, SUPERIOR, Policy, Step
from domain.oncall.rota import PRIMARY
from domain.oncall.rotations import Context, Rotation


@dataclass(frozen=True)
class Who:
    """The people behind the names of a policy, for one ticket.

    `of` is whose superior is meant, None: that of the primary on duty. `superior` is the desk's own, for whoever has
    none and for when nobody is on duty. `reachable` are the people whom a message can reach; None: everybody.
    """

    rotations: tuple[Rotation, ...] = ()
    book: Book = field(default_factory=Book)
    context: Context = field(default_factory=Context)
    superiors: Mapping[int, int] = field(default_factory=dict)
    managers: tuple[int, ...] = ()
    experts: tuple[int, ...] = ()
    engineers: tuple[int, ...] = ()
    superior: int | None = None
    of: int | None = None
    reachable: frozenset[int] | None = None

    def reaches(self, person: int) -> bool:
        """Whether a message can get to that person, as far as is known."""
        return self.reachable is None or person in self.reachable


@dataclass(frozen=True)
class Called:
    """`people` to call, nobody twice; `missing`: targets behind which nobody can be called."""

    people: tuple[int, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class NextCall:
    """What a ladder does next. `place` counts the steps through all rounds; go on at `place + 1` after `wait` seconds.

    `step` is the index in the policy, None: the last resort, called in place of a whole round of empty steps. Without
    `people` the ladder is at its top. `missing` names the targets that were passed over on the way, too.
    """

    place: int
    step: int | None
    people: tuple[int, ...]
    missing: tuple[str, ...]
    wait: int
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """One line of a drill: at `at` these people would be called. Without people: it ends here, with these holes."""

    at: datetime
    step: int | None
    people: tuple[int, ...]
    missing: tuple[str, ...]
    channels: tuple[str, ...] = ()


def people_of(step: Step, instant: datetime, who: Who) -> Called:
    """Whom `step` calls at `instant`: delegates for those who have one, nobody absent or out of reach."""
    people: dict[int, None] = {}
    missing = []
    for target in step.targets:
        found = [person for person in _behind(target, instant, who) if who.reaches(person)]
        people.update(dict.fromkeys(found))
        if not found:
            missing.append(target)
    return Called(tuple(people), tuple(dict.fromkeys(missing)))


def last_resort(instant: datetime, who: Who) -> tuple[int, ...]:
    """Whom to call when no step has anybody: managers, else all engineers, experts, the superior.

    The absent, and at last those out of reach, are called only if nobody else is left.
    """
    own = () if who.superior is None else (who.superior,)
    groups = (who.managers, who.engineers, who.experts, own)
    present = [_acting(people, instant, who) for people in groups]
    for people in (*present, *groups):
        found = tuple(dict.fromkeys(each for each in people if who.reaches(each)))
        if found:
            return found
    return next((tuple(dict.fromkeys(people)) for people in groups if people), ())


def next_call(policy: Policy, place: int, ack_seconds: int, instant: datetime, who: Who) -> NextCall:
    """The first step from `place` on that has anybody; `ack_seconds` is the wait of a step that names none."""
    steps = policy.steps or (Step(()),)
    missing: list[str] = []
    for at in range(place, len(steps) * (policy.repeats + 1)):
        index = at % len(steps)
        if index == 0 and not any(people_of(each, instant, who).people for each in steps):
            missing += (target for each in steps for target in each.targets)
            last = at + len(steps) - 1
            resort = last_resort(instant, who)
            return NextCall(last, None, resort, tuple(dict.fromkeys(missing)), ack_seconds)
        called = people_of(steps[index], instant, who)
        missing += called.missing
        if called.people:
            own = steps[index].wait
            skipped = tuple(dict.fromkeys(missing))
            wait = ack_seconds if own is None else own
            return NextCall(at, index, called.people, skipped, wait, steps[index].channels)
    top = max(place, len(steps) * (policy.repeats + 1))
    return NextCall(top, None, (), tuple(dict.fromkeys(missing)), ack_seconds)


def drill(
    policy: Policy, start: datetime, ack_seconds: int, who_at: Callable[[datetime], Who]
) -> tuple[Call, ...]:
    """Everything the ladder would do from `start` on if nobody acknowledged; `who_at` tells the people of an instant."""
    return tuple(_drilled(policy, start, ack_seconds, who_at))


def _drilled(
    policy: Policy, start: datetime, ack_seconds: int, who_at: Callable[[datetime], Who]
) -> Iterator[Call]:
    at, place = start, 0
    while True:
        call = next_call(policy, place, ack_seconds, at, who_at(at))
        if call.people or call.missing:
            yield Call(at, call.step, call.people, call.missing, call.channels)
        if not call.people:
            return
        at, place = at + timedelta(seconds=call.wait), call.place + 1


def _behind(target: str, instant: datetime, who: Who) -> tuple[int, ...]:
    named = {MANAGERS: who.managers, EXPERTS: who.experts, GROUP: who.engineers}
    if target in named:
        return _acting(named[target], instant, who)
    if target.startswith(PERSON):
        return _acting((int(target.removeprefix(PERSON)),), instant, who)
    if target == SUPERIOR:
        subject = who.of if who.of is not None else _on_duty(PRIMARY, instant, who)
        superior = who.superior if subject is None else who.superiors.get(subject, who.superior)
        return () if superior is None or superior == subject else _acting((superior,), instant, who)
    person = _on_duty(target, instant, who)
    return () if person is None else (person,)


def _on_duty(layer: str, instant: datetime, who: Who) -> int | None:
    answer = answer_at(who.rotations, who.book, layer, instant, who.context)
    return None if answer is None else answer.person


def _acting(people: Iterable[int], instant: datetime, who: Who) -> tuple[int, ...]:
    found = (who.book.stand_in(person, instant) for person in people)
    return tuple(dict.fromkeys(person for person in found if person is not None))
