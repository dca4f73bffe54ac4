"""What a good file and the variables over it become."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from bot.settings import (
    Channel,
    ConfigError,
    Contract,
    Experts,
    Person,
    Policy,
    Rotation,
    Step,
    load,
    load_telegram,
)
from tests.settings.conftest import GOOD, Load, Wrong

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
GUIDE = EXAMPLE.parent / "docs/oncall.md"


def test_the_example_is_good_once_it_has_a_token() -> None:
    settings = load(EXAMPLE, {"FAULTLINE__TELEGRAM__TOKEN": "123:abc"})
    assert [person.name for person in settings.people] == ["王芳", "Li Lei", "陈主任"]
    assert settings.contracts[0].warranties[1].until == date(2027, 6, 30)
    assert settings.summary.time == time(18, 30)
    assert settings.desk.draft_silence == timedelta(minutes=2)


LISTS: dict[str, type[BaseModel]] = {
    "people": Person,
    "contracts": Contract,
    "rotations": Rotation,
    "policies": Policy,
    "policies.steps": Step,
    "policies.experts": Experts,
    "channels": Channel,
}


def test_the_example_explains_every_setting() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    settings = load(EXAMPLE, {"FAULTLINE__TELEGRAM__TOKEN": "123:abc"})
    for section in (*type(settings).model_fields, *LISTS):
        model = LISTS.get(section) or type(getattr(settings, section))
        assert issubclass(model, BaseModel)
        body = re.split(rf"^(?:# )?\[+{section}]", text, maxsplit=1, flags=re.MULTILINE)[1]
        for key in model.model_fields:
            assert re.search(rf"^(?:# )?(?:{key} = |\[+{section}\.{key}\])", body, re.MULTILINE), (
                f"{section}.{key}"
            )


def test_what_the_example_shows_about_being_on_call_can_be_used_as_it_is(read: Load) -> None:
    before, rest = EXAMPLE.read_text(encoding="utf-8").split("# On call beyond [duty]")
    shown, after = rest.split("[summary]")
    shown = re.sub(r"^# (?=\[|[a-z_]+ = )", "", f"# On call beyond [duty]{shown}", flags=re.MULTILINE)
    settings = read(f"{before}{shown}[summary]{after}", {"FAULTLINE__TELEGRAM__TOKEN": "123:abc"})
    assert [one.layer for one in settings.rotations] == ["primary"]
    assert [len(one.steps) for one in settings.policies] == [2]
    assert [one.url_env for one in settings.channels] == ["FAULTLINE_NIGHT_PHONE"]
    assert settings.oncall.deadman_url_env == "FAULTLINE_DEADMAN"


def test_what_the_guide_to_being_on_call_shows_can_be_used(read: Load) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    before, rest = EXAMPLE.read_text(encoding="utf-8").split("\n[duty]\n")
    channel = '[[channels]]\nname = "night-phone"\nurl_env = "NIGHT_PHONE"\n'
    summary = rest[rest.index("[summary]") :]
    settings = read("\n".join((before, *blocks, channel, summary)), {"FAULTLINE__TELEGRAM__TOKEN": "123:abc"})
    assert [one.layer for one in settings.rotations] == ["primary", "primary", "secondary"]
    assert [one.name for one in settings.policies] == ["severe"]


def test_what_is_left_out_follows_from_the_rest(read: Load, file: Path) -> None:
    settings = read(GOOD.replace("[duty]", '[desk]\nlanguage = "en"\n[duty]\ntimezone = "Asia/Tokyo"'))
    assert settings.people[0].language == "en"
    assert settings.contracts[0].timezone == settings.summary.timezone == "Asia/Tokyo"
    assert settings.summary.language == "en"
    assert settings.telegram.file_base == "https://api.telegram.org/file/bot"
    assert settings.database.url == f"sqlite:///{file.parent.resolve()}/faultline.sqlite"


def test_people_are_found_by_name_and_by_id(read: Load) -> None:
    settings = read()
    wang, chen = settings.people
    assert settings.find("王芳") is settings.find(11) is settings.person(11) is wang
    assert settings.find("nobody") is None
    with pytest.raises(KeyError):
        settings.person("nobody")
    assert settings.superior_of(wang) is chen
    assert settings.superior_of(chen) is None


def test_the_superior_of_the_duty_is_everybodys_but_their_own(read: Load) -> None:
    settings = read(GOOD.replace('superior = "陈主任"', "").replace("[duty]", "[duty]\nsuperior = 21"))
    assert [settings.superior_of(person) for person in settings.people] == [settings.people[1], None]


@pytest.mark.parametrize(
    "written", ["http://localhost:8081", "http://localhost:8081/", "http://localhost:8081/bot"]
)
def test_the_base_of_another_server_may_end_with_bot_or_not(written: str, read: Load) -> None:
    telegram = read(GOOD.replace("[chats]", f'api_base = "{written}"\n[chats]')).telegram
    assert telegram.api_base == "http://localhost:8081/bot"
    assert telegram.file_base == "http://localhost:8081/file/bot"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sqlite:////var/lib/desk.sqlite", "sqlite:////var/lib/desk.sqlite"),
        ("postgres://u:p@host/desk", "postgresql+asyncpg://u:p@host/desk"),
        ("postgresql://u:p@host/desk", "postgresql+asyncpg://u:p@host/desk"),
    ],
)
def test_a_database_gets_the_driver_that_the_desk_uses(written: str, meant: str, read: Load) -> None:
    assert read(GOOD.replace("[chats]", f'[database]\nurl = "{written}"\n[chats]')).database.url == meant


def test_a_preset_of_ones_own_lies_beside_the_settings(read: Load, file: Path) -> None:
    shipped = Path(__file__).parents[2] / "domain/presets/canteen-video.toml"
    (file.parent / "ours.toml").write_bytes(shipped.read_bytes())
    assert read(GOOD.replace("canteen-video", "ours.toml")).contracts[0].preset == "ours.toml"


def test_round_the_clock_is_an_office_hour_too(read: Load) -> None:
    assert read(GOOD.replace("[duty]", '[duty]\noffice_hours = ["7x24"]')).duty.office_hours == ("7x24",)


def test_settings_do_not_change(read: Load) -> None:
    with pytest.raises(ValidationError):
        read().chats.engineers = 5  # type: ignore[misc]


def test_the_token_is_not_shown(read: Load) -> None:
    assert "123:abc" not in repr(read())


def test_a_file_from_a_windows_editor_is_read(file: Path) -> None:
    file.write_bytes(GOOD.replace("\n", "\r\n").encode("utf-8-sig"))
    assert load(file, {}).people[0].name == "王芳"


def test_a_variable_replaces_a_setting(read: Load) -> None:
    env = {
        "FAULTLINE__TELEGRAM__TOKEN": "456:def",
        "FAULTLINE__CHATS__ENGINEERS": "-77",
        "FAULTLINE__DUTY__TEAM": '["陈主任"]',
        "FAULTLINE__DUTY__ROTATE": "daily",
        "FAULTLINE__SUMMARY__TIME": "07:45",
        "FAULTLINE__DESK__GATHER": "9s",
        "FAULTLINE__PEOPLE": '[{name = "陈主任", telegram_id = 11, phone = "1"}]',
        "FAULTLINE_UNRELATED": "x",
    }
    settings = read(GOOD, env)
    assert settings.telegram.token == "456:def"
    assert settings.chats.engineers == -77
    assert settings.duty.team == ("陈主任",)
    assert settings.duty.rotate == "daily"
    assert settings.summary.time == time(7, 45)
    assert settings.desk.gather == timedelta(seconds=9)
    assert settings.people[0].phone == "1"


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("CHATS__ENGINEERS", "abc", 'must be a whole number (a Telegram chat id), not "abc"'),
        ("CHATS__ENGINERS", "1", 'is not a setting; did you mean "engineers"?'),
        ("DUTY__TEAM", "[11, true]", "#2: must be the name or the telegram_id of one of the people, not true"),
        ("PEOPLE", '[{name = "x", telegram_id = "y"}]', '#1.telegram_id: must be a whole number above 0 '
         '(a Telegram user id), not "y"'),
        ("PEOPLE__0__NAME", "x", "people is no table; give it whole in FAULTLINE__PEOPLE"),
        ("DESK__LANGUAGE", "en\nx = 5", 'must be "zh" or "en", not "en x = 5"'),
    ],
)  # fmt: skip
def test_a_wrong_variable_is_told_by_its_name(name: str, value: str, line: str, wrong: Wrong) -> None:
    assert f"FAULTLINE__{name}: {line}" in wrong(GOOD, {f"FAULTLINE__{name}": value})


def test_the_way_to_telegram_is_known_before_the_rest(file: Path) -> None:
    file.write_text('[telegram]\ntoken = "123:abc"\n')
    assert load_telegram(file, {}).file_base == "https://api.telegram.org/file/bot"
    file.write_text("\n[telegram]\n")
    with pytest.raises(ConfigError, match=r"config.toml:2: telegram.token: is missing"):
        load_telegram(file, {})
