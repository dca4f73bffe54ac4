"""Swaps, "cover me now" and handovers: asked of colleagues, decided by a press in private, told to both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta

from domain.oncall.plan import Span, person_at, spans_of
from domain.oncall.rotations import Context
from domain.tickets.commands import HandOver
from domain.tickets.refused import Refused
from handlers.engineers.cover_pages import page_taker
from handlers.engineers.oncall_change import away_within, keep_quietly, show
from handlers.engineers.oncall_people import engineers, person_first
from handlers.engineers.oncall_skills import can_swap, layer_not_covered, who_lacks
from handlers.engineers.oncall_times import read_length
from handlers.incoming import Answer, Kind
from handlers.refusals import short_name
from handlers.speak import button, named
from handlers.staff import Turn, number_in
from storage import apply, complaints, duty, offers, tickets, timers
from storage.offers import Offer
from storage.outbox import Lane
from views.callbacks import Press
from views.oncall import layer_name, span_text
from views.texts import plain
from views.tokens import token

_SHIFTS_AHEAD = timedelta(days=28)
_SHIFTS_SHOWN = 6
_NAMES_AT_MOST = 40
_COVERS = (3600, 2 * 3600, 4 * 3600, 8 * 3600)
_LONGEST_COVER = timedelta(days=3)
_WAITS = timedelta(minutes=30)
"""So long a cover is asked for; then whoever asked hears that nobody came."""


def swap(turn: Turn) -> None:
    """`/swap [person]`: which of my next shifts goes to whom."""
    if not turn.person.is_engineer:
        turn.reply("oncall-no-shifts")
        return
    words = turn.incoming.argument
    to, rest = person_first(turn, words)
    if rest or to == turn.person.id:
        turn.reply("oncall-swap-usage", {"words": words[:40]})
        return
    mine = _next_shifts(turn)
    rows = [
        [named(_shift(turn, span), "oc", "ss", _key(span), _second(span.start), to or 0)] for span in mine
    ]
    if not rows:
        turn.reply("oncall-no-shifts")
        return
    turn.reply("oncall-which-shift", buttons=[*rows, [button("oncall-button-leave", "oc", "x")]])


def cover(turn: Turn) -> None:
    """`/cover [2h]`: somebody takes over at once; without a length it is asked for."""
    words = turn.incoming.argument
    length = read_length(words) if words else None
    if words and (length is None or not timedelta() < length <= _LONGEST_COVER):
        turn.reply("oncall-cover-usage", {"words": words[:40]})
    elif length is not None:
        problem = _ask_cover(turn, length)
        if problem is not None:
            turn.reply(problem)
    elif _duties(turn, timedelta(seconds=_COVERS[-1])):
        keys = [
            button("oncall-button-hours", "oc", "cv", turn.person.id, seconds, hours=seconds // 3600)
            for seconds in _COVERS
        ]
        turn.reply(
            "oncall-cover-how-long",
            buttons=[keys[:2], keys[2:], [button("oncall-button-leave", "oc", "x")]],
        )
    else:
        turn.reply("oncall-nothing-to-cover")


def press(turn: Turn, action: str, pressed: Press) -> Answer:
    """A button of an offer; ValueError or UnknownOffer for what nobody made."""
    return _ACTIONS[action](turn, pressed)


def _shift_chosen(turn: Turn, pressed: Press) -> Answer:
    span = _shift_in(turn, pressed)
    to = pressed.number(3)
    if to:
        return _offer_swap(turn, span, to)
    rows = [[button("oncall-button-everybody", "oc", "sp", _key(span), _second(span.start), 0)]]
    names = [
        named(short_name(turn.conn, one), "oc", "sp", _key(span), _second(span.start), one)
        for one in engineers(turn, turn.person.id)[:_NAMES_AT_MOST]
    ]
    rows += [names[place : place + 2] for place in range(0, len(names), 2)]
    rows.append([button("oncall-button-leave", "oc", "x")])
    show(turn, "oncall-swap-whom", {"shift": _shift(turn, span)}, rows)
    return Answer()


def _taker_chosen(turn: Turn, pressed: Press) -> Answer:
    return _offer_swap(turn, _shift_in(turn, pressed), pressed.number(3))


def _offer_swap(turn: Turn, span: Span, to: int) -> Answer:
    others = [
        one
        for one in engineers(turn, turn.person.id)
        if not away_within(turn.desk, one, span.start, span.end)
    ]
    able = [one for one in others if can_swap(turn, one, turn.person.id, span)]
    asked = [one for one in able if to in (0, one)]
    if not asked and to in others:
        return turn.alert("duty-lacks-skill", **who_lacks(turn, span.layer, to))
    if not asked:
        return turn.alert("oncall-nobody-to-ask")
    same = (span.layer, span.start.isoformat(), span.context.contract)
    for one in offers.open_ones(turn.conn, "swap", turn.person.id):
        if (one.data["layer"], one.data["start"], one.data["contract"]) == same:
            return turn.alert("oncall-offered-already")
    data = {
        "layer": span.layer, "start": span.start.isoformat(), "end": span.end.isoformat(),
        "contract": span.context.contract, "asked": asked, "refused": [],
    }  # fmt: skip
    _put(turn, "swap", to or None, data, span.start, asked)
    return Answer(plain(turn.language, "done"))


def _cover_chosen(turn: Turn, pressed: Press) -> Answer:
    if pressed.number(1) != turn.person.id:
        return turn.alert("oncall-not-yours")
    seconds = pressed.number(2)
    if seconds not in _COVERS:
        raise ValueError(seconds)
    problem = _ask_cover(turn, timedelta(seconds=seconds))
    return turn.alert(problem) if problem is not None else Answer(plain(turn.language, "done"))


def _ask_cover(turn: Turn, length: timedelta) -> str | None:
    """Ask all others; the id of the text that says why not."""
    mine = _duties(turn, length)
    if not mine:
        return "oncall-nothing-to-cover"
    if offers.open_ones(turn.conn, "cover", turn.person.id):
        return "oncall-asked-already"
    until = turn.now + length
    away = turn.desk.book.absent(turn.now)
    layers = list(dict.fromkeys(span.layer for span in mine))
    asked = [
        one
        for one in engineers(turn, turn.person.id)
        if one not in away and layer_not_covered(turn, one, turn.person.id, layers, until) is None
    ]
    if not asked:
        return "oncall-nobody-to-ask"
    data = {
        "start": turn.now.isoformat(), "end": until.isoformat(), "asked": asked, "layers": layers,
    }  # fmt: skip
    _put(turn, "cover", None, data, min(until, turn.now + _WAITS), [*asked, turn.desk.engineers_chat])
    return None


def _put(
    turn: Turn, kind: str, to: int | None, data: Mapping[str, object], expires: datetime, chats: Iterable[int]
) -> None:
    offer = offers.make(turn.conn, kind, turn.person.id, to, data, turn.now, expires)
    timers.arm(turn.conn, f"offer:{offer.id}", "offer", expires, data={"offer": offer.id})
    for chat in chats:
        offers.tell(turn.conn, offer, chat, "asked", turn.now)
    incoming = turn.incoming
    if incoming.kind is Kind.PRESS:
        offers.revise(turn.conn, offer, incoming.chat_id, incoming.message_id, "mine", turn.now)
    elif incoming.chat_id not in (turn.desk.engineers_chat,):
        offers.tell(turn.conn, offer, incoming.chat_id, "mine", turn.now)
    else:
        offers.tell(turn.conn, offer, turn.person.id, "mine", turn.now)


def _take_swap(turn: Turn, pressed: Press) -> Answer:
    offer = _open(turn, pressed, "swap")
    if isinstance(offer, Answer):
        return offer
    if not _asked(turn, offer):
        return turn.alert("oncall-not-for-you")
    start, end = _times(offer)
    layer, code, giver = str(offer.data["layer"]), offer.data["contract"], _giver(offer)
    context = Context(code, turn.desk.products.get(code) if code is not None else None)
    if away_within(turn.desk, turn.person.id, start, end):
        return turn.alert("oncall-you-are-away")
    if person_at(turn.desk, layer, start, context) != giver:
        # Somebody changed the rota meanwhile: there is nothing left to take.
        _ended(turn, offer, "expired")
        return turn.alert("oncall-over")
    if not can_swap(turn, turn.person.id, giver, Span(layer, start, end, context)):
        return turn.alert("duty-lacks-skill", **who_lacks(turn, layer, turn.person.id))
    change = keep_quietly(
        turn, "swap", turn.person.id, start, end, layer=layer, other=giver,
        contracts=[code] if code is not None else (),
    )  # fmt: skip
    taken = offers.decide(turn.conn, offer, "accepted", turn.person.id, turn.now, change=change)
    assert taken is not None, "read in this transaction"
    timers.disarm(turn.conn, f"offer:{offer.id}")
    offers.answered(turn.conn, taken, "taken", turn.now)
    offers.tell(turn.conn, taken, giver, "taken", turn.now)
    offers.tell(turn.conn, taken, turn.desk.engineers_chat, "taken", turn.now)
    return Answer(plain(turn.language, "oncall-did-take"))


def _refuse_swap(turn: Turn, pressed: Press) -> Answer:
    offer = _open(turn, pressed, "swap")
    if isinstance(offer, Answer):
        return offer
    if not _asked(turn, offer):
        return turn.alert("oncall-not-for-you")
    refused = sorted({*offer.data["refused"], turn.person.id})
    incoming = turn.incoming
    offers.revise(turn.conn, offer, incoming.chat_id, incoming.message_id, "said-no", turn.now)
    if set(refused) < set(offer.data["asked"]):
        offers.note(turn.conn, offer, refused=refused)
        return Answer()
    done = offers.decide(turn.conn, offer, "refused", turn.person.id, turn.now, refused=refused)
    assert done is not None, "read in this transaction"
    timers.disarm(turn.conn, f"offer:{offer.id}")
    offers.tell(turn.conn, done, _giver(offer), "refused", turn.now)
    return Answer()


def _take_cover(turn: Turn, pressed: Press) -> Answer:
    offer = _open(turn, pressed, "cover")
    if isinstance(offer, Answer):
        return offer
    giver = _giver(offer)
    if turn.person.id == giver or not turn.person.is_engineer:
        return turn.alert("oncall-not-for-you")
    _, end = _times(offer)
    if away_within(turn.desk, turn.person.id, turn.now, end):
        return turn.alert("oncall-you-are-away")
    unfit = layer_not_covered(turn, turn.person.id, giver, offer.data["layers"], end)
    if unfit is not None:
        return turn.alert("duty-lacks-skill", **who_lacks(turn, unfit, turn.person.id))
    made = [
        keep_quietly(turn, "cover", turn.person.id, turn.now, end, layer=layer, other=giver)
        for layer in offer.data["layers"]
    ]
    taken = offers.decide(turn.conn, offer, "accepted", turn.person.id, turn.now, changes=made)
    assert taken is not None, "read in this transaction"
    page_taker(turn, giver, offer.data["layers"])
    timers.arm(turn.conn, f"offer:{offer.id}", "offer", end, data={"offer": offer.id})
    offers.answered(turn.conn, taken, "taken", turn.now)
    offers.tell(turn.conn, taken, giver, "taken", turn.now)
    return Answer(plain(turn.language, "oncall-did-cover"))


def _hand_back(turn: Turn, pressed: Press) -> Answer:
    offer = offers.get(turn.conn, number_in(pressed, 1))
    if offer.kind != "cover" or offer.state != "accepted" or _times(offer)[1] <= turn.now:
        return turn.alert("oncall-over")
    both = (_giver(offer), offer.decided_by)
    if turn.person.id not in both and not turn.person.is_manager:
        return turn.alert("oncall-not-yours")
    for change in offer.data["changes"]:
        duty.undo(turn.conn, int(change), turn.now)
    offers.hasten(turn.conn, turn.now)
    timers.disarm(turn.conn, f"offer:{offer.id}")
    taker = offer.decided_by
    assert taker is not None
    done = offers.decide(turn.conn, offer, "undone", taker, turn.now, back_by=turn.person.id)
    assert done is not None, "read in this transaction"
    for chat in (_giver(offer), taker, turn.desk.engineers_chat):
        offers.tell(turn.conn, done, chat, "back", turn.now)
    return Answer(plain(turn.language, "done"))


def _withdraw(turn: Turn, pressed: Press) -> Answer:
    offer = offers.get(turn.conn, number_in(pressed, 1))
    if not offer.open or offer.kind not in ("swap", "cover"):
        return turn.alert("oncall-over")
    if turn.person.id != offer.person_id and not turn.person.is_manager:
        return turn.alert("oncall-not-yours")
    _ended(turn, offer, "undone", "withdrawn")
    incoming = turn.incoming
    offers.revise(turn.conn, offer, incoming.chat_id, incoming.message_id, "withdrawn", turn.now)
    return Answer(plain(turn.language, "done"))


def _take_over(turn: Turn, pressed: Press) -> Answer:
    """The incoming person accepts a handover: the tickets are theirs from now on."""
    offer = offers.get(turn.conn, number_in(pressed, 1))
    if offer.kind != "handover":
        raise ValueError(offer.kind)
    if turn.person.id != offer.to_id:
        return turn.alert("oncall-not-for-you")
    if not offer.open:
        return turn.alert("oncall-over")
    giver, given = _giver(offer), []
    for number in offer.data["tickets"]:
        ticket = tickets.load(turn.conn, int(number))
        hidden = complaints.hidden_from(turn.conn, turn.desk, ticket, turn.person.id)
        if ticket.open and ticket.assignee_id == giver and not hidden:
            try:
                apply.apply(turn.conn, turn.desk, ticket.id, HandOver(giver, turn.person.id), turn.now)
            except Refused:
                # What happened to it meanwhile is told where it happened.
                continue
            given.append(ticket.id)
    done = offers.decide(turn.conn, offer, "accepted", turn.person.id, turn.now, given=given)
    assert done is not None, "read in this transaction"
    timers.disarm(turn.conn, f"handover-late:{offer.id}")
    offers.answered(turn.conn, done, "taken", turn.now)
    offers.tell(turn.conn, done, giver, "taken", turn.now)
    if "told" in offer.data:
        offers.tell(turn.conn, done, int(offer.data["told"]), "taken", turn.now, Lane.WARNING)
    return Answer(plain(turn.language, "oncall-did-handover", count=len(given)))


def _open(turn: Turn, pressed: Press, kind: str) -> Offer | Answer:
    """The offer if it still stands, else what the presser is told."""
    offer = offers.get(turn.conn, number_in(pressed, 1))
    if offer.kind != kind:
        raise ValueError(offer.kind)
    if offer.open and (offer.expires_at is None or turn.now < offer.expires_at):
        return offer
    if offer.state == "accepted" and offer.decided_by is not None:
        return turn.alert("oncall-taken-by", who=short_name(turn.conn, offer.decided_by))
    return turn.alert("oncall-over")


def _ended(turn: Turn, offer: Offer, state: str, what: str | None = None) -> None:
    done = offers.decide(turn.conn, offer, state, turn.person.id, turn.now)
    assert done is not None, "read in this transaction"
    timers.disarm(turn.conn, f"offer:{offer.id}")
    offers.answered(turn.conn, done, what or state, turn.now)
    if what is None:
        offers.tell(turn.conn, done, _giver(offer), state, turn.now)


def _asked(turn: Turn, offer: Offer) -> bool:
    return turn.person.id in offer.data["asked"] and turn.person.id not in offer.data["refused"]


def _giver(offer: Offer) -> int:
    assert offer.person_id is not None
    return offer.person_id


def _times(offer: Offer) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(offer.data["start"]), datetime.fromisoformat(offer.data["end"])


def _duties(turn: Turn, length: timedelta) -> tuple[Span, ...]:
    return spans_of(turn.desk, turn.person.id, turn.now, turn.now + length)


def _next_shifts(turn: Turn) -> list[Span]:
    """Shifts that have not begun. The end of the last one is looked for beyond what is shown."""
    found = spans_of(turn.desk, turn.person.id, turn.now, turn.now + 2 * _SHIFTS_AHEAD)
    coming = [span for span in found if turn.now < span.start < turn.now + _SHIFTS_AHEAD]
    return coming[:_SHIFTS_SHOWN]


def _shift_in(turn: Turn, pressed: Press) -> Span:
    start = datetime.fromtimestamp(pressed.number(2), UTC)
    for span in _next_shifts(turn):
        if _key(span) == pressed.word(1) and span.start == start:
            return span
    raise ValueError("not a shift of this person")


def _shift(turn: Turn, span: Span) -> str:
    name = layer_name(span.layer, turn.language)
    if span.context.contract is not None:
        name = f"{name} ({span.context.contract})"
    return f"{name} · {span_text(span.start, span.end, turn.zone, turn.language)}"


def _key(span: Span) -> str:
    return token(f"{span.layer}|{span.context.contract or ''}")


def _second(instant: datetime) -> int:
    return int(instant.timestamp())


_ACTIONS: dict[str, Callable[[Turn, Press], Answer]] = {
    "ss": _shift_chosen,
    "sp": _taker_chosen,
    "cv": _cover_chosen,
    "st": _take_swap,
    "sr": _refuse_swap,
    "ct": _take_cover,
    "cb": _hand_back,
    "sw": _withdraw,
    "ht": _take_over,
}
ACTIONS = frozenset(_ACTIONS)
