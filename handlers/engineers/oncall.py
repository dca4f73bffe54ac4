"""`/oncall` and everything that changes the rota: which command and which button means what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from domain.oncall.plan import ANY, contexts, layer_names, person_at, plan, spans_of
from domain.oncall.rotations import Context
from domain.oncall.schedule import responsible
from handlers.engineers import fairness, oncall_feed, oncall_offers, oncall_steps
from handlers.engineers.oncall_change import LOOKED_AT, booked, describe, undo, undo_key
from handlers.incoming import Answer
from handlers.refusals import short_name
from handlers.speak import Key, button
from handlers.staff import Turn, number_in, safe
from storage import duty, outbox, people
from storage.outbox import Lane
from views.callbacks import Press
from views.oncall import duty_line, now_line
from views.texts import Safe, lines, plain, text
from views.times import clock_time

_MINE_AHEAD = timedelta(days=28)
_MINE_SHOWN = 14
_CHANGES_SHOWN = 8
_VIEWS = {
    "": "who", "who": "who", "谁": "who", "now": "who", "现在": "who",
    "week": "week", "周": "week", "本周": "week", "me": "me", "我": "me", "mine": "me",
    "ics": "ics", "changes": "changes", "变更": "changes",
}  # fmt: skip


def run(turn: Turn, name: str) -> bool:
    """Carry out a command about the rota; False if it is none."""
    act = _COMMANDS.get(name)
    if act is None:
        return False
    act(booked(turn))
    return True


def press(turn: Turn, pressed: Press) -> Answer:
    """Act on a button about the rota; ValueError or LookupError for what nobody made."""
    turn, action = booked(turn), pressed.word(0)
    if action in oncall_steps.ACTIONS:
        return oncall_steps.press(turn, action, pressed)
    if action in oncall_offers.ACTIONS:
        return oncall_offers.press(turn, action, pressed)
    if action == "u":
        return undo(turn, number_in(pressed, 1))
    if action == "f":
        return oncall_feed.press(turn, pressed)
    if action == "v":
        view = {"week": _week, "me": _me, "ics": _ics}[pressed.word(1)]
        return view(turn)
    raise ValueError(action)


def _oncall(turn: Turn) -> None:
    first, _, rest = turn.incoming.argument.strip().partition(" ")
    if first.lower() in fairness.WORDS:
        fairness.fair_command(turn, rest.strip())
        return
    if first.lower() in oncall_feed.WORDS:
        oncall_feed.feed_command(turn, rest)
        return
    view = _VIEWS.get(turn.incoming.argument.strip().lower())
    if view is None:
        turn.reply("oncall-usage")
    elif view == "ics":
        answer = _ics(turn)
        if not turn.incoming.private:
            turn.reply("oncall-sent-in-private") if not answer.alert else turn.reply("oncall-no-shifts")
        elif answer.alert:
            turn.reply("oncall-no-shifts")
    else:
        {"who": _who, "week": _week, "me": _me, "changes": _changes}[view](turn)


def _who(turn: Turn) -> None:
    layers = layer_names(turn.desk)
    parts = [text(turn.language, "oncall-who")]
    for layer in layers:
        parts += _now(turn, layer, ANY)
    for context in contexts(turn.desk)[1:]:
        for layer in layers:
            if person_at(turn.desk, layer, turn.now, context) != person_at(turn.desk, layer, turn.now):
                parts += _now(turn, layer, context)
    if not layers:
        parts.append(text(turn.language, "oncall-no-layers"))
    parts.append(text(turn.language, "duty-ladder"))
    between = plain(turn.language, "duty-between")
    for place, step in enumerate(turn.desk.ladder(turn.now), 1):
        names = between.join(short_name(turn.conn, person) for person in step)
        parts.append(text(turn.language, "duty-step", place=place, names=names))
    keys = [[_view("week"), _view("me")]]
    turn.reply("engineer-shown", {"lines": safe(lines(*parts))}, buttons=keys)


def _now(turn: Turn, layer: str, context: Context) -> list[Safe]:
    """Who has a layer and until when, and who comes next."""
    present, *rest = plan(turn.desk, layer, turn.now, turn.now + LOOKED_AT, context)
    found = [
        now_line(
            layer, context.contract, _named(turn, layer, context, turn.now), present.end if rest else None,
            turn.zone, turn.now, turn.language,
        )
    ]  # fmt: skip
    if rest:
        at = clock_time(rest[0].start, turn.zone, turn.now, turn.language)
        person = rest[0].duty.person if rest[0].duty is not None else None
        name = plain(turn.language, "oncall-nobody") if person is None else short_name(turn.conn, person)
        found.append(text(turn.language, "duty-next", at=at, names=name))
    return found


def _named(turn: Turn, layer: str, context: Context, at: datetime) -> Safe:
    found = responsible(turn.desk.layers, turn.desk.book, layer, at, context)
    if found is None:
        return text(turn.language, "oncall-hole-here")
    someone = people.find(turn.conn, found.person)
    name = text(
        turn.language, "oncall-person-phone" if someone is not None and someone.phone else "oncall-person",
        name=short_name(turn.conn, found.person), phone=(someone.phone if someone is not None else "") or "",
    )  # fmt: skip
    if found.source == "rotation" or found.instead_of is None:
        return name
    source = plain(turn.language, "oncall-source", source=found.source)
    return text(
        turn.language, "oncall-instead", who=name, source=source,
        other=short_name(turn.conn, found.instead_of),
    )  # fmt: skip


def _week(turn: Turn) -> Answer:
    incoming = turn.incoming
    outbox.put(
        turn.conn, lane=Lane.ANSWER, chat_id=incoming.chat_id, kind="week", now=turn.now,
        person_id=incoming.chat_id if incoming.private else None,
        data={
            "start": turn.now.isoformat(), "thread_id": incoming.thread_id,
            "reply_to": None if incoming.private else incoming.message_id,
        },
    )  # fmt: skip
    return Answer()


def _me(turn: Turn) -> Answer:
    found = spans_of(turn.desk, turn.person.id, turn.now, turn.now + _MINE_AHEAD)
    if not found:
        turn.reply("oncall-no-shifts")
        return Answer()
    shown: list[Safe | None] = [duty_line(span, turn.zone, turn.language) for span in found[:_MINE_SHOWN]]
    if len(found) > _MINE_SHOWN:
        shown.append(text(turn.language, "oncall-more", count=len(found) - _MINE_SHOWN))
    variables = {"who": turn.person.name, "lines": safe(lines(*shown))}
    keys = [[_view("ics"), _view("week")]]
    if turn.desk.calendar_url:
        keys.append([button("feed-button-get", "oc", "f", "get")])
    turn.reply("oncall-mine", variables, buttons=keys)
    return Answer()


def _ics(turn: Turn) -> Answer:
    """The presser's own duties as a calendar file, in private."""
    if not spans_of(turn.desk, turn.person.id, turn.now, turn.now + LOOKED_AT):
        return turn.alert("oncall-no-shifts")
    outbox.put(
        turn.conn, lane=Lane.ANSWER, chat_id=turn.person.id, kind="ics", now=turn.now,
        person_id=turn.person.id, data={"at": turn.now.isoformat()},
    )  # fmt: skip
    return Answer(plain(turn.language, "oncall-sent-in-private"))


def _changes(turn: Turn) -> None:
    """What people changed and still holds, each with who made it and its undo."""
    coming = duty.coming(turn.conn, turn.now)
    if not coming:
        turn.reply("oncall-no-changes")
        return
    parts, keys = [text(turn.language, "oncall-changes")], []
    for place, one in enumerate(coming[:_CHANGES_SHOWN], 1):
        by = (
            plain(turn.language, "oncall-by-settings")
            if one.made_by is None
            else short_name(turn.conn, one.made_by)
        )
        at = clock_time(one.made_at, turn.zone, turn.now, turn.language)
        parts.append(
            text(
                turn.language,
                "oncall-changed",
                place=place,
                what=describe(turn, one, turn.language),
                by=by,
                at=at,
            )
        )
        keys.append({**undo_key(one.id), "id": "oncall-button-undo-place", "vars": {"place": place}})
    if len(coming) > _CHANGES_SHOWN:
        parts.append(text(turn.language, "oncall-more", count=len(coming) - _CHANGES_SHOWN))
    rows = [keys[at : at + 4] for at in range(0, len(keys), 4)]
    turn.reply("engineer-shown", {"lines": safe(lines(*parts))}, buttons=rows)


def _view(name: str) -> Key:
    return button(f"oncall-button-{name}", "oc", "v", name)


_COMMANDS: dict[str, Callable[[Turn], None]] = {
    "oncall": _oncall,
    "duty": _who,
    "override": oncall_steps.override,
    "away": oncall_steps.away,
    "delegate": oncall_steps.delegate,
    "swap": oncall_offers.swap,
    "cover": oncall_offers.cover,
}
VERBS = frozenset({"oc"})
"""oc: anything about the rota; what exactly is its first word."""
