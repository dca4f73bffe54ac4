"""A call's parameters, whether they came as JSON, as a form or as multipart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from playground.errors import bad


@dataclass(slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str | None
    data: bytes


@dataclass(slots=True)
class Params:
    """Parameters by name; readers turn the form's strings into what a method wants."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the parameter was given and is not empty."""
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """Return a string parameter, "" when absent."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str) -> int | None:
        """Return an integer parameter, None when absent or not a number (the server reads 0 then)."""
        value = self.values.get(name)
        try:
            return int(value) if value not in (None, "") else None
        except (TypeError, ValueError):
            return None

    def number(self, name: str) -> float | None:
        """Return a float parameter, None when absent or not a number."""
        value = self.values.get(name)
        try:
            return float(value) if value not in (None, "") else None
        except (TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        """Return a boolean parameter as the server reads it."""
        value = self.values.get(name)
        if isinstance(value, str):
            return value.strip().lower() in ("true", "yes", "1")
        return bool(value)

    def parsed(self, name: str) -> Any:
        """Return a parameter that is JSON inside the form; a 400 when it is not JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def ids(self, name: str) -> list[int]:
        """Return a list of integers given as JSON."""
        value = self.parsed(name)
        if not isinstance(value, list):
            raise bad(f"{name} are not specified" if value is None else f"can't parse {name} JSON object")
        try:
            return [int(item) for item in value]
        except (TypeError, ValueError):
            raise bad("message identifier is not specified") from None
