"""Work that no warranty covers: whose warranty it is, the offer from the price list, a manager's word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.plans.parts import part_words
from domain.plans.prices import money, offer_of
from domain.tickets.commands import Cover, Offer, Waive
from domain.tickets.decide import decide
from domain.tickets.events import Ticket
from domain.tickets.paid import held_up
from domain.tickets.refused import Refused
from handlers.engineers.form_life import put_away
from handlers.engineers.form_pages import put
from handlers.incoming import Answer
from handlers.speak import Key, button, named, say
from handlers.staff import Turn, number_in, safe
from storage import apply, forms, tickets
from storage.forms import Form
from views.callbacks import Press
from views.paid import offer_lines, parts_words
from views.texts import Safe, plain

VERBS = frozenset({"tw"})
"""tw: whose warranty it is, an offer, a manager's word that none is needed."""

HELD_UP = ("refused-warranty-first", "refused-offer-first")
"""Why the ticket's rules let work not begin yet."""

_ITEMS_AT_MOST = 40
_COUNT_AT_MOST = 99
_ITEM_SHOWN = 36


def press(turn: Turn, pressed: Press) -> Answer:
    """Act on a press; Refused from the ticket, ValueError or UnknownTicket if nobody made such a key."""
    ticket = tickets.load(turn.conn, number_in(pressed, 0))
    if number_in(pressed, 1) != ticket.round:
        raise Refused("refused-stale")
    match pressed.word(2):
        case "ask":
            return _ask(turn, ticket)
        case "c" | "p":
            return _cover(turn, ticket, pressed)
        case "off":
            return _open(turn, ticket)
        case "wv":
            return _waive(turn, ticket)
        case other:
            raise ValueError(other)


def tell_held_up(turn: Turn, ticket: Ticket) -> None:
    """Who wants to begin paid work without an agreed offer gets the way there; managers may let it begin, asked once."""
    if held_up(ticket) == "refused-warranty-first":
        _ask(turn, ticket)
        return
    keys = [[button("do-offer", "tw", ticket.id, ticket.round, "off")]]
    text_id = "offer-first-open" if ticket.offer else "offer-first"
    turn.reply_about(ticket.id, text_id, {"number": ticket.id}, buttons=() if ticket.offer else keys)
    waive = [[button("do-waive", "tw", ticket.id, ticket.round, "wv")]]
    say(
        turn.conn, turn.desk.managers_chat, turn.now, "managers-offer-first",
        {"number": ticket.id, "who": turn.person.name, "title": ticket.title}, buttons=waive,
        dedupe=f"held-up:{ticket.id}:{ticket.round}",
    )  # fmt: skip


def _ask(turn: Turn, ticket: Ticket) -> Answer:
    # Nobody is asked who could not answer.
    first = Cover(turn.person.id, covered=not ticket.cover.get("covered", False))
    decide(ticket, tickets.history(turn.conn, ticket.id), first, turn.now)
    rows = [
        [button(text_id, "tw", ticket.id, ticket.round, code, place, part=part_words(part, turn.language))]
        for text_id, code, parts in (("warranty-covered", "c", "still"), ("warranty-paid", "p", "over"))
        for place, part in enumerate(ticket.warranty.get(parts, ()))
    ]
    words = {
        name: parts_words(ticket.warranty.get(name, ()), turn.language) or "–" for name in ("over", "still")
    }
    turn.reply_about(ticket.id, "warranty-which", {"number": ticket.id, **words}, buttons=rows)
    return Answer()


def _cover(turn: Turn, ticket: Ticket, pressed: Press) -> Answer:
    covered = pressed.word(2) == "c"
    parts, place = ticket.warranty.get("still" if covered else "over", ()), pressed.number(3)
    if place >= len(parts):
        raise ValueError(place)
    command = Cover(turn.person.id, covered, parts[place])
    after = apply.apply(turn.conn, turn.desk, ticket.id, command, turn.now)
    part = part_words(parts[place], turn.language)
    offers = not covered and after.warranty.get("prices")
    keys = [[button("do-offer", "tw", after.id, after.round, "off")]] if offers else ()
    text_id = "warranty-covered-now" if covered else "warranty-paid-now"
    turn.revise(text_id, {"number": ticket.id, "part": part}, buttons=keys, ticket=ticket.id)
    return Answer()


def _waive(turn: Turn, ticket: Ticket) -> Answer:
    if not turn.person.is_manager:
        return turn.alert("only-managers")
    apply.apply(turn.conn, turn.desk, ticket.id, Waive(turn.person.id), turn.now)
    turn.revise("offer-waived-now", {"number": ticket.id, "who": turn.person.name}, ticket=ticket.id)
    return Answer()


# The offer as a form ------------------------------------------------------------------------------------


def _open(turn: Turn, ticket: Ticket) -> Answer:
    service = turn.desk.service.get(ticket.contract)
    if service is None or not service.prices:
        raise Refused("refused-no-prices")
    # Whether this person can make an offer at all is asked before anything is chosen.
    sample = Offer(turn.person.id, tuple(offer_of(service.prices, {0: 1})), service.currency)
    decide(ticket, tickets.history(turn.conn, ticket.id), sample, turn.now)
    older = forms.living_of(turn.conn, turn.person.id, turn.incoming.chat_id)
    if older is not None:
        put_away(turn, older)
    form = forms.begin(
        turn.conn, person_id=turn.person.id, chat_id=turn.incoming.chat_id, ticket=ticket.id, kind="offer",
        step="offer", now=turn.now,
    )  # fmt: skip
    _show(turn, forms.move(turn.conn, form, turn.now, "offer", {"counts": {}}))
    return Answer()


def _show(turn: Turn, form: Form) -> None:
    items, currency = _chosen(turn, form)
    shown = (
        offer_lines(items, currency, turn.language)
        if items
        else Safe(plain(turn.language, "form-offer-none"))
    )
    put(turn, form, "form-offer", {"number": form.ticket, "lines": safe(shown)}, _keys(turn, form))


def _chosen(turn: Turn, form: Form) -> tuple[list[dict[str, Any]], str]:
    ticket = tickets.load(turn.conn, form.ticket)
    service = turn.desk.service[ticket.contract]
    counts = {int(place): count for place, count in form.data.get("counts", {}).items()}
    known = {place: count for place, count in counts.items() if place < len(service.prices)}
    return offer_of(service.prices, known), service.currency


def _keys(turn: Turn, form: Form) -> list[list[Key]]:
    service = turn.desk.service[tickets.load(turn.conn, form.ticket).contract]
    rows = [
        [
            named(
                f"＋ {price.item[turn.language][:_ITEM_SHOWN]} · {money(price.price, service.currency)}",
                "fm", form.id, form.fence, "of", place,
            )
        ]
        for place, price in enumerate(service.prices[:_ITEMS_AT_MOST])
    ]  # fmt: skip
    if any(form.data.get("counts", {}).values()):
        rows.append([button("form-offer-send", "fm", form.id, form.fence, "os")])
        rows.append([button("form-offer-clear", "fm", form.id, form.fence, "oc")])
    rows.append([button("form-button-cancel", "fm", form.id, form.fence, "x")])
    return rows


def _add(turn: Turn, form: Form, pressed: Press) -> Answer:
    service = turn.desk.service[tickets.load(turn.conn, form.ticket).contract]
    place = pressed.number(3)
    if place >= len(service.prices):
        raise ValueError(place)
    counts = dict(form.data.get("counts", {}))
    counts[str(place)] = min(_COUNT_AT_MOST, counts.get(str(place), 0) + 1)
    _show(turn, forms.move(turn.conn, form, turn.now, "offer", {"counts": counts}))
    return Answer()


def _clear(turn: Turn, form: Form, pressed: Press) -> Answer:
    _show(turn, forms.move(turn.conn, form, turn.now, "offer", {"counts": {}}))
    return Answer()


def _send(turn: Turn, form: Form, pressed: Press) -> Answer:
    items, currency = _chosen(turn, form)
    apply.apply(turn.conn, turn.desk, form.ticket, Offer(turn.person.id, tuple(items), currency), turn.now)
    forms.close(turn.conn, form, turn.now)
    words = {"number": form.ticket, "lines": safe(offer_lines(items, currency, turn.language))}
    put(turn, form, "form-offer-sent", words)
    return Answer(plain(turn.language, "engineer-did-offer", number=form.ticket))


ACTIONS: dict[tuple[str, str], Callable[[Turn, Form, Press], Answer]] = {
    ("offer", "of"): _add,
    ("offer", "oc"): _clear,
    ("offer", "os"): _send,
}
