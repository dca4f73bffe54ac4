"""The two groups: their present id (Telegram changes it when a group becomes a supergroup) and what they can do."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from storage.tables import chats


def know(
    conn: Connection, configured_id: int, *, has_topics: bool | None = None, trouble: str | None = None
) -> None:
    """Remember what Telegram says of a configured chat."""
    values: dict[str, object] = {"trouble": trouble}
    if has_topics is not None:
        values["has_topics"] = has_topics
    if (
        conn.execute(update(chats).where(chats.c.configured_id == configured_id).values(**values)).rowcount
        == 0
    ):
        conn.execute(
            insert(chats).values(
                configured_id=configured_id,
                actual_id=configured_id,
                has_topics=bool(has_topics),
                trouble=trouble,
            )
        )


def migrate(conn: Connection, old_id: int, new_id: int) -> bool:
    """The group `old_id` is `new_id` now; either service message may come first, twice is once."""
    known = conn.execute(select(chats).where(chats.c.actual_id == old_id)).one_or_none()
    if known is None:
        return False
    conn.execute(update(chats).where(chats.c.actual_id == old_id).values(actual_id=new_id))
    return True


def actual(conn: Connection, chat_id: int) -> int:
    """Where to send what is meant for the configured `chat_id` (people's ids stay as they are)."""
    if chat_id > 0:
        return chat_id
    found = conn.execute(select(chats.c.actual_id).where(chats.c.configured_id == chat_id)).scalar()
    return int(found) if found is not None else chat_id


def configured(conn: Connection, chat_id: int) -> int:
    """The configured id of the chat that is `chat_id` at Telegram."""
    if chat_id > 0:
        return chat_id
    found = conn.execute(select(chats.c.configured_id).where(chats.c.actual_id == chat_id)).scalar()
    return int(found) if found is not None else chat_id


def has_topics(conn: Connection, configured_id: int) -> bool:
    """Whether tickets get forum topics of their own."""
    return bool(
        conn.execute(select(chats.c.has_topics).where(chats.c.configured_id == configured_id)).scalar()
    )
