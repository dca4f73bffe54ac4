"""What a button carries: `1.<verb>.<arg>.<arg>…`, numbers in base 36, at most 64 bytes.

The leading 1 is the version: data of another version, or data that nobody made, decodes to None. Rights are never
in it, only what is asked for; the fence among the arguments lets a stale press be told apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from views.content import MAX_CALLBACK_BYTES

_VERSION = "1"
_TOO_LARGE = 2**53
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Press:
    """A decoded press. `numbers` and `words` are read by position with the methods below."""

    verb: str
    args: tuple[str, ...]

    def number(self, place: int) -> int:
        """The number at `place`; ValueError if it is not there or none, as only forged data can bring about."""
        if place >= len(self.args) or not self.args[place]:
            raise ValueError("not a number")
        number = int(self.args[place], 36)
        if not 0 <= number < _TOO_LARGE:
            raise ValueError("no id is that large")
        return number

    def word(self, place: int) -> str:
        """The word at `place`; ValueError if it is not there."""
        if place >= len(self.args):
            raise ValueError("no such word")
        return self.args[place]


def base36(number: int) -> str:
    """A number from 0 in base 36."""
    if number < 0:
        return "-" + base36(-number)
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if number == 0:
            return digits


def encode(verb: str, *args: int | str) -> str:
    """The data of a button; ValueError if it would not fit or a word has a dot in it."""
    parts = [_VERSION, verb, *(base36(arg) if isinstance(arg, int) else arg for arg in args)]
    if any("." in part for part in parts):
        raise ValueError(f"a dot in {parts}")
    data = ".".join(parts)
    if len(data.encode()) > MAX_CALLBACK_BYTES:
        raise ValueError(f"{len(data.encode())} bytes for {verb}, at most {MAX_CALLBACK_BYTES}")
    return data


def decode(data: str) -> Press | None:
    """The press that `data` means, None if it is of another version or forged."""
    version, _, rest = data.partition(".")
    if version != _VERSION or not rest or not data.isascii():
        return None
    verb, *args = rest.split(".")
    return Press(verb, tuple(args))
