"""What to do after a call: pure decisions, carried out by the sender."""

from __future__ import annotations

from dataclasses import dataclass

from bot.delivery.errors import Outcome, Verdict
from bot.delivery.parcel import Parcel
from bot.delivery.perform import repeatable
from storage.outbox import Lane, Row

# An unknown refusal may pass (a server's mood), but not often.
FATAL_ATTEMPTS = 3
# What the renderer mends (a new topic, a new id) may break again; some time it is enough.
MENDING_ATTEMPTS = 6
_LONGEST = 300.0
# Two answers lost in a row are no proof of anything: a crash and a time-out are enough. Given up sooner, a customer
# would be left without the question or the card, the engineers without the customer's words.
ANSWER_ATTEMPTS = 6
# Said twice is better than not at all.
_ALWAYS_AGAIN = (Lane.FIRST_PAGE, Lane.PAGE, Lane.WARNING)
_A_FEW_TIMES = (Lane.ANSWER, Lane.CARD)


@dataclass(frozen=True)
class Again:
    """Back in line, `seconds` from now. `attempt` counts one, `uncertain` marks a possible repetition."""

    seconds: float
    attempt: bool = True
    uncertain: bool = False


@dataclass(frozen=True)
class GiveUp:
    """The renderer decides: it mends what was broken and says "retry", or the row has failed."""


def after(row: Row, parcel: Parcel | None, verdict: Verdict) -> Again | GiveUp:
    """What follows from a call that was not successful. `parcel` is None when it is not known any more."""
    tried = row.attempts + 1
    match verdict.outcome:
        case Outcome.RETRY_LATER:
            return Again(verdict.seconds, attempt=False)
        case Outcome.NOT_SENT | Outcome.BAD_TOKEN:
            # Nothing was said, however often: an outage of hours costs nobody a page.
            return Again(verdict.seconds, attempt=False)
        case Outcome.MAYBE_SENT:
            return _after_lost_answer(row, parcel)
        case Outcome.MIGRATED if tried < MENDING_ATTEMPTS:
            return Again(0.0)
        case Outcome.FATAL if tried < FATAL_ATTEMPTS:
            return Again(backoff(tried))
        case _:
            return GiveUp()


def _after_lost_answer(row: Row, parcel: Parcel | None) -> Again | GiveUp:
    tried = row.attempts + 1
    if repeatable(parcel) and tried < MENDING_ATTEMPTS:
        return Again(backoff(tried))
    if row.lane in _ALWAYS_AGAIN or (row.lane in _A_FEW_TIMES and tried < ANSWER_ATTEMPTS):
        return Again(backoff(tried), uncertain=True)
    return GiveUp()


def backoff(tried: int) -> float:
    """Seconds before the next attempt: 2, 4, 8 … up to five minutes."""
    return min(_LONGEST, 2.0 ** min(tried, 10))
