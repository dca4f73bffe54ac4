"""Where each key of a TOML text stands: `tomllib` gives no positions, and people look for lines."""

from __future__ import annotations

import re
from bisect import bisect_right

Path = tuple[str | int, ...]

_TRIVIA = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BASIC = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_LITERAL = re.compile(r"'([^'\n]*)'")
# Up to two marks before the closing three belong to the text.
_LONG_BASIC = re.compile(r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}', re.DOTALL)
_LONG_LITERAL = re.compile(r"'''(?:[^']|'{1,2}(?!'))*'{3,5}", re.DOTALL)
_PLAIN = re.compile(r"[^,\]}\n#]+")


def key_lines(text: str) -> dict[Path, int]:
    """The line (from 1) of every key, table and list element of a valid TOML text.

    Elements of lists and of `[[tables]]` are counted from 0, as in the parsed data.
    """
    return _Scan(text).run()


class _Scan:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._newlines = [match.start() for match in re.finditer("\n", text)]
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}

    def run(self) -> dict[Path, int]:
        table: Path = ()
        while not self._done():
            if self._text.startswith("[", self._at):
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _done(self) -> bool:
        self._skip(_TRIVIA)
        return self._at >= len(self._text)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise ValueError(f"not TOML at offset {self._at}")
        self._at = match.end()
        return match[0]

    def _take(self, mark: str) -> bool:
        if not self._text.startswith(mark, self._at):
            return False
        self._at += len(mark)
        return True

    def _note(self, path: Path) -> None:
        self._lines.setdefault(path, bisect_right(self._newlines, self._at) + 1)

    def _header(self) -> Path:
        start = self._at
        self._take("[")
        many = self._take("[")
        after = self._key()
        self._skip(_BLANKS)
        self._take("]]" if many else "]")
        end, self._at = self._at, start
        path: Path = ()
        for part in after:
            # A table inside a `[[list]]` belongs to the last element so far.
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
            path = (*path, part)
            self._note(path)
        if many:
            self._counts[path] = self._counts.get(path, 0) + 1
        if path in self._counts:
            path = (*path, self._counts[path] - 1)
            self._note(path)
        self._at = end
        return path

    def _pair(self, table: Path) -> None:
        start = self._at
        key = self._key()
        self._skip(_BLANKS)
        self._take("=")
        end, self._at = self._at, start
        for length in range(1, len(key) + 1):
            self._note((*table, *key[:length]))
        self._at = end
        self._skip(_BLANKS)
        self._value((*table, *key))

    def _key(self) -> tuple[str, ...]:
        parts = []
        while True:
            self._skip(_BLANKS)
            parts.append(self._key_part())
            self._skip(_BLANKS)
            if not self._take("."):
                return tuple(parts)

    def _key_part(self) -> str:
        for pattern in (_BASIC, _LITERAL):
            match = pattern.match(self._text, self._at)
            if match is not None:
                self._at = match.end()
                return match[1]
        return self._skip(_BARE_KEY)

    def _value(self, path: Path) -> None:
        for mark, pattern in (('"""', _LONG_BASIC), ("'''", _LONG_LITERAL), ('"', _BASIC), ("'", _LITERAL)):
            if self._text.startswith(mark, self._at):
                self._skip(pattern)
                return
        if self._take("["):
            self._elements(path)
        elif self._take("{"):
            self._inline_table(path)
        else:
            self._skip(_PLAIN)

    def _elements(self, path: Path) -> None:
        index = 0
        while True:
            self._skip(_TRIVIA)
            if self._take("]"):
                return
            self._note((*path, index))
            self._value((*path, index))
            index += 1
            self._skip(_TRIVIA)
            self._take(",")

    def _inline_table(self, path: Path) -> None:
        while True:
            self._skip(_TRIVIA)
            if self._take("}"):
                return
            self._pair(path)
            self._skip(_TRIVIA)
            self._take(",")
