"""Customers who report, answer what they are asked, truthfully and once, and do not mind who asks again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from domain.severity import QUESTIONS, truthful_option
from domain.triage.facts import Facts
from playground import people
from playground.records import Message
from playground.world import Callback
from tests.process.rig import Rig, words
from views.callbacks import decode

DOWN = {"impact": "down", "scope": "everyone", "data": "safe", "security": False, "workaround": False}
LIMITED = {"impact": "limited", "scope": "one", "data": "safe", "security": False, "workaround": True}
_PATIENCE = 4.0


@dataclass
class Customer:
    """One person with one fault; `mark` is in every message and in nobody else's."""

    id: int
    name: str
    mark: str
    reports: tuple[str, ...]
    facts: dict[str, Any]
    later: str | None = None
    pressed: dict[int, tuple[float, Callback | None]] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    told_later: bool = False

    @property
    def spoken(self) -> tuple[str, ...]:
        return (*self.reports, self.later) if self.later and self.told_later else self.reports


def customers(many: int, first_id: int = 1001) -> list[Customer]:
    """So many customers; every third writes two messages, every fifth has something to add later."""
    crowd = []
    for number in range(many):
        mark = f"K{number:03d}X"
        if number % 2:
            reports: tuple[str, ...] = (f"{mark} 这台打印机打印出错了，别的都正常",)
            facts = LIMITED
        else:
            reports, facts = (f"{mark} 系统登不上去了，所有人都用不了",), DOWN
        if number % 3 == 0:
            reports = (*reports, f"{mark} 从早上就这样了")
        later = f"{mark} 你们几点能到" if number % 5 == 0 else None
        crowd.append(Customer(first_id + number, f"客户{mark}", mark, reports, facts, later))
    return crowd


class Crowd:
    """Plays the customers while `run()` runs."""

    def __init__(self, rig: Rig, crowd: list[Customer]) -> None:
        self._rig, self._crowd = rig, crowd

    def report(self) -> None:
        """Everybody at once."""
        for one in self._crowd:
            for text in one.reports:
                people.say(self._rig.world, one.id, text)

    async def run(self) -> None:
        """Answer until cancelled."""
        while True:
            for one in self._crowd:
                self.answer(one)
            await asyncio.sleep(0.1)

    def content(self) -> bool:
        """Whether everybody has a card and nothing to add."""
        return all(
            self._card(one) is not None and (one.later is None or one.told_later) for one in self._crowd
        )

    def answer(self, one: Customer) -> None:
        """Press the truthful button under the newest question; a press that shows nothing is tried again."""
        now = asyncio.get_running_loop().time()
        asked = self._newest_question(one)
        if asked is not None:
            message, data = asked
            at, callback = one.pressed.get(message.message_id, (-_PATIENCE, None))
            if callback is not None and (callback.answer or {}).get("alert"):
                # Told that this question is answered already, as under one that was asked twice.
                one.left.add(message.message_id)
            elif now - at > _PATIENCE:
                callback = people.press(self._rig.world, one.id, message.message_id, data)
                one.pressed[message.message_id] = now, callback
        elif one.later is not None and not one.told_later and self._card(one) is not None:
            one.told_later = True
            people.say(self._rig.world, one.id, one.later)

    def _said(self, one: Customer) -> list[Message]:
        chat = self._rig.world.chats[one.id]
        return [m for m in chat.messages.values() if m.sender_id == self._rig.world.bot.id and not m.deleted]

    def _card(self, one: Customer) -> Message | None:
        return next((m for m in self._said(one) if "#" in words(m) and one.mark in words(m)), None)

    def _newest_question(self, one: Customer) -> tuple[Message, str] | None:
        for message in reversed(self._said(one)):
            rows = (message.markup or {}).get("inline_keyboard", [])
            datas = [str(key.get("callback_data", "")) for row in rows for key in row]
            for data in datas:
                if self._is_true(one, data) and message.message_id not in one.left:
                    return message, data
        return None

    def _is_true(self, one: Customer, data: str) -> bool:
        pressed = decode(data)
        if pressed is None:
            return False
        if pressed.verb == "kd":
            return pressed.word(2) == "fault"
        if pressed.verb == "rt":
            return pressed.number(2) != 0
        if pressed.verb != "q":
            return False
        question = list(QUESTIONS.values())[pressed.number(2)]
        option = truthful_option(question, Facts.from_json(one.facts))
        return pressed.number(3) == question.options.index(option)
