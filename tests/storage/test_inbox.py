"""The inbox: what was recorded is known, comes again until it is done, and is forgotten in the end."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from storage import inbox, tables
from storage.engine import Store
from tests.conftest import START


async def test_an_update_is_new_only_once(store: Store) -> None:
    def twice(conn: Connection) -> list[bool]:
        return [inbox.record(conn, 7, "{}", START) for _ in range(2)]

    assert await store.write(twice) == [True, False]


async def test_a_lower_id_than_the_last_is_new_all_the_same(store: Store) -> None:
    await store.write(lambda conn: inbox.record(conn, 900_000_000, "{}", START))
    assert await store.write(lambda conn: inbox.record(conn, 12, "{}", START))


async def test_what_is_not_done_comes_again_in_the_order_of_arrival(store: Store) -> None:
    def fill(conn: Connection) -> None:
        inbox.record(conn, 900, "first", START)
        inbox.record(conn, 3, "after a quiet week", START + timedelta(seconds=1))
        inbox.record(conn, 5, "done", START)
        inbox.done(conn, 5)

    await store.write(fill)
    waiting = await store.read(inbox.pending)
    assert [(item.update_id, item.raw) for item in waiting] == [(900, "first"), (3, "after a quiet week")]


async def test_what_is_done_keeps_no_words_but_is_known_for_two_days(store: Store) -> None:
    def work(conn: Connection) -> tuple[bool, int, int, bool]:
        inbox.record(conn, 7, "secret", START)
        inbox.done(conn, 7)
        raw = conn.execute(tables.inbox.select()).one().raw
        early = inbox.prune(conn, START + timedelta(hours=47))
        late = inbox.prune(conn, START + timedelta(hours=49))
        return raw == "", early, late, inbox.record(conn, 7, "secret", START)

    assert await store.write(work) == (True, 0, 1, True)


async def test_failures_are_counted_and_the_last_one_puts_it_aside(store: Store) -> None:
    def work(conn: Connection) -> list[int | None]:
        inbox.record(conn, 7, "{}", START)
        return [inbox.failed(conn, 7, "KeyError", give_up_after=3) for _ in range(3)]

    assert await store.write(work) == [1, 2, None]
    assert await store.read(inbox.pending) == []
    assert await store.read(lambda conn: inbox.count(conn, "failed")) == 1


async def test_what_was_put_aside_is_not_lost_and_can_be_tried_again(store: Store) -> None:
    def work(conn: Connection) -> int:
        inbox.record(conn, 7, "words", START)
        inbox.failed(conn, 7, "KeyError", give_up_after=1)
        inbox.prune(conn, START + timedelta(days=29))
        return inbox.retry_failed(conn)

    assert await store.write(work) == 1
    assert [item.raw for item in await store.read(inbox.pending)] == ["words"]


async def test_the_same_press_under_another_id_is_seen_as_the_same(store: Store) -> None:
    def work(conn: Connection) -> list[bool]:
        return [inbox.first_seen(conn, key, START) for key in ("1:5:ack", "1:5:ack", "1:6:ack")]

    assert await store.write(work) == [True, False, True]
