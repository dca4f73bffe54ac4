"""What a text asserts: clauses without what they deny, and what a correction leaves standing."""

from __future__ import annotations

import re

_CORRECTION = re.compile(
    r"(哦|噢|呃|啊|哎)?,?\s*(不对(?=[,。!:])|(我)?(说|看|弄|搞)错了(?=[,。])|更正一下|更正[:,]|纠正一下|也不是[^,。]{1,4}(?=,就是))"
    r"|\b(er,? sorry|no,? wait|wait,? no|scratch that|correction|i mean(?=,)|sorry,? i meant?|actually,? (no|just|only|it's just))\b",
    re.ASCII,
)
_DENIED = re.compile(
    r"(?<!是)(?<!要)(不是|并非|没有说是|不算是?|又不是)(?!吗)[^,。;!?:]{1,14}"
    r"|\bnot (?!working|loading|responding|opening|printing|one\b|a single|available|able|getting|receiving|just|only|showing|sure|start)"
    r"(a |an |the |that |really |quite |completely |all )*[a-z']+( (network|wifi|password|server|thing|printer|account|issue))?"
    r"|\b(isn't|wasn't|aren't) (down|slow|broken|a virus|lost|gone|urgent|the (network|password|wifi))\b",
    re.ASCII,
)
_GUESS = re.compile(
    r"估计|可能|也许|怕|担心|差点|会不会|好像|似乎|万一|如果|要是|听说|怀疑|是不是|以为|恐怕|将要|迟早|免得|别再|以防"
    r"|\b(might|maybe|perhaps|probably|afraid|worr\w+|wonder\w*|guess|suspect\w*|could be|if|in case|before it|seems?|nearly|almost|fear\w*|looks like|think)\b",
    re.ASCII,
)
_BREAK = re.compile(r"[。!?;]|\.(?=\s|$)|\.{2,}|…+|\s[-–—]+\s|——")
_COMMA = re.compile(r"[,、]|:(?!\d)|\s(?=但|不过|可是)| but | though | and (?=the |we|i |it )")


def corrected(text: str) -> tuple[str, str]:
    """What was said before a correction, and what was said after it (everything, where nothing is corrected)."""
    cut = None
    for cut in _CORRECTION.finditer(text):
        pass
    return (text[: cut.start()], text[cut.end() :]) if cut else ("", text)


def asserted(text: str) -> str:
    """The text without what it says is not so."""
    return _DENIED.sub(" ", text)


def clauses(text: str) -> list[str]:
    """The text in pieces as small as between two commas."""
    return [
        piece
        for sentence in _BREAK.split(text)
        for piece in _COMMA.split(sentence)
        if piece and piece.strip()
    ]


def certain(text: str) -> str:
    """The clauses that are stated, without those that only guess or fear."""
    return ",".join(c for c in clauses(text) if not _GUESS.search(c))
