"""Half-filled forms of engineers: rows, so that a restart loses no word of them.

One per person and chat. A row is never deleted: its fence goes on growing, so that a button of an old form can
never fit a newer one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.tables import forms

CLOSED = "closed"


class UnknownForm(LookupError):
    """There is no form of that number."""


@dataclass(frozen=True)
class Form:
    """A form as stored. `message_id` is the bot's message that shows it, once a press has told which it is."""

    id: int
    person_id: int
    chat_id: int
    ticket: int
    kind: str
    step: str
    data: Mapping[str, Any]
    fence: int
    message_id: int | None
    updated_at: datetime

    @property
    def living(self) -> bool:
        """Not sent and not cancelled."""
        return self.step != CLOSED


def get(conn: Connection, number: int) -> Form:
    """The form of that number; UnknownForm if there is none."""
    row = conn.execute(select(forms).where(forms.c.id == number)).one_or_none()
    if row is None:
        raise UnknownForm(number)
    return Form(**row._mapping)


def living_of(conn: Connection, person_id: int, chat_id: int) -> Form | None:
    """The form that the person is filling in there."""
    row = conn.execute(
        select(forms).where(
            forms.c.person_id == person_id, forms.c.chat_id == chat_id, forms.c.step != CLOSED
        )
    ).one_or_none()
    return Form(**row._mapping) if row is not None else None


def begin(
    conn: Connection,
    *,
    person_id: int,
    chat_id: int,
    ticket: int,
    kind: str,
    step: str,
    now: datetime,
) -> Form:
    """Begin a form; an unfinished one of the same person in the same chat is given up."""
    fresh: dict[str, Any] = {
        "ticket": ticket, "kind": kind, "step": step, "data": {}, "message_id": None, "updated_at": now,
    }  # fmt: skip
    mine = (forms.c.person_id == person_id, forms.c.chat_id == chat_id)
    older = conn.execute(select(forms.c.id).where(*mine)).scalar()
    if older is not None:
        conn.execute(update(forms).where(forms.c.id == older).values(fence=forms.c.fence + 1, **fresh))
        return get(conn, older)
    result = conn.execute(insert(forms).values(person_id=person_id, chat_id=chat_id, fence=0, **fresh))
    assert result.inserted_primary_key is not None
    return get(conn, int(result.inserted_primary_key[0]))


def move(
    conn: Connection, form: Form, now: datetime, step: str, data: Mapping[str, Any] | None = None
) -> Form:
    """Go to another step; buttons shown so far are stale from now on."""
    values: dict[str, Any] = {"step": step, "fence": form.fence + 1, "updated_at": now}
    if data is not None:
        values["data"] = dict(data)
    conn.execute(update(forms).where(forms.c.id == form.id).values(**values))
    return get(conn, form.id)


def close(conn: Connection, form: Form, now: datetime) -> None:
    """The form is done with."""
    move(conn, form, now, CLOSED, {})


def stands_at(conn: Connection, form: Form, message_id: int) -> Form:
    """Remember which message shows the form."""
    conn.execute(update(forms).where(forms.c.id == form.id).values(message_id=message_id))
    return get(conn, form.id)
