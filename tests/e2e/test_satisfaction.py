"""A survey with a low answer, and a return visit with a problem, from the question to the end, as people see them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.cast import CLINIC, SCHOOL
from domain.plans.surveys import INDICATORS
from domain.tickets.commands import Confirm, Opening, Resolve, Step
from domain.tickets.events import Happened
from storage import apply, dues, surveys, tickets
from tests.e2e.stage import BOSS, ENGINEERS, LIN, LINA, MANAGERS, SARAH, Played, played
from views.texts import plain

SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
_DAY = 24 * 3600


async def begun(desk: Played, contract: str, day: str) -> None:
    """The contract began on that day, says the settings' file; then the desk is started anew."""
    line = f'code = "{contract}"'
    await desk.restart(settings=lambda words: words.replace(line, f"{line}\nbegins = {day}"))


async def repaired(desk: Played, engineer: int, customer: int, contract: str) -> None:
    """A repair of the interval, so that there is somebody whom the customer judges."""
    now = desk.stage.clock.now()

    def carry_out(conn):  # type: ignore[no-untyped-def]
        service = desk.stage.service.desk
        opening = Opening("fault", contract, service.contracts[contract].version, customer, "dark", 2)
        ticket = apply.open_new(conn, service, opening, now)
        for command in (
            Step(Happened.ACKNOWLEDGED, engineer),
            Resolve(engineer, "hardware", "cable", "new cable", ""),
            Confirm(customer),
        ):
            apply.apply(conn, service, ticket.id, command, now)

    await desk.write(carry_out)
    await desk.step.settle()


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("person", "contract", "language", "comment"),
    [(LINA, SCHOOL, "zh", "来得太慢了"), (SARAH, CLINIC, "en", "It took far too long")],
)
async def test_a_whole_survey_and_the_follow_up_of_its_low_answers(
    tmp_path: Path, person: int, contract: str, language: str, comment: str
) -> None:
    async with played(tmp_path, at=SUNDAY, language=language) as desk:
        engineer = desk.on_duty[0]
        await repaired(desk, engineer, person, contract)
        # Half-yearly: due on 22 January, asked for sixty days before.
        await begun(desk, contract, "2026-07-22")
        await desk.step.advance(_DAY)
        assert len(desk.said(person, plain(language, "survey-button-begin"))) == 0
        await desk.press(person, "vs", words=plain(language, "survey-button-begin"))
        before = len(desk.messages(person))
        for place, name in enumerate(INDICATORS):
            (shown,) = desk.said(person, f"{place + 1}/15")
            assert plain(language, f"survey-item-{name}") in str(shown.content["text"])
            if name == "online-content":
                await desk.press(person, "vs", ending=".k")
                continue
            level = 1 if name == "onsite-response" else 4
            answer = await desk.press(
                person, "vs", words=plain(language, f"survey-level-{level}"), ending=f".{level}"
            )
            assert plain(language, f"survey-level-{level}") in str(answer["text"])
        assert len(desk.messages(person)) == before, "one living message"
        await desk.press(person, "vs", ending=".w")
        await desk.say(person, comment)
        assert desk.said(
            person,
            plain(language, "survey-thanks-low", customer=customer(desk, contract), given=14, count=15),
        )
        (due,) = await desk.read(lambda conn: dues.listed(conn, kinds=("survey",), contract=contract))
        assert (due.state, due.late) == ("done", False)
        mine = await desk.read(
            lambda conn: [one for one in surveys.of_due(conn, due.id) if one.person_id == person]
        )
        assert (len(mine[0].paper.answers), mine[0].paper.comment) == (14, comment)

        (task,) = desk.said(BOSS, plain("zh", "survey-item-onsite-response"))
        assert comment in str(task.content["text"])
        assert desk.said(engineer, comment) == desk.said(ENGINEERS, comment) == []
        await desk.press(BOSS, "vf", ending=".phone")
        await desk.say(BOSS, "已道歉，改派就近工程师")
        assert desk.said(BOSS, "低分跟进已完成")
        (follow_up,) = await desk.read(lambda conn: dues.listed(conn, kinds=("follow_up",)))
        assert (follow_up.state, follow_up.late) == ("done", False)

        await desk.say(LIN, "/survey", chat=MANAGERS)
        await desk.step.advance(30)
        found = desk.said(
            MANAGERS, plain(language, "survey-results-lowest").replace("<b>", "").replace("</b>", "")
        )
        assert found, desk.texts(MANAGERS)
        shown = [one for one in desk.messages(MANAGERS) if one.message_id >= found[-1].message_id]
        assert any("photo" in one.content for one in shown)


def customer(desk: Played, contract: str) -> str:
    return desk.stage.service.desk.contracts[contract].customer


@pytest.mark.both_databases
async def test_a_return_visit_whose_problem_becomes_a_ticket(tmp_path: Path) -> None:
    async with played(tmp_path, at=SUNDAY) as desk:
        # Quarterly: due on 25 December, asked for a third of that before.
        await begun(desk, CLINIC, "2026-09-25")
        await desk.step.advance(4 * _DAY)
        (due,) = await desk.read(lambda conn: dues.listed(conn, kinds=("visit",), contract=CLINIC))
        engineer = due.person_id
        assert desk.said(engineer, "Sarah Miller")
        await desk.press(engineer, "vi", ending=".g")
        await desk.press(engineer, "vi", ending=".h.phone")
        await desk.press(engineer, "vi", words="Sarah Miller")
        await desk.press(engineer, "vi", ending=".t.wish")
        await desk.say(engineer, "希望每周发一次报告")
        await desk.press(engineer, "vi", ending=".t.problem")
        await desk.say(engineer, "二楼打印机经常卡纸")
        level = desk.stage.service.desk.contracts[CLINIC].preset.levels[-1]
        await desk.press(engineer, "vi", ending=f".lv.{level.number}")
        (number,) = await desk.read(tickets.open_numbers)
        ticket = await desk.ticket(number)
        assert (ticket.title, ticket.level, ticket.customer_id) == ("二楼打印机经常卡纸", level.number, SARAH)
        assert desk.said(SARAH, f"what you told us is now #{number}")
        await desk.step.advance(10)
        assert desk.said(ENGINEERS, "二楼打印机经常卡纸", await desk.thread(number))
        await desk.press(engineer, "vi", ending=".ok")
        assert desk.said(engineer, f"→ #{number}")
        assert (await desk.read(lambda conn: dues.get(conn, due.id))).state == "done"
        await desk.say(LIN, "/wishes", chat=MANAGERS)
        assert desk.said(MANAGERS, "希望每周发一次报告")
