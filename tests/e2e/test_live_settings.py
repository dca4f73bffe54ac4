"""The settings' file is changed and the desk restarted while tickets are open: still somebody is paged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.e2e.stage import (
    BOSS,
    DOWN,
    ENGINEERS,
    LIN,
    LINA,
    MANAGERS,
    SARAH,
    SUMMARY,
    Expected,
    Played,
    played,
)
from views.callbacks import base36 as b36

WORDS = "监控平台登不上去了，全校一个画面都没有"
ENGLISH = "The whole monitoring platform is down, nobody can log in"
GAP = "值班空缺"
ACK = 300


def _ladder(steps: Iterable[Iterable[str]]) -> Callable[[str], str]:
    """The settings with this ladder for every ticket."""
    pages = "".join(
        "[[policies.steps]]\npage = [" + ", ".join(f'"{target}"' for target in step) + "]\n" for step in steps
    )

    def written(settings: str) -> str:
        head = settings.split("[[policies]]", 1)[0]
        return f'{head}[[policies]]\nname = "ours"\n{pages}\n[summary]{settings.split("[summary]", 1)[1]}'

    return written


def _without(*people: int) -> Callable[[str], str]:
    """The settings of a desk where these people do not work any more."""

    def written(settings: str) -> str:
        blocks = re.split(r"(?m)^(?=\[)", settings)
        kept = [one for one in blocks if not any(f"telegram_id = {person}\n" in one for person in people)]
        left = "".join(kept)
        for person in people:
            left = re.sub(rf"(?<=[\[ ]){person}(, |(?=\]))", "", left)
        return left.replace(", ]", "]")

    return written


def _both(*changes: Callable[[str], str]) -> Callable[[str], str]:
    def written(settings: str) -> str:
        for change in changes:
            settings = change(settings)
        return settings

    return written


def _pages(desk: Played, person: int, number: int) -> int:
    return len(desk.said(person, f"🚨 #{number}"))


async def _off(desk: Played, number: int, engineer: int, customer: int = LINA) -> None:
    await desk.press(engineer, f"do.{b36(number)}.ack", chat=ENGINEERS)
    await desk.press(engineer, f"do.{b36(number)}.rem", chat=ENGINEERS)
    await desk.withdraw(customer, number)


async def test_somebody_on_a_running_ladder_is_not_in_the_settings_any_more(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second, third = desk.on_duty[:3]
        await desk.restart(settings=_ladder([[f"person:{one}"] for one in (first, second, third)]))
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.restart(settings=_both(_without(second), _ladder([["managers"]])))
        await desk.step.advance(ACK + 2)
        assert not _pages(desk, second, number), "who left is not called"
        assert _pages(desk, third, number) == 1, "and costs no time"
        assert not _pages(desk, LIN, number), "the new ladder is for new tickets"
        (told,) = desk.said(MANAGERS, GAP)
        assert f"#{number}" in str(told.content["text"]), "named to those who can mend it"
        newer = await desk.report(SARAH, ENGLISH, DOWN)
        await desk.step.advance(2)
        assert _pages(desk, LIN, newer) == 1, "and new tickets have it"
        await _off(desk, newer, first, SARAH)
        await _off(desk, number, third)
        await desk.quiet_week(SUMMARY)


async def test_nobody_of_a_running_ladder_is_left(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second, third = desk.on_duty[:3]
        await desk.restart(settings=_ladder([[f"person:{first}"], [f"person:{second}"]]))
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.restart(settings=_both(_ladder([["primary"], ["secondary"]]), _without(first, second)))
        await desk.step.advance(ACK + 2)
        assert _pages(desk, LIN, number) == 1, "the managers are the last resort"
        assert not _pages(desk, second, number)
        await _off(desk, number, third)
        await desk.quiet_week(SUMMARY)


async def test_who_took_the_ticket_does_not_work_here_any_more(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(LINA, WORDS, DOWN)
        await desk.press(first, f"do.{b36(number)}.ack")
        await desk.restart(settings=_without(first))
        await desk.step.advance(21 * 60)
        assert sum(_pages(desk, one, number) for one in (second, desk.on_duty[2], BOSS)) >= 1, (
            "without a sign the ladder goes on"
        )
        assert (await desk.ticket(number)).assignee_id is None
        await _off(desk, number, second)
        # Who is primary now was asked to take it over, and sees at the next change of shift that this is over.
        asked = desk.stage.service.desk.order(desk.stage.clock.now())[0]
        await desk.quiet_week(SUMMARY, Expected("这次交接已结束", asked))


async def test_the_rota_names_others(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first = desk.on_duty[0]
        number = await desk.report(LINA, WORDS, DOWN)
        swapped = {601: 603, 602: 604, 603: 601, 604: 602}

        def others(settings: str) -> str:
            head, tail = settings.split("# The weeks change")
            return (
                head + "# The weeks change" + re.sub(r"\b60[1-4]\b", lambda m: str(swapped[int(m[0])]), tail)
            )

        await desk.restart(settings=others)
        await desk.step.advance(ACK + 2)
        new_second = swapped[desk.on_duty[1]]
        assert _pages(desk, new_second, number) == 1, "a layer is whoever is on it now"
        assert not _pages(desk, desk.on_duty[1], number)
        assert _pages(desk, first, number) == 1
        newer = await desk.report(SARAH, ENGLISH, DOWN)
        await desk.step.advance(2)
        assert _pages(desk, swapped[first], newer) == 1
        await _off(desk, newer, swapped[first], SARAH)
        await _off(desk, number, new_second)
        await desk.quiet_week(SUMMARY)


async def test_the_contract_has_ended(tmp_path: Path) -> None:
    async with played(tmp_path) as desk:
        first, second = desk.on_duty[:2]
        number = await desk.report(SARAH, ENGLISH, DOWN)
        terms = desk.stage.service.desk.preset_of(await desk.ticket(number))
        ack = terms.nearest_level(1).ack_seconds

        def ended(settings: str) -> str:
            blocks = re.split(r"(?m)^(?=\[)", settings)
            return "".join(one for one in blocks if 'code = "CLINIC-7"' not in one)

        await desk.restart(settings=ended)
        assert _pages(desk, first, number) == 1
        await desk.step.advance(ack + 2)
        assert _pages(desk, second, number) == 1, "its tickets go on"
        await _off(desk, number, second, SARAH)
        await desk.quiet_week(SUMMARY)
