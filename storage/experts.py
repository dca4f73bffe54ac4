"""The topic in which the experts called together for a ticket talk: what is said there stays inside."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from storage import marks

_OF_TICKET, _OF_THREAD = "experts-thread", "thread-experts"


def thread_of(conn: Connection, number: int) -> int | None:
    """The experts' topic of a ticket, once it has been made."""
    thread = marks.get(conn, f"{_OF_TICKET}:{number}")
    return int(thread) if thread is not None else None


def ticket_of(conn: Connection, thread_id: int) -> int | None:
    """The ticket whose experts talk in that topic."""
    number = marks.get(conn, f"{_OF_THREAD}:{thread_id}")
    return int(number) if number is not None else None


def set_thread(conn: Connection, number: int, thread_id: int, now: datetime) -> None:
    """Remember the topic, both ways."""
    marks.put(conn, f"{_OF_TICKET}:{number}", str(thread_id), now)
    marks.put(conn, f"{_OF_THREAD}:{thread_id}", str(number), now)


def forget_thread(conn: Connection, number: int) -> None:
    """The topic is gone."""
    thread = thread_of(conn, number)
    if thread is not None:
        marks.drop(conn, f"{_OF_TICKET}:{number}")
        marks.drop(conn, f"{_OF_THREAD}:{thread}")
