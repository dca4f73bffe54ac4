"""A customer who cannot answer a question is not asked it again, and loses nothing by saying so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from domain.severity import QUESTIONS
from storage import drafts, tickets
from tests.e2e.stage import LIMITED, LINA, SARAH, Played, played
from views.callbacks import base36, decode
from views.texts import plain

VAGUE = {"zh": "打不开了，报错", "en": "It does not open any more and shows an error"}


async def asked(desk: Played, person: int) -> str | None:
    draft = await desk.read(lambda conn: drafts.live_of(conn, person))
    return draft.question if draft is not None else None


async def open_numbers(desk: Played, person: int) -> list[int]:
    return list(await desk.read(lambda conn: tickets.open_of(conn, person)))


async def press_not_sure(desk: Played, person: int, language: str) -> dict[str, object]:
    """Press the last button of the newest question."""
    message = next(message for message, _, data in desk.buttons(person) if data.startswith("1.q."))
    key = (message.markup or {})["inline_keyboard"][-1][0]
    words, data = key["text"], key["callback_data"]
    assert words == plain(language, "option-unsure")
    pressed = decode(data)
    assert pressed is not None
    whole = list(QUESTIONS.values())[pressed.number(2)].options
    assert pressed.number(3) == len(whole), "one more than the options of the whole question"
    return await desk.press_data(person, message, data)


@pytest.mark.parametrize(("person", "language"), [(LINA, "zh"), (SARAH, "en")])
async def test_who_is_never_sure_gets_a_ticket_at_the_highest_level_still_possible(
    tmp_path: Path, person: int, language: str
) -> None:
    async with played(tmp_path, language=language) as desk:
        await desk.say(person, VAGUE[language])
        await desk.step.advance(6)
        if await asked(desk, person) == "kind":
            await desk.press(person, "kd", ending="fault")
        seen: list[str] = []
        while (question := await asked(desk, person)) is not None:
            assert question not in seen, "a question not answered is not asked again"
            seen.append(question)
            answer = await press_not_sure(desk, person, language)
            assert answer["text"] == plain(language, "option-unsure")
            assert not answer["alert"]
            shown = desk.said(person, "☑️")[-1].content["text"]
            assert shown.endswith(plain(language, "option-unsure"))
        assert 2 <= len(seen) <= 5, seen
        (number,) = await open_numbers(desk, person)
        ticket = await desk.ticket(number)
        assert ticket.level == 1
        assert not ticket.provisional, "no question is open any more"
        await desk.step.advance(10)
        assert len(desk.said(person, f"#{number}")) == 1, "one card tells it"
        await desk.press(person, f"ob.{base36(number)}")
        await desk.say(person, "其实只是一个人" if language == "zh" else "It is just one of us")
        kept = desk.said(person, f"#{number}")[-1].content["text"]
        assert kept == re.sub("<.*?>", "", plain(language, "customer-objection-kept", number=number))


async def test_after_not_sure_the_next_answer_decides(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await desk.say(LINA, VAGUE["zh"])
        await desk.step.advance(6)
        await press_not_sure(desk, LINA, "zh")
        number = await desk.report(LINA, "还是报错", LIMITED)
        ticket = await desk.ticket(number)
        assert ticket.level is not None
        assert ticket.level > 1, "what was answered afterwards ruled out the gravest"
        assert not ticket.provisional


async def test_not_sure_about_a_ticket_opened_in_silence_ends_the_asking(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await desk.say(LINA, VAGUE["zh"])
        await desk.step.advance(135)
        (number,) = await open_numbers(desk, LINA)
        assert (await desk.ticket(number)).provisional
        for _ in range(6):
            if not (await desk.ticket(number)).provisional:
                break
            await press_not_sure(desk, LINA, "zh")
        ticket = await desk.ticket(number)
        assert (ticket.level, ticket.provisional) == (1, False)
        draft = await desk.read(lambda conn: drafts.of_ticket(conn, number))
        assert (draft.state, draft.question) == ("filed", None)


async def test_not_sure_is_pressed_once(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        await desk.say(LINA, VAGUE["zh"])
        await desk.step.advance(6)
        message, _, data = next(b for b in reversed(desk.buttons(LINA)) if b[2].startswith("1.q."))
        await press_not_sure(desk, LINA, "zh")
        before = await asked(desk, LINA)
        assert (await desk.press_data(LINA, message, data))["alert"], "the old question's buttons are stale"
        assert await asked(desk, LINA) == before
