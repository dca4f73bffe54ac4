"""The other commands: what they print, and that wrong input is one line and never a traceback."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from playground.people import say, start
from playground.server import Playground
from storage import inbox, invites, outbox
from storage.engine import Store
from tests.cli.conftest import ENGINEERS, SETTINGS, WANG, Type

ROOT = Path(__file__).parents[2]


async def _prepare(config: Path, fn: object = None) -> None:
    store = await Store.open(f"sqlite:///{config.parent}/faultline.sqlite")
    if callable(fn):
        await store.write(fn)
    await store.close()


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        ((), "the following arguments are required: COMMAND (see: python -m bot --help)"),
        (("fly",), "argument COMMAND: invalid choice: 'fly'"),
        (("invite",), "the following arguments are required: CONTRACT (see: python -m bot invite --help)"),
        (("invite", "C-1", "--days", "x"), "argument --days: invalid int value: 'x'"),
        (("invite", "C-1", "--days", "0"), "--days: must be from 1 to 365, not 0"),
        (("invite", "C-1"), "there is no contract \"C-1\"; did you mean \"C-01\"?"),
        (("invite", "Z"), "there is no contract \"Z\"; there are: C-01"),
        (("health", "--late", "soon"), '--late: must be a duration such as "90s" or "5m", not "soon"'),
        (("demo", "--port", "99999"), "--port: must be from 0 to 65535, not 99999"),
        (("preset", "canteen"), 'there is no preset "canteen"'),
        (("run", "--config", "/nowhere/x.toml"), "/nowhere/x.toml: there is no such file"),
    ],
)  # fmt: skip
async def test_wrong_input_is_one_line(
    argv: tuple[str, ...], line: str, typed: Type, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(config.parent)
    said = await typed(*argv)
    assert (said.code, said.out, len(said.err)) == (2, [], 1)
    assert line in said.err[0]


async def test_help_names_every_command(capsys: pytest.CaptureFixture[str], typed: Type) -> None:
    with pytest.raises(SystemExit) as ended:
        await typed("--help")
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert all(
        f"    {name} " in out for name in ("run", "check", "invite", "demo", "backup", "health", "ids")
    )


async def test_an_invitation_opens_its_contract_and_only_its_hash_is_kept(
    typed: Type, online: Path, telegram: Playground
) -> None:
    said = await typed("invite", "C-01", "--config", online, "--days", 3)
    assert said.code == 0
    (link,) = said.out
    match = re.fullmatch(r"https://t\.me/faultline_demo_bot\?start=([A-Za-z0-9_-]{22,64})", link)
    assert match is not None
    kept = (online.parent / "faultline.sqlite").read_bytes()
    assert match[1].encode() not in kept
    store = await Store.open(f"sqlite:///{online.parent}/faultline.sqlite")
    now = datetime.now(UTC) + timedelta(days=2)
    redeemed = await store.write(lambda conn: invites.redeem(conn, match[1], 99, now))
    await store.close()
    assert redeemed == invites.Redeemed("C-01")


async def test_an_invitation_can_be_made_while_the_desk_runs(typed: Type, online: Path) -> None:
    desk = await Store.open(f"sqlite:///{online.parent}/faultline.sqlite")
    assert (await typed("invite", "C-01", "--config", online)).code == 0
    await desk.close()


async def test_ids_are_shown_and_nothing_is_taken_from_the_desk(
    typed: Type, online: Path, telegram: Playground
) -> None:
    telegram.world.add_person("Zoe", id=31, last_name="Li")
    start(telegram.world, 31)
    say(telegram.world, WANG, "hello", chat=ENGINEERS)
    for _ in range(2):
        said = await typed("ids", "--config", online)
        assert said.code == 0
        assert "31  Zoe Li" in said.out
        assert f"{ENGINEERS}  supergroup 工程师 (topics are on)" in said.out


async def test_health_is_good_while_nothing_is_late(typed: Type, config: Path) -> None:
    await _prepare(config)
    said = await typed("health", "--config", config)
    assert said.code == 0
    assert "messages to send        0, given up: 0" in said.out


async def test_health_tells_what_is_late(typed: Type, config: Path) -> None:
    past = datetime.now(UTC) - timedelta(minutes=6)
    await _prepare(
        config,
        lambda conn: outbox.put(conn, lane=outbox.Lane.PAGE, chat_id=1, kind="text", now=past),
    )
    said = await typed("health", "--config", config)
    assert said.code == 1
    assert said.out[-1].startswith("BEHIND: oldest message to send is due since ")
    patient = await typed("health", "--config", config, "--late", "1h")
    assert patient.code == 1, "patience with what is late makes a page that waits no less of a trouble"
    assert not any(line.startswith("BEHIND") for line in patient.out)


async def test_a_backup_is_a_database_and_never_overwrites(typed: Type, config: Path) -> None:
    await _prepare(config)
    copy = config.parent / "copy.sqlite"
    assert (await typed("backup", copy, "--config", config)).code == 0
    with sqlite3.connect(copy) as connection:
        assert connection.execute("select count(*) from tickets").fetchone() == (0,)
    connection.close()
    said = await typed("backup", copy, "--config", config)
    assert (said.code, len(said.err)) == (1, 1)
    assert said.err[0].startswith("database: ")


@pytest.mark.parametrize("command", [("health",), ("backup", "x.sqlite"), ("retry",)])
async def test_a_question_makes_no_database(command: tuple[str, ...], typed: Type, config: Path) -> None:
    said = await typed(*command, "--config", config)
    assert (said.code, len(said.err)) == (1, 1)
    assert said.err[0].endswith("yet; `python -m bot run` makes it")
    assert list(config.parent.iterdir()) == [config]


async def test_what_was_put_aside_gets_a_second_try(typed: Type, config: Path) -> None:
    def put_aside(conn: Connection) -> None:
        inbox.record(conn, 5, "{}", datetime.now(UTC))
        assert inbox.failed(conn, 5, "KeyError", give_up_after=1) is None

    await _prepare(config, put_aside)
    said = await typed("retry", "--config", config)
    assert said.out == ["1 messages will be worked off when the desk starts the next time"]


async def test_presets_are_listed_and_shown(typed: Type) -> None:
    assert any(line.startswith("canteen-video ") for line in (await typed("preset")).out)
    said = await typed("preset", "canteen-video")
    assert "一级 紧急故障: 系统部分或全部功能无法使用，或出现可靠性故障" in said.out
    assert "    响应 2h (7x24)" in said.out
    english = await typed("preset", "canteen-video", "--language", "en")
    assert "    on site 8h (7x24), or remotely" in english.out
    assert (await typed("preset", ROOT / "domain/presets/canteen-video.toml")).code == 0


def _process(*argv: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *argv],
        cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.process
def test_a_process_with_a_wrong_file_ends_with_one_line(config: Path) -> None:
    config.write_text(config.read_text().replace("-4000000002", '"abc"'))
    done = _process("run", cwd=config.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        'config.toml:7: chats.managers: must be a whole number (a Telegram chat id), not "abc"\n'
    )


@pytest.mark.process
def test_a_process_prints_names_to_a_pipe_that_is_not_utf8(config: Path) -> None:
    done = _process("preset", "canteen-video", cwd=config.parent, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.process
async def test_a_desk_with_a_refused_token_ends_with_one_line(
    typed: Type, config: Path, telegram: Playground
) -> None:
    config.write_text(SETTINGS.format(token="123456:WRONG", api_base=telegram.url))
    done = await asyncio.to_thread(_process, "run", cwd=config.parent)
    assert done.returncode == 1
    assert re.search(
        r"telegram\.token: Telegram refuses this token.* Copy it again from @BotFather", done.stderr
    )
    assert "Traceback" not in done.stderr
    assert "WRONG" not in done.stderr


@pytest.mark.process
def test_the_desk_does_not_load_the_playground() -> None:
    program = "import sys, bot.cli.running, bot.wiring; print([m for m in sys.modules if 'playground' in m])"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "[]\n"
