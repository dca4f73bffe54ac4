"""What a text asserts: without what it denies, guesses, or takes back."""

from __future__ import annotations

import re

from domain.triage.patterns import SAYS

_BREAK = re.compile(
    r"[。!?;,、]|\.(?=\s|$)|\.{2,}|…+|\s[-–—]+\s|——|:(?!\d)|\s(?=但|不过|可是)| but | though | and (?=the |we|i |it )"
)


def corrected(text: str) -> tuple[str, str]:
    """What was said before the last correction, and after it (everything, where nothing is corrected)."""
    cut = None
    for cut in SAYS["correction"].finditer(text):  # noqa: B007
        pass
    return (text[: cut.start()], text[cut.end() :]) if cut else ("", text)


def asserted(text: str) -> str:
    """The text without what it says is not so."""
    return SAYS["denied"].sub(" ", text)


def certain(text: str) -> str:
    """The pieces between commas that are stated, without those that only guess or fear."""
    return ",".join(piece for piece in _BREAK.split(text) if piece and not SAYS["guess"].search(piece))
