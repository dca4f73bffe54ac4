"""What people and Telegram do wrong has a clear answer, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.cast import SCHOOL
from playground import groups, people, topics
from storage import said, tickets
from tests.e2e.stage import ALEX, BOSS, DOWN, ENGINEERS, LIMITED, LIN, LINA, MANAGERS, Played, played
from tests.e2e.test_story import png
from views.callbacks import base36
from views.texts import plain

BLACK = "3号摄像头黑屏了，别的都有画面"
NO_LOGIN = "监控平台登不上去了，全校一个画面都没有"


async def open_ticket(
    desk: Played, facts: dict[str, object] = LIMITED, words: str = BLACK
) -> tuple[int, int]:
    number = await desk.report(LINA, words, facts)
    return number, await desk.thread(number)


async def test_an_invitation_opens_once_and_guessing_is_slowed_down(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        link = await desk.stage.invite(SCHOOL)
        people.open_link(desk.world, ALEX, link)
        await desk.step.advance(5)
        await desk.press(ALEX, "nm")
        people.share_contact(desk.world, ALEX)
        await desk.step.advance(5)
        known = await desk.read(lambda conn: __import__("storage.people").people.find(conn, ALEX))
        assert known.phone
        people.open_link(desk.world, ALEX, link)
        await desk.step.advance(5)
        other = desk.world.add_person("Mallory", id=598)
        people.open_link(desk.world, other.id, link)
        await desk.step.advance(5)
        assert desk.said(other.id, plain("zh", "invite-used")[:12]), desk.texts(other.id)
        for guess in range(7):
            people.start(desk.world, other.id, f"guess{guess}")
            await desk.step.advance(3)
        assert (
            desk.said(other.id, plain("en", "invite-slow_down", **{})[:10])
            or len(set(desk.texts(other.id))) > 3
        )


async def test_a_text_of_4096_four_byte_characters_and_html_reaches_the_topic_whole(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, thread = await open_ticket(desk)
        await desk.say(LINA, "🔥" * 2048)
        await desk.say(LINA, "x" * 4096)
        await desk.say(LINA, "<b>hi</b> & <i>")
        await desk.step.advance(10)
        assert any(text.endswith("🔥" * 2048) for text in desk.texts(ENGINEERS, thread))
        assert any(text.endswith("x" * 4096) for text in desk.texts(ENGINEERS, thread))
        assert desk.said(ENGINEERS, "<b>hi</b> & <i>", thread)
        assert number


async def test_html_in_a_name_is_shown_not_obeyed(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await desk.write(
            lambda conn: __import__("storage.people").people.change(conn, LINA, name="<i>Li</i> & Na")
        )
        _, thread = await open_ticket(desk)
        assert desk.said(ENGINEERS, "<i>Li</i> & Na", thread)


async def test_an_album_of_ten_arrives_as_one_album(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        _, thread = await open_ticket(desk)
        people.send_media(
            desk.world, LINA, [people.medium(desk.world, "photo", png(n % 4)) for n in range(10)]
        )
        await desk.step.advance(10)
        album = [m for m in desk.messages(ENGINEERS, thread) if "photo" in m.content]
        assert len(album) == 10
        assert len({m.media_group_id for m in album}) == 1


async def test_a_report_that_begins_with_an_album_keeps_every_picture(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        photos = [people.medium(desk.world, "photo", png(n)) for n in range(4)]
        people.send_media(desk.world, LINA, photos, caption=NO_LOGIN)
        await desk.step.advance(140)
        number = (await desk.read(lambda conn: tickets.open_of(conn, LINA)))[0]
        shown = [m for m in desk.messages(ENGINEERS, await desk.thread(number)) if "photo" in m.content]
        assert len(shown) == 4


async def test_a_file_over_the_limit_is_passed_on_and_the_customer_told(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        _, thread = await open_ticket(desk)
        big = people.medium(desk.world, "document", b"0", name="recording.zip")
        big["document"]["file_size"] = 31 * 2**20
        people.send_media(desk.world, LINA, [big])
        await desk.step.advance(10)
        assert desk.said(LINA, "20"), desk.texts(LINA)
        assert [m for m in desk.messages(ENGINEERS, thread) if "document" in m.content]


async def test_fifty_messages_in_ten_seconds_are_one_report_and_all_kept(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        desk.world.limits.enabled = True
        desk.world.limits.reset()
        for n in range(50):
            people.say(desk.world, LINA, NO_LOGIN if n == 0 else f"line {n}")
        await desk.step.advance(300)
        numbers = await desk.read(lambda conn: tickets.open_of(conn, LINA))
        assert len(numbers) == 1
        await desk.step.advance(600)
        kept = await desk.read(lambda conn: said.of_ticket(conn, numbers[0]))
        assert len(kept) == 50
        shown = desk.texts(ENGINEERS, await desk.thread(numbers[0]))
        for n in range(1, 50):
            assert any(text.endswith(f"line {n}") for text in shown), n
        assert desk.world.limits.refused == 0, "Telegram never had to refuse"


async def test_an_edit_after_closing_is_kept_and_shown(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, thread = await open_ticket(desk)
        word = await desk.say(LINA, "明天上午来")
        engineer = desk.on_duty[0]
        await desk.press(engineer, f"do.{base36(number)}.ack")
        await desk.press(engineer, f"do.{base36(number)}.rest")
        await desk.step.advance(5)
        await desk.press(LINA, "cf")
        people.edit(desk.world, LINA, word.message_id, text="后天上午来")
        await desk.step.advance(10)
        assert desk.said(ENGINEERS, "后天上午来", thread)
        assert not (await desk.ticket(number)).open


async def test_a_blocked_engineer_does_not_hold_up_the_page(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        people.block(desk.world, desk.on_duty[0])
        await desk.step.settle()
        number, _ = await open_ticket(desk, DOWN, NO_LOGIN)
        await desk.step.advance(10)
        assert desk.said(desk.on_duty[1], f"#{number}"), "the next one is paged at once"
        name = desk.stage.service.desk.people[desk.on_duty[0]].name
        assert desk.said(BOSS, name), "the superior hears why"


async def test_a_customer_who_blocks_the_bot_is_told_to_the_team_once(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, thread = await open_ticket(desk)
        people.block(desk.world, LINA)
        await desk.step.settle()
        engineer = desk.on_duty[0]
        await desk.press(engineer, f"do.{base36(number)}.ack")
        for words in ("您好", "请问在吗"):
            await desk.say(engineer, words, chat=ENGINEERS, thread=thread)
        await desk.step.advance(30)
        told = desk.said(ENGINEERS, "收不到我们的消息", thread)
        assert len(told) == 1, desk.texts(ENGINEERS, thread)


async def test_a_deleted_topic_is_made_again_with_its_card(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, thread = await open_ticket(desk)
        topics.delete(desk.world, desk.chat(ENGINEERS), desk.chat(ENGINEERS).topics[thread])
        await desk.say(LINA, "还是黑的")
        await desk.step.advance(60)
        again = await desk.thread(number)
        assert again != thread
        assert desk.said(ENGINEERS, "还是黑的", again)
        assert [m for m in desk.messages(ENGINEERS, again) if m.markup], (
            "the card with its buttons is there again"
        )


async def test_a_migrated_group_goes_on_under_its_new_id(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        groups.migrate(desk.world, desk.chat(MANAGERS))
        new = desk.chat(MANAGERS).migrated_to
        assert new is not None
        await desk.step.settle()
        people.say(desk.world, LIN, "/overdue", chat=new)
        await desk.step.advance(10)
        assert any(m.sender_id == desk.world.bot.id for m in desk.messages(new))


async def test_a_group_without_topics_gets_threads_of_replies(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        groups.set_rights(desk.world, desk.chat(ENGINEERS), {"can_manage_topics": False})
        await desk.report(LINA, BLACK, LIMITED)
        await desk.step.advance(30)
        number = (await desk.read(lambda conn: tickets.open_of(conn, LINA)))[0]
        card = next(m for m in desk.said(ENGINEERS, f"#{number}") if m.markup)
        answer = await desk.say(desk.on_duty[0], "我来看看", chat=ENGINEERS, reply_to=card.message_id)
        assert answer
        await desk.step.advance(5)
        assert desk.said(LINA, "我来看看")


async def test_telegram_failing_for_a_while_delays_but_loses_nothing(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        for kind in ("error_500", "retry_after", "error_502", "retry_after"):
            desk.world.faults.once(kind, "sendMessage")
        desk.world.faults.once("error_500", "createForumTopic")
        number = await desk.report(LINA, NO_LOGIN, DOWN, patience=40)
        await desk.step.advance(60)
        thread = await desk.thread(number)
        assert desk.said(LINA, f"#{number}")
        assert desk.said(desk.on_duty[0], f"#{number}")
        assert desk.said(ENGINEERS, NO_LOGIN, thread)


async def test_after_hours_of_downtime_one_late_notice_comes_and_no_backlog(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        number, thread = await open_ticket(desk, DOWN, NO_LOGIN)
        await desk.press(desk.on_duty[0], f"do.{base36(number)}.ack")
        before = len(desk.texts(ENGINEERS, thread))
        managers = len(desk.texts(MANAGERS))
        desk.stage.clock.advance(5 * 3600)
        await desk.step.settle()
        assert len(desk.texts(ENGINEERS, thread)) - before <= 2, (
            "a breach per promise at most, no warnings of the past"
        )
        assert len(desk.texts(MANAGERS)) - managers <= 2
        assert desk.said(MANAGERS, f"#{number}")


async def test_unknown_commands_and_lonely_replies_do_no_harm(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        for words in ("/t", "/t abc", "/t 999999999999", "/note", "/nonsense", "/queue", "/duty", "//"):
            await desk.say(desk.on_duty[0], words, chat=ENGINEERS)
            await desk.say(BOSS, words)
        for words in ("/my", "/help", "/language", "/cancel", "/t 1", "/queue", "/start nonsense"):
            await desk.say(LINA, words)
        await desk.step.advance(120)
        assert await desk.read(lambda conn: tickets.open_of(conn, LINA)) == []


@pytest.mark.parametrize("words", ["在吗", "谢谢", "hello"])
async def test_small_talk_opens_no_ticket_and_wakes_nobody(tmp_path: Path, words: str) -> None:
    async with played(tmp_path) as desk:
        await desk.say(LINA, words)
        await desk.step.advance(300)
        for engineer in desk.on_duty:
            assert not desk.said(engineer, "#")
