"""The one way in which a command says no."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """The command may not be done now. `reason` is the id of a text for the person who asked."""

    def __init__(self, reason: str, **details: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details
