"""Say something because time passed: a row of the outbox, put into words in the reader's language when it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from storage import outbox
from storage.outbox import Lane


def tell(
    conn: Connection,
    chat_id: int,
    now: datetime,
    text_id: str,
    variables: Mapping[str, Any] | None = None,
    *,
    buttons: Sequence[Sequence[Mapping[str, Any]]] = (),
    lane: Lane = Lane.PROMPT,
    dedupe: str | None = None,
) -> None:
    """Queue a text. Instants go in as `{"at": iso}`, words that depend on the language as `{"in": {"zh": …, "en": …}}`."""
    data = {
        "id": text_id, "vars": dict(variables or {}), "buttons": [[dict(key) for key in row] for row in buttons],
    }  # fmt: skip
    outbox.put(
        conn, lane=lane, chat_id=chat_id, kind="text", now=now, person_id=chat_id if chat_id > 0 else None, data=data,
        dedupe=dedupe,
    )  # fmt: skip
