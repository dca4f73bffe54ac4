"""Several tickets that wake one person by one channel are one call that names them."""

from __future__ import annotations

from tests.channels.conftest import Night


async def test_ten_tickets_are_one_call_that_names_them(night: Night) -> None:
    numbers = [await night.fault() for _ in range(10)]
    await night.channels().drain()
    ((_, call),) = night.calls
    assert all(f"#{number}" in call.title for number in numbers)
    assert {row.state for row in await night.rows()} == {"sent"}


async def test_what_comes_within_a_minute_of_a_call_is_named_by_the_next_one(night: Night) -> None:
    channels = night.channels()
    await night.fault()
    await channels.drain()
    later = []
    for _ in range(3):
        night.clock.advance(15)
        later.append(await night.fault())
        await channels.drain()
    assert len(night.calls) == 1, "whoever is being called cannot be called again"
    night.clock.advance(15)
    await channels.drain()
    assert len(night.calls) == 2
    assert all(f"#{number}" in night.calls[1][1].title for number in later)


async def test_a_call_for_several_that_fails_is_tried_again_for_all_of_them(night: Night) -> None:
    night.answers = ["failed"]
    numbers = [await night.fault() for _ in range(3)]
    channels = night.channels()
    await channels.drain()
    assert {row.state for row in await night.rows()} == {"new"}
    night.clock.advance(5)
    await channels.drain()
    assert len(night.calls) == 2
    assert all(f"#{number}" in night.calls[1][1].title for number in numbers)
    assert {row.state for row in await night.rows()} == {"sent"}


async def test_one_address_for_everybody_is_called_once_for_several_tickets(night: Night) -> None:
    night.env["NIGHT_URL"] = "json://gateway/night"
    numbers = [await night.fault() for _ in range(3)]
    await night.channels().drain()
    ((address, call),) = night.calls
    assert address == "json://gateway/night"
    assert all(f"#{number}" in call.title for number in numbers)
