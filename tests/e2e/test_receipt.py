"""`/sla`: both sides read the same receipt, text and picture; nobody reads another customer's."""

from __future__ import annotations

from pathlib import Path

from bot.demo.cast import SCHOOL
from playground.records import Message
from tests.e2e.stage import DOWN, ENGINEERS, LIN, LINA, MANAGERS, SARAH, Played, played
from views.texts import plain

BLACK = "监控平台登不上去了，全校一个画面都没有"


async def receipt_in(desk: Played, chat: int, thread: int | None = None) -> str:
    """The newest receipt in a chat; a picture comes with it."""
    await desk.step.advance(8)
    shown = [m for m in desk.messages(chat, thread) if m.sender_id == desk.world.bot.id]
    found = [m for m in shown if "🧾 #" in said_in(m)]
    assert found, desk.texts(chat, thread)
    # Short words stand under the picture, long ones before it.
    assert any("photo" in m.content for m in shown if m.message_id >= found[-1].message_id)
    return said_in(found[-1])


def said_in(message: Message) -> str:
    return str(message.content.get("text") or message.content.get("caption") or "")


def numbers(receipt: str) -> list[str]:
    """The lines of the sum; the remaining time is told by the minute and differs with the instant."""
    return [line for line in receipt.split("\n") if line.startswith(("▶️", "⏹"))]


async def test_customer_and_engineer_read_the_same_receipt_and_it_outlives_the_ticket(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, BLACK, DOWN)
        thread = await desk.thread(number)
        engineer = desk.on_duty[0]
        await desk.press(engineer, "do", chat=ENGINEERS, ending="ack.0")
        await desk.say(engineer, "马上看", chat=ENGINEERS, thread=thread)
        await desk.say(LINA, "/sla")
        theirs = await receipt_in(desk, LINA)
        await desk.say(engineer, "/sla", chat=ENGINEERS, thread=thread)
        ours = await receipt_in(desk, ENGINEERS, thread)
        assert numbers(theirs) == numbers(ours)
        assert any("⏹" in line for line in numbers(ours))
        assert f"#{number}" in theirs

        await desk.press(LINA, "wd")
        await desk.press(LINA, "wd", ending="yes")
        assert not (await desk.ticket(number)).open
        await desk.say(LINA, f"/sla {number}")
        closed = await receipt_in(desk, LINA)
        assert plain("zh", "receipt-nothing-runs") in closed
        await desk.say(LIN, f"/sla {number}", chat=MANAGERS)
        assert numbers(await receipt_in(desk, MANAGERS)) == numbers(closed)


async def test_without_a_number_several_tickets_are_buttons(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, BLACK, DOWN)
        await desk.press(LINA, "wd")
        await desk.press(LINA, "wd", ending="yes")
        await desk.say(LINA, "/sla")
        await desk.step.advance(5)
        assert desk.said(LINA, plain("zh", "receipt-which"))
        await desk.press(LINA, "sl")
        assert f"#{number}" in await receipt_in(desk, LINA)


async def test_nobody_reads_the_receipt_of_somebody_elses_ticket(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, BLACK, DOWN)
        await desk.join(SARAH, SCHOOL)
        stranger = desk.world.add_person("Mallory", id=598).id
        for person in (SARAH, stranger):
            await desk.say(person, f"/sla {number}")
            await desk.step.advance(5)
            await desk.say(person, "/sla")
            await desk.step.advance(5)
            assert not desk.said(person, "🧾"), desk.texts(person)
            refused = [plain(language, "receipt-not-yours", number=number)[:10] for language in ("zh", "en")]
            assert any(desk.said(person, words) for words in refused), desk.texts(person)


async def test_forged_buttons_and_unknown_numbers_are_refused(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, BLACK, DOWN)
        await desk.press(LINA, "wd")
        await desk.press(LINA, "wd", ending="yes")
        await desk.say(LINA, "/sla")
        await desk.step.advance(5)
        message, _, data = next(found for found in desk.buttons(LINA) if found[2].startswith("1.sl"))
        await desk.say(SARAH, "/my")
        mine = desk.messages(SARAH)[-1]
        answer = await desk.press_data(SARAH, mine, data)
        assert answer["alert"]
        engineer = desk.on_duty[0]
        await desk.say(engineer, "/sla 999", chat=ENGINEERS)
        await desk.step.advance(5)
        assert desk.said(ENGINEERS, "999")
        await desk.say(engineer, "/sla", chat=ENGINEERS)
        await desk.step.advance(5)
        assert desk.said(ENGINEERS, plain("zh", "receipt-usage")[:8])
        assert message
        assert number
