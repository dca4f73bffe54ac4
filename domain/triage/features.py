"""What the kind of a message is told from: pieces of its text, and the cues found in it."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from domain.triage.patterns import CUES

_WORD = re.compile(r"[a-z']+|\d+")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_SPACE = re.compile(r"\s+")
_ENDS = ".。!！~～ "
LONGEST = 600
"""Characters of a message that are read; a first message says its matter early."""


def normal(text: str) -> str:
    """The text in one spelling: width, case, quotes and spaces evened out."""
    even = unicodedata.normalize("NFKC", text[: 4 * LONGEST]).casefold().replace("’", "'").replace("‘", "'")
    return _SPACE.sub(" ", even.replace("\n", "。")).strip()[:LONGEST]


def features(text: str) -> frozenset[str]:
    """The features of a text that `normal` has been through."""
    cues = [name for name, pattern in CUES.items() if pattern.search(text)]
    found = {f"c:{name}" for name in cues}
    if "topic" not in cues:
        found.add("c:no-topic")
    if text.rstrip(_ENDS).endswith("?"):
        found.add("?end")
    elif "?" in text:
        found.add("?in")
    if "!" in text:
        found.add("!")
    chinese = "|".join(_CHINESE.findall(text))
    words = _WORD.findall(text)
    length = len(chinese) + 3 * len(words)
    found.add(f"len{min(length.bit_length(), 7)}")
    marked = f"^{chinese}$" if chinese else ""
    for size in (1, 2, 3):
        found.update(marked[i : i + size] for i in range(len(marked) - size + 1))
    latin = ["^", *("0" if word.isdigit() else word for word in words), "$"] if words else []
    found.update(f"w:{word}" for word in latin)
    found.update(f"w:{a} {b}" for a, b in pairwise(latin))
    found.update(f"p:{word[:5]}" for word in latin if len(word) > 5)
    return frozenset(found)
