"""Checklists of inspections as data: one per kind of system, worked through item by item, and how they are chosen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Words = Mapping[str, str]
Path = tuple[str | int, ...]

LANGUAGES = ("zh", "en")
GENERAL = "general"
"""The list for systems that have none of their own."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
_LONGEST = 200
_MOST_ITEMS = 120


class ChecklistError(ValueError):
    """A list that cannot be worked through. `problems` holds each fault: its path in the data, and what is wrong."""

    def __init__(self, *problems: tuple[Path, str]) -> None:
        super().__init__("; ".join(f"{dotted(path)}: {words}" for path, words in problems))
        self.problems = problems


@dataclass(frozen=True)
class Item:
    """One thing to look at; `id` is unique in its list."""

    id: str
    words: Words


@dataclass(frozen=True)
class Group:
    """Items that are looked at in one place."""

    name: Words
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Checklist:
    """What is looked at; `systems` are the names by which the settings of a contract choose it."""

    title: Words
    groups: tuple[Group, ...]
    systems: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """As JSON: an inspection that has begun keeps its list, whatever becomes of the file."""
        return {
            "title": dict(self.title),
            "groups": [
                {"name": dict(group.name), "items": [{"id": one.id, **one.words} for one in group.items]}
                for group in self.groups
            ],
        }


def parse(data: Mapping[str, Any]) -> Checklist:
    """Read a list; ChecklistError names everything in it that cannot be meant."""
    reader = _Reader()
    found = reader.checklist(data)
    if reader.problems:
        raise ChecklistError(*reader.problems)
    return found


def from_data(data: Mapping[str, Any]) -> Checklist:
    """The list that `to_data` kept."""
    return Checklist(
        data["title"],
        tuple(
            Group(
                group["name"],
                tuple(Item(one["id"], {key: one[key] for key in LANGUAGES}) for one in group["items"]),
            )
            for group in data["groups"]
        ),
    )


def dotted(path: Path) -> str:
    """`groups.items.zh`: places in lists are told by the line, where there is one."""
    return ".".join(part for part in path if isinstance(part, str)) or "the file"


@cache
def shipped() -> Mapping[str, Checklist]:
    """The lists that come with the product, by their names."""
    folder = files("domain.checklists")
    return {
        name: parse(tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")))
        for name in ("general", "hospital-terminals", "office-software", "server-room", "video-monitoring")
    }


def named(system: str) -> Checklist | None:
    """The shipped list for a kind of system, by one of its names in any case; None if there is none."""
    wanted = system.strip().casefold()
    for name, one in shipped().items():
        if wanted == name or wanted in (other.casefold() for other in one.systems):
            return one
    return None


def chosen(systems: Sequence[str], own: Mapping[str, Checklist]) -> tuple[Checklist, ...]:
    """The lists of a contract's systems, each once, in their order; the general one where a system has none."""
    found = [own.get(system) or named(system) or shipped()[GENERAL] for system in systems]
    lists: list[Checklist] = []
    for one in found or [shipped()[GENERAL]]:
        if one not in lists:
            lists.append(one)
    return tuple(lists)


class _Reader:
    """Reads on after a fault, so that an author learns of all of them at once."""

    def __init__(self) -> None:
        self.problems: list[tuple[Path, str]] = []
        self._ids: dict[str, Path] = {}

    def checklist(self, data: Mapping[str, Any]) -> Checklist:
        self._only(data, (), ("title", "systems", "groups"))
        title = self._words(data.get("title"), ("title",))
        systems = data.get("systems", [])
        if not isinstance(systems, list) or not all(isinstance(one, str) and one for one in systems):
            self._say(("systems",), 'must be a list of names such as ["server-room"]')
            systems = []
        groups = data.get("groups")
        if not isinstance(groups, list) or not groups:
            self._say(("groups",), "is missing: a list needs at least one [[groups]]")
            groups = []
        read = tuple(self._group(one, ("groups", place)) for place, one in enumerate(groups))
        if sum(len(group.items) for group in read) > _MOST_ITEMS:
            self._say(("groups",), f"has more than {_MOST_ITEMS} items; make two lists of it")
        return Checklist(title, read, tuple(systems))

    def _group(self, data: Any, path: Path) -> Group:
        if not isinstance(data, Mapping):
            self._say(path, "must be a table with name and items")
            return Group({}, ())
        self._only(data, path, ("name", "items"))
        name = self._words(data.get("name"), (*path, "name"))
        items = data.get("items")
        if not isinstance(items, list) or not items:
            self._say((*path, "items"), "is empty: a group needs at least one item")
            items = []
        return Group(name, tuple(self._item(one, (*path, "items", place)) for place, one in enumerate(items)))

    def _item(self, data: Any, path: Path) -> Item:
        if not isinstance(data, Mapping):
            self._say(path, "must be a table with id, zh and en")
            return Item("", {})
        self._only(data, path, ("id", *LANGUAGES))
        number = data.get("id")
        if not isinstance(number, str) or not _ID.fullmatch(number):
            self._say((*path, "id"), "must be up to 30 small letters, digits and strokes")
            number = ""
        elif number in self._ids:
            self._say((*path, "id"), f'"{number}" is already the id of another item')
        else:
            self._ids[number] = path
        return Item(number, self._both(data, path))

    def _words(self, data: Any, path: Path) -> Words:
        if not isinstance(data, Mapping):
            self._say(path, 'is missing: write { zh = "…", en = "…" }')
            return {}
        self._only(data, path, LANGUAGES)
        return self._both(data, path)

    def _both(self, data: Mapping[str, Any], path: Path) -> Words:
        found = {}
        for language in LANGUAGES:
            words = data.get(language)
            if not isinstance(words, str) or not words.strip():
                self._say((*path, language), "is missing: a text in this language")
            elif len(words) > _LONGEST:
                self._say((*path, language), f"has {len(words)} characters, at most {_LONGEST}")
            else:
                found[language] = words.strip()
        return found

    def _only(self, data: Mapping[str, Any], path: Path, known: Sequence[str]) -> None:
        for key in data:
            if key not in known:
                self._say((*path, key), f"is no key of a checklist here; there are: {', '.join(known)}")

    def _say(self, path: Path, words: str) -> None:
        self.problems.append((path, words))


@dataclass(frozen=True)
class Point:
    """An item at a site of an inspection; `key` names its results. `site` is empty where there is only one."""

    key: str
    site: str
    title: Words
    group: Words
    item: Item
    section: int
    """Items of the same list, group and site have the same number."""


def points(lists: Sequence[Checklist], sites: Sequence[str]) -> list[Point]:
    """Everything to be looked at, in the order of the work: site by site, list by list."""
    return list(_points(lists, sites))


def _points(lists: Sequence[Checklist], sites: Sequence[str]) -> Iterator[Point]:
    section = 0
    for at, site in enumerate(sites or ("",)):
        for number, one in enumerate(lists):
            for group in one.groups:
                for item in group.items:
                    yield Point(f"{at}.{number}.{item.id}", site, one.title, group.name, item, section)
                section += 1
