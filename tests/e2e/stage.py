"""The whole desk over HTTP with the real python-telegram-bot, a moved clock, and people who read and press."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from bot.clock import MovableClock
from bot.demo import cast
from bot.demo.stage import Stage
from bot.service import Service
from bot.settings import load
from bot.stepping import Stepper
from domain.oncall.policies import Policy, Step
from domain.severity import QUESTIONS, truthful_option
from domain.triage.facts import Facts
from playground import people, schema
from playground.botapi import Call
from playground.records import Chat, Message
from storage import drafts, outbox, tickets
from tests import databases
from views.callbacks import base36, decode

T = TypeVar("T")
FRIDAY = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""10:00 in Shanghai on a working day."""
LINA, SARAH, ALEX = 501, 502, 599
BOSS, LIN = 605, 701
ENGINEERS, MANAGERS = cast.ENGINEERS_CHAT, cast.MANAGERS_CHAT
_WEEK = 7 * 24 * 3600


@dataclass(frozen=True)
class Expected:
    """What a week is to bring: so many messages, new or changed, with these words in this chat."""

    words: str
    chat: int
    times: int = 1


SUMMARY = Expected("📊", MANAGERS, 7)
"""The managers' daily summary, which shows too that the desk lives."""


class Played:
    """A stage with hands and eyes."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.config = folder / "config.toml"
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
                    found[chat.id, message.message_id] = _lasting_words(message)
        return found

    def leave_pictures_out(self) -> None:
        """From now on daily summaries come without: drawing them takes longer than all the rest of a week."""

        async def nothing(*_: object) -> None:
            """A summary without its picture is still a summary."""

        # On the painter itself: everything that draws has the same one.
        self.stage.service._gallery._painter.draw = nothing  # type: ignore[method-assign, assignment]

    async def quiet_week(self, *expected: Expected) -> None:
        """Seven days go by. Fails on any message, new or changed, that is not expected, and on any that is missing.

        A message that was deleted again counts as well; a change of the line that only tells the time does not.
        """
        await self.step.settle()
        before, told = self.spoken(), list[tuple[int, str]]()

        def listen(call: Call) -> None:
            for place in _speaks(call):
                message = self.chat(place[0]).messages.get(place[1])
                made = message is not None and not message.service
                words = _lasting_words(message) if message and made else str(call.params.get("name", ""))
                if before.get(place) != words:
                    before[place] = words
                    told.append((place[0], words))

        self.stage.playground.bot_api.on_call = listen
        self.leave_pictures_out()
        await self.step.advance(_WEEK)
        self.stage.playground.bot_api.on_call = None
        counted = dict.fromkeys(expected, 0)
        unexpected = []
        for chat, words in told:
            one = next((one for one in expected if one.chat == chat and one.words in words), None)
            if one is None:
                unexpected.append((chat, words))
            else:
                counted[one] += 1
        assert not unexpected, f"nobody is told anything that was not expected: {unexpected[:6]}"
        assert counted == {one: one.times for one in expected}, told
        left = await self.read(lambda conn: outbox.health(conn, self.stage.clock.now()).waiting)
        assert not left, "nothing waits to be said"

    async def restart(
        self,
        *,
        down: float = 0,
        settings: Callable[[str], str] = str,
        killed: asyncio.Task[None] | None = None,
    ) -> None:
        """The desk goes down and comes back after so many seconds, `settings` having rewritten its file.

        It is told to stop, or killed in the middle of that work, whatever it was saying.
        """
        service = self.stage.service
        if killed is not None:
            killed.cancel()
            under_way = [killed, *service.sender._flights]
            for one in under_way:
                one.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)
        # As the metronome does, which tests have none of.
        service._swept = self.stage.clock.now()
        await service._note_life()
        await service.stop()
        self.stage.clock.advance(down)
        self.config.write_text(settings(self.config.read_text(encoding="utf-8")), encoding="utf-8")
        fresh = Service(load(self.config, {}), self.config.parent, self.stage.clock)
        fresh.held_outside = lambda: bool(self.world.updates.pending)
        await fresh.open()
        await fresh.start(metronome=False)
        self.stage.service = fresh
        self.stage.stepper = self.step = Stepper(fresh.store, self.stage.clock, fresh)

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


DOWN = {"impact": "down", "scope": "everyone", "data": "safe", "security": False, "workaround": False}
LIMITED = {"impact": "limited", "scope": "one", "data": "safe", "security": False, "workaround": True}


def _lasting_words(message: Message) -> str:
    words = str(message.content.get("text") or message.content.get("caption") or "")
    return "\n".join(line for line in words.splitlines() if "🕒" not in line)


def _speaks(call: Call) -> list[tuple[int, int]]:
    """(chat, message) of what a call has made or changed."""
    result = call.answer.get("result")
    if call.method in ("sendChatAction", "getUpdates") or "chat_id" not in call.params or result is None:
        return []
    made = result if isinstance(result, list) else [result]
    chat = int(call.params["chat_id"])
    if call.method == "createForumTopic":
        return [(chat, int(result["message_thread_id"]))]
    return [(chat, int(one["message_id"])) for one in made if isinstance(one, dict) and "message_id" in one]


@asynccontextmanager
async def played(
    folder: Path,
    *,
    at: datetime = FRIDAY,
    language: str = "zh",
    days: int = 0,
    unasked: bool = False,
    trial_every: str = "24h",
) -> AsyncIterator[Played]:
    """A desk without a past, its customers known, at a given time; `unasked`: weekly reports and summaries come too."""
    with databases.made() as database:
        stage = Stage(
            folder,
            port=0,
            language=language,
            clock=MovableClock(at),
            days=days,
            unasked=unasked,
            trial_every=trial_every,
            database=database,
        )
        await stage.start(lambda words: None, live=False)
        try:
            one = Played(stage, folder)
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
