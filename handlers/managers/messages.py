"""The managers' group: commands only; what managers say to each other is theirs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from domain.desk import Desk
from handlers.engineers import commands as engineer_commands
from handlers.incoming import Incoming, Kind
from handlers.managers import commands
from handlers.staff import hint_outsider, take_turn


def hear(conn: Connection, desk: Desk, incoming: Incoming, now: datetime) -> None:
    """Take in one message of the managers' group."""
    if incoming.kind is not Kind.MESSAGE or incoming.command is None:
        return
    turn = take_turn(conn, desk, incoming, now)
    if turn is None or not turn.person.is_manager:
        hint_outsider(conn, desk, incoming, now)
        return
    name = engineer_commands.command_of(turn)
    if name is None:
        return
    if not commands.run(turn, name) and not engineer_commands.run(turn, name):
        engineer_commands.unknown(turn)
