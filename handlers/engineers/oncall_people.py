"""Whom somebody means by `@name`, a name or the beginning of one; layers by their names."""

from __future__ import annotations

from domain.oncall.plan import layer_names
from handlers.staff import Turn
from storage import people
from views.oncall import layer_name

_SHORTEST = 2


def person_first(turn: Turn, words: str) -> tuple[int | None, str]:
    """The engineer whom the words begin with, and the rest of them; None and all words if they begin with nobody."""
    words = words.strip()
    known = {one.id: one.name for one in turn.desk.people.values() if one.engineer}
    if words.startswith("@"):
        name, _, rest = words[1:].partition(" ")
        someone = [one for one in known if _username(turn, one) == name.casefold()]
        if someone:
            return someone[0], rest.strip()
        words = words[1:]
    folded = words.casefold()
    whole = [one for one in known if folded.startswith(known[one].casefold())]
    if whole:
        found = max(whole, key=lambda one: len(known[one]))
        return found, words[len(known[found]) :].strip()
    first, _, rest = words.partition(" ")
    begun = [one for one in known if len(first) >= _SHORTEST and _begins(known[one], first)]
    return (begun[0], rest.strip()) if len(begun) == 1 else (None, words)


def layer_first(turn: Turn, words: str) -> tuple[str | None, str]:
    """The layer whom the words begin with, in any language, and the rest of them."""
    for layer in layer_names(turn.desk):
        for name in (layer, layer_name(layer, "zh"), layer_name(layer, "en")):
            if words.casefold().startswith(name.casefold()):
                return layer, words[len(name) :].strip()
    return None, words


def engineers(turn: Turn, *but: int) -> list[int]:
    """Everybody who can have a duty, by name."""
    ours = [one for one in turn.desk.people.values() if one.engineer and one.id not in but]
    return [one.id for one in sorted(ours, key=lambda one: one.name)]


def _begins(name: str, start: str) -> bool:
    return any(part.casefold().startswith(start.casefold()) for part in (name, *name.split()))


def _username(turn: Turn, person: int) -> str:
    someone = people.find(turn.conn, person)
    return (someone.username or "").casefold() if someone is not None else ""
