from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import select

from storage import invites
from storage.invites import Redeemed, Refusal
from storage.tables import invites as table
from tests.engineers.office import BOSS, MANAGERS, START, Office


def test_an_invitation_opens_once_for_one_person(office: Office) -> None:
    code = invites.create(office.conn, "c1", BOSS, START)
    assert invites.redeem(office.conn, code, 1, START) == Redeemed("c1")
    assert invites.redeem(office.conn, code, 2, START) is Refusal.USED


def test_pressing_start_again_lets_the_same_person_in_again(office: Office) -> None:
    code = invites.create(office.conn, "c1", BOSS, START)
    for day in (0, 1, 30):
        assert invites.redeem(office.conn, code, 1, START + timedelta(days=day)) == Redeemed("c1")


def test_an_invitation_expires(office: Office) -> None:
    code = invites.create(office.conn, "c1", BOSS, START, days=2)
    assert invites.redeem(office.conn, code, 1, START + timedelta(days=2)) is Refusal.EXPIRED


def test_a_code_is_long_fits_a_link_and_is_not_kept(office: Office) -> None:
    code = invites.create(office.conn, "c1", BOSS, START)
    assert re.fullmatch(r"[A-Za-z0-9_-]{22,64}", code)
    assert code not in str(office.conn.execute(select(table)).all())


def test_guessing_is_slowed_down_even_for_a_good_code(office: Office) -> None:
    good = invites.create(office.conn, "c1", BOSS, START)
    answers = [invites.redeem(office.conn, f"guess {n}", 1, START) for n in range(5)]
    assert answers == [Refusal.UNKNOWN] * 4 + [Refusal.SLOW_DOWN]
    assert invites.redeem(office.conn, good, 1, START + timedelta(minutes=14)) is Refusal.SLOW_DOWN
    assert invites.redeem(office.conn, good, 2, START) == Redeemed("c1")


def test_each_wrong_code_after_a_block_doubles_it(office: Office) -> None:
    now = START
    for n in range(5):
        invites.redeem(office.conn, f"guess {n}", 1, now)
    for minutes in (15, 30, 60, 120):
        good = invites.create(office.conn, "c1", BOSS, now)
        assert (
            invites.redeem(office.conn, good, 1, now + timedelta(minutes=minutes, seconds=-1))
            is Refusal.SLOW_DOWN
        )
        now += timedelta(minutes=minutes)
        assert invites.redeem(office.conn, "wrong", 1, now) is Refusal.SLOW_DOWN
    for _ in range(200):
        now += timedelta(days=1)
        invites.redeem(office.conn, "wrong", 1, now)


def test_wrong_codes_of_another_hour_are_forgotten(office: Office) -> None:
    for n in range(12):
        assert (
            invites.redeem(office.conn, f"typo {n}", 1, START + timedelta(minutes=16 * n)) is Refusal.UNKNOWN
        )


def test_a_good_code_forgives_the_wrong_ones(office: Office) -> None:
    for n in range(4):
        invites.redeem(office.conn, f"typo {n}", 1, START)
    code = invites.create(office.conn, "c1", BOSS, START)
    assert invites.redeem(office.conn, code, 1, START) == Redeemed("c1")
    assert invites.redeem(office.conn, "typo", 1, START) is Refusal.UNKNOWN


def _link(words: str) -> str:
    found = re.search(r"https://t\.me/faultline_bot\?start=([A-Za-z0-9_-]+)", words)
    assert found is not None, words
    return found[1]


def test_a_manager_gets_a_link_by_command(office: Office) -> None:
    office.managers(BOSS, "/invite C1")
    (words,) = office.words()
    assert "School &lt;No. 3&gt;" in words
    assert invites.redeem(office.conn, _link(words), 77, office.now) == Redeemed("c1")


def test_without_a_code_the_contracts_are_offered(office: Office) -> None:
    office.managers(BOSS, "/invite")
    keys = office.buttons(office.rows()[0])
    assert list(keys) == ["Hospital · 客户.二", "School <No. 3> · c1"]
    assert office.press(BOSS, keys["Hospital · 客户.二"], chat=MANAGERS).text == "The link is below."
    assert invites.redeem(office.conn, _link(office.words()[0]), 77, office.now) == Redeemed("客户.二")


def test_an_unknown_contract_is_said(office: Office) -> None:
    office.managers(BOSS, "/invite <x>")
    assert "&lt;x&gt;" in office.words()[0]
