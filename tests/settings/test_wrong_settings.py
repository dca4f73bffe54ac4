"""Each mistake gets one line: the file, the line in it, the key, what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import ConfigError, load
from tests.settings.conftest import GOOD, Wrong

MISTAKES = {
    "chat id that is a word": (
        "engineers = -1001", 'engineers = "abc"',
        'config.toml:5: chats.engineers: must be a whole number (a Telegram chat id), not "abc"',
    ),
    "chat id with a fraction": (
        "managers = -1002", "managers = -1.5",
        "config.toml:6: chats.managers: must be a whole number (a Telegram chat id), not -1.5",
    ),
    "chat id that is true": (
        "managers = -1002", "managers = true",
        "config.toml:6: chats.managers: must be a whole number (a Telegram chat id), not true",
    ),
    "one group for both": (
        "managers = -1002", "managers = -1001",
        "config.toml:6: chats.managers: is the engineers' group; complaints go to the managers and must not be "
        "read there",
    ),
    "missing token": (
        'token = "123:abc"', "",
        "config.toml:1: telegram.token: is missing: copy the one that @BotFather gave you",
    ),
    "empty token": (
        '"123:abc"', '" "', "config.toml:2: telegram.token: is empty; @BotFather gives you one",
    ),
    "mangled token": (
        '"123:abc"', '"123abc"',
        "config.toml:2: telegram.token: is not a bot token (digits, a colon, letters); copy it again from "
        "@BotFather",
    ),
    "missing section": (
        '[telegram]\ntoken = "123:abc"\n', "", "config.toml:1: telegram: is missing",
    ),
    "section that is a value": (
        "[telegram]", "summary = 5\n[telegram]", "config.toml:1: summary: must be a table, not 5",
    ),
    "setting of another section": (
        "[duty]", "mode = 1\n[duty]",
        "config.toml:23: contracts.mode: is not a setting; did you mean \"code\"?",
    ),
    "setting unlike any other": (
        "[duty]", "xyz = 1\n[duty]",
        "config.toml:23: contracts.xyz: is not a setting; there are: accepted, begins, closed, code, currency, customer, "
        "ends, engineer, experts, preset, prices, product, sites, systems, timezone, warranties, zone",
    ),
    "unknown section": (
        "[duty]", "[dutty]", 'config.toml:23: dutty: is not a setting; did you mean "duty"?',
    ),
    "unknown key in a list": (
        "telegram_id = 21", "telegram_id = 21\nrols = []",
        'config.toml:16: people.rols: is not a setting; did you mean "roles"?',
    ),
    "one table where there are many": (
        "[[contracts]]", "[contracts]", "config.toml:18: contracts: must be a list, not a table",
    ),
    "list that is a text": (
        'team = ["王芳"]', 'team = "王芳"', 'config.toml:24: duty.team: must be a list, not "王芳"',
    ),
    "unknown role": (
        '["manager"]', '[\n  "manager",\n  "boss",\n]',
        'config.toml:18: people.roles: must be "engineer" or "manager", not "boss"',
    ),
    "no role": (
        '["manager"]', "[]", 'config.toml:16: people.roles: must hold "engineer", "manager" or both',
    ),
    "phone that is a number": (
        "telegram_id = 21", "telegram_id = 21\nphone = 8610",
        'config.toml:16: people.phone: must be a text in quotes such as "+86 10 5555 0100", not 8610',
    ),
    "empty name": ('name = "陈主任"', 'name = ""', "config.toml:14: people.name: must not be empty"),
    "nobody's id": (
        "telegram_id = 21", "telegram_id = 0",
        "config.toml:15: people.telegram_id: must be a whole number above 0 (a Telegram user id), not 0",
    ),
    "duplicate id": (
        "telegram_id = 21", "telegram_id = 11", "config.toml:15: people.telegram_id: 11 is already the id of 王芳",
    ),
    "language we do not speak": (
        "telegram_id = 21", 'telegram_id = 21\nlanguage = "fr"',
        'config.toml:16: people.language: must be "zh" or "en", not "fr"',
    ),
    "superior who is nobody": (
        'superior = "陈主任"', 'superior = "陈主人"',
        'config.toml:11: people.superior: "陈主人" is not one of the people; did you mean "陈主任"?',
    ),
    "superior of oneself": (
        'superior = "陈主任"', "superior = 11",
        "config.toml:11: people.superior: 王芳 cannot be their own superior",
    ),
    "missing customer": (
        'customer = "第一实验小学"\n', "", "config.toml:18: contracts.customer: is missing: a text",
    ),
    "code that is no code": (
        '"C-01"', '"C 01"',
        'config.toml:19: contracts.code: must be up to 40 letters, digits, . _ or -, not "C 01"',
    ),
    "unknown preset": (
        '"canteen-video"', '"canteen-vidoe"',
        'config.toml:21: contracts.preset: there is no preset "canteen-vidoe"',
    ),
    "preset file that is not there": (
        '"canteen-video"', '"ours.toml"', 'config.toml:21: contracts.preset: there is no file "ours.toml"',
    ),
    "zone that is neither": (
        'preset = "canteen-video"', 'preset = "canteen-video"\nzone = "mars"',
        'config.toml:22: contracts.zone: must be "near" or "far", not "mars"',
    ),
    "time zone that is none": (
        'preset = "canteen-video"', 'preset = "canteen-video"\ntimezone = "China/Beijing"',
        'config.toml:22: contracts.timezone: "China/Beijing" is not a time zone; write for example '
        '"Asia/Shanghai"',
    ),
    "time zone that leads out of the folder": (
        "[duty]", '[duty]\ntimezone = "../etc/passwd"',
        'config.toml:24: duty.timezone: "../etc/passwd" is not a time zone; write for example "Asia/Shanghai"',
    ),
    "warranty until some day": (
        'preset = "canteen-video"',
        'preset = "canteen-video"\nwarranties = [\n  { what = "PC", until = 2029-06-30 },\n  # the new one\n'
        '  { what = "TV", until = "soon" },\n]',
        'config.toml:25: contracts.warranties.until: must be a day such as 2027-03-31, not "soon"',
    ),
    "site twice": (
        'preset = "canteen-video"', 'preset = "canteen-video"\nsites = ["A", "A"]',
        'config.toml:22: contracts.sites: "A" stands there twice',
    ),
    "on call but nobody": (
        "oncall = [11]", "oncall = [11,\n 12]", "config.toml:26: duty.oncall: 12 is not one of the people",
    ),
    "on call but no engineer": (
        "oncall = [11]", 'oncall = ["陈主任"]',
        'config.toml:25: duty.oncall: 陈主任 is not an engineer; add "engineer" to their roles',
    ),
    "on call twice": (
        "oncall = [11]", 'oncall = [11, "王芳"]', "config.toml:25: duty.oncall: 王芳 stands there twice",
    ),
    "on call that is true": (
        "oncall = [11]", "oncall = [true]",
        "config.toml:25: duty.oncall: must be the name or the telegram_id of one of the people, not true",
    ),
    "superior of the duty is nobody": (
        "oncall = [11]", "oncall = [11]\nsuperior = 5", "config.toml:26: duty.superior: 5 is not one of the people",
    ),
    "office hours": (
        "[duty]", '[duty]\noffice_hours = ["Mon-Fri 9-18"]',
        'config.toml:24: duty.office_hours: "Mon-Fri 9-18" is not a shift: write "Mon-Fri 09:00-18:00" or "7x24"',
    ),
    "no office hours": (
        "[duty]", "[duty]\noffice_hours = []",
        'config.toml:24: duty.office_hours: needs at least one line such as "Mon-Fri 09:00-18:00"',
    ),
    "holidays of elsewhere": (
        "[duty]", '[duty]\nholidays = "us"',
        'config.toml:24: duty.holidays: must be "cn" or "none", not "us"',
    ),
    "rotation": (
        "[duty]", '[duty]\nrotate = "hourly"',
        'config.toml:24: duty.rotate: must be "none", "daily" or "weekly", not "hourly"',
    ),
    "day with a time": (
        "[duty]", "[duty]\nrotate_from = 2026-01-05T00:00:00",
        "config.toml:24: duty.rotate_from: must be a day such as 2027-03-31, not 2026-01-05 00:00:00",
    ),
    "time of day": (
        "[duty]", '[summary]\ntime = "25:00"\n[duty]',
        'config.toml:24: summary.time: must be a time of day such as "18:30", not "25:00"',
    ),
    "duration in words": (
        "[duty]", '[desk]\ngather = "4 sec"\n[duty]',
        'config.toml:24: desk.gather: must be a duration such as "90s", "30m", "4h" or "2d", not "4 sec"',
    ),
    "duration without a unit": (
        "[duty]", "[desk]\ngather = 4\n[duty]",
        'config.toml:24: desk.gather: must be a duration such as "90s", "30m", "4h" or "2d", not 4',
    ),
    "duration that depends on a calendar": (
        "[duty]", '[desk]\ndraft_silence = "3wd"\n[duty]',
        'config.toml:24: desk.draft_silence: "3wd" depends on a calendar; here a fixed length is needed '
        "(s, m, h or d)",
    ),
    "file size": (
        "[duty]", "[limits]\nmax_file_mb = 0\n[duty]",
        "config.toml:24: limits.max_file_mb: must be a whole number from 1 to 2000, not 0",
    ),
    "mode": (
        "[chats]", 'mode = "push"\n[chats]',
        'config.toml:4: telegram.mode: must be "polling" or "webhook", not "push"',
    ),
    "webhook without its secret": (
        "[chats]", 'mode = "webhook"\nwebhook_url = "https://a.example"\n[chats]',
        'config.toml:1: telegram.webhook_secret: is missing: mode = "webhook" needs it',
    ),
    "webhook without encryption": (
        "[chats]", 'webhook_url = "http://a.example"\n[chats]',
        "config.toml:4: telegram.webhook_url: must be a whole address that begins with https://",
    ),
    "webhook on a port that Telegram does not call": (
        "[chats]", 'webhook_url = "https://a.example:9000"\n[chats]',
        "config.toml:4: telegram.webhook_url: Telegram only calls the ports 443, 80, 88 and 8443, not 9000",
    ),
    "webhook listens nowhere": (
        "[chats]", 'webhook_listen = "8080"\n[chats]',
        'config.toml:4: telegram.webhook_listen: must be a host and a port such as "127.0.0.1:8080", not "8080"',
    ),
    "webhook secret": (
        "[chats]", 'webhook_secret = "a b"\n[chats]',
        "config.toml:4: telegram.webhook_secret: must be 1 to 256 letters, digits, _ or - (Telegram takes no others)",
    ),
    "proxy": (
        "[chats]", 'proxy = "secret@host"\n[chats]',
        "config.toml:4: telegram.proxy: must be a whole address that begins with http:// or https:// or socks5://",
    ),
    "other database": (
        "[chats]", '[database]\nurl = "mysql://root:secret@host/x"\n[chats]',
        'config.toml:5: database.url: must begin with "sqlite:///" or "postgresql://"',
    ),
    "database that forgets": (
        "[chats]", '[database]\nurl = "sqlite:///:memory:"\n[chats]',
        'config.toml:5: database.url: must name a file: "sqlite:///faultline.sqlite"',
    ),
    "syntax": (
        "engineers = -1001", "engineers = ", "config.toml:5: is not valid TOML: invalid value (column 13)",
    ),
    "key twice": (
        "engineers = -1001", "engineers = -1001\nengineers = -1",
        "config.toml:6: is not valid TOML: the same key stands there twice (column 15)",
    ),
    "open quote at the end": (
        "oncall = [11]", 'oncall = ["""', "config.toml:25: is not valid TOML: unterminated string (the file ends too early)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_one_line_with_its_place(mistake: str, wrong: Wrong) -> None:
    good, bad, expected = MISTAKES[mistake]
    assert good in GOOD
    (line,) = wrong(GOOD.replace(good, bad, 1))
    assert line.startswith(expected)


def test_several_mistakes_are_told_together_in_the_order_of_the_file(wrong: Wrong) -> None:
    text = GOOD.replace("-1001", '"x"').replace('"123:abc"', '"y"').replace("oncall", "onkall")
    assert [line.split(": ")[0] for line in wrong(text)] == [
        "config.toml:2",
        "config.toml:5",
        "config.toml:25",
    ]


def test_contradictions_are_told_together(wrong: Wrong) -> None:
    text = GOOD.replace("canteen-video", "nothing").replace("[11]", "[9, 8]")
    assert [line.split(": ")[1] for line in wrong(text)] == ["contracts.preset", "duty.oncall", "duty.oncall"]


def test_an_unknown_preset_is_answered_with_the_nearest(wrong: Wrong) -> None:
    (line,) = wrong(GOOD.replace("canteen-video", "canteen-vidoe"))
    assert line.endswith('did you mean "canteen-video"?')


def test_codes_that_differ_in_case_only_are_the_same(wrong: Wrong) -> None:
    again = '[[contracts]]\ncode = "c-01"\ncustomer = "x"\npreset = "canteen-video"\n[duty]'
    assert wrong(GOOD.replace("[duty]", again)) == (
        'config.toml:24: contracts.code: "c-01" is already the code of a contract',
    )


def test_superiors_in_a_circle_are_refused(wrong: Wrong) -> None:
    lines = wrong(GOOD.replace("telegram_id = 21", 'telegram_id = 21\nsuperior = "王芳"'))
    assert lines == (
        "config.toml:11: people.superior: leads in a circle back to 王芳",
        "config.toml:16: people.superior: leads in a circle back to 陈主任",
    )


def test_a_name_of_two_people_names_nobody(wrong: Wrong) -> None:
    twin = '[[people]]\nname = "王芳"\ntelegram_id = 12\n[[contracts]]'
    assert wrong(GOOD.replace("[[contracts]]", twin)) == (
        'config.toml:27: duty.team: "王芳" is the name of several people; write the telegram_id instead',
    )


def test_a_preset_of_ones_own_that_contradicts_itself_is_told(wrong: Wrong, file: Path) -> None:
    (file.parent / "ours.toml").write_text("colour = 1\n")
    assert wrong(GOOD.replace("canteen-video", "ours.toml")) == (
        "config.toml:21: contracts.preset: preset ours.toml: unknown key colour",
    )
    (file.parent / "ours.toml").write_text("colour\n")
    (line,) = wrong(GOOD.replace("canteen-video", "ours.toml"))
    assert line.startswith('config.toml:21: contracts.preset: "ours.toml" is not valid TOML')
    (file.parent / "ours.toml").write_bytes(b"\xff")
    assert wrong(GOOD.replace("canteen-video", "ours.toml")) == (
        'config.toml:21: contracts.preset: "ours.toml" is not UTF-8 text',
    )
    (file.parent / "folder.toml").mkdir()
    (line,) = wrong(GOOD.replace("canteen-video", "folder.toml"))
    assert line.startswith('config.toml:21: contracts.preset: cannot read "folder.toml"')


def test_what_is_secret_is_not_repeated(wrong: Wrong) -> None:
    text = GOOD.replace('"123:abc"', '"hunter2!"').replace(
        "[chats]", 'proxy = "hunter2"\n[database]\nurl = "hunter2:"\n[chats]'
    )
    assert len(wrong(text)) == 3
    assert "hunter2" not in "".join(wrong(text))
    (line,) = wrong(GOOD.replace('"123:abc"', "12345678"))
    assert "12345678" not in line


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: there is no such file; copy config\.example\.toml"):
        load(tmp_path / "none.toml", {})


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        load(tmp_path, {})


def test_a_text_in_another_encoding_is_told_with_its_line(file: Path) -> None:
    file.write_bytes("[telegram]\n# 王\n".encode("gbk"))
    with pytest.raises(ConfigError, match=r"config\.toml:2: is not UTF-8 text"):
        load(file, {})
