"""A wake goes out once, is tried again when it fails, and is dropped when somebody has the ticket."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.tickets.commands import Step
from domain.tickets.events import Happened
from storage import apply, outbox
from storage.outbox import Lane
from tests.channels.conftest import Night

PAUSES = (5, 20, 60, 180)


async def test_the_person_is_called_at_the_address_of_the_environment(night: Night) -> None:
    number = await night.fault()
    await night.channels().drain()
    ((address, call),) = night.calls
    (row,) = await night.rows()
    assert address == f"sms://key@gateway/86139{row.chat_id:08}"
    assert f"#{number}" in call.title
    assert f"#{number}" in call.body
    assert (row.state, row.sent_at) == ("sent", night.clock.now())


async def test_no_phone_number_of_a_customer_leaves_the_house(night: Night) -> None:
    await night.fault("Camera 3 is black, call +86 138 0013 8000 or (010)5555-0100")
    await night.channels().drain()
    words = night.calls[0][1].title + night.calls[0][1].body
    assert "Camera 3 is black" in words
    assert not any(part in words for part in ("8000", "138", "0100", "5555"))


async def test_who_acknowledged_is_not_called(night: Night) -> None:
    number = await night.fault()
    (row,) = await night.rows()
    taken = Step(Happened.ACKNOWLEDGED, row.chat_id)
    await night.store.write(lambda conn: apply.apply(conn, night.desk, number, taken, night.clock.now()))
    await night.channels().drain()
    (row,) = await night.rows()
    assert night.calls == []
    assert (row.state, row.error) == ("dropped", "acknowledged meanwhile")


async def test_a_call_that_fails_is_tried_again_ever_more_slowly_and_then_told_to_the_managers(
    night: Night,
) -> None:
    await night.fault()
    night.answers = ["refused"] * 5
    channels = night.channels()
    for tried, pause in enumerate(PAUSES, 1):
        assert await channels.drain() == pause
        assert len(night.calls) == tried
        night.clock.advance(pause - 1)
        assert await channels.drain() == 1
        assert len(night.calls) == tried
        night.clock.advance(1)
    assert await channels.drain() is None
    (row,) = await night.rows()
    assert (len(night.calls), row.state, row.error) == (5, "failed", "refused")
    assert await night.told() == ["channel-failed"]
    night.clock.advance(86400)
    assert await channels.drain() is None
    assert len(night.calls) == 5


async def test_a_call_that_succeeds_at_last_is_recorded_and_disturbs_no_manager(night: Night) -> None:
    await night.fault()
    night.answers = ["no answer in time"]
    channels = night.channels()
    await channels.drain()
    night.clock.advance(5)
    await channels.drain()
    (row,) = await night.rows()
    assert (len(night.calls), row.state, row.attempts) == (2, "sent", 1)
    assert await night.told() == []


async def test_acknowledged_between_two_attempts_there_is_no_second(night: Night) -> None:
    number = await night.fault()
    night.answers = ["refused"]
    channels = night.channels()
    await channels.drain()
    (row,) = await night.rows()
    taken = Step(Happened.ACKNOWLEDGED, row.chat_id)
    await night.store.write(lambda conn: apply.apply(conn, night.desk, number, taken, night.clock.now()))
    night.clock.advance(5)
    await channels.drain()
    assert len(night.calls) == 1


async def test_a_call_cut_off_by_a_crash_is_made_again(night: Night) -> None:
    await night.fault()
    (row,) = await night.rows()
    await night.store.write(lambda conn: outbox.mark_sending(conn, row.id))
    await night.channels().drain()
    (row,) = await night.rows()
    assert (len(night.calls), row.state, row.uncertain) == (1, "sent", False)


async def test_it_is_marked_before_it_goes_out(night: Night) -> None:
    await night.fault()
    states = []

    async def look(address: str, call: object) -> None:
        states.extend(row.state for row in await night.rows())

    await night.channels(knock=look).drain()
    assert states == ["sending"]


@pytest.mark.parametrize(
    ("env", "usable", "told"),
    [
        ({}, True, "channel-no-address"),
        ({"NIGHT_URL": "  "}, True, "channel-no-address"),
        ({"NIGHT_URL": "sms://key@gateway/{phone}"}, False, "channel-not-installed"),
    ],
)
async def test_what_cannot_be_used_is_told_once_a_day_and_stops_nothing(
    night: Night, env: dict[str, str], usable: bool, told: str
) -> None:
    night.env = env
    for _ in range(3):
        await night.fault()
    await night.channels(usable=lambda: usable).drain()
    assert night.calls == []
    assert [row.state for row in await night.rows()] == ["failed"] * 3
    assert await night.told() == [told]


async def test_who_has_no_phone_number_is_named(night: Night) -> None:
    night.desk = replace(
        night.desk, people={one.id: replace(one, phone=None) for one in night.desk.people.values()}
    )
    await night.fault()
    await night.channels().drain()
    assert await night.told() == ["channel-no-phone"]


async def test_an_address_without_a_phone_number_is_called_once_a_step(night: Night) -> None:
    night.env = {"NIGHT_URL": "mailto://night@example.org"}
    number = await night.fault()
    (row,) = await night.rows()
    other = next(one.id for one in night.desk.people.values() if one.id != row.chat_id)
    await night.store.write(
        lambda conn: outbox.put(
            conn, lane=Lane.PAGE, chat_id=other, kind="wake", now=night.clock.now(), ticket=number,
            person_id=other, data=row.data, dedupe="another",
        )
    )  # fmt: skip
    await night.channels().drain()
    assert len(night.calls) == 1
    assert [row.state for row in await night.rows()] == ["sent", "dropped"]


async def test_a_channel_of_one_person_wakes_nobody_else(night: Night) -> None:
    (channel,) = night.desk.channels.values()
    night.desk = replace(night.desk, channels={channel.name: replace(channel, people=(123,))})
    await night.fault()
    await night.channels().drain()
    (row,) = await night.rows()
    assert (night.calls, row.error) == ([], "not for this person")


async def test_the_address_is_never_logged(night: Night, caplog: pytest.LogCaptureFixture) -> None:
    await night.fault()
    night.answers = ["refused"] * 9
    channels = night.channels()
    with caplog.at_level(logging.DEBUG):
        for _ in range(6):
            await channels.drain()
            night.clock.advance(timedelta(minutes=5).total_seconds())
    assert "tried" not in caplog.text
    assert "gateway" not in caplog.text
    assert "channel night" in caplog.text


async def test_telegrams_sender_leaves_these_rows_alone(night: Night) -> None:
    await night.fault()
    now = night.clock.now()
    heads = await night.store.read(lambda conn: outbox.heads(conn, now))
    (row,) = await night.rows()
    assert row.id not in {head[0] for head in heads}
    await night.store.write(lambda conn: outbox.mark_sending(conn, row.id))
    assert await night.store.read(outbox.interrupted) == []
