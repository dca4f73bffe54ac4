"""An inspection from the asking to the receipt of its report, over HTTP, with people who press, write and send photos."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.demo import cast
from playground import people
from playground.records import Message
from storage import appointments, checks, dues, tickets
from tests.e2e.stage import ENGINEERS, LINA, MANAGERS, SARAH, Played, played
from views.texts import plain

WANG, PRIYA = 601, 604
_PRESET = {"zh": 'preset = "canteen-video"', "en": 'preset = "system-after-sales"'}


@pytest.fixture
def medical(monkeypatch: pytest.MonkeyPatch) -> None:
    """School and clinic have contract P5, which began two and a half months ago: a round of it has been opened."""
    written = cast.config

    def config(*args: Any, **also: Any) -> str:
        whole = written(*args, **also)
        more = 'preset = "medical-it"\nbegins = 2026-09-01\n'
        whole = whole.replace(_PRESET["zh"], f'{more}engineer = {WANG}\nsystems = ["视频监控"]')
        return whole.replace(_PRESET["en"], f'{more}engineer = {PRIYA}\nsystems = ["server-room"]')

    monkeypatch.setattr(cast, "config", config)


def picture() -> bytes:
    """A photo as a phone sends it."""
    out = io.BytesIO()
    Image.new("RGB", (1600, 1200), "teal").save(out, "JPEG")
    return out.getvalue()


async def inspection(desk: Played, contract: str = cast.SCHOOL, name: str = "routine") -> dues.Due:
    """The inspection of the running round."""
    found = await desk.read(
        lambda conn: dues.listed(conn, kinds=("inspection",), contract=contract, name=name)
    )
    return found[-1]  # type: ignore[no-any-return]


def document(desk: Played, chat: int) -> tuple[Message, bytes]:
    """The newest file in a chat: its message and its bytes."""
    found = [one for one in desk.messages(chat) if "document" in one.content]
    assert found, desk.texts(chat)
    file = found[-1].content["document"]
    stored = desk.world.files.by_id[file["file_id"]]
    assert stored.data is not None
    return found[-1], stored.data


async def agree(desk: Played, engineer: int, customer: int, accept: str) -> datetime:
    """The engineer proposes the second day at its third hour and the customer accepts."""
    await desk.press(engineer, "ip.", words=plain_of(desk, engineer, "inspection-button-propose"))
    await desk.step.advance(5)
    days = [(message, data) for message, _, data in desk.buttons(engineer) if data.startswith("1.id.")]
    await desk.press_data(engineer, *days[1])
    await desk.step.advance(5)
    hours = [(message, data) for message, _, data in desk.buttons(engineer) if data.startswith("1.it.")]
    await desk.press_data(engineer, *hours[2])
    await desk.step.advance(5)
    await desk.press(customer, "ica.", words=accept)
    await desk.step.advance(5)
    found = [
        due
        for due in await desk.read(lambda conn: dues.listed(conn, kinds=("inspection",), states=("agreed",)))
        if due.person_id == engineer
    ]
    return found[0].agreed_at  # type: ignore[no-any-return]


def plain_of(desk: Played, person: int, text_id: str) -> str:
    """The words of a text in the person's language."""
    language = next(one.language for one in cast.EVERYBODY if one.id == person)
    return plain(language, text_id)


async def work_through(desk: Played, engineer: int, number: int, *, but: int) -> None:
    """Everything that is still open is OK; stops before the point `but` (from 0)."""
    for _ in range(120):
        due = await desk.read(lambda conn: dues.get(conn, number))
        if due.data["place"] == but or due.data["place"] >= total(due):
            return
        await desk.press(engineer, "ik.", ending=".o")
        await desk.step.advance(2)


def total(due: dues.Due) -> int:
    """How many points the inspection has."""
    plan = due.data["plan"]
    items = sum(len(group["items"]) for one in plan["lists"] for group in one["groups"])
    return items * max(1, len(plan["sites"]))


@pytest.mark.usefixtures("medical")
async def test_an_inspection_goes_from_the_asking_to_the_receipt(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        due = await inspection(desk)
        assert due.state == "open"
        asked = desk.said(WANG, "例行检查")
        assert asked, desk.texts(WANG)
        assert "实验小学" in str(asked[0].content["text"])

        # The customer wants another time first, the engineer proposes again.
        at = await agree_after_another(desk)
        assert desk.said(LINA, "诚邀贵方人员"), "P5: the customer's people are invited"

        # Reminders the day and the hour before, to both.
        now = desk.stage.clock.now()
        await desk.step.advance((at - now - timedelta(hours=24)).total_seconds() + 60)
        assert desk.said(WANG, "🔔 明天")
        assert desk.said(LINA, "🔔 明天巡检")
        await desk.step.advance((at - desk.stage.clock.now() - timedelta(hours=1)).total_seconds() + 60)
        assert desk.said(WANG, "🔔 一小时后")
        assert desk.said(LINA, "🔔 一小时后巡检")
        await desk.step.advance((at - desk.stage.clock.now()).total_seconds())

        await desk.press(WANG, "ig.", words="开始巡检")
        await desk.step.advance(5)
        due = await inspection(desk)
        assert due.state == "started"
        assert total(due) == 36, "eighteen points at each of two sites"
        await work_through(desk, WANG, due.id, but=1)

        # A finding with a photo and a note becomes a ticket by one tap.
        await desk.press(WANG, "ik.", words="有问题")
        await desk.step.advance(2)
        photo = people.medium(desk.world, "photo", picture())
        people.send_media(desk.world, WANG, [photo], caption="3 号摄像机画面有雪花")
        await desk.step.settle()
        await desk.step.advance(2)
        page = desk.said(WANG, "这个问题怎么处理")[-1]
        assert "照片 1 张" in str(page.content["text"])
        before = await desk.read(tickets.open_numbers)
        await desk.press(WANG, "il.", words="三级")
        await desk.step.advance(5)
        (number,) = set(await desk.read(tickets.open_numbers)) - set(before)
        ticket = await desk.ticket(number)
        assert ticket.kind == "fault"
        assert ticket.level == 3
        assert ticket.customer_id in (LINA, 503)
        assert "3 号摄像机" in ticket.title
        thread = await desk.thread(number)
        assert desk.said(ENGINEERS, "来自巡检", thread)
        assert any("photo" in one.content for one in desk.messages(ENGINEERS, thread))
        kept = await desk.read(lambda conn: checks.of(conn, due.id))
        assert [one.ticket for one in kept.values() if one.result == "finding"] == [number]

        # The desk restarts in the middle; the engineer goes on from another message.
        await desk.restart()
        await desk.say(WANG, "/inspect")
        await desk.step.advance(5)
        await desk.press(WANG, "ig.")
        await desk.step.advance(5)
        assert (await inspection(desk)).data["place"] == 2
        pages = [one for one in desk.messages(WANG) if "/36" in str(one.content.get("text")) and one.markup]
        assert len(pages) == 1, "one living message"
        await work_through(desk, WANG, due.id, but=36)
        await desk.say(WANG, "整体运行良好，3 号摄像机已报修。")
        await desk.step.advance(3)
        await desk.press(WANG, "ik.", words="签字")
        await desk.step.advance(60)

        due = await inspection(desk)
        assert due.state == "done"
        for reader in (LINA, MANAGERS):
            message, data = document(desk, reader)
            assert data.startswith(b"%PDF-")
            assert "巡检报告" in str(message.content["caption"])
            assert message.content["document"]["file_name"].endswith(".pdf")
            (tmp_path / f"{reader}.pdf").write_bytes(data)

        # Nobody confirms for two days: they are asked once more, and then somebody does.
        await desk.step.advance(2 * 86400 + 60)
        again = desk.said(LINA, "请确认是否收到")
        assert len(again) == 1
        message, _ = document(desk, LINA)
        assert message.markup is not None
        key = message.markup["inline_keyboard"][0][0]["callback_data"]
        answer = await desk.press_data(LINA, message, key)
        assert answer["text"] == plain("zh", "inspection-received-short")
        await desk.step.advance(5)
        assert "已确认收到" in str(document(desk, LINA)[0].content["caption"])
        assert await desk.read(lambda conn: appointments.received_by(conn, due.id)) == [LINA]
        stranger = await desk.press_data(SARAH, message, key)
        assert stranger["alert"]
        steps = [one.type for one in await desk.read(lambda conn: dues.log(conn, due.id))]
        for step in ("asked", "proposed", "agreed", "started", "checked", "ticket", "done", "received"):
            assert step in steps, steps


async def agree_after_another(desk: Played) -> datetime:
    """Proposal, counter-proposal by a typed time, acceptance; when it is."""
    await desk.press(WANG, "ip.", words="提议时间")
    await desk.step.advance(5)
    await desk.press(WANG, "id.")
    await desk.step.advance(5)
    await desk.press(WANG, "it.")
    await desk.step.advance(5)
    assert desk.said(LINA, "提议")
    await desk.press(LINA, "icp.", words="换个时间")
    await desk.step.advance(5)
    await desk.press(LINA, "icw.")
    await desk.step.advance(5)
    await desk.say(LINA, "随便哪天")
    await desk.step.advance(5)
    assert desk.said(LINA, "没有看懂")
    await desk.say(LINA, "11-26 14:30")
    await desk.step.advance(5)
    assert desk.said(WANG, "客户（李娜）提议")
    await desk.press(WANG, "ia.")
    await desk.step.advance(5)
    due = await inspection(desk)
    assert due.state == "agreed"
    assert due.agreed_at is not None
    assert f"{due.agreed_at:%m-%d %H:%M}" == "11-26 06:30"
    assert desk.said(LINA, "已约定")
    return due.agreed_at


@pytest.mark.both_databases
@pytest.mark.usefixtures("medical")
async def test_an_english_inspection_ends_in_an_english_report_without_findings(tmp_path: Path) -> None:
    async with played(tmp_path, language="en") as desk:
        at = await agree(desk, PRIYA, SARAH, "Yes")
        await desk.step.advance((at - desk.stage.clock.now()).total_seconds())
        await desk.press(PRIYA, "ig.", words="Begin")
        await desk.step.advance(5)
        (due,) = await desk.read(lambda conn: dues.listed(conn, kinds=("inspection",), states=("started",)))
        assert total(due) == 20, "one site is not named again at each point"
        await desk.press(PRIYA, "ik.", words="Group N/A")
        await desk.step.advance(3)
        await work_through(desk, PRIYA, due.id, but=20)
        await desk.press(PRIYA, "ik.", words="Sign")
        await desk.step.advance(60)
        message, data = document(desk, SARAH)
        assert data.startswith(b"%PDF-")
        assert "Inspection report" in str(message.content["caption"])
        assert "16" in str(message.content["caption"])
        assert document(desk, MANAGERS)[1].startswith(b"%PDF-")
        (tmp_path / "en.pdf").write_bytes(data)
