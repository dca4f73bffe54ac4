"""A fault goes from the customer's first message to the managers' summary, in both languages, over real HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground import people
from storage import tickets
from tests.e2e.stage import ALEX, BOSS, DOWN, ENGINEERS, LIMITED, LIN, LINA, MANAGERS, SARAH, played
from views.callbacks import base36 as b36
from views.texts import plain


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("customer", "words", "language"),
    [
        (LINA, "监控平台登不上去了，全校一个画面都没有", "zh"),
        (SARAH, "Nobody in the clinic can log in since this morning", "en"),
    ],
)
async def test_a_fault_goes_the_whole_way(tmp_path: Path, customer: int, words: str, language: str) -> None:
    async with played(tmp_path, language=language) as desk:
        number = await desk.report(customer, words, DOWN)
        engineer = desk.on_duty[0]
        thread = await desk.thread(number)

        card = desk.said(customer, f"#{number}")
        assert len(card) == 1, "one living card"
        assert (await desk.ticket(number)).level == 1
        assert desk.said(ENGINEERS, words, thread), "the customer's words stand in the topic"
        assert desk.said(engineer, f"#{number}"), "the one on duty is paged privately"
        assert any(
            "tg://user" in str(m.content.get("entities")) or m.content.get("entities")
            for m in desk.messages(ENGINEERS, thread)
        )

        answer = await desk.press(engineer, f"do.{b36(number)}.ack", chat=ENGINEERS)
        assert not answer["alert"]
        late = await desk.press_data(desk.on_duty[1], card[0], f"1.do.{number}.ack.0", ENGINEERS)
        assert late["alert"], "the second is told who was first"

        await desk.say(engineer, "On my way <b>now</b> & soon", chat=ENGINEERS, thread=thread)
        assert desk.said(customer, "On my way <b>now</b> & soon"), "text of people is never markup"
        for action in ("way", "arr", "rest"):
            await desk.press(engineer, f"do.{b36(number)}.{action}", chat=ENGINEERS)
        await desk.step.advance(20)

        await desk.press(engineer, f"do.{b36(number)}.res.", chat=ENGINEERS)
        await desk.step.advance(5)
        form = desk.messages(ENGINEERS, thread)[-1]
        await desk.press_data(
            engineer, form, form.markup["inline_keyboard"][0][0]["callback_data"], ENGINEERS
        )  # type: ignore[index]
        await desk.step.advance(5)
        for line in ("a disk was worn out", "replaced it", "keep the room cool"):
            await desk.say(engineer, line, chat=ENGINEERS, thread=thread)
            await desk.step.advance(5)
        assert not desk.said(customer, "a disk was worn out"), (
            "what goes into the form is not sent as a message"
        )
        await desk.press(engineer, "fm", chat=ENGINEERS, ending=".ok")
        await desk.step.advance(5)
        assert (await desk.ticket(number)).state == "resolved"
        assert desk.said(customer, "replaced it"), "the customer reads what was done"

        await desk.press(customer, "cf")
        await desk.step.advance(5)
        assert (await desk.ticket(number)).state == "closed"
        await desk.press(customer, "st")
        await desk.step.advance(5)
        assert (await desk.ticket(number)).rating == 5

        await desk.say(LIN, "/summary today", chat=MANAGERS)
        await desk.step.advance(30)
        photo = [m for m in desk.messages(MANAGERS) if "photo" in m.content]
        assert photo, "the summary has a picture"


async def test_nobody_acknowledges_and_the_ladder_climbs_visibly(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, "监控平台登不上去了，全校一个画面都没有", DOWN)
        first, second = desk.on_duty[:2]
        assert desk.said(first, f"#{number}")
        assert not desk.said(second, f"#{number}")
        await desk.step.advance(5 * 60)
        assert desk.said(second, f"#{number}"), "after five minutes the next one"
        assert not desk.said(BOSS, f"#{number}")
        await desk.step.advance(5 * 60)
        assert desk.said(BOSS, f"#{number}"), "then the superior"
        await desk.step.advance(5 * 60)
        assert desk.said(LIN, f"#{number}"), "then the managers"
        await desk.press(second, f"do.{b36(number)}.ack")
        await desk.press(second, f"do.{b36(number)}.way")
        before = {person: len(desk.said(person, f"#{number}")) for person in (*desk.on_duty, BOSS, LIN)}
        await desk.step.advance(3600)
        after = {person: len(desk.said(person, f"#{number}")) for person in (*desk.on_duty, BOSS, LIN)}
        changed = {person for person in before if before[person] != after[person]}
        assert changed <= {second}, "after the acknowledgement only the one who has it hears of it"


async def test_silence_opens_the_ticket_at_the_highest_level_and_the_answer_lowers_it(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await desk.say(LINA, "打不开了，报错")
        await desk.step.advance(10)
        assert await desk.read(lambda conn: tickets.open_of(conn, LINA)) == []
        await desk.step.advance(125)
        numbers = await desk.read(lambda conn: tickets.open_of(conn, LINA))
        assert len(numbers) == 1
        ticket = await desk.ticket(numbers[0])
        assert ticket.provisional
        assert ticket.level == 1


async def test_not_repaired_reopens_and_says_so_to_both_sides(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, "3号摄像头黑屏了，别的都有画面", LIMITED)
        engineer = desk.on_duty[0]
        await desk.press(engineer, f"do.{b36(number)}.ack")
        await desk.press(engineer, f"do.{b36(number)}.rest")
        await desk.step.advance(5)
        await desk.press(LINA, "nr")
        ticket = await desk.ticket(number)
        assert ticket.reopened == 1
        assert ticket.open
        stale = await desk.press_data(LINA, desk.said(LINA, f"#{number}")[0], f"1.cf.{number}.0")
        assert stale["alert"], "the button of the contested repair does nothing"


async def test_a_stranger_asks_for_access_and_a_manager_grants_it(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        people.start(desk.world, ALEX, "")
        await desk.step.settle()
        await desk.press(ALEX, "aa")
        await desk.say(ALEX, "Riverside Clinic, ward 3, I look after the terminals")
        await desk.step.advance(5)
        assert desk.said(MANAGERS, "ward 3")
        await desk.press(LIN, "acc", chat=MANAGERS)
        await desk.step.advance(5)
        number = await desk.report(ALEX, "Nobody on the ward can log in, all terminals are down", DOWN)
        assert (await desk.ticket(number)).customer_id == ALEX


async def test_a_customer_cannot_press_an_engineers_button_nor_see_anothers_ticket(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, "监控平台登不上去了，全校一个画面都没有", DOWN)
        card = desk.said(LINA, f"#{number}")[0]
        before = await desk.ticket(number)
        assert (await desk.press_data(SARAH, card, f"1.do.{number}.ack.0"))["alert"]
        for forged in (
            f"1.cf.{number}.0",
            f"1.sh.{number}",
            f"1.wd.{number}.yes",
            f"1.st.{number}.5",
            f"1.ob.{number}",
        ):
            assert (await desk.press_data(SARAH, desk.messages(SARAH)[-1], forged))["alert"]
        for nonsense in ("1.zz.1", "x", "1.do.zzzzz.ack.0", "1.q.1.1.99.99", "2.cf.1.0", "1.cf", "1.do.1"):
            assert (await desk.press_data(SARAH, desk.messages(SARAH)[-1], nonsense))["alert"]
        assert await desk.ticket(number) == before


async def test_words_and_files_go_both_ways_and_edits_as_edits(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, "3号摄像头黑屏了，别的都有画面", LIMITED)
        thread, engineer = await desk.thread(number), desk.on_duty[0]
        note = await desk.say(engineer, "// 客户脾气不太好", chat=ENGINEERS, thread=thread)
        assert note
        assert not any("脾气" in text for text in desk.texts(LINA)), "notes stay inside"
        word = await desk.say(engineer, "请重启录像机", chat=ENGINEERS, thread=thread)
        assert desk.said(LINA, "请重启录像机")
        people.edit(desk.world, engineer, word.message_id, chat=ENGINEERS, text="请先不要重启录像机")
        await desk.step.settle()
        assert desk.said(LINA, "请先不要重启录像机")
        assert not desk.said(LINA, "请重启录像机")
        photos = [people.medium(desk.world, "photo", png(n)) for n in range(3)]
        people.send_media(desk.world, LINA, photos, caption="现场照片")
        await desk.step.advance(5)
        album = [m for m in desk.messages(ENGINEERS, thread) if "photo" in m.content]
        assert len(album) == 3
        assert len({m.media_group_id for m in album}) == 1, "an album stays an album"


def png(shade: int) -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (40, 30), (shade * 60, 90, 120)).save(out, "PNG")
    return out.getvalue()


async def test_with_two_tickets_a_message_waits_until_the_customer_says_which(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = await desk.report(LINA, "3号摄像头黑屏了，别的都有画面", LIMITED)
        await desk.say(LINA, "打印机也打不出来了，别的功能正常")
        await desk.step.advance(6)
        await desk.press(LINA, "rt", words="新")
        await desk.step.advance(10)
        while any(data.startswith("1.q.") for _m, _t, data in desk.buttons(LINA)):
            await desk.press(LINA, "q")
            await desk.step.advance(5)
        numbers = await desk.read(lambda conn: tickets.open_of(conn, LINA))
        assert len(numbers) == 2
        await desk.say(LINA, "你们几点能到")
        await desk.step.advance(6)
        for number in numbers:
            assert not desk.said(ENGINEERS, "你们几点能到", await desk.thread(number)), (
                "not sent before it is clear"
            )
        await desk.press(LINA, "rt", words=f"#{first}")
        await desk.step.advance(5)
        assert desk.said(ENGINEERS, "你们几点能到", await desk.thread(first))


async def test_voice_video_documents_and_places_reach_the_engineers(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, "3号摄像头黑屏了，别的都有画面", LIMITED)
        thread = await desk.thread(number)
        for kind, name in (("voice", None), ("video", "clip.mp4"), ("document", "log.txt"), ("photo", None)):
            people.send_media(desk.world, LINA, [people.medium(desk.world, kind, png(1), name=name)])
            await desk.step.settle()
        people.share_location(desk.world, LINA, 31.2, 121.4)
        await desk.step.advance(10)
        shown = [set(m.content) for m in desk.messages(ENGINEERS, thread)]
        for kind in ("voice", "video", "document", "photo", "location"):
            assert any(kind in content for content in shown), kind


async def test_a_request_that_is_no_fault_is_filed_with_a_number_and_wakes_nobody(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await desk.say(LINA, "想约个培训，新来的食堂管理员都不会调回放")
        await desk.step.advance(200)
        number = (await desk.read(lambda conn: tickets.open_of(conn, LINA)))[0]
        ticket = await desk.ticket(number)
        assert ticket.kind == "training"
        assert ticket.level is None
        assert desk.said(LINA, f"#{number}")
        assert desk.said(ENGINEERS, f"#{number}", await desk.thread(number))
        assert ticket.assignee_id is not None, "it has an owner"
        for engineer in desk.on_duty:
            if engineer != ticket.assignee_id:
                assert not desk.said(engineer, f"#{number}")


async def test_silence_after_the_repair_closes_with_a_notice(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, "3号摄像头黑屏了，别的都有画面", LIMITED)
        engineer = desk.on_duty[0]
        await desk.press(engineer, f"do.{b36(number)}.ack")
        await desk.press(engineer, f"do.{b36(number)}.res.", chat=ENGINEERS)
        await desk.step.advance(5)
        await desk.press(engineer, "fm", chat=ENGINEERS, ending=".hardware")
        await desk.step.advance(3)
        await desk.press(engineer, "fm", chat=ENGINEERS, ending=".s")
        await desk.step.advance(3)
        await desk.say(engineer, "换了电源", chat=ENGINEERS, thread=await desk.thread(number))
        await desk.step.advance(3)
        await desk.press(engineer, "fm", chat=ENGINEERS, ending=".s")
        await desk.step.advance(3)
        await desk.press(engineer, "fm", chat=ENGINEERS, ending=".ok")
        await desk.step.advance(3 * 86400 - 60)
        assert (await desk.ticket(number)).open
        await desk.step.advance(120)
        ticket = await desk.ticket(number)
        assert ticket.closed_silently
        assert desk.said(LINA, plain("zh", "button-not-repaired")[-2:]) or desk.said(LINA, f"#{number}")


async def test_the_daily_summary_comes_at_its_time_once(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await desk.report(LINA, "监控平台登不上去了，全校一个画面都没有", DOWN)
        await desk.step.advance(8 * 3600 + 1750)
        assert not [m for m in desk.messages(MANAGERS) if "photo" in m.content]
        await desk.step.advance(120)
        assert len([m for m in desk.messages(MANAGERS) if "photo" in m.content]) == 1
        await desk.step.advance(3600)
        assert len([m for m in desk.messages(MANAGERS) if "photo" in m.content]) == 1


async def test_a_complaint_goes_to_the_managers_and_never_to_the_engineers(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        words = "我要投诉，上次来的工程师态度很差，问两句就不耐烦"
        await desk.say(LINA, words)
        await desk.step.advance(200)
        number = (await desk.read(lambda conn: tickets.open_of(conn, LINA)))[0]
        assert (await desk.ticket(number)).kind == "complaint"
        assert desk.said(MANAGERS, words)
        await desk.say(LINA, "希望给个说法")
        await desk.step.advance(20)
        assert desk.said(MANAGERS, "希望给个说法")
        assert not any("态度" in text or "说法" in text for text in desk.texts(ENGINEERS))


async def test_the_private_page_of_the_others_says_who_has_it_once_somebody_does(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number = await desk.report(LINA, "监控平台登不上去了，全校一个画面都没有", DOWN)
        first, second = desk.on_duty[:2]
        await desk.step.advance(5 * 60 + 5)
        await desk.press(second, f"do.{b36(number)}.ack")
        await desk.step.advance(20)
        page = desk.said(first, f"#{number}")[-1]
        assert not (page.markup or {}).get("inline_keyboard"), "nothing to press any more"
        name = desk.stage.service.desk.people[second].name
        assert name in page.content["text"]
        own = desk.said(second, f"#{number}")[0]
        assert any("way" in key["callback_data"] for row in own.markup["inline_keyboard"] for key in row)  # type: ignore[index]
