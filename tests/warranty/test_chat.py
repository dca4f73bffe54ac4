"""Paid work in chat: who is asked what, what the customer sees before it begins, and what stays on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from domain.tickets.commands import Regrade
from domain.tickets.events import State, Ticket
from domain.tickets.receipt import receipt_of
from storage import apply, tickets
from tests.engineers.office import BOSS, CUSTOMER, LI, MANAGERS, STRANGER, TEAM, WANG, Office, open_office
from tests.warranty.samples import AHEAD, OVER, covered_desk
from views.callbacks import base36, encode
from views.cards import Facing, customer_card, team_card
from views.receipt import receipt_text
from views.receipt_words import Reading


@pytest.fixture
def paid() -> Iterator[Office]:
    """All warranties are over."""
    yield from open_office(covered_desk(("hardware", OVER), ("system_software", OVER)))


def press(office: Office, person: int, words: str, chat: int = TEAM) -> str:
    """Press the newest key with those words; the answer's text."""
    return office.press(person, key(office, words, chat), chat=chat).text


def key(office: Office, words: str, chat: int) -> str:
    shown: list[tuple[int, str, str]] = office.__dict__.setdefault("keys_seen", [])
    for row in office.rows():
        if row.kind in ("text", "revise", "customer", "managers", "team"):
            shown += [(row.chat_id, text, data) for text, data in office.buttons(row).items()]
    return next(data for where, text, data in reversed(shown) if where == chat and words in text)


def offered(office: Office, *, by: int = LI) -> Ticket:
    """Li has the ticket and has offered one repair and two disks."""
    ticket = office.taken(by)
    office.press(by, encode("tw", ticket.id, ticket.round, "off"))
    press(office, by, "Repair")
    press(office, by, "Hard disk")
    press(office, by, "Hard disk")
    press(office, by, "Send to the customer")
    return office.load(ticket.id)


def card(office: Office, ticket: Ticket, *, inside: bool, language: str = "en") -> str:
    facing = Facing(
        "School", "Mrs Chen", None, "Li", (), office.desk.preset_of(ticket), ZoneInfo("Asia/Shanghai")
    )
    draw = team_card if inside else customer_card
    return draw(ticket, language, facing, office.now).text


@pytest.mark.parametrize("action", ["arr", "rem"])
def test_who_begins_paid_work_is_told_to_show_the_prices_first(paid: Office, action: str) -> None:
    ticket = paid.taken()
    answer = paid.do(LI, ticket, action)
    assert answer.alert
    assert "agreed to an offer" in answer.text
    assert paid.load(ticket.id).state is State.ACKNOWLEDGED
    rows = {row.data.get("id"): row for row in paid.rows("text")}
    assert "Offer" in str(paid.buttons(rows["offer-first"]))
    assert rows["managers-offer-first"].chat_id == MANAGERS
    paid.do(LI, ticket, action)
    assert not [row for row in paid.rows("text") if row.chat_id == MANAGERS], "managers are asked once"


def test_the_customer_sees_items_and_prices_and_the_work_begins_after_a_yes(paid: Office) -> None:
    ticket = offered(paid)
    question = paid.told("customer")["offered"]
    words = paid.said_in(question)
    assert "Repair &lt;on site&gt;: 300.00 CNY / visit × 1 = 300.00 CNY" in words
    assert "Hard disk: 899.50 CNY / piece × 2 = 1,799.00 CNY" in words
    assert "Together 2,099.00 CNY" in words
    assert "no answer yet" in card(paid, ticket, inside=True)
    assert paid.do(LI, ticket, "arr").alert
    keys = paid.buttons(question)
    assert not paid.press(CUSTOMER, keys["✅ Agree"], chat=CUSTOMER).alert
    after = paid.load(ticket.id)
    assert after.agreed[0]["items"][1]["count"] == 2
    assert "agreed to 2,099.00 CNY" in card(paid, after, inside=False)
    assert "客户同意 2,099.00 CNY" in card(paid, after, inside=True, language="zh")
    assert "offer-agreed" in paid.told("team")
    assert not paid.do(LI, ticket, "arr").alert
    again = paid.press(CUSTOMER, keys["❌ Refuse"], chat=CUSTOMER)
    assert again.alert
    assert "settled" in again.text


def test_a_no_reaches_the_managers_who_alone_may_let_the_work_begin(paid: Office) -> None:
    ticket = offered(paid)
    keys = paid.buttons(paid.told("customer")["offered"])
    paid.press(CUSTOMER, keys["❌ Refuse"], chat=CUSTOMER)
    refusal = paid.told("managers")["offer-refused"]
    assert "refused the offer of 2,099.00 CNY" in paid.said_in(refusal)
    waive = paid.buttons(refusal)["🆗 Begin without an offer"]
    assert paid.press(WANG, waive, chat=MANAGERS).alert
    assert not paid.load(ticket.id).waived_by
    assert not paid.press(BOSS, waive, chat=MANAGERS).alert
    assert not paid.do(LI, ticket, "rem").alert
    assert paid.press(BOSS, waive, chat=MANAGERS).alert, "once is enough"


def test_time_to_think_stops_the_clocks_as_the_contract_allows_and_the_answer_starts_them(
    paid: Office,
) -> None:
    ticket = offered(paid)
    keys = paid.buttons(paid.told("customer")["offered"])
    assert not paid.press(CUSTOMER, keys["⏳ I need time (the clock stands still)"], chat=CUSTOMER).alert
    paused = paid.load(ticket.id)
    assert paused.pause["reason"] == "offer"
    assert set(paused.pause["clocks"]) == {"onsite", "restore"}
    paid.pass_time(hours=3)
    paid.press(CUSTOMER, encode("tp", ticket.id, paused.offer["seq"], "y"), chat=CUSTOMER)
    after = paid.load(ticket.id)
    assert not after.pause
    assert after.agreed


def test_a_contract_without_that_pause_gives_no_such_key() -> None:
    for office in open_office(covered_desk(("hardware", OVER), preset="system-after-sales")):
        pauses = office.desk.contracts["c1"].preset.pauses
        offered(office)
        keys = office.buttons(office.told("customer")["offered"])
        assert any("need time" in words for words in keys) is ("offer" in pauses)


def test_with_parts_that_differ_the_engineer_is_asked_which_it_is(office: Office) -> None:
    ticket = office.taken()
    assert "which is it" in card(office, ticket, inside=True)
    assert "which is it" not in card(office, ticket, inside=False)
    assert "say first" in office.do(LI, ticket, "arr").text
    question = next(row for row in office.rows("text") if row.data["id"] == "warranty-which")
    keys = office.buttons(question)
    assert list(keys) == ["🛡 Covered: system software", "💰 Paid: hardware"]
    assert office.press(WANG, keys["💰 Paid: hardware"]).alert, "whose ticket it is decides"
    office.press(LI, keys["💰 Paid: hardware"])
    assert "the warranty of hardware is over" in card(office, office.load(ticket.id), inside=False)
    office.press(LI, keys["🛡 Covered: system software"])
    assert "Covered by warranty (system software)" in card(office, office.load(ticket.id), inside=False)
    assert not office.do(LI, ticket, "arr").alert
    assert office.press(LI, encode("tw", ticket.id, ticket.round, "off")).alert


def test_nothing_is_asked_or_shown_while_everything_is_covered() -> None:
    for office in open_office(covered_desk(("hardware", AHEAD))):
        ticket = office.taken()
        assert "arranty" not in card(office, ticket, inside=True)
        assert not office.do(LI, ticket, "arr").alert


@pytest.mark.parametrize("person", [STRANGER, BOSS])
def test_only_the_tickets_customer_answers_an_offer(paid: Office, person: int) -> None:
    ticket = offered(paid)
    for answer in ("y", "n", "w"):
        assert paid.press(person, encode("tp", ticket.id, ticket.offer["seq"], answer), chat=person).alert
    assert paid.load(ticket.id).offer


def test_stale_and_forged_keys_do_nothing_and_say_so(paid: Office) -> None:
    ticket = offered(paid)
    number, turn = base36(ticket.id), base36(ticket.round)
    for data in (
        f"1.tw.{number}.z.off",
        f"1.tw.{number}.{turn}.zz",
        f"1.tw.{number}.{turn}.c.9",
        "1.tw.zz.0.off",
    ):
        assert paid.press(LI, data).alert, data
    old = encode("tp", ticket.id, ticket.offer["seq"], "y")
    paid.press(LI, encode("tw", ticket.id, ticket.round, "off"))
    press(paid, LI, "Repair")
    stale = key(paid, "Send to the customer", TEAM)
    press(paid, LI, "Hard disk")
    assert paid.press(LI, stale).alert
    press(paid, LI, "Send to the customer")
    assert paid.press(CUSTOMER, old, chat=CUSTOMER).alert, "the newer offer counts"
    assert len(paid.load(ticket.id).offer["items"]) == 2


def test_an_offer_answered_before_it_was_sent_is_not_asked_any_more(paid: Office) -> None:
    ticket = offered(paid)
    question = paid.told("customer")["offered"]
    paid.press(CUSTOMER, encode("tp", ticket.id, ticket.offer["seq"], "y"), chat=CUSTOMER)
    with pytest.raises(AssertionError, match="Drop"):
        paid.said_in(question)


def test_the_history_and_the_receipt_say_what_was_agreed(paid: Office) -> None:
    ticket = offered(paid)
    paid.press(CUSTOMER, encode("tp", ticket.id, ticket.offer["seq"], "y"), chat=CUSTOMER)
    paid.rows()
    paid.private(BOSS, f"/t {ticket.id}")
    history = "\n".join(paid.words())
    assert "made an offer" in history
    assert "the customer agreed to the offer" in history
    after, events = paid.load(ticket.id), tickets.history(paid.conn, ticket.id)
    terms = paid.desk.terms("c1")
    reading = Reading("en", ZoneInfo("Asia/Shanghai"), paid.now, "c1", terms, {})
    words = receipt_text(receipt_of(after, events, terms, paid.now), reading)
    assert "Paid work (the warranty of hardware" in words
    assert "agreed to 2,099.00 CNY" in words


def test_what_was_reported_under_warranty_stays_free_when_the_warranty_ends_meanwhile(paid: Office) -> None:
    desk = paid.desk
    paid.desk = replace(desk, service={"c1": replace(desk.service["c1"], warranties=(("hardware", AHEAD),))})
    ticket = paid.taken()
    paid.desk = desk
    assert not paid.do(LI, ticket, "arr").alert
    after = apply.apply(paid.conn, desk, ticket.id, Regrade(BOSS, 1, "worse", manager=True), paid.now)
    assert not after.warranty
