"""What a ticket says about who pays: lines and keys of its card, and the lines of an offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.plans.parts import part_words
from domain.plans.prices import money, total
from domain.tickets.events import State, Ticket
from domain.tickets.paid import is_paid, may_begin
from views.callbacks import encode
from views.content import Button
from views.texts import Safe, lines, plain, text

Rows = tuple[tuple[Button, ...], ...]

_BEGUN = (State.RESTORED, State.RESOLVED, State.CLOSED)


def parts_words(parts: Sequence[str], language: str) -> str:
    """Several parts."""
    return plain(language, "names-between").join(part_words(one, language) for one in parts)


def offer_lines(items: Sequence[Mapping[str, Any]], currency: str, language: str) -> Safe:
    """An item a line with its price, and the sum."""
    rows = [
        text(
            language, "offer-line", item=_in(one["item"], language), unit=_in(one["unit"], language),
            price=money(one["price"], currency), count=int(one["count"]),
            sum=money(total([one]), currency),
        )
        for one in items
    ]  # fmt: skip
    return lines(*rows, text(language, "offer-total", sum=money(total(items), currency)))


def paid_lines(ticket: Ticket, language: str, *, inside: bool) -> list[Safe]:
    """Who pays, and how far the offer is; nothing where nothing is paid and nothing was asked."""
    paid = is_paid(ticket)
    over, still = (parts_words(ticket.warranty.get(name, ()), language) for name in ("over", "still"))
    if paid is None:
        # Which part it is, is for the engineer to find out; the customer reads it once it is known.
        return (
            [text(language, "card-warranty-open", over=over, still=still)] if inside and ticket.open else []
        )
    if not paid:
        part = ticket.cover.get("part")
        words = part_words(part, language) if part else still
        return [text(language, "card-covered", part=words)] if ticket.cover else []
    part = ticket.cover.get("part")
    rows = [text(language, "card-paid", part=part_words(part, language) if part else over)]
    for one in ticket.agreed:
        rows.append(text(language, "card-offer-agreed", sum=money(total(one["items"]), one["currency"])))
    if ticket.offer and ticket.open:
        amount = money(total(ticket.offer["items"]), ticket.offer["currency"])
        rows.append(text(language, "card-offer-open", sum=amount))
    if ticket.refused and ticket.open:
        rows.append(text(language, "card-offer-refused"))
    if ticket.waived_by is not None and inside:
        rows.append(text(language, "card-offer-waived"))
    elif inside and ticket.open and not ticket.offer and not may_begin(ticket):
        rows.append(text(language, "card-offer-first"))
    return rows


def receipt_lines(
    ticket: Ticket, language: str, moment: Callable[[datetime], str], name: Callable[[int | None], str]
) -> list[Safe]:
    """What the record says of paid work, with the times of the answers."""
    if not is_paid(ticket):
        return []
    part = ticket.cover.get("part")
    over = parts_words([part] if part else ticket.warranty["over"], language)
    rows = [text(language, "receipt-paid", part=over)]
    answers = [("agreed", one) for one in ticket.agreed] + (
        [("refused", ticket.refused)] if ticket.refused else []
    )
    for answer, one in answers:
        amount = money(total(one["items"]), one["currency"])
        at = moment(datetime.fromisoformat(one["at"]))
        rows.append(text(language, f"receipt-offer-{answer}", at=at, sum=amount))
    if ticket.waived_by is not None:
        rows.append(text(language, "receipt-offer-waived", who=name(ticket.waived_by)))
    return rows


def paid_keys(ticket: Ticket, language: str) -> Rows:
    """The engineers' keys: whose warranty it is, and the offer."""
    if (
        not ticket.open
        or ticket.assignee_id is None
        or ticket.state in _BEGUN
        or not ticket.warranty.get("over")
    ):
        return ()
    keys = [_key(ticket, language, "do-warranty", "ask")] if ticket.warranty.get("still") else []
    if is_paid(ticket) and ticket.warranty.get("prices"):
        keys.append(_key(ticket, language, "do-offer", "off"))
    return (tuple(keys),) if keys else ()


def waive_key(ticket: Ticket, language: str) -> Rows:
    """A manager's own word that work may begin."""
    return ((_key(ticket, language, "do-waive", "wv"),),)


def course_keys(ticket: Ticket, language: str) -> Rows:
    """A request for training becomes a course."""
    if ticket.kind != "training" or not ticket.open or ticket.assignee_id is None:
        return ()
    text_id = "do-course" if ticket.course is None else "do-course-show"
    return ((Button(plain(language, text_id), encode("tq", ticket.id)),),)


def course_lines(ticket: Ticket, language: str) -> list[Safe]:
    """What became of a request for training."""
    return [text(language, "card-course")] if ticket.course is not None else []


def _key(ticket: Ticket, language: str, text_id: str, action: str) -> Button:
    return Button(plain(language, text_id), encode("tw", ticket.id, ticket.round, action))


def _in(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or next(iter(words.values()))
