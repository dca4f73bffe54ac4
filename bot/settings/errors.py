"""From what is wrong with the settings to one line each: where, which key, what to write instead."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from bot.settings.kinds import shown
from bot.settings.models import Settings
from bot.settings.positions import Path

_SECRET = frozenset({"token", "webhook_secret", "proxy", "url"})
_BOUNDS = frozenset({"greater_than", "greater_than_equal", "less_than", "less_than_equal"})


class ConfigError(Exception):
    """The settings cannot be used. `lines` holds one line for each thing that is wrong."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the value at `path`."""

    path: Path
    words: str


@dataclass(frozen=True)
class Sources:
    """Where each value came from: the file's name and lines, and the variables that replaced some of it."""

    file: str
    lines: Mapping[Path, int] = field(default_factory=dict)
    variables: Mapping[Path, str] = field(default_factory=dict)

    def line(self, problem: Problem) -> str:
        """`config.toml:17: chats.engineers: must be …`, or the variable's name instead of file and key."""
        path = problem.path
        words = " ".join(problem.words.split())
        for length in range(len(path), 0, -1):
            if path[:length] in self.variables:
                inner = "".join(f"{_dotted(path[length:], numbers=True)}: " if path[length:] else "")
                return f"{self.variables[path[:length]]}: {inner}{words}"
        return f"{self.file}:{self.order(problem)}: {_dotted(path, numbers=False)}: {words}"

    def order(self, problem: Problem) -> int:
        """The line of the innermost part of the path that stands in the file, else the first."""
        path = problem.path
        return next((self.lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in self.lines), 1)


def _dotted(path: Path, *, numbers: bool) -> str:
    # With a line number the place in a list is known; without one it has to be counted, as people count.
    parts = [f"#{part + 1}" if isinstance(part, int) else part for part in path]
    return ".".join(p for p, raw in zip(parts, path, strict=True) if numbers or isinstance(raw, str))


def problems_of(error: ValidationError, section: Path = ()) -> Iterator[Problem]:
    """What pydantic found in `section`, in our words. A later error of the same value is left out."""
    seen: set[Path] = set()
    for found in error.errors(include_url=False):
        path = _known_part((*section, *found["loc"]))
        if path not in seen:
            seen.add(path)
            yield Problem(path, _words(found, path))


def _words(found: Any, path: Path) -> str:
    kind = found["type"]
    if kind == "said":
        return str(found["msg"])
    described = _field(path)
    if kind == "missing":
        wanted = "" if described is None or not described.description else f": {described.description}"
        return f"is missing{wanted}"
    if kind == "extra_forbidden":
        return _unknown(path)
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return f"must be a table, not {shown(found['input'])}"
    if kind in ("tuple_type", "list_type"):
        return f"must be a list, not {shown(found['input'])}"
    wrong = "what is written" if path[-1] in _SECRET else shown(found["input"])
    if kind == "literal_error":
        return f"must be {found['ctx']['expected'].replace(chr(39), chr(34))}, not {wrong}"
    if kind == "string_too_long":
        return f"must have at most {found['ctx']['max_length']} characters"
    wanted = described.description if described is not None and described.description else "a text"
    return f"must be {wanted}, not {wrong}"


def _unknown(path: Path) -> str:
    model = _model(path[:-1])
    names = sorted(model.model_fields) if model is not None else []
    near = get_close_matches(str(path[-1]), names, n=1, cutoff=0.6)
    if near:
        return f'is not a setting; did you mean "{near[0]}"?'
    return f"is not a setting; there are: {', '.join(names)}"


def _known_part(loc: tuple[int | str, ...]) -> Path:
    # Unions add the names of their members to the place; those are no keys of the file.
    for length in range(len(loc), 0, -1):
        model = _model(loc[: length - 1])
        if isinstance(loc[length - 1], int) or model is not None:
            return loc[:length]
    return loc


def _model(path: Path) -> type[BaseModel] | None:
    model: type[BaseModel] = Settings
    for part in path:
        if isinstance(part, int):
            continue
        info = model.model_fields.get(part)
        inner = None if info is None else _inner_model(info.annotation)
        if inner is None:
            return None
        model = inner
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _inner_model(arg)) is not None), None)


def _field(path: Path) -> FieldInfo | None:
    """The field at `path`; for an element of a list, what describes the elements."""
    names = [part for part in path if isinstance(part, str)]
    model = _model(tuple(names[:-1]))
    info = None if model is None or not names else model.model_fields.get(names[-1])
    if info is None or info.description is not None:
        return info
    return next((meta for meta in _nested_infos(info.annotation) if meta.description is not None), info)


def _nested_infos(annotation: Any) -> Iterator[FieldInfo]:
    for arg in get_args(annotation):
        if isinstance(arg, FieldInfo):
            yield arg
        elif get_args(arg):
            yield from _nested_infos(arg)


def annotation_at(path: Path) -> Any:
    """The type of the setting at `path`, without None; None if there is no such setting."""
    info = _field(path)
    if info is None:
        return None
    if get_origin(info.annotation) in (Union, types.UnionType):
        return next(arg for arg in get_args(info.annotation) if arg is not type(None))
    return info.annotation
