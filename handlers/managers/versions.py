"""A contract has a new version: the managers keep the older terms for running tickets, or let them go over."""

from __future__ import annotations

from domain.tickets.commands import Migrate
from domain.tickets.refused import Refused
from handlers.incoming import Answer
from handlers.managers.access import contract_of
from handlers.refusals import short_name
from handlers.staff import Turn
from storage import apply, marks, rebuild
from views.callbacks import Press
from views.texts import plain

DECISIONS = {"vk": "kept", "vm": "migrated"}
"""Verbs of the buttons, and what they decide."""


def decide(turn: Turn, pressed: Press) -> Answer:
    """The first decision about a version counts."""
    contract, version = contract_of(turn.desk, pressed.word(0)), pressed.number(1)
    key = rebuild.decision(contract.code, version)
    if contract.version != version or marks.get(turn.conn, key) != "asked":
        return turn.alert("version-done-already")
    what = DECISIONS[pressed.verb]
    marks.put(turn.conn, key, what, turn.now)
    count = 0
    if what == "migrated":
        for number in rebuild.outdated(turn.conn, contract.code, version):
            try:
                apply.apply(turn.conn, turn.desk, number, Migrate(turn.person.id, version), turn.now)
                count += 1
            except Refused:
                continue
    turn.revise(
        f"version-{what}",
        {
            "contract": contract.code,
            "version": version,
            "count": count,
            "who": short_name(turn.conn, turn.person.id),
        },
    )
    return Answer(plain(turn.language, "done"))
