"""What ends a command with one line instead of a traceback."""

from __future__ import annotations


class CommandError(Exception):
    """The line for the operator; `code` is 2 for wrong input, 1 for trouble elsewhere."""

    def __init__(self, line: str, code: int = 2) -> None:
        super().__init__(line)
        self.code = code
