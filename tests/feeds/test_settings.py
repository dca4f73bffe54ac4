"""The settings about calendars: both or none, each checked with its place, and what they become."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk import desk_of
from bot.settings import load_with_doubts
from bot.settings.calendar import host_and_port
from tests.settings.conftest import GOOD, Load, Wrong, file, read, wrong

__all__ = ["file", "read", "wrong"]

LISTEN, PUBLIC = 'listen = "127.0.0.1:8090"', 'public_url = "https://desk.example/"'
LINE = GOOD.count("\n") + 1


def test_without_the_section_there_are_no_calendars(read: Load, tmp_path: Path) -> None:
    settings = read(GOOD)
    assert settings.calendar.listen is None
    assert desk_of(settings, tmp_path).calendar_url == ""


def test_both_together_give_calendars(read: Load, tmp_path: Path) -> None:
    settings = read(f"{GOOD}[calendar]\n{LISTEN}\n{PUBLIC}\n")
    assert host_and_port(settings.calendar.listen or "") == ("127.0.0.1", 8090)
    assert host_and_port("[::1]:80") == ("::1", 80)
    assert desk_of(settings, tmp_path).calendar_url == "https://desk.example"
    env = {
        "FAULTLINE__CALENDAR__LISTEN": "0.0.0.0:1",
        "FAULTLINE__CALENDAR__PUBLIC_URL": "https://a.example/b",
    }
    assert read(GOOD, env).calendar.public_url == "https://a.example/b"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (LISTEN, f"config.toml:{LINE}: calendar.public_url: is missing: calendars need both listen and public_url"),
        (PUBLIC, f"config.toml:{LINE}: calendar.listen: is missing: calendars need both listen and public_url"),
        (f'listen = "8090"\n{PUBLIC}',
            f'config.toml:{LINE + 1}: calendar.listen: must be a host and a port such as "127.0.0.1:8080", not "8090"'),
        (f'listen = "h:70000"\n{PUBLIC}',
            f'config.toml:{LINE + 1}: calendar.listen: must be a host and a port such as "127.0.0.1:8080", not "h:70000"'),
        (f'{LISTEN}\npublic_url = "desk.example"',
            f"config.toml:{LINE + 2}: calendar.public_url: must be a whole address that begins with https:// or http://"),
        (f'{LISTEN}\npublic_url = "https://desk.example/?a=b"',
            f'config.toml:{LINE + 2}: calendar.public_url: must be an address without ?, # or a name, '
            'such as "https://desk.example"'),
        (f'{LISTEN}\npublic_url = "https://me:secret@desk.example"',
            f'config.toml:{LINE + 2}: calendar.public_url: must be an address without ?, # or a name, '
            'such as "https://desk.example"'),
        (f'{LISTEN}\n{PUBLIC}\nport = 3',
            f"config.toml:{LINE + 3}: calendar.port: is not a setting; there are: listen, public_url"),
    ],
)  # fmt: skip
def test_each_mistake_is_one_line(written: str, line: str, wrong: Wrong) -> None:
    assert wrong(f"{GOOD}[calendar]\n{written}\n") == (line,)


def test_the_port_of_the_webhook_is_taken(wrong: Wrong) -> None:
    webhook = 'mode = "webhook"\nwebhook_url = "https://a.example"\nwebhook_secret = "s"\n'
    webhook += 'webhook_listen = "127.0.0.1:8090"\n'
    text = GOOD.replace("\n[chats]", f"{webhook}\n[chats]")
    (line,) = wrong(f"{text}[calendar]\n{LISTEN}\n{PUBLIC}\n")
    assert line.endswith("calendar.listen: is already telegram.webhook_listen; take another port")


@pytest.mark.parametrize(
    ("url", "doubted"),
    [("https://desk.example", 0), ("http://desk.example", 1), ("http://127.0.0.1:8090", 0)],
)
def test_an_address_that_others_can_read_along_is_doubted(url: str, doubted: int, file: Path) -> None:
    file.write_text(f'{GOOD}[calendar]\n{LISTEN}\npublic_url = "{url}"\n', encoding="utf-8")
    assert len(load_with_doubts(file, {})[1]) == doubted
