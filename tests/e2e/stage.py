"""The whole desk over HTTP with the real python-telegram-bot, a moved clock, and people who read and press."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from bot.clock import MovableClock
from bot.demo import cast
from bot.demo.stage import Stage
from domain.oncall.policies import Policy, Step
from domain.severity import QUESTIONS, truthful_option
from domain.triage.facts import Facts
from playground import people, schema
from playground.records import Chat, Message
from storage import drafts, tickets
from views.callbacks import base36, decode

T = TypeVar("T")
FRIDAY = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""10:00 in Shanghai on a working day."""
LINA, SARAH, ALEX = 501, 502, 599
BOSS, LIN = 605, 701


class Played:
    """A stage with hands and eyes."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.world = stage.playground.world
        self.step = stage.stepper
        self.on_duty = stage.service.desk.rota.order(stage.clock.now())

    async def read(self, fn: Any) -> Any:
        """Look into the store."""
        return await self.stage.service.store.read(fn)

    async def write(self, fn: Any) -> Any:
        """Change the store as an operator's command would."""
        return await self.stage.service.store.write(fn)

    def chat(self, chat_id: int) -> Chat:
        """A chat as the playground has it."""
        return self.world.chats[chat_id]

    def messages(self, chat_id: int, thread: int | None = None) -> list[Message]:
        """What stands in a chat, oldest first."""
        found = [m for m in self.chat(chat_id).messages.values() if not m.deleted and not m.service]
        return [m for m in found if thread is None or m.thread_id == thread]

    def texts(self, chat_id: int, thread: int | None = None) -> list[str]:
        """Texts and captions of a chat."""
        return [
            str(m.content.get("text") or m.content.get("caption") or "")
            for m in self.messages(chat_id, thread)
        ]

    def said(self, chat_id: int, words: str, thread: int | None = None) -> list[Message]:
        """Messages of the bot with `words` in them."""
        return [
            m
            for m in self.messages(chat_id, thread)
            if m.sender_id == self.world.bot.id
            and words in str(m.content.get("text") or m.content.get("caption") or "")
        ]

    def buttons(self, chat_id: int) -> list[tuple[Message, str, str]]:
        """(message, words, data) of every button in a chat, newest message first."""
        return [
            (message, str(key["text"]), str(key.get("callback_data", "")))
            for message in reversed(self.messages(chat_id))
            for row in (message.markup or {}).get("inline_keyboard", [])
            for key in row
        ]

    async def say(self, person: int, words: str, **where: Any) -> Message:
        """Write, and let the desk react."""
        message = people.say(self.world, person, words, **where)
        await self.step.settle()
        return message

    async def press(
        self, person: int, verb: str, *, chat: int | None = None, words: str = "", ending: str = ""
    ) -> dict[str, Any]:
        """Press the newest button whose data begins with `verb` (or whose words contain `words`); the answer."""
        for message, text, data in self.buttons(chat if chat is not None else person):
            if data.startswith(f"1.{verb}") and words in text and data.endswith(ending):
                return await self.press_data(person, message, data, chat)
        there = [(text, data) for _, text, data in self.buttons(chat or person)][:12]
        raise AssertionError(f"no button {verb} {words} {ending} for {person}: {there}")

    async def press_data(
        self, person: int, message: Message, data: str, chat: int | None = None
    ) -> dict[str, Any]:
        """Press exactly that, whether or not the button still stands there."""
        where = self.chat(chat if chat is not None else person)
        callback = people.press_old(self.world, person, where, message, data)
        await self.step.settle()
        assert callback.answer is not None, "every press is answered"
        return dict(callback.answer)

    async def report(self, person: int, words: str, facts: dict[str, Any], patience: int = 6) -> int:
        """Report a fault and answer the questions truthfully; the ticket's number."""

        await self.say(person, words)
        await self.step.advance(patience)
        for _ in range(6):
            live = await self.read(lambda conn: drafts.live_of(conn, person))
            if live is None:
                break
            if live.question == "kind":
                await self._press_kind(person)
                continue
            option = truthful_option(live.question, Facts.from_json(facts))
            place = [one.id for one in QUESTIONS[live.question].options].index(option.id)
            for message, _words, data in self.buttons(person):
                pressed = decode(data)
                if pressed is not None and pressed.verb == "q" and pressed.number(3) == place:
                    await self.press_data(person, message, data)
                    break
        numbers = await self.read(lambda conn: tickets.open_of(conn, person))
        assert numbers, self.texts(person)
        await self.step.settle()
        return int(numbers[0])

    async def _press_kind(self, person: int) -> None:
        for message, _words, data in self.buttons(person):
            if data.startswith("1.kd") and data.endswith("fault"):
                await self.press_data(person, message, data)
                return

    async def thread(self, number: int) -> int:
        """The ticket's topic."""
        found = await self.read(lambda conn: tickets.thread_of(conn, number))
        assert found is not None
        return int(found)

    async def ticket(self, number: int) -> Any:
        """The ticket as its events make it."""
        return await self.read(lambda conn: tickets.load(conn, number))

    def spoken(self) -> dict[tuple[int, int], str]:
        """(chat, message) -> what the bot's message says, without the line that only tells the time."""
        found = {}
        for chat in self.world.chats.values():
            for message in chat.messages.values():
                if message.sender_id == self.world.bot.id and not message.service and not message.deleted:
                    words = str(message.content.get("text") or message.content.get("caption") or "")
                    shown = [line for line in words.splitlines() if "🕒" not in line]
                    found[chat.id, message.message_id] = "\n".join(shown)
        return found

    async def quiet_week(self, *allowed: str) -> None:
        """Seven days go by; fails on any message, new or changed, with none of the words `allowed` in it."""
        await self.step.settle()
        before = self.spoken()
        await self.step.advance(7 * 24 * 3600)
        unexpected = [
            (place, words)
            for place, words in self.spoken().items()
            if before.get(place) != words and not any(one in words for one in allowed)
        ]
        assert not unexpected, f"nobody is told anything that was not expected: {unexpected[:6]}"

    async def withdraw(self, person: int, number: int) -> None:
        """The customer takes the report back: the end of a ticket without any more questions."""
        await self.press(person, f"wd.{base36(number)}")
        await self.press(person, f"wd.{base36(number)}.yes")
        assert not (await self.ticket(number)).open

    async def join(self, person: int, contract: str) -> None:
        """Come in by a one-time link, keep the name, share the phone number."""
        link = await self.stage.invite(contract)
        people.open_link(self.world, person, link)
        await self.step.settle()


def arranged(desk: Played, steps: Sequence[Sequence[str]], **changes: Any) -> None:
    """As if the settings named these steps for every ticket (a name each: a layer, `person:601`, …) and had `changes`."""
    service = desk.stage.service
    policy = Policy("named", tuple(Step(tuple(targets)) for targets in steps), **changes.pop("policy", {}))
    service.desk = replace(service.desk, policies=(policy,), **changes)
    service.sweep.desk = service._voice.desk = service._gallery.desk = service.desk


SUMMARY = "📊"
"""The managers' daily summary: a week brings seven."""
DOWN = {"impact": "down", "scope": "everyone", "data": "safe", "security": False, "workaround": False}
LIMITED = {"impact": "limited", "scope": "one", "data": "safe", "security": False, "workaround": True}
ENGINEERS, MANAGERS = cast.ENGINEERS_CHAT, cast.MANAGERS_CHAT


@asynccontextmanager
async def played(
    folder: Path, *, at: datetime = FRIDAY, language: str = "zh", days: int = 0
) -> AsyncIterator[Played]:
    """A desk without a past, its customers known, at a given time."""
    stage = Stage(folder, port=0, language=language, clock=MovableClock(at), days=days)
    await stage.start(lambda words: None, live=False)
    try:
        one = Played(stage)
        await one.step.settle()
        yield one
    finally:
        await stage.stop()
    _speaks_as_published(stage)


def _speaks_as_published(stage: Stage) -> None:
    """Every method and parameter that the bot used is in the published schema of the Bot API, and every answer too."""
    path = schema.find_schema()
    if path is None:
        return
    published = _load(path)
    wrong = []
    for call in stage.playground.calls:
        wrong += schema.check_call(published, call.method, call.params)
        if call.answer.get("ok"):
            wrong += schema.check_answer(published, call.method, call.answer["result"])
    assert wrong == []


@cache
def _load(path: Path) -> Any:
    return schema.load_schema(path)
