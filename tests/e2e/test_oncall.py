"""The rota in chat over HTTP: who is paged after each change, one second before and after it ends."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.oncall.plan import person_at, plan
from domain.tickets.commands import Step
from domain.tickets.events import Happened
from storage import apply, duty, tickets
from tests.e2e.rota import NAMES, opened, paged, until
from tests.e2e.stage import BOSS, ENGINEERS, FRIDAY, LIN, LINA, SUMMARY, Expected, Played, played


async def primary(desk: Played) -> int | None:
    """Who is primary at this moment."""
    now = desk.stage.clock.now()
    return await desk.read(
        lambda conn: person_at(duty.with_book(conn, desk.stage.service.desk, now), "primary", now)
    )


async def next_primary(desk: Played) -> tuple[int, datetime]:
    """Who has the next shift of the primary layer, and from when on."""
    now, settings = desk.stage.clock.now(), desk.stage.service.desk
    coming = plan(settings, "primary", now, now + timedelta(days=8))[1]
    assert coming.duty is not None
    return coming.duty.person, coming.start


def others(*people: int) -> list[int]:
    """The engineers but these and their superior."""
    return [one for one in NAMES if one not in (*people, BOSS)]


async def over(desk: Played, *expected: Expected) -> None:
    """The customer takes back whatever is open; then a week in which nothing is said but what is expected."""
    for number in await desk.read(lambda conn: tickets.open_of(conn, LINA)):
        await desk.withdraw(LINA, number)
    await desk.quiet_week(SUMMARY, *expected)


async def test_who_week_me_and_the_calendar_file_are_there_in_both_languages(tmp_path: Path) -> None:
    async with played(tmp_path, language="en") as desk:
        me = desk.on_duty[0]
        await desk.say(me, "/oncall", chat=ENGINEERS)
        (shown,) = desk.said(ENGINEERS, "On call now")
        assert NAMES[me] in str(shown.content["text"])
        assert "18:00" in str(shown.content["text"])
        await desk.say(LIN, "/oncall week")
        await desk.step.advance(5)
        (week,) = [m for m in desk.messages(LIN) if "photo" in m.content]
        assert "没有空档" in str(week.content["caption"]), desk.texts(LIN)[-1]
        await desk.say(me, "/oncall me")
        assert "主值班" in desk.texts(me)[-1]
        await desk.press(me, "oc.v.ics")
        (file,) = [m for m in desk.messages(me) if "document" in m.content]
        document = file.content["document"]
        assert document["file_name"] == "oncall.ics"
        assert "日历" in str(file.content["caption"])
        await over(desk)


async def test_an_override_is_paged_until_its_end_and_undone_by_a_tap(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, other = desk.on_duty[0], others(desk.on_duty[0])[-1]
        await desk.say(LIN, f"/override primary {NAMES[other]} 14:00")
        assert desk.said(LIN, "登记人")
        assert desk.said(first, NAMES[other]), "who loses the duty hears it"
        assert desk.said(other, NAMES[other]), "who gets the duty hears it"
        assert desk.said(ENGINEERS, "登记人")
        number = await opened(desk)
        assert other in await paged(desk, number)
        assert first not in await paged(desk, number)
        await desk.press(other, "do", ending="ack.0")
        message, _, data = next(one for one in desk.buttons(LIN) if one[2].startswith("1.oc.u"))
        assert (await desk.press_data(others(first)[0], message, data, LIN))["alert"], "not theirs"
        await desk.press_data(LIN, message, data)
        assert await primary(desk) == first
        assert desk.said(first, "已撤销")
        await desk.say(LIN, f"/override {NAMES[other]} 14:00")
        await until(desk, FRIDAY + timedelta(hours=4, seconds=-1))
        before = await opened(desk)
        assert other in await paged(desk, before)
        await until(desk, FRIDAY + timedelta(hours=4))
        after = await opened(desk)
        assert first in await paged(desk, after)
        assert other not in await paged(desk, after)
        await over(desk)


async def test_the_latest_made_override_counts(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        second, third = others(first)[:2]
        await desk.say(LIN, f"/override {NAMES[second]} 2h")
        await desk.say(LIN, f"/override {NAMES[third]} 1h")
        assert third in await paged(desk, await opened(desk))
        await desk.step.advance(3600)
        assert await primary(desk) == second
        await desk.step.advance(3600)
        assert await primary(desk) == first
        await over(desk)


async def test_an_override_is_made_step_by_step(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, other = desk.on_duty[0], others(desk.on_duty[0])[0]
        await desk.say(LIN, "/override")
        await desk.press(LIN, "oc.ol", words="主值班")
        await desk.press(LIN, "oc.ot", words=NAMES[other])
        await desk.press(LIN, "oc.oo", words="10:00–18:00")
        assert await primary(desk) == other
        again = [(m, d) for m, _, d in desk.buttons(LIN) if d.startswith("1.oc.u")]
        assert again
        await desk.press_data(LIN, *again[0])
        stale = await desk.press_data(LIN, *again[0])
        assert stale["alert"], "an old button does nothing and says so"
        assert await primary(desk) == first
        await over(desk)


async def test_who_is_away_is_not_paged(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        await desk.say(first, "/away")
        await desk.press(first, "oc.ao", words="今天")
        number = await opened(desk)
        assert first not in await paged(desk, number)
        assert desk.on_duty[1] in await paged(desk, number)
        answer = await desk.press(first, "oc.u")
        assert not answer.get("alert")
        assert await primary(desk) == first
        await over(desk)


async def test_a_delegate_stands_in_everywhere(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, other = desk.on_duty[0], others(desk.on_duty[0])[0]
        await desk.say(first, f"/delegate {NAMES[other]} 到 明天")
        assert desk.said(other, "代理")
        number = await opened(desk)
        assert other in await paged(desk, number)
        assert first not in await paged(desk, number)
        changes = await desk.read(lambda conn: duty.coming(conn, desk.stage.clock.now()))
        assert changes[0].ends_at == FRIDAY + timedelta(hours=14, days=1), "the whole of tomorrow"
        await desk.press(first, "oc.u")
        assert await primary(desk) == first
        await over(desk)


@pytest.mark.both_databases
async def test_a_swap_is_offered_accepted_and_told(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, start = await next_primary(desk)
        other, third = others(first)[:2]
        await desk.say(first, "/swap")
        await desk.press(first, "oc.ss", words="主值班")
        await desk.press(first, "oc.sp", words=NAMES[other])
        assert desk.said(other, "让出一个班")
        assert not desk.said(third, "让出一个班"), "only who was asked"
        message, _, data = next(one for one in desk.buttons(other) if one[2].startswith("1.oc.st"))
        wrong = await desk.press_data(third, message, data, other)
        assert wrong["alert"]
        await desk.press_data(other, message, data)
        assert desk.said(first, "接了")
        assert desk.said(other, "接了")
        assert desk.said(ENGINEERS, "接了")
        twice = await desk.press_data(other, message, data)
        assert twice["alert"]
        changes = await desk.read(lambda conn: duty.coming(conn, desk.stage.clock.now()))
        (change,) = changes
        assert (change.kind, change.person_id, change.other_id) == ("swap", other, first)
        assert change.starts_at == start
        await until(desk, start)
        number = await opened(desk)
        assert other in await paged(desk, number)
        assert first not in await paged(desk, number)
        await over(desk)


async def test_a_refused_swap_stays_with_its_owner(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, _ = await next_primary(desk)
        other = others(first)[0]
        await desk.say(first, f"/swap {NAMES[other]}")
        await desk.press(first, "oc.ss", words="主值班")
        await desk.press(other, "oc.sr")
        assert desk.said(first, "仍是您的")
        assert await desk.read(lambda conn: duty.coming(conn, desk.stage.clock.now())) == []
        assert not [d for _, _, d in desk.buttons(other) if d.startswith("1.oc.st")]
        await over(desk)


async def test_an_offer_expires_when_the_shift_begins(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, start = await next_primary(desk)
        await desk.say(first, "/swap")
        await desk.press(first, "oc.ss")
        await desk.press(first, "oc.sp", words="所有人")
        message, _, data = next(one for one in desk.buttons(others(first)[0]) if one[2].startswith("1.oc.st"))
        answer = await desk.press_data(first, message, data, others(first)[0])
        assert answer["alert"], "nobody takes their own shift"
        await until(desk, start + timedelta(seconds=-1))
        assert not desk.said(first, "让班已结束")
        await until(desk, start)
        assert desk.said(first, "让班已结束")
        late = await desk.press_data(others(first)[0], message, data)
        assert late["alert"]
        assert await desk.read(lambda conn: duty.coming(conn, desk.stage.clock.now())) == []
        await over(desk)


async def test_a_cover_is_taken_by_the_first_and_hands_itself_back(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        taker, slow = others(first)[:2]
        await desk.say(first, "/cover 2h")
        message, _, data = next(one for one in desk.buttons(slow) if one[2].startswith("1.oc.ct"))
        assert [d for _, _, d in desk.buttons(ENGINEERS) if d.startswith("1.oc.ct")], "the group is asked too"
        await desk.press(taker, "oc.ct")
        assert await primary(desk) == taker, "at once"
        answer = await desk.press_data(slow, message, data)
        assert answer["alert"]
        assert NAMES[taker] in answer["text"]
        assert not [d for _, _, d in desk.buttons(ENGINEERS) if d.startswith("1.oc.ct")], "no stale button"
        assert taker in await paged(desk, await opened(desk))
        (change, *_) = await desk.read(lambda conn: duty.coming(conn, desk.stage.clock.now()))
        await until(desk, change.ends_at - timedelta(seconds=1))
        before = await opened(desk)
        assert taker in await paged(desk, before)
        await until(desk, change.ends_at)
        after = await opened(desk)
        assert first in await paged(desk, after)
        assert taker not in await paged(desk, after)
        assert desk.said(first, "替班结束")
        assert desk.said(taker, "替班结束")
        await over(desk)


async def test_a_cover_is_handed_back_by_a_tap_and_told_to_both(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        taker, third = others(first)[:2]
        await desk.say(first, "/cover")
        await desk.press(first, "oc.cv", words="4")
        await desk.press(taker, "oc.ct")
        message, _, data = next(one for one in desk.buttons(taker) if one[2].startswith("1.oc.cb"))
        assert (await desk.press_data(third, message, data, taker))["alert"]
        await desk.press_data(taker, message, data)
        assert await primary(desk) == first
        assert desk.said(first, "恢复值班")
        assert desk.said(taker, "恢复值班")
        assert (await desk.press_data(taker, message, data))["alert"]
        await over(desk)


async def test_a_cover_that_nobody_takes_says_so(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        await desk.say(first, "/cover 2h")
        await desk.step.advance(1801)
        assert desk.said(first, "没有人替")
        assert not [d for _, _, d in desk.buttons(others(first)[0]) if d.startswith("1.oc.ct")]
        await over(desk)


async def taken(desk: Played, by: int) -> int:
    """A fault that this person has."""
    number = await opened(desk, level=2)
    now = desk.stage.clock.now()
    await desk.write(
        lambda conn: apply.apply(conn, desk.stage.service.desk, number, Step(Happened.ACKNOWLEDGED, by), now)
    )
    await desk.write(
        lambda conn: apply.apply(conn, desk.stage.service.desk, number, Step(Happened.REMOTE, by), now)
    )
    await desk.step.settle()
    return number


async def test_a_handover_is_asked_at_the_change_and_accepted_by_button(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        number = await taken(desk, first)
        await until(desk, FRIDAY + timedelta(hours=8, seconds=-1))
        assert not any(d.startswith("1.oc.ht") for one in NAMES for _, _, d in desk.buttons(one))
        await until(desk, FRIDAY + timedelta(hours=8))
        incoming = await primary(desk)
        assert incoming not in (None, first)
        assert desk.said(incoming, "交接")
        assert f"#{number}" in str(desk.said(incoming, "交接")[0].content["text"])
        assert desk.said(first, "您的值班已结束")
        assert (await desk.ticket(number)).assignee_id == first, "until accepted"
        message, _, data = next(one for one in desk.buttons(incoming) if one[2].startswith("1.oc.ht"))
        wrong = await desk.press_data(others(first, incoming)[0], message, data, incoming)
        assert wrong["alert"]
        await desk.press_data(incoming, message, data)
        assert (await desk.ticket(number)).assignee_id == incoming
        assert desk.said(first, "接手")
        twice = await desk.press_data(incoming, message, data)
        assert twice["alert"]
        await desk.step.advance(3600)
        assert not desk.said(BOSS, "还没有从"), "accepted in time: the superior hears nothing"
        await over(desk)


async def test_a_handover_not_accepted_is_told_to_the_superior_once(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        number = await taken(desk, first)
        await until(desk, FRIDAY + timedelta(hours=8, seconds=599))
        assert not desk.said(BOSS, "还没有从")
        await until(desk, FRIDAY + timedelta(hours=8, seconds=600))
        (told,) = desk.said(BOSS, "还没有从")
        assert f"#{number}" in str(told.content["text"])
        await desk.step.advance(3600)
        assert len(desk.said(BOSS, "还没有从")) == 1
        assert (await desk.ticket(number)).assignee_id == first
        incoming = await primary(desk)
        await desk.press(incoming, "oc.ht")
        assert (await desk.ticket(number)).assignee_id == incoming, "late is better than never"
        assert desk.said(BOSS, "接手")
        await over(desk)


async def test_without_open_tickets_a_change_of_shift_says_nothing(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await over(desk)


async def test_a_change_of_the_book_hands_over_as_well(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        number = await taken(desk, first)
        taker = others(first)[0]
        await desk.say(first, "/cover 1h")
        await desk.press(taker, "oc.ct")
        await desk.press(taker, "oc.ht")
        assert (await desk.ticket(number)).assignee_id == taker
        await desk.step.advance(3601)
        await desk.press(first, "oc.ht")
        assert (await desk.ticket(number)).assignee_id == first
        await over(desk)


async def test_what_was_not_handed_over_goes_to_whoever_is_next(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        number = await taken(desk, first)
        second, third = others(first)[:2]
        await desk.say(LIN, f"/override {NAMES[second]} 1h")
        message, _, data = next(one for one in desk.buttons(second) if one[2].startswith("1.oc.ht"))
        await desk.say(LIN, f"/override {NAMES[third]} 2h")
        assert (await desk.press_data(second, message, data))["alert"], "the duty has moved on"
        await desk.press(third, "oc.ht")
        assert (await desk.ticket(number)).assignee_id == third
        await over(desk)
