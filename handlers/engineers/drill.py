"""`/drill LEVEL CONTRACT [at TIME]`: who would be paged and when, and where nobody would be. Nothing is sent to them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain import drill
from domain.contracts import Contract
from domain.desk import Desk
from handlers.refusals import short_name
from handlers.staff import Turn, safe
from storage import duty, people
from views.drill import Called, Drill, drill_text

_AT = ("at", "在", "@", "于")
_OUT_OF_REACH = ("blocked", "gone", "never")


def run(turn: Turn) -> None:
    """Carry out the command, or say in one line what is wrong with it."""
    words = turn.incoming.argument.split()
    if len(words) < 2 or not _digits(words[0]):
        turn.reply("drill-usage", {"code": next(iter(turn.desk.contracts), "C-1")})
        return
    contract = named(turn.desk, words[1])
    if contract is None:
        turn.reply("drill-no-contract", {"code": words[1][:40]})
        return
    level = int(_digits(words[0]))
    levels = [str(one.number) for one in contract.preset.levels]
    if str(level) not in levels:
        turn.reply(
            "drill-no-level",
            {"customer": contract.customer, "level": level, "levels": ", ".join(levels)},
        )
        return
    rest = words[3:] if len(words) > 2 and words[2].lower() in _AT else words[2:]
    at = drill.written_instant(" ".join(rest), turn.now, turn.zone) if rest or len(words) > 2 else turn.now
    if at is None:
        turn.reply("drill-no-time", {"words": " ".join(words[2:])[:40]})
        return
    shown = played(turn.conn, turn.desk, contract, level, at, turn.language, turn.now)
    turn.reply("engineer-shown", {"lines": safe(drill_text(shown, turn.language, turn.now))})


def named(desk: Desk, code: str) -> Contract | None:
    """The contract that people report under of that code; upper and lower case are the same."""
    exact = desk.contracts.get(code)
    alike = [one for one in desk.contracts.values() if one.code.casefold() == code.casefold()]
    return exact or (alike[0] if len(alike) == 1 else None)


def played(
    conn: Connection, desk: Desk, contract: Contract, level: int, at: datetime, language: str, now: datetime
) -> Drill:
    """The drill with names, from the records of this moment; `level` must be one of the contract's."""
    desk = duty.with_book(conn, desk, min(now, at))
    ticket = drill.imagined(desk, contract.code, level, at)
    policy = desk.ladder_of(ticket)
    top = len(policy.steps) * (policy.repeats + 1)
    calls = drill.drill(desk, ticket, at)
    # What comes after the last step is the whole ladder once more; a ladder of empty steps only has the last resort.
    last = len(calls) - 1 if len(calls) > 1 or not top else None
    return Drill(
        customer=contract.customer,
        level=contract.preset.level(level).label[language],
        at=at,
        zone=ZoneInfo(desk.timezone),
        policy=policy.name,
        calls=tuple(
            Called(
                after=call.at - at,
                at=call.at,
                step=call.step,
                people=tuple((short_name(conn, one), _out_of_reach(conn, one)) for one in call.people),
                channels=call.channels,
                missing=call.missing,
                last=place == last,
            )
            for place, call in enumerate(calls)
        ),
    )


def _out_of_reach(conn: Connection, person_id: int) -> str | None:
    person = people.find(conn, person_id)
    return person.reachable if person is not None and person.reachable in _OUT_OF_REACH else None


def _digits(word: str) -> str:
    digits = word.strip("Ll级#")
    return digits if digits.isascii() and digits.isdigit() and len(digits) <= 3 else ""
