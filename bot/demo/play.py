"""The demonstration's story, played by hands that press the same buttons as people do."""

from __future__ import annotations

from typing import Any

from bot.demo import cast
from bot.demo.stage import Stage
from domain.severity import QUESTIONS, truthful_option
from domain.triage.facts import Facts
from playground import people
from playground.records import Message
from storage import drafts, tickets
from views.callbacks import base36, decode

_WORDS = {
    "zh": (
        "食堂监控平台登不上去了，后厨一路画面都看不到",
        "已收到，正在赶过去，请先不要重启录像机。",
        "好的，我们在食堂一楼等您",
    ),
    "en": (
        "Nobody in the clinic can log in since this morning",
        "Got it, on my way. Please don't restart the server yet.",
        "Thanks, ask for me at reception",
    ),
}
_ACCOUNT = {
    "zh": ("机房交换机电源模块老化", "更换电源模块，逐路复核画面", "建议给交换机配一台备用电源"),
    "en": ("A power module of the switch was worn out", "Replaced it and checked every terminal", "Keep a spare module"),
}  # fmt: skip
_LONGEST_WAIT = 30
"""Minutes until the second on call must have been paged."""
_FACTS = {"impact": "down", "scope": "everyone", "data": "safe", "security": False, "workaround": False}


class Play:
    """One fault from report to summary, on a stage whose time is moved."""

    def __init__(self, stage: Stage, language: str) -> None:
        self._stage, self._world, self._step = stage, stage.playground.world, stage.stepper
        self._words, self._account = _WORDS[language], _ACCOUNT[language]
        self.customer = cast.CUSTOMERS[0 if language == "zh" else 1].id
        self.manager = cast.MANAGERS[0 if language == "zh" else 1].id
        self.engineer = stage.service.desk.rota.order(stage.clock.now())[0]
        self.bot = self._world.bot.id
        self.number = 0

    async def report(self) -> None:
        """The customer reports and answers what is asked."""
        await self._step.settle()
        people.say(self._world, self.customer, self._words[0])
        await self._step.advance(6)
        store = self._stage.service.store
        for _ in range(5):
            draft = await store.read(lambda conn: drafts.live_of(conn, self.customer))
            if draft is None or draft.question is None or draft.question not in QUESTIONS:
                break
            option = truthful_option(draft.question, Facts.from_json(_FACTS))
            place = [one.id for one in QUESTIONS[draft.question].options].index(option.id)
            await self._press_answer(place)
        self.number = (await store.read(lambda conn: tickets.open_of(conn, self.customer)))[0]
        await self._step.advance(8)

    async def thread(self) -> int:
        """The ticket's topic."""
        found = await self._stage.service.store.read(lambda conn: tickets.thread_of(conn, self.number))
        assert found is not None
        return found

    async def take(self) -> None:
        """The engineer takes it, and both talk."""
        await self._press(self.engineer, f"do.{self._base36()}.ack", cast.ENGINEERS_CHAT)
        await self._step.advance(40)
        thread = await self.thread()
        people.say(self._world, self.engineer, self._words[1], chat=cast.ENGINEERS_CHAT, thread=thread)
        await self._step.advance(30)
        people.say(self._world, self.customer, self._words[2])
        await self._step.advance(5)
        await self._press(self.engineer, f"do.{self._base36()}.way", cast.ENGINEERS_CHAT)
        await self._step.advance(10)

    async def until_paged(self, engineer: int) -> None:
        """Let the night go on, minute by minute, until the ladder has reached somebody."""
        for _ in range(_LONGEST_WAIT):
            if any(message.markup for message in self._messages(engineer)):
                return
            await self._step.advance(60)
        raise LookupError(f"{engineer} was not paged")

    async def wake_up(self, engineer: int) -> None:
        """Somebody else on the ladder takes it from the private page and promises to be at work in a quarter of an hour."""
        self.engineer = engineer
        await self._press(engineer, f"do.{self._base36()}.ack", engineer)
        await self._step.advance(6)
        await self._press_promise(engineer)
        await self._step.advance(6)

    async def _press_promise(self, engineer: int) -> None:
        for message in reversed(self._messages(engineer)):
            for row in (message.markup or {}).get("inline_keyboard", []):
                for key in row:
                    if str(key.get("callback_data", "")).startswith("1.pm.") and "15" in str(key["text"]):
                        await self._press_at(engineer, message, key["callback_data"], engineer)
                        return
        raise LookupError("nobody asked for a time")

    async def repair(self) -> None:
        """Arrived, restored, resolved with an account of it."""
        thread = await self.thread()
        for action, minutes in (("arr", 25), ("rest", 35)):
            await self._step.advance(minutes * 60)
            await self._press(self.engineer, f"do.{self._base36()}.{action}", cast.ENGINEERS_CHAT)
        await self._step.advance(300)
        await self._press(self.engineer, f"do.{self._base36()}.res", cast.ENGINEERS_CHAT)
        await self._step.advance(5)
        form = self._messages(cast.ENGINEERS_CHAT)[-1]
        assert form.markup is not None
        await self._press_at(
            self.engineer, form, form.markup["inline_keyboard"][0][0]["callback_data"], cast.ENGINEERS_CHAT
        )
        for line in self._account:
            people.say(self._world, self.engineer, line, chat=cast.ENGINEERS_CHAT, thread=thread)
            await self._step.advance(8)
        await self._press_containing(self.engineer, ".ok", cast.ENGINEERS_CHAT)
        await self._step.advance(8)

    async def confirm(self) -> None:
        """The customer confirms and gives five stars."""
        await self._press(self.customer, "cf", self.customer)
        await self._step.advance(8)
        await self._press(self.customer, "st", self.customer)
        await self._step.advance(8)

    async def summary(self) -> None:
        """The manager asks for the day."""
        people.say(self._world, self.manager, "/summary week", chat=cast.MANAGERS_CHAT)
        await self._step.advance(20)

    def _base36(self) -> str:
        return base36(self.number)

    def _messages(self, chat: int) -> list[Message]:
        return [m for m in self._world.chats[chat].messages.values() if not m.deleted and not m.service]

    async def _press(self, person: int, verb: str, chat: int) -> None:
        for message in reversed(self._messages(chat)):
            for row in (message.markup or {}).get("inline_keyboard", []):
                for key in row:
                    if str(key.get("callback_data", "")).startswith(f"1.{verb}"):
                        await self._press_at(person, message, key["callback_data"], chat)
                        return
        raise LookupError(f"no button {verb}")

    async def _press_containing(self, person: int, part: str, chat: int) -> None:
        for message in reversed(self._messages(chat)):
            for row in (message.markup or {}).get("inline_keyboard", []):
                for key in row:
                    if part in str(key.get("callback_data", "")):
                        await self._press_at(person, message, key["callback_data"], chat)
                        return
        raise LookupError(f"no button with {part}")

    async def _press_at(self, person: int, message: Message, data: str, chat: int) -> None:
        people.press(self._world, person, message.message_id, data, chat=chat)
        await self._step.settle()

    async def _press_answer(self, place: int) -> None:
        for message in reversed(self._messages(self.customer)):
            for row in (message.markup or {}).get("inline_keyboard", []):
                for key in row:
                    pressed: Any = decode(str(key.get("callback_data", "")))
                    if pressed is not None and pressed.verb == "q" and pressed.number(3) == place:
                        await self._press_at(self.customer, message, key["callback_data"], self.customer)
                        return
        raise LookupError(f"no answer {place}")
