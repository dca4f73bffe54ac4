"""What is no mistake and still deserves a look is a line of warning, and the answer stays "in order"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli.unattended import unattended
from bot.desk import desk_of
from bot.settings import load_with_doubts
from tests.settings.conftest import GOOD, Load
from tests.settings.test_oncall_desk import STAFF
from tests.settings.test_wrong_oncall import ONCALL

Doubts = Callable[..., list[str]]
MONDAY = datetime(2026, 11, 16, 2, tzinfo=UTC)


@pytest.fixture
def doubts(file: Path) -> Doubts:
    """The lines about a text, without the folder of the file."""

    def reader(text: str, env: Mapping[str, str] | None = None) -> list[str]:
        file.write_text(text, encoding="utf-8")
        return [line.replace(f"{file.parent}/", "") for line in load_with_doubts(file, env or {})[1]]

    return reader


def test_settings_without_any_of_it_raise_no_doubt(doubts: Doubts) -> None:
    assert doubts(GOOD) == []


def test_an_address_that_is_not_in_the_environment_is_told(doubts: Doubts) -> None:
    number = ONCALL[: ONCALL.index("url_env")].count("\n") + 1
    line = (
        f"config.toml:{number}: channels.url_env: FAULTLINE_NIGHT_PHONE is not set in the environment; "
        "until then it wakes nobody"
    )
    assert doubts(ONCALL) == [line]
    assert doubts(ONCALL, {"FAULTLINE_NIGHT_PHONE": " "}) == [line]
    assert doubts(ONCALL, {"FAULTLINE_NIGHT_PHONE": "json://localhost"}) == []


def test_a_channel_that_no_step_has_is_told(doubts: Doubts) -> None:
    (line,) = doubts(f'{GOOD}\n[[channels]]\nname = "mail"\nurl_env = "MAIL"\n', {"MAIL": "json://localhost"})
    assert (
        line
        == 'config.toml:28: channels.name: no step of a policy has "mail" among its channels; it wakes nobody'
    )


def test_people_without_a_phone_are_told_where_a_channel_needs_one(doubts: Doubts) -> None:
    env = {"FAULTLINE_NIGHT_PHONE": "twilio://secret@+100/{phone}"}
    (line,) = doubts(ONCALL, env)
    assert line.endswith("channels.url_env: its address needs a phone number, and there is none of 王芳")
    assert doubts(ONCALL.replace("telegram_id = 11", 'telegram_id = 11\nphone = "+8610"'), env) == []


def test_a_dead_man_without_an_address_is_told(doubts: Doubts) -> None:
    text = f'{GOOD}\n[oncall]\ndeadman_url_env = "DEADMAN"\n'
    (line,) = doubts(text)
    assert line.startswith("config.toml:28: oncall.deadman_url_env: DEADMAN is not set in the environment")
    assert doubts(text, {"DEADMAN": "https://ping.example/x"}) == []


def test_check_prints_warnings_and_is_content(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(f'{GOOD}\n[[channels]]\nname = "mail"\nurl_env = "MAIL"\n', encoding="utf-8")
    assert main(["check", "--config", str(file), "--offline"], {}) == 0
    said = capsys.readouterr()
    assert said.out == f"{file}: 2 people, 1 contracts; the file is in order\n"
    assert [line.split(": ")[:3:2] for line in said.err.splitlines()] == [
        ["warning", "channels.name"],
        ["warning", "channels.url_env"],
    ]


def _unattended(text: str, read: Load, folder: Path) -> list[str]:
    return list(unattended(desk_of(read(text), folder), MONDAY))


def test_a_night_without_anybody_is_told_before_it_comes(read: Load, tmp_path: Path) -> None:
    office = (
        '[[rotations]]\nlayer = "primary"\npeople = [1]\nhours = ["Mon-Fri 09:00-18:00"]\nholidays = "none"\n'
    )
    assert _unattended(STAFF + office, read, tmp_path) == [
        'rotations: nobody is "primary" from 2026-11-16 18:00 to 2026-11-17 09:00 (Asia/Shanghai), '
        "and 39 more times in eight weeks"
    ]


def test_a_layer_that_is_not_for_all_tickets_is_told_with_the_others(read: Load, tmp_path: Path) -> None:
    some = '[[rotations]]\nlayer = "night"\npeople = [1]\nproducts = ["video"]\n'
    (line,) = _unattended(STAFF + some, read, tmp_path)
    assert line.startswith(
        'rotations: nobody is "night" for tickets of B from 2026-11-16 10:00 to 2027-01-11 10:00'
    )


def test_nothing_is_told_where_somebody_always_is(read: Load, tmp_path: Path) -> None:
    assert _unattended(STAFF, read, tmp_path) == []
    nobody = GOOD.replace('["王芳"]', "[]").replace("[11]", "[]")
    assert _unattended(nobody, read, tmp_path) == [
        "duty: nobody is on call at any time; every fault goes to the managers"
    ]
