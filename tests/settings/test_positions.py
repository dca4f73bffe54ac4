"""The lines of keys agree with what the TOML parser of the standard library reads."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from bot.settings.positions import Path, key_lines

TEXT = (
    """\
# "[no] table" = 1
top = 1 # [[x]]
"quoted key" = "a # b"
'literal' = 'it"""
    + """[x]'
a.b . "c" = 1979-05-27 07:32:00

[ table ]
long = \"\"\"
key = 1
\\\"\"\"
x\"\"\"\"
raw = '''
[y]
'a''''
after = [ # comment ]
  1, [2,
  "]"], # ,
  { p = 1, q = { r = [ 3 ] } },
]
empty = []
none = {}

[[list]]
one = 1
[list.sub]
two = 2
[[list.deep]]
three = 3
[[list]]
[[list.deep]]
three = 4
[[list.deep]]
"""
)


def _paths(value: Any, path: Path = ()) -> set[Path]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path} | {found for key, one in inner for found in _paths(one, (*path, key))}


def test_every_key_has_a_line_and_nothing_else_has() -> None:
    assert set(key_lines(TEXT)) == _paths(tomllib.loads(TEXT)) - {()}


@pytest.mark.parametrize(
    ("path", "start"),
    [
        (("top",), "top ="),
        (("quoted key",), '"quoted'),
        (("a", "b", "c"), "a.b"),
        (("table", "raw"), "raw ="),
        (("table", "after"), "after"),
        (("table", "after", 1), "  1, [2,"),
        (("table", "after", 1, 1), '  "]"]'),
        (("table", "after", 2, "q", "r"), "  { p"),
        (("list", 0, "sub", "two"), "two"),
        (("list", 0, "deep", 0, "three"), "three = 3"),
        (("list", 1, "deep", 0, "three"), "three = 4"),
    ],
)
def test_a_key_is_found_on_its_line(path: Path, start: str) -> None:
    assert TEXT.split("\n")[key_lines(TEXT)[path] - 1].startswith(start)


def test_lines_are_found_in_a_text_without_an_end() -> None:
    assert key_lines("a = 1") == {("a",): 1}
