"""Why a ticket got another level: the customer's answers, one of the ready reasons, or an engineer's own words."""

from __future__ import annotations

from views.texts import plain

READY = ("more-affected", "data-or-security", "less-affected", "workaround", "customer-agreed")
_PREFIX = "regrade-reason-"


def stored(code: str) -> str:
    """A ready reason as it stands in the events: an id, so that each reader has it in their language."""
    if code not in READY:
        raise ValueError(code)
    return f"{_PREFIX}{code}"


def reason_text(language: str, reason: str) -> str:
    """The reason of a REGRADED event in words, not escaped."""
    if reason == "answers":
        return plain(language, "reason-answers")
    code = reason.removeprefix(_PREFIX)
    if code != reason and code in READY:
        return plain(language, f"regrade-reason-{code}")
    return reason
