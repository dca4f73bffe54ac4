"""Ninety days that the desk has behind it: made by the real handlers and timers with a moved clock.

Only the last step is left out: what would have been said is not sent, since nobody was there to read it.
"""

from __future__ import annotations

import contextlib
import heapq
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, delete, update

from bot.demo.cast import COLLEAGUES, CONTACTS, HOSPITAL, OF_THE_HOSPITAL, STAFF, Player
from bot.dispatch import dispatch
from bot.sweep import ACTS
from domain.desk import Desk
from domain.severity import QUESTIONS, truthful_option
from domain.tickets.commands import Promise, Resolve
from domain.tickets.refused import Refused
from domain.triage.facts import Facts
from handlers.incoming import Incoming, Kind
from storage import apply, drafts, people, tickets, timers
from storage.tables import outbox
from views.callbacks import encode

_TICKETS = 118


@dataclass(order=True)
class _Act:
    at: datetime
    order: int
    do: Callable[[datetime], None] = field(compare=False)


class History:
    """Plays the past up to `until` in one transaction."""

    def __init__(self, conn: Connection, desk: Desk, until: datetime, days: int = 90, seed: int = 7) -> None:
        self._conn, self._desk, self._until = conn, desk, until
        self._start = until - timedelta(days=days)
        self._random = random.Random(seed)  # noqa: S311 - a believable past, not a secret
        self._acts: list[_Act] = []
        self._message = 1_000_000
        self._order = 0
        self._stories = json.loads((files("bot.demo") / "stories.json").read_text(encoding="utf-8"))

    def play(self) -> int:
        """Write it all; how many tickets there are then."""
        self._people()
        for start in self._openings():
            self._plan(start)
        while self._acts and self._acts[0].at < self._until:
            act = heapq.heappop(self._acts)
            self._timers(act.at)
            act.do(act.at)
        self._timers(self._until)
        self._quieten()
        return len(tickets.open_numbers(self._conn))

    def _people(self) -> None:
        people.sync_staff(self._conn, self._desk, self._start)
        hospital = OF_THE_HOSPITAL if HOSPITAL in self._desk.contracts else ()
        for player in (*CONTACTS, *hospital):
            people.add(self._conn, player.id, player.name, player.language, self._start)
            people.change(self._conn, player.id, phone=player.phone, reachable="yes")
            assert player.contract is not None
            people.join(self._conn, player.id, player.contract, self._start)
        for player in STAFF:
            people.change(self._conn, player.id, reachable="yes")

    def _openings(self) -> list[datetime]:
        days = (self._until - self._start).days
        chosen = []
        for _ in range(_TICKETS):
            day = self._start + timedelta(days=self._random.uniform(0, days - 0.4))
            # Faults follow the working day, with some at night: that is what the night shift is for.
            hour = self._random.choices(
                range(24), [1] * 7 + [5, 9, 10, 9, 7, 5, 7, 9, 8, 7, 5, 3, 2, 2, 1, 1, 1]
            )[0]
            at = day.replace(
                hour=(hour - 8) % 24, minute=self._random.randrange(60), second=self._random.randrange(60)
            )
            if self._start < at < self._until - timedelta(hours=3):
                chosen.append(at)
        return sorted(chosen)

    def _push(self, at: datetime, do: Callable[[datetime], None]) -> None:
        self._order += 1
        heapq.heappush(self._acts, _Act(at, self._order, do))

    def _timers(self, until: datetime) -> None:
        while True:
            due = timers.due(self._conn, until, 1)
            if not due:
                return
            timer = due[0]
            timers.take(self._conn, timer)
            ACTS[timer.kind](self._conn, self._desk, timer, timer.due_at)

    def _quieten(self) -> None:
        self._conn.execute(delete(outbox).where(outbox.c.kind != "page"))
        self._conn.execute(
            update(outbox)
            .where(outbox.c.state == "new")
            .values(state="dropped", error="before the demonstration")
        )

    def _say(self, player: Player, words: str, now: datetime) -> None:
        self._message += 1
        incoming = Incoming(
            Kind.MESSAGE,
            player.id,
            player.id,
            now,
            message_id=self._message,
            person_name=player.name,
            text=words,
        )
        dispatch(self._conn, self._desk, incoming, now)

    def _press(self, person: int, data: str, now: datetime) -> None:
        incoming = Incoming(
            Kind.PRESS, person, person, now, message_id=self._message, callback_id="h", data=data
        )
        dispatch(self._conn, self._desk, incoming, now)

    def _plan(self, start: datetime) -> None:
        player = self._random.choices(COLLEAGUES, [3, 2])[0]
        weights = [1 if story.get("kind") else 3 for story in self._stories]
        story = self._random.choices(self._stories, weights)[0]
        self._push(start, lambda now: self._report(player, story, now))

    def _report(self, player: Player, story: dict[str, Any], now: datetime) -> None:
        if tickets.open_of(self._conn, player.id):
            # One thing at a time keeps the past readable: the customer waits for the repair.
            self._push(
                now + timedelta(hours=self._random.uniform(2, 9)), lambda at: self._report(player, story, at)
            )
            return
        self._say(player, story[player.language], now)
        self._push(now + timedelta(seconds=12), lambda at: self._answer(player, story, at, 0))

    def _answer(self, player: Player, story: dict[str, Any], now: datetime, asked: int) -> None:
        draft = drafts.live_of(self._conn, player.id)
        if draft is None or asked > 6:
            self._after_opening(player, story, now)
            return
        self._press(player.id, self._truth(draft, story), now)
        self._push(now + timedelta(seconds=15), lambda at: self._answer(player, story, at, asked + 1))

    @staticmethod
    def _truth(draft: drafts.Draft, story: dict[str, Any]) -> str:
        if draft.question == "kind" or draft.question is None:
            return encode("kd", draft.id, draft.fence, story.get("kind", "fault"))
        question = QUESTIONS[draft.question]
        facts = story.get("facts") or {
            "impact": "slight", "scope": "one", "data": "safe", "security": False, "workaround": True,
        }  # fmt: skip
        option = truthful_option(question, Facts.from_json(facts))
        place = [one.id for one in question.options].index(option.id)
        return encode("q", draft.id, draft.fence, list(QUESTIONS).index(question.id), place)

    def _after_opening(self, player: Player, story: dict[str, Any], now: datetime) -> None:
        open_now = tickets.open_of(self._conn, player.id)
        if not open_now:
            return
        number = open_now[0]
        ticket = tickets.load(self._conn, number)
        on_duty = self._desk.rota.order(now)
        # Mostly the first on duty takes it in minutes; now and then nobody does, and the ladder climbs.
        slow = self._random.random() < 0.12
        who = self._random.choice(on_duty[1:3] or on_duty) if slow else on_duty[0]
        who = ticket.assignee_id or who
        ack = timedelta(seconds=self._random.uniform(900, 2400) if slow else self._random.uniform(25, 260))
        steps: list[tuple[timedelta, str]] = [(ack, encode("do", number, "ack", 0))]
        scale = {1: 40, 2: 75, 3: 150, 4: 240}.get(ticket.level or 4, 200) * self._random.lognormvariate(
            0, 0.45
        )
        at = ack
        if ticket.level is not None:
            for action, share in (("way", 0.1), ("arr", 0.7)) if ticket.level <= 2 else (("rem", 0.4),):
                steps.append((ack + timedelta(minutes=scale * share), encode("do", number, action, 0)))
            at = ack + timedelta(minutes=scale * 1.6)
            steps.append((at, encode("do", number, "rest", 0)))
        for wait, data in steps:
            self._push(now + wait, partial(self._press, who, data))
        if ticket.level is not None:
            until = now + steps[1][0] + timedelta(minutes=1)
            self._push(now + ack + timedelta(seconds=5), lambda at: self._promise(number, who, until, at))
        language = player.language
        resolve = Resolve(
            who,
            story.get("fault", "improvement"),
            story.get("cause", {}).get(language, ""),
            story["done"][language],
            "",
        )
        self._push(
            now + at + timedelta(minutes=20), lambda then: self._resolve(player, number, resolve, then)
        )

    def _promise(self, number: int, who: int, until: datetime, now: datetime) -> None:
        with contextlib.suppress(Refused):
            apply.apply(self._conn, self._desk, number, Promise(who, until), now)

    def _resolve(self, player: Player, number: int, resolve: Resolve, now: datetime) -> None:
        try:
            apply.apply(self._conn, self._desk, number, resolve, now)
        except Refused:
            if tickets.load(self._conn, number).open:
                self._again(player, number, resolve, now)
            return
        if self._random.random() < 0.06:
            self._push(now + timedelta(minutes=30), lambda at: self._contest(player, number, resolve, at))
        elif self._random.random() < 0.85:
            wait = timedelta(minutes=self._random.uniform(5, 400))
            self._push(
                now + wait, lambda at: self._press(player.id, encode("cf", number, self._round(number)), at)
            )
            if self._random.random() < 0.7:
                stars = self._random.choices([5, 4, 3, 2, 1], [52, 30, 11, 5, 2])[0]
                self._push(
                    now + wait + timedelta(minutes=2),
                    lambda at: self._press(player.id, encode("st", number, stars), at),
                )

    def _again(self, player: Player, number: int, resolve: Resolve, now: datetime) -> None:
        """It was taken away meanwhile, or belongs to somebody else by now: whoever has it, or will, ends it."""
        until = now + timedelta(minutes=40)
        who = tickets.load(self._conn, number).assignee_id or resolve.by
        self._press(who, encode("do", number, "ack", 0), now)
        self._promise(number, who, until, now)
        again = replace(resolve, by=who)
        self._push(until - timedelta(minutes=5), lambda at: self._resolve(player, number, again, at))

    def _contest(self, player: Player, number: int, resolve: Resolve, now: datetime) -> None:
        self._press(player.id, encode("nr", number, self._round(number)), now)
        until = now + timedelta(minutes=80)
        self._push(now + timedelta(minutes=4), lambda at: self._promise(number, resolve.by, until, at))
        self._push(now + timedelta(minutes=75), lambda at: self._resolve(player, number, resolve, at))

    def _round(self, number: int) -> int:
        return tickets.load(self._conn, number).round
