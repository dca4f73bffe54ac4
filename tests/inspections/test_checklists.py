"""Checklists are data: the shipped ones are whole, an operator's faults are named by file, line and key."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.settings.checklists import ChecklistFileError, checklists_of, read_checklist
from domain.plans.checklists import ChecklistError, chosen, from_data, parse, points, shipped

GOOD = """\
title = { zh = "电梯", en = "Lifts" }
[[groups]]
name = { zh = "轿厢", en = "Car" }
items = [
    { id = "door", zh = "门", en = "Doors" },
    { id = "light", zh = "灯", en = "Light" },
]
"""


@pytest.mark.parametrize("name", sorted(shipped()))
def test_each_shipped_list_has_ten_to_twenty_points_in_groups(name: str) -> None:
    one = shipped()[name]
    items = [item for group in one.groups for item in group.items]
    assert 10 <= len(items) <= 20
    assert len(one.groups) >= 3
    assert len({item.id for item in items}) == len(items)
    # A point stands on a phone beside its progress: two or three lines.
    assert all(len(item.words["zh"]) <= 40 and len(item.words["en"]) <= 90 for item in items)


def test_four_kinds_of_system_have_a_list_of_their_own() -> None:
    assert set(shipped()) == {
        "general", "hospital-terminals", "office-software", "server-room", "video-monitoring",
    }  # fmt: skip


def test_systems_choose_their_lists_by_any_of_their_names_and_the_general_one_otherwise() -> None:
    lists = shipped()
    assert chosen(["视频监控", "SERVER-ROOM"], {}) == (lists["video-monitoring"], lists["server-room"])
    assert chosen(["停车场"], {}) == (lists["general"],)
    assert chosen([], {}) == (lists["general"],)
    assert chosen(["机房", "server-room", "停车场", "电梯"], {}) == (lists["server-room"], lists["general"])


def test_an_inspection_keeps_its_list_as_data() -> None:
    one = shipped()["video-monitoring"]
    again = from_data(one.to_data())
    assert again.groups == one.groups
    assert again.title == one.title


def test_points_go_site_by_site_and_their_keys_are_unique_and_short() -> None:
    both = points([shipped()["video-monitoring"], shipped()["server-room"]], ["A", "B"])
    assert len(both) == 2 * (18 + 20)
    assert len({one.key for one in both}) == len(both)
    assert max(len(one.key) for one in both) <= 60
    assert [one.site for one in both] == ["A"] * 38 + ["B"] * 38
    assert len({one.section for one in both}) == 2 * (4 + 5)


def data(**changes: Any) -> dict[str, Any]:
    return {**tomllib.loads(GOOD), **changes}


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"title": {"zh": "只有中文"}}, ("title", "en"), "is missing"),
        ({"title": "x"}, ("title",), "is missing"),
        ({"groups": []}, ("groups",), "at least one"),
        ({"groups": "x"}, ("groups",), "at least one"),
        ({"groups": [{"name": {"zh": "a", "en": "a"}, "items": []}]}, ("groups", 0, "items"), "is empty"),
        ({"groups": ["x"]}, ("groups", 0), "must be a table"),
        ({"colour": 1}, ("colour",), "is no key of a checklist"),
        ({"systems": "x"}, ("systems",), "list of names"),
    ],
)
def test_what_cannot_be_meant_is_named(changes: dict[str, Any], path: tuple[Any, ...], words: str) -> None:
    with pytest.raises(ChecklistError) as wrong:
        parse(data(**changes))
    found = dict(wrong.value.problems)
    assert path in found
    assert words in found[path]


def test_a_file_of_an_operator_tells_the_line_of_each_fault(tmp_path: Path) -> None:
    broken = GOOD.replace('id = "light"', 'id = "door"').replace('en = "Doors"', 'fr = "Portes"')
    (tmp_path / "lifts.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(ChecklistFileError) as wrong:
        read_checklist("lifts.toml", tmp_path)
    assert wrong.value.lines == (
        "lifts.toml:5: groups.items.en: is missing: a text in this language",
        "lifts.toml:5: groups.items.fr: is no key of a checklist here; there are: id, zh, en",
        'lifts.toml:6: groups.items.id: "door" is already the id of another item',
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "there is no file"),
        (b"title = [", "is not valid TOML"),
        (b"title = '\xff'", "x.toml:1: is not UTF-8"),
        (b"", "x.toml:1: groups: is missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_to_be(tmp_path: Path, content: bytes | None, words: str) -> None:
    if content is not None:
        (tmp_path / "x.toml").write_bytes(content)
    with pytest.raises(ChecklistFileError) as wrong:
        read_checklist("x.toml", tmp_path)
    assert any(words in line for line in wrong.value.lines), wrong.value.lines


def test_an_operators_list_takes_the_place_of_the_general_one(tmp_path: Path) -> None:
    (tmp_path / "lifts.toml").write_text(GOOD, encoding="utf-8-sig")
    own, room = checklists_of(["lifts.toml", "机房"], tmp_path)
    assert own.title["en"] == "Lifts"
    assert room == shipped()["server-room"]
