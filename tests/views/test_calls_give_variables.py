"""Whoever says something gives the variables that the message needs, seen from the source alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from views.locales_check import ROOT, SOURCES, read_language
from views.texts import LOCALES

ENTRIES, _ = read_language(LOCALES / "en")

_ID_AND_VARIABLES = {
    "say": (3, 4),
    "revise": (4, 5),
    "text": (1, None),
    "plain": (1, None),
    "button": (0, None),
}
"""Function -> place of the message id, and of the dict of variables (None: they are keyword arguments)."""


def _needed(name: str) -> set[str]:
    entry = ENTRIES[name]
    return entry.variables.union(*(_needed(other) for other in entry.references))


def _calls() -> Iterator[tuple[str, str, set[str]]]:
    """Place, message and given variables of every call that can be read."""
    for path in (p for folder in SOURCES for p in sorted((ROOT / folder).rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place, mapping = _ID_AND_VARIABLES.get(name, (None, None))
            if place is None or len(node.args) <= place:
                continue
            given = _given(node, mapping)
            said = node.args[place]
            for choice in (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,):
                if given is not None and isinstance(choice, ast.Constant) and isinstance(choice.value, str):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", choice.value, given


def _given(call: ast.Call, mapping: int | None) -> set[str] | None:
    if mapping is None:
        names = {keyword.arg for keyword in call.keywords}
        return None if None in names else {name for name in names if name is not None}
    keyword = next((k.value for k in call.keywords if k.arg == "variables"), None)
    variables = call.args[mapping] if len(call.args) > mapping else keyword
    if variables is None:
        return set()
    if not isinstance(variables, ast.Dict):
        return None
    keys = [key.value for key in variables.keys if isinstance(key, ast.Constant)]
    return {str(key) for key in keys} if len(keys) == len(variables.keys) else None


CALLS = list(_calls())


def test_the_calls_are_found() -> None:
    assert len(CALLS) > 150


@pytest.mark.parametrize(("place", "name", "given"), CALLS, ids=[f"{p}-{n}" for p, n, _ in CALLS])
def test_a_call_gives_what_its_message_needs(place: str, name: str, given: set[str]) -> None:
    missing = _needed(name) - given
    assert not missing, f"{place}: {name} needs {sorted(missing)}"
