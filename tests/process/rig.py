"""A Telegram in this process, the desk as a process of its own that can be killed, and what can be seen of both."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.service import Service
from bot.settings import load
from playground.botapi import Call
from playground.records import Message
from playground.server import Playground
from storage import people as staff_and_customers

ROOT = Path(__file__).resolve().parents[2]
SPEED = 20
TOKEN = "123456789:playground-token-of-the-process-tests"
ENGINEERS, MANAGERS = -1002600000001, -1002600000002
FIRST, SECOND, BOSS, MANAGER = 601, 602, 605, 701
CONTRACT = "CLINIC-7"
# Calls that make a new message: doing one of them twice is what people notice.
MAKING = frozenset(
    {"sendMessage", "sendPhoto", "sendDocument", "sendMediaGroup", "copyMessage", "copyMessages", "createForumTopic"}
)  # fmt: skip
UNMARKABLE = frozenset({"copyMessage", "copyMessages", "createForumTopic"})


@dataclass(frozen=True)
class Seen:
    """A call as the playground answered it, and by which of the processes, counted from 1, it was made."""

    process: int
    call: Call

    @property
    def row(self) -> int | None:
        number = self.call.params.get("row")
        return None if number is None else int(number)

    @property
    def carried_out(self) -> bool:
        return bool(self.call.answer.get("ok"))


@dataclass
class Rig:
    """Everything that a test of processes needs."""

    folder: Path
    playground: Playground
    speed: float = SPEED
    processes: int = 0
    seen: list[Seen] = field(default_factory=list)
    cut_off: dict[int, set[int]] = field(default_factory=dict)
    """Rows that were being sent when that process was killed."""
    on_row: Callable[[], None] = lambda: None
    """Called after each call of the outbox was carried out and before it is answered."""
    _process: asyncio.subprocess.Process | None = None

    @property
    def world(self) -> Any:
        return self.playground.world

    @property
    def database(self) -> Path:
        return self.folder / "desk.sqlite"

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def spawn(self, *command: str) -> asyncio.subprocess.Process:
        """A process of ours; without a command the measured desk. Its log is `desk-<number>.log`."""
        log = self.folder / f"desk-{self.processes + 1}.log" if not command else self.folder / "other.log"
        command = command or ("tests.process.desk", "--config", str(self.config), "--speed", str(self.speed))
        environment = {k: v for k, v in os.environ.items() if not k.startswith("FAULTLINE")}
        with log.open("wb") as file:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", *command, cwd=ROOT, env=environment, stdout=file, stderr=file
            )

    async def start(self) -> None:
        """Start the desk; it is not waited for."""
        assert not self.running
        process = await self.spawn()
        self.processes += 1
        self._process = process

    async def kill(self) -> None:
        """SIGKILL, as a power cut does it; remembers what was being sent."""
        assert self._process is not None
        self.strike()
        await self._process.wait()
        if self.database.exists():
            rows = self.rows("SELECT id FROM outbox WHERE state = 'sending'")
            self.cut_off[self.processes] = {row["id"] for row in rows}

    def strike(self) -> None:
        """The signal alone; a second one finds nobody, also before asyncio knows of the death by the first."""
        if self.running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def ended(self, seconds: float = 90.0) -> int:
        """Wait until the desk has ended by itself; its exit code."""
        assert self._process is not None
        async with asyncio.timeout(seconds):
            return await self._process.wait()

    async def stop(self) -> int:
        """SIGTERM; the exit code."""
        os.kill(self.pid, signal.SIGTERM)
        return await self.ended()

    def rows(self, statement: str, *values: Any) -> list[dict[str, Any]]:
        """Rows of the desk's database, which is not changed by looking, not even by a recovery."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=5)
        try:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(statement, values)]
        finally:
            connection.close()

    def count(self, statement: str, *values: Any) -> int:
        """The one number that a statement gives."""
        (number,) = self.rows(statement, *values)[0].values()
        return int(number)

    def change(self, statement: str, *values: Any) -> None:
        """Change the database while no desk runs."""
        assert not self.running
        connection = sqlite3.connect(self.database)
        with connection:
            connection.execute(statement, values)
        connection.close()

    def quiet(self) -> bool:
        """Whether nothing waits to be worked off, to be said or to be answered by a customer."""
        if self.world.updates.pending:
            return False
        waiting = """SELECT (SELECT count(*) FROM inbox WHERE state = 'new')
            + (SELECT count(*) FROM outbox WHERE state IN ('new', 'sending'))
            + (SELECT count(*) FROM timers WHERE kind IN ('gather', 'album'))
            + (SELECT count(*) FROM drafts WHERE state IN ('gathering', 'asking', 'routing'))"""
        return self.count(waiting) == 0

    async def until(self, what: Callable[[], bool], seconds: float = 90.0, *, told: str = "") -> None:
        """Wait for something real; AssertionError with the end of the log when it does not come."""
        end = time.monotonic() + seconds
        while not what():
            if time.monotonic() > end:
                raise AssertionError(
                    f"{told or 'it'} did not come within {seconds:.0f} s\n{self.log()[-3000:]}"
                )
            await asyncio.sleep(0.03)

    async def until_quiet(self, seconds: float = 180.0, also: Callable[[], bool] = lambda: True) -> None:
        """Wait until nothing has waited for a second."""
        since: float | None = None

        def lasting() -> bool:
            nonlocal since
            if not (self.quiet() and also()):
                since = None
                return False
            since = since or time.monotonic()
            return time.monotonic() - since > 1.0

        await self.until(lasting, seconds, told="quiet")

    async def until_open(self) -> None:
        """Wait until the desk asks for updates."""
        await self.until(lambda: self.world.updates.polled, told="an open desk")

    def log(self, process: int | None = None) -> str:
        """What a process wrote, the latest if none is named."""
        path = self.folder / f"desk-{process or self.processes}.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def message(self, chat: int, number: int) -> Message:
        """A message that stands in a chat."""
        found: Message = self.world.chats[chat].messages[number]
        assert not found.deleted
        return found

    def texts(self, chat: int, thread: int | None = None) -> list[str]:
        """What the bot's messages in a chat say."""
        return [
            words(message)
            for message in self.world.chats[chat].messages.values()
            if message.sender_id == self.world.bot.id
            and not message.deleted
            and not message.service
            and (thread is None or message.thread_id == thread)
        ]

    def _note(self, call: Call) -> None:
        if call.method == "getUpdates":
            return
        one = Seen(self.processes, call)
        self.seen.append(one)
        if one.row is not None:
            self.on_row()


def words(message: Message) -> str:
    """A message's text or caption."""
    return str(message.content.get("text") or message.content.get("caption") or "")


def settings(
    playground: Playground,
    *,
    preset: str = "system-after-sales",
    gather: str = "1s",
    draft_silence: str = "20s",
) -> str:
    """The desk's settings, as a file; the same person is first on duty at any hour."""
    staff = "".join(
        f'[[people]]\nname = "{name}"\ntelegram_id = {number}\nroles = ["{role}"]\n'
        for number, name, role in (
            (FIRST, "王强", "engineer"), (SECOND, "陈静", "engineer"), (BOSS, "周敏", "engineer"),
            (MANAGER, "林总", "manager"),
        )
    )  # fmt: skip
    return f"""[telegram]
token = "{TOKEN}"
api_base = "{playground.api_base}"
[database]
url = "sqlite:///desk.sqlite"
[chats]
engineers = {ENGINEERS}
managers = {MANAGERS}
{staff}
[[contracts]]
code = "{CONTRACT}"
customer = "河畔诊所"
preset = "{preset}"
[duty]
office_hours = ["7x24"]
team = [{FIRST}, {SECOND}]
superior = {BOSS}
[summary]
time = "{"03:30" if datetime.now(UTC).hour in range(2, 14) else "15:30"}"
[desk]
gather = "{gather}"
draft_silence = "{draft_silence}"
"""


async def prepare(rig: Rig, customers: Iterable[tuple[int, str]]) -> None:
    """Make the customers known to the desk as members of the contract, and everybody's chat with the bot begun."""
    people = dict(customers)
    for number, name in people.items():
        rig.world.add_person(name, id=number, language_code="zh-hans", role="customer")
        rig.world.chats[number].started = True
    service = Service(load(rig.config, {}), rig.folder)
    await service.open()
    now = datetime.now(UTC)

    def join(conn: Any) -> None:
        for number, name in people.items():
            staff_and_customers.add(conn, number, name, "zh", now)
            staff_and_customers.change(conn, number, phone="+8613800000000", reachable="yes")
            staff_and_customers.join(conn, number, CONTRACT, now)

    await service.store.write(join)
    await service.store.close()


@asynccontextmanager
async def rigged(
    folder: Path, *, preset: str = "system-after-sales", gather: str = "1s", draft_silence: str = "20s"
) -> AsyncIterator[Rig]:
    """A rig whose desk is not started yet; what still runs at the end is killed."""
    playground = Playground(token=TOKEN)
    await playground.start()
    rig = Rig(folder, playground)
    playground.bot_api.on_call = rig._note
    rig.config.write_text(
        settings(playground, preset=preset, gather=gather, draft_silence=draft_silence), encoding="utf-8"
    )
    world = rig.world
    for number, name, role in (
        (FIRST, "王强", "engineer"), (SECOND, "陈静", "engineer"), (BOSS, "周敏", "engineer"),
        (MANAGER, "林总", "manager"),
    ):  # fmt: skip
        world.add_person(name, id=number, language_code="zh-hans", role=role)
        world.chats[number].started = True
    world.add_group("工程师群", [FIRST, SECOND, BOSS], id=ENGINEERS, is_forum=True)
    world.add_group("经理群", [MANAGER], id=MANAGERS)
    try:
        yield rig
    finally:
        if rig.running:
            await rig.kill()
        await playground.stop()


def limited_as_telegram(rig: Rig) -> None:
    """Telegram's limits, each window divided by the rig's speed."""
    limits = rig.world.limits
    limits.overall = (30, 1.0 / rig.speed)
    limits.private = (3, 3.0 / rig.speed)
    limits.group = (20, 60.0 / rig.speed)
    limits.enabled = True
    limits.reset()
