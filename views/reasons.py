"""Why a ticket got another level, and why a deadline was missed: ready reasons, or somebody's own words."""

from __future__ import annotations

from views.texts import plain

READY = ("more-affected", "data-or-security", "less-affected", "workaround", "customer-agreed")
"""Ready reasons for another level."""

MISSED = ("part", "traffic", "access", "hard-to-find", "overload")
"""Ready reasons for a missed deadline."""

_READY = {f"regrade-reason-{code}" for code in READY} | {f"missed-reason-{code}" for code in MISSED}


def stored(code: str) -> str:
    """A ready reason as it stands in the events: an id, so that each reader has it in their language."""
    if code not in READY:
        raise ValueError(code)
    return f"regrade-reason-{code}"


def stored_missed(code: str) -> str:
    """The same, of a missed deadline."""
    if code not in MISSED:
        raise ValueError(code)
    return f"missed-reason-{code}"


def reason_text(language: str, reason: str) -> str:
    """The reason of a REGRADED, REGRADE_ASKED or EXPLAINED event in words, not escaped."""
    if reason == "answers":
        return plain(language, "reason-answers")
    return plain(language, reason) if reason in _READY else reason
