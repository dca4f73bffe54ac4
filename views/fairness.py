"""How the burden of being called is shared, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from domain.fairness import Burden
from views.texts import Safe, lines, plain, text
from views.times import duration_text

_NAMED_BRIEFLY = 5


def fairness_text(burdens: Sequence[Burden], span: str, name: Callable[[int], str], language: str) -> Safe:
    """Everybody's line; `name` gives a person's name, `span` the period."""
    head = text(language, "fair-head", span=span)
    if not burdens:
        return lines(head, text(language, "fair-none"))
    each = lines(*(_line(one, name(one.person), language) for one in burdens))
    return lines(head, each, text(language, "fair-note"), between="\n\n")


def _line(one: Burden, name: str, language: str) -> Safe:
    about = {"name": name, "pages": one.pages, "outside": one.outside, "asleep": one.asleep}
    if one.median is None:
        return text(language, "fair-person-silent", **about)
    return text(language, "fair-person", median=duration_text(one.median, language), **about)


def fairness_brief(burdens: Sequence[Burden], name: Callable[[int], str], language: str) -> Safe | None:
    """One line for the month's figures: who was called outside office hours most; None if nobody was."""
    called = sorted((one for one in burdens if one.outside), key=lambda one: -one.outside)[:_NAMED_BRIEFLY]
    if not called:
        return None
    each = [
        plain(language, "fair-brief-one", name=name(one.person), outside=one.outside, asleep=one.asleep)
        for one in called
    ]
    return text(language, "fair-brief", names=plain(language, "duty-between").join(each))
