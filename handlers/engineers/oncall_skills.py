"""Who has the skills for a duty, and what is said to who has not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.oncall.plan import Span, can_have, lacking
from handlers.refusals import short_name
from handlers.staff import Turn
from views.oncall import layer_name
from views.texts import plain


def can_swap(turn: Turn, person: int, giver: int, span: Span) -> bool:
    """Whether somebody has the skills for a shift of the giver."""
    code = span.context.contract
    codes = [code] if code is not None else []
    return can_have(turn.desk, span.layer, person, span.start, span.end, giver, codes)


def layer_not_covered(
    turn: Turn, person: int, giver: int, layers: Iterable[str], end: datetime
) -> str | None:
    """The layer of which somebody cannot cover the giver until `end`, for want of skills; None: all can be."""
    unfit = (one for one in layers if not can_have(turn.desk, one, person, turn.now, end, giver))
    return next(unfit, None)


def who_lacks(turn: Turn, layer: str, person: int) -> dict[str, str]:
    """For saying that a person lacks the skills of a layer."""
    skills = plain(turn.language, "duty-between").join(lacking(turn.desk, layer, person))
    return {"who": short_name(turn.conn, person), "skills": skills, "layer": layer_name(layer, turn.language)}
