"""The outbox as a queue: what is put together, what comes first, what waits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from storage import outbox
from storage.engine import Store
from storage.outbox import Lane
from tests.conftest import START


def put(conn: Connection, **changes: Any) -> int | None:
    given: dict[str, Any] = {"lane": Lane.ANSWER, "chat_id": 1, "kind": "text", "now": START}
    return outbox.put(conn, **(given | changes))


async def test_the_more_important_row_of_a_chat_comes_first_however_late_it_was_put(store: Store) -> None:
    def fill(conn: Connection) -> int | None:
        for _ in range(5):
            put(conn, lane=Lane.REPORT)
        return put(conn, lane=Lane.FIRST_PAGE)

    page = await store.write(fill)
    assert await store.read(lambda conn: outbox.heads(conn, START)) == [(page, 1, Lane.FIRST_PAGE)]


async def test_each_chat_has_one_head_and_the_most_important_chat_leads(store: Store) -> None:
    def fill(conn: Connection) -> list[int | None]:
        return [
            put(conn, chat_id=1, lane=Lane.CARD),
            put(conn, chat_id=2, lane=Lane.PAGE),
            put(conn, chat_id=1, lane=Lane.CARD),
        ]

    first, second, _ = await store.write(fill)
    heads = await store.read(lambda conn: outbox.heads(conn, START))
    assert [head[0] for head in heads] == [second, first]


async def test_a_row_that_is_not_due_yet_is_no_head_but_says_when_it_will_be(store: Store) -> None:
    later = START + timedelta(seconds=40)
    await store.write(lambda conn: put(conn, not_before=later))
    assert await store.read(lambda conn: outbox.heads(conn, START)) == []
    assert await store.read(lambda conn: outbox.next_due(conn, START)) == later


async def test_a_later_answer_of_a_ticket_waits_for_the_earlier_one(store: Store) -> None:
    def fill(conn: Connection) -> tuple[int | None, int | None]:
        put(conn, ticket=7, not_before=START + timedelta(seconds=40))
        return put(conn, ticket=7), put(conn, ticket=8)

    _, other_ticket = await store.write(fill)
    assert [head[0] for head in await store.read(lambda conn: outbox.heads(conn, START))] == [other_ticket]


async def test_a_page_does_not_wait_for_an_earlier_page_of_its_ticket(store: Store) -> None:
    def fill(conn: Connection) -> int | None:
        put(conn, ticket=7, lane=Lane.PAGE, not_before=START + timedelta(seconds=40))
        return put(conn, ticket=7, lane=Lane.PAGE)

    second = await store.write(fill)
    assert [head[0] for head in await store.read(lambda conn: outbox.heads(conn, START))] == [second]


async def test_a_second_row_of_the_same_meaning_replaces_what_still_waits(store: Store) -> None:
    soon, later = START + timedelta(seconds=5), START + timedelta(seconds=15)

    def fill(conn: Connection) -> tuple[int | None, int | None, outbox.Row | None]:
        first = put(conn, dedupe="card:7", data={"n": 1}, lane=Lane.CARD, not_before=soon)
        second = put(conn, dedupe="card:7", data={"n": 2}, fence=9, lane=Lane.PAGE, not_before=later)
        assert first is not None
        return first, second, outbox.waiting(conn, first)

    first, second, row = await store.write(fill)
    assert first == second
    assert row is not None
    assert (row.data, row.fence, row.lane) == ({"n": 2}, 9, Lane.PAGE)
    assert row.not_before == soon, "a stream of changes must not put the row off for ever"


async def test_a_meaning_that_was_said_is_not_said_again(store: Store) -> None:
    def fill(conn: Connection) -> int | None:
        first = put(conn, dedupe="warn:7")
        assert first is not None
        outbox.mark_sending(conn, first)
        assert put(conn, dedupe="warn:7") is None
        outbox.mark_sent(conn, first, 5, START)
        return put(conn, dedupe="warn:7")

    assert await store.write(fill) is None


async def test_a_reusable_meaning_is_free_as_soon_as_sending_has_begun(store: Store) -> None:
    def fill(conn: Connection) -> tuple[int | None, int | None]:
        first = put(conn, dedupe="card:7", reusable=True)
        assert first is not None
        outbox.mark_sending(conn, first)
        return first, put(conn, dedupe="card:7", reusable=True)

    first, second = await store.write(fill)
    assert second not in (None, first)


async def test_a_refused_card_gives_way_to_a_newer_one_of_the_same_meaning(store: Store) -> None:
    def fill(conn: Connection) -> bool:
        first = put(conn, dedupe="card:7", reusable=True)
        assert first is not None
        row = outbox.waiting(conn, first)
        assert row is not None
        outbox.mark_sending(conn, first)
        put(conn, dedupe="card:7", reusable=True)
        return outbox.delay(conn, row, START + timedelta(seconds=1))

    assert await store.write(fill) is False
    assert (await store.read(lambda conn: outbox.health(conn, START))).waiting == 1


async def test_cancelling_drops_only_what_waits_for_that_ticket_and_kind(store: Store) -> None:
    def fill(conn: Connection) -> int:
        put(conn, ticket=7, kind="page")
        put(conn, ticket=7, kind="card", chat_id=2)
        put(conn, ticket=8, kind="page", chat_id=3)
        return outbox.cancel(conn, 7, ["page"], "acknowledged")

    assert await store.write(fill) == 1
    assert [head[1] for head in await store.read(lambda conn: outbox.heads(conn, START))] == [2, 3]


async def test_health_tells_the_age_of_the_oldest_due_row_and_the_failures(store: Store) -> None:
    def fill(conn: Connection) -> None:
        put(conn)
        put(conn, not_before=START + timedelta(days=1))
        lost = put(conn)
        assert lost is not None
        outbox.mark_failed(conn, lost, "no such chat")

    await store.write(fill)
    health = await store.read(lambda conn: outbox.health(conn, START + timedelta(minutes=5)))
    assert health == outbox.Health(waiting=2, oldest=START, failed=1)


async def test_old_rows_are_forgotten_once_they_wait_for_nothing(store: Store) -> None:
    def fill(conn: Connection) -> int:
        sent = put(conn)
        put(conn)
        assert sent is not None
        outbox.mark_sent(conn, sent, 5, START)
        return outbox.prune(conn, START + timedelta(days=91))

    assert await store.write(fill) == 1
    assert (await store.read(lambda conn: outbox.health(conn, START))).waiting == 1
