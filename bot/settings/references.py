"""Names in the settings that stand for something written elsewhere in them: found, or said what was meant."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from bot.settings.models import Settings


def unresolved(settings: Settings, reference: int | str) -> str | None:
    """What is wrong with a name or id of a person; None if nothing is."""
    # An id given twice is told where it stands, not wherever it is used.
    if settings.find(reference) is not None or any(reference == p.telegram_id for p in settings.people):
        return None
    quoted = f'"{reference}"' if isinstance(reference, str) else str(reference)
    if any(reference == person.name for person in settings.people):
        return f"{quoted} is the name of several people; write the telegram_id instead"
    near = get_close_matches(str(reference), [p.name for p in settings.people], n=1, cutoff=0.5)
    return f"{quoted} is not one of the people" + (f'; did you mean "{near[0]}"?' if near else "")


def unknown(word: str, known: Collection[str], what: str) -> str | None:
    """What is wrong with a word that must be one of `known`; `what` they are, as in "one of the contracts"."""
    if word in known:
        return None
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f'"{word}" is not {what}' + (f'; did you mean "{near[0]}"?' if near else "")
