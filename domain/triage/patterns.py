"""The regular expressions of this package, which are data: lists of alternatives in TOML files beside it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

Patterns = Mapping[str, re.Pattern[str]]


def _load(name: str) -> Any:
    return tomllib.loads(files("domain.triage").joinpath(name).read_text(encoding="utf-8"))


def _compiled(table: Mapping[str, list[str]], words: Mapping[str, list[str]]) -> Patterns:
    def whole(alternatives: list[str]) -> str:
        pattern = "|".join(alternatives)
        for name, values in words.items():
            pattern = pattern.replace(f"<{name}>", f"({'|'.join(values)})")
        return pattern

    # In a Chinese text \b must see a border between a Chinese character and a Latin letter: hence ASCII.
    return MappingProxyType({name: re.compile(whole(listed), re.ASCII) for name, listed in table.items()})


_statements = _load("statements.toml")

CUES: Patterns = _compiled(_load("cues.toml"), {})
"""Cue to the kind of a message -> its pattern."""

SAYS: Patterns = _compiled(_statements["patterns"], _statements["words"])
"""What a fault report can say -> its pattern."""
