"""A message about a swap, a cover or a handover: what is asked, what became of it, and its buttons."""

from __future__ import annotations

from dataclasses import dataclass

from views.callbacks import encode
from views.content import Button, Content
from views.texts import Safe, lines, plain, text

_ASKED: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("swap", "asked"): (("take", "st"), ("refuse", "sr")),
    ("swap", "mine"): (("withdraw", "sw"),),
    ("cover", "asked"): (("cover", "ct"),),
    ("cover", "mine"): (("withdraw", "sw"),),
    ("cover", "taken"): (("back", "cb"),),
    ("handover", "asked"): (("handover", "ht"),),
}
"""Buttons by what is said: the name of the words and the action."""


@dataclass(frozen=True)
class Told:
    """What the words need: names, the layers, the time, and for a handover the tickets."""

    number: int
    kind: str
    who: str
    to: str
    by: str = ""
    layer: str = ""
    when: str = ""
    until: str = ""
    count: int = 0
    tickets: tuple[Safe, ...] = ()
    change: int | None = None
    """What the giver of a shift may undo."""


def offer_content(what: str, told: Told, language: str, *, concerned: bool, giver: bool) -> Content:
    """The message; what is done already has buttons only for those whom it concerns."""
    words = text(
        language, f"offer-{told.kind}-{what}", who=told.who, to=told.to, by=told.by, layer=told.layer,
        when=told.when, until=told.until, count=told.count,
    )  # fmt: skip
    keys = _ASKED.get((told.kind, what), ()) if concerned or what != "taken" else ()
    row = tuple(
        Button(plain(language, f"offer-button-{name}", until=told.until), encode("oc", action, told.number))
        for name, action in keys
    )
    if what == "taken" and giver and told.change is not None:
        row = (Button(plain(language, "oncall-button-undo"), encode("oc", "u", told.change)),)
    return Content(lines(words, *told.tickets), (row,) if row else ())


def ticket_line(number: int, what: str, customer: str, state: str, due: Safe | None, language: str) -> Safe:
    """One ticket of a handover: number, level, customer, state and the next deadline."""
    line = text(language, "offer-ticket", number=number, what=what, customer=customer, state=state)
    return lines(line, due)
