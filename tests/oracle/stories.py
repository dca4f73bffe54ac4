"""Random tickets: what can happen to one, at random instants and at those where a second makes the difference."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from domain.tickets.events import Event, Happened
from tests.oracle.contracts import FAULT_CLOCKS, GRADES, Agreed, draw_contract
from tests.oracle.oracle import END, REPAIR, Terms, clocks_by_walking
from tests.oracle.walk import Hours, instant_of, second_of, wall_at, works

TICKETS_A_CONTRACT = 8
_UNDOABLE = ("acknowledged", "on_way", "arrived", "remote", "waiting", "restored", "resolved")
_WORKING = ("acknowledged", "on_way", "arrived", "remote", "waiting", "restored")


@dataclass(frozen=True)
class Story:
    """A ticket's events and the terms of its contract's versions."""

    number: int
    events: Sequence[Event]
    agreed: Agreed

    def terms(self, version: int) -> Terms:
        return self.agreed.versions[version]


def stories(count: int, seed: int = 1) -> Iterator[Story]:
    """So many; each contract, and with it its tickets, depends only on the seed and its number."""
    for number in range(0, count, TICKETS_A_CONTRACT):
        rng = Random(f"{seed}/{number}")
        agreed = draw_contract(rng)
        for ticket in range(number, min(number + TICKETS_A_CONTRACT, count)):
            yield Story(ticket, _Teller(rng, agreed).tell(), agreed)


class _Teller:
    """Makes up one story, event by event; only what the rules for commands could let happen."""

    def __init__(self, rng: Random, agreed: Agreed) -> None:
        self.rng, self.agreed = rng, agreed
        self.events: list[Event] = []
        self.version, self.kind = rng.choice(list(agreed.versions)), "fault"
        if rng.random() < 0.25:
            self.kind = rng.choice(list(GRADES))

    def tell(self) -> list[Event]:
        rng = self.rng
        day = self.agreed.about + timedelta(days=rng.randint(-3, 2))
        opening: dict[str, Any] = {
            "kind": self.kind, "contract": "C1", "contract_version": self.version, "customer_id": 900,
            "title": "x", "level": None, "grade": None, "facts": {}, "provisional": False,
        }  # fmt: skip
        if self.kind == "fault":
            opening["level"] = self._level() if rng.random() < 0.98 else None
        elif rng.random() < 0.7:
            opening["grade"] = rng.choice(GRADES[self.kind][1])
        at = datetime.combine(day, time(), UTC) + timedelta(seconds=rng.randrange(2 * 86400))
        if rng.random() < 0.3:
            at = self._boundary(at)
        elif rng.random() < 0.2:
            at = self._change_of_clocks(at)
        self._add("opened", at, opening)
        for _ in range(rng.choice((1, 2, 3, 5, 8, 12))):
            self._go_on()
        return self.events

    # --- what stands so far

    def _counting(self) -> list[Event]:
        void = {event.data["of"] for event in self.events if event.type == "taken_back"}
        return [e for e in self.events if e.seq not in void and e.type != "taken_back"]

    def _standing(self) -> str:
        standing, repaired = "open", False
        for event in self._counting():
            if event.type in REPAIR and standing != "ended":
                standing, repaired = event.type.value, True
            elif event.type == "not_repaired":
                standing, repaired = "open", False
            elif event.type in END:
                standing = "ended"
            elif event.type in _WORKING and standing == "restored":
                standing = "open"
        return "ended for good" if standing == "ended" and not repaired else standing

    def _pauses(self) -> list[tuple[datetime, datetime]]:
        found: list[tuple[datetime, datetime]] = []
        counting = self._counting()
        for index, event in enumerate(counting):
            if event.type == "pause_agreed":
                end = datetime.fromisoformat(event.data["until"])
                later = [e.at for e in counting[index + 1 :] if e.type in _RESUMING]
                found.append((event.at, min([end, *later])))
        return found

    def _paused(self, at: datetime) -> bool:
        return any(second_of(end) > second_of(at) for _, end in self._pauses())

    # --- what happens next

    def _go_on(self) -> None:
        at = self._next_instant()
        kind = self.rng.choice(self._possible(at))
        data = self._data(kind, at)
        if data is not None:
            self._add(kind, at, data)

    def _possible(self, at: datetime) -> list[str]:
        said = ["engineer_said", "customer_said"]
        standing = self._standing()
        fixed = ["defect_fixed"] if any(e.data.get("defect") for e in self._counting()) else []
        if standing == "ended for good":
            return [*said, *fixed]
        if standing == "ended":
            return [*said, *fixed, "not_repaired", "not_repaired"]
        changes = ["migrated", "regraded", "regraded", "regraded"]
        steps = [*_WORKING, "restored"]
        if self.kind != "fault":
            changes, steps = ["migrated", "graded", "graded"], ["acknowledged"]
        if standing == "open":
            pausing = ["resumed"] * 3 if self._paused(at) else ["pause_agreed"] * 4
            return [*said, *fixed, *changes, *steps, *pausing, "resolved", "withdrawn", "taken_back"]
        repaired = [*said, *fixed, *changes, "not_repaired", "not_repaired", "not_repaired", "confirmed"]
        if standing == "restored":
            repaired += ["not_repaired", "taken_back"] * 3 if self._paused(at) else ["pause_agreed"] * 3
            return [
                *repaired,
                *steps,
                "resolved",
                "resolved",
                "resolved",
                "withdrawn",
                "taken_back",
                "taken_back",
            ]
        return [*repaired, "closed", "closed", "taken_back", "withdrawn"]

    def _data(self, kind: str, at: datetime) -> dict[str, Any] | None:
        rng = self.rng
        match kind:
            case "regraded":
                return {"level": self._level(), "was": 0, "reason": "x", "provisional": rng.random() < 0.2}
            case "graded":
                return {"grade": rng.choice(GRADES[self.kind][1]), "was": ""}
            case "migrated":
                self.version = rng.choice(list(self.agreed.versions))
                return {"version": self.version, "was": 0}
            case "pause_agreed":
                until = self._instant_after(at)
                names = FAULT_CLOCKS if self.kind == "fault" else (GRADES[self.kind][0], "response")
                clocks = [name for name in names if rng.random() < 0.7]
                return {"reason": "access", "until": until.isoformat(), "clocks": clocks}
            case "resolved":
                account = {"fault_kind": "software", "cause": "x", "done": "x", "advice": "x"}
                return {**account, "defect": rng.random() < 0.5}
            case "taken_back":
                return self._take_back()
            case _:
                return {}

    def _take_back(self) -> dict[str, Any] | None:
        """The newest step; a pause that it had ended goes on then."""
        for event in reversed(self._counting()):
            if event.type in ("not_repaired", *END):
                return None
            if event.type in _UNDOABLE:
                return {
                    "of": event.seq,
                    "what_step": event.type.value,
                    "released": event.type == "acknowledged",
                }
        return None

    def _level(self) -> int:
        return self.rng.randint(1, len(self.agreed.versions[self.version].data["levels"]))

    def _add(self, kind: str, at: datetime, data: dict[str, Any]) -> None:
        self.events.append(Event(Happened(kind), at, 1, data, len(self.events) + 1))

    # --- when it happens

    def _next_instant(self) -> datetime:
        last = self.events[-1].at
        return last if self.rng.random() < 0.12 else self._instant_after(last)

    def _instant_after(self, last: datetime) -> datetime:
        """Not before `last`; often one where something ends."""
        rng = self.rng
        way = rng.random()
        if way < 0.3:
            at = last + timedelta(seconds=rng.choice((1, 60, rng.randrange(7200))))
        elif way < 0.5:
            at = last + timedelta(seconds=rng.randrange(30 * 3600))
        elif way < 0.6:
            at = last + timedelta(seconds=rng.randrange(8 * 86400))
        elif way < 0.72:
            at = self._boundary(last)
        elif way < 0.8:
            at = self._change_of_clocks(last)
        else:
            ends = [c.due_at for c in clocks_by_walking(self.events, self.agreed.versions.__getitem__)]
            ends += [end for _, end in self._pauses()]
            ends = [end for end in ends if last < end < last + timedelta(days=40)]
            if not ends:
                return last + timedelta(seconds=rng.randrange(7200))
            at = rng.choice(ends) + timedelta(seconds=rng.choice((-1, 0, 0, 0, 1)))
        if rng.random() < 0.2:
            at = at.replace(microsecond=rng.choice((1, 500_000, 999_999)))
        return max(at, last)

    def _change_of_clocks(self, after: datetime) -> datetime:
        """An instant near the next one at which the zone's clocks are changed, if that is soon."""
        zone = self.agreed.versions[self.version].timezone
        first = second_of(after) // 3600
        for hour in range(first, first + 10 * 24):
            if wall_at(zone, hour * 60 + 60) - wall_at(zone, hour * 60) != 60:
                return max(after, instant_of((hour + 1) * 3600 + self.rng.randint(-7200, 7200)))
        return after + timedelta(hours=2)

    def _boundary(self, after: datetime) -> datetime:
        """The next beginning or end of working time on one of the contract's calendars, or a second beside it."""
        terms = self.agreed.versions[self.version]
        hours = Hours.read(terms.timezone, terms.data["calendars"][self.rng.choice(("office", "other"))])
        first = second_of(after) // 60 + 1
        skip = self.rng.randint(0, 2)
        for minute in range(first, first + 5 * 1440):
            if works(hours, minute) != works(hours, minute - 1):
                if skip == 0:
                    return instant_of(minute * 60 + self.rng.choice((-1, 0, 0, 0, 1)))
                skip -= 1
        return after + timedelta(hours=1)


_RESUMING = ("resumed", "customer_said", *REPAIR, "not_repaired", *END)


# --- what went wrong, as small as it can be told ---------------------------------------------------------------------


def shrink(story: Story, wrong: Callable[[Story], bool]) -> Story:
    """Leaves out events, and then clocks of the contract, while it stays `wrong`."""
    smaller = True
    while smaller:
        smaller = False
        for index in range(len(story.events) - 1, 0, -1):
            gone = story.events[index].seq
            left = [e for e in story.events if e.seq != gone and e.data.get("of") != gone]
            if len(left) < len(story.events) and wrong(replace(story, events=left)):
                story, smaller = replace(story, events=left), True
                break
    for version, terms in story.agreed.versions.items():
        for path in _clock_paths(terms.data):
            data = json.loads(json.dumps(story.agreed.versions[version].data))
            holder = data
            for step in path[:-1]:
                holder = holder[step]
            del holder[path[-1]]
            versions = {**story.agreed.versions, version: replace(terms, data=data)}
            fewer = replace(story, agreed=replace(story.agreed, versions=versions))
            if wrong(fewer):
                story = fewer
    return story


def _clock_paths(data: Any) -> list[list[Any]]:
    paths = [["levels", n, "clocks", c] for n, level in enumerate(data["levels"]) for c in level["clocks"]]
    for kind, grades in data["requests"].items():
        paths += [["requests", kind, n, "clocks", c] for n, one in enumerate(grades) for c in one["clocks"]]
    return paths


def told(story: Story) -> str:
    """The story in a few lines."""
    lines = [f"ticket {story.number}"]
    for version, terms in sorted(story.agreed.versions.items()):
        data = terms.data
        clocks = {f"level {one['number']}": one["clocks"] for one in data["levels"] if one["clocks"]}
        for kind, grades in data["requests"].items():
            clocks |= {f"{kind} {one['grade']}": one["clocks"] for one in grades if one["clocks"]}
        used = {spec.get("calendar", "always") for of in clocks.values() for spec in of.values()}
        calendars = {name: data["calendars"][name] for name in sorted(used - {"always"})}
        lines.append(
            f"  v{version} {terms.timezone} {terms.zone} notice {data.get('regrade', {}).get('notice')}"
        )
        lines += [f"    {name}: {written}" for name, written in {**calendars, **clocks}.items()]
    keys = ("kind", "contract_version", "level", "grade", "version", "until", "clocks", "defect", "of")
    for event in story.events:
        shown = {key: event.data[key] for key in keys if event.data.get(key) is not None}
        lines.append(f"  {event.seq:2} {event.at:%a %Y-%m-%d %H:%M:%S.%f}Z {event.type.value} {shown or ''}")
    return "\n".join(lines)
