"""Whoever takes a cover is paged for what the covered person is being paged for at that moment: once."""

from __future__ import annotations

from collections.abc import Collection

from domain.desk import Desk
from domain.oncall.plan import context_of, person_at
from domain.tickets.events import Ticket
from handlers.staff import Turn
from storage import duty, incidents, outbox, tickets, unreached
from storage.outbox import Lane


def page_taker(turn: Turn, giver: int, layers: Collection[str]) -> list[int]:
    """Page the taker of a cover that is in the book already; the numbers of the tickets it was for."""
    conn, taker = turn.conn, turn.person.id
    desk = duty.with_book(conn, turn.desk, turn.now)
    calls: dict[int, set[int]] = {}
    for number, step, round_ in unreached.waits_for(conn, giver):
        if tickets.load(conn, number).round == round_:
            calls.setdefault(number, set()).add(step)
    paged = []
    for number, steps in calls.items():
        ticket = tickets.load(conn, number)
        if ticket.assignee_id is not None or not ticket.open or incidents.covered(conn, ticket):
            continue
        if unreached.paged(conn, number, ticket.round, taker):
            continue
        covered = _layers_of(desk, ticket, steps) & set(layers)
        context = context_of(desk, ticket.contract)
        if not any(person_at(desk, layer, turn.now, context) == taker for layer in covered):
            continue
        step = max(steps)
        outbox.put(
            conn, lane=Lane.PAGE, chat_id=taker, kind="page", now=turn.now, ticket=number, person_id=taker,
            data={"step": step, "round": ticket.round}, fence=ticket.seq,
            dedupe=f"page:{number}:{ticket.round}:{step}:{taker}",
        )  # fmt: skip
        paged.append(number)
    return paged


def _layers_of(desk: Desk, ticket: Ticket, places: Collection[int]) -> set[str]:
    """What the ladder called at these places; above its top, or without steps, it calls everything there is."""
    policy = desk.ladder_of(ticket)
    rounds, length = policy.repeats + 1, len(policy.steps)
    called: set[str] = set()
    for place in places:
        steps = policy.steps if place >= rounds * length else (policy.steps[place % length],)
        called.update(target for step in steps for target in step.targets)
    return called
