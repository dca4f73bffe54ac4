"""A contract's own checklist is read with the settings: what is wrong in it stops the start, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk import desk_of
from bot.settings import ConfigError, load_with_doubts
from tests.inspections.test_checklists import GOOD as LIFTS
from tests.settings.conftest import GOOD, Load


def with_systems(systems: str) -> str:
    return GOOD.replace('preset = "canteen-video"', f'preset = "canteen-video"\nsystems = {systems}')


def test_a_contracts_own_list_is_used(read: Load, file: Path) -> None:
    (file.parent / "lifts.toml").write_text(LIFTS, encoding="utf-8")
    settings = read(with_systems('["lifts.toml", "机房"]'))
    lists = desk_of(settings, file.parent).checklists["C-01"]
    assert [one.title["en"] for one in lists] == ["Lifts", "Server room"]


def test_without_systems_the_general_list_is_used(read: Load, file: Path) -> None:
    lists = desk_of(read(), file.parent).checklists["C-01"]
    assert [one.title["en"] for one in lists] == ["General inspection"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "there is no file"),
        ("title = ", "is not valid TOML"),
        (LIFTS.replace('"light"', '"door"'), 'lifts.toml:6: groups.items.id: "door" is already the id'),
        (LIFTS.replace("[[groups]]", "[[group]]"), "lifts.toml:2: group: is no key of a checklist here"),
    ],
)
def test_a_broken_list_is_told_where_the_contract_names_it(
    read: Load, file: Path, content: str | None, words: str
) -> None:
    if content is not None:
        (file.parent / "lifts.toml").write_text(content, encoding="utf-8")
    text = with_systems('["lifts.toml"]')
    number = text[: text.index("systems =")].count("\n") + 1
    with pytest.raises(ConfigError) as wrong:
        read(text)
    assert all(f"config.toml:{number}: contracts.systems: " in line for line in wrong.value.lines)
    assert any(words in line for line in wrong.value.lines), wrong.value.lines


def test_a_system_named_twice_is_wrong(read: Load) -> None:
    with pytest.raises(ConfigError, match="stands there twice"):
        read(with_systems('["机房", "机房"]'))


def test_a_system_without_a_list_deserves_a_look(file: Path) -> None:
    file.write_text(with_systems('["server-rom"]'), encoding="utf-8")
    (line,) = load_with_doubts(file, {})[1]
    assert 'there is no checklist for "server-rom"; inspections go by the general one' in line
