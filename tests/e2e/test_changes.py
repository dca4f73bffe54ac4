"""A contract changed, a holiday list loaded: the managers see what moves, and decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from domain.tickets.commands import Opening
from storage import apply, contracts, rebuild
from storage.tables import clocks
from tests.e2e.stage import FRIDAY, LIN, LINA, MANAGERS, Played, played

SCHOOL = "SCHOOL-1"


async def _faster(desk: Played) -> None:
    """As after a restart with a contract whose repairs are promised in half the time."""
    service = desk.stage.service
    now = desk.stage.clock.now()

    def change(conn: Connection) -> int:
        known = {code: (customer, spec) for code, _, customer, spec in contracts.every(conn)}
        customer, spec = known[SCHOOL]
        terms = dict(spec["terms"])
        terms["levels"] = [dict(level) for level in terms["levels"]]
        terms["levels"][0]["clocks"] = {
            **terms["levels"][0]["clocks"], "restore": {"within": "12h", "calendar": "always"},
        }  # fmt: skip
        return contracts.keep(conn, SCHOOL, customer, {**spec, "terms": terms}, now)

    version = await desk.write(change)
    service._versions[SCHOOL] = version
    fresh = await desk.read(service._desk)
    newest = replace(fresh.contracts[SCHOOL], preset=fresh.versions[SCHOOL, version])
    service.desk = replace(
        fresh, bot_username=service.desk.bot_username, contracts={**fresh.contracts, SCHOOL: newest}
    )
    service.sweep.desk = service._voice.desk = service._gallery.desk = service.desk
    from schedules import versions

    await desk.write(lambda conn: versions.ask(conn, service.desk, now))
    await desk.step.settle()


async def _restore_due(desk: Played, number: int) -> datetime:
    query = select(clocks.c.due_at).where(
        clocks.c.ticket == number, clocks.c.name == "restore", clocks.c.superseded.is_(False)
    )
    found: datetime = await desk.read(lambda conn: conn.execute(query).scalar_one())
    return found


async def _opened(desk: Played) -> int:
    service = desk.stage.service

    def report(conn: Connection) -> int:
        opening = Opening("fault", SCHOOL, 1, LINA, "no picture", 1)
        return apply.open_new(conn, service.desk, opening, desk.stage.clock.now()).id

    number: int = await desk.write(report)
    await desk.step.settle()
    return number


async def test_a_manager_sees_what_a_new_version_would_move_and_lets_the_tickets_go_over(
    tmp_path: Path,
) -> None:
    async with played(tmp_path, language="en") as desk:
        number = await _opened(desk)
        before = await _restore_due(desk, number)
        await _faster(desk)
        (asked,) = desk.said(MANAGERS, "now has version 2")
        assert f"#{number} Restored: tomorrow 10:00 → 22:00" in str(asked.content["text"])
        assert await _restore_due(desk, number) == before, "nothing moves before somebody decides"
        await desk.press(LIN, "vm", chat=MANAGERS)
        await desk.step.settle()
        assert (before - await _restore_due(desk, number)).total_seconds() == 12 * 3600
        assert desk.said(MANAGERS, "One open ticket went over") or desk.said(MANAGERS, "one open ticket went")


async def test_kept_terms_stay_for_running_tickets_and_the_question_is_not_asked_again(
    tmp_path: Path,
) -> None:
    async with played(tmp_path, language="en") as desk:
        number = await _opened(desk)
        before = await _restore_due(desk, number)
        await _faster(desk)
        await desk.press(LIN, "vk", chat=MANAGERS)
        await desk.step.settle()
        assert await _restore_due(desk, number) == before
        assert await desk.read(lambda conn: rebuild.outdated(conn, SCHOOL, 2)) == [number]
        assert desk.said(MANAGERS, "keep the older terms")


async def test_a_manager_loads_a_years_holidays_and_running_deadlines_follow(tmp_path: Path) -> None:
    monday = datetime(2031, 3, 3, 1, 0, tzinfo=UTC)
    async with played(tmp_path, language="en", at=monday) as desk:
        service = desk.stage.service

        def ask(conn: Connection) -> int:
            opening = Opening("complaint", SCHOOL, 1, LINA, "nobody came", None)
            return apply.open_new(conn, service.desk, opening, monday).id

        number: int = await desk.write(ask)
        await desk.step.settle()
        assert desk.said(LINA, "2031"), "the card says that the deadline counts plain weekdays"
        await desk.say(LIN, "/holidays 2031\n2031-03-04 off\nnonsense", chat=MANAGERS)
        assert desk.said(MANAGERS, "line 2")
        await desk.say(LIN, "/holidays 2031\n2031-03-04..2031-03-05 off", chat=MANAGERS)
        await desk.step.settle()
        (told,) = desk.said(MANAGERS, "running deadlines were computed anew")
        assert f"#{number} Complaint answered" in str(told.content["text"])
        assert not desk.said(LINA, "2031"), "mended"
        await desk.say(LIN, "/holidays", chat=MANAGERS)
        assert desk.said(MANAGERS, "2031")


async def test_the_language_of_fridays_stays(tmp_path: Path) -> None:
    async with played(tmp_path, language="zh", at=FRIDAY) as desk:
        await desk.say(LIN, "/holidays", chat=MANAGERS)
        assert desk.said(MANAGERS, "法定节假日")
