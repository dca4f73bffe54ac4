"""Who pays, and when paid work may begin, as rules of the ticket."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.plans.outlook import working
from domain.plans.prices import money, offer_of, total
from domain.plans.promises import WARRANTY, Service, promises_of
from domain.plans.warranty import coverage
from domain.tickets.commands import AnswerOffer, Command, Cover, Offer, Opening, Step, Waive, Withdraw
from domain.tickets.decide import decide, open_ticket
from domain.tickets.events import Event, Happened, Ticket, fold
from domain.tickets.paid import is_paid, may_begin
from domain.tickets.refused import Refused
from tests.warranty.samples import AHEAD, OVER, PRICES, covered_desk

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LI, CHEN, BOSS = 11, 31, 21
ALL_OVER = {"over": ["hardware"], "still": [], "prices": True}
SOME_OVER = {"over": ["hardware"], "still": ["software"], "prices": True}
ITEMS = tuple(offer_of(PRICES, {0: 1, 1: 2}))


class Story:
    """A ticket that Li has taken."""

    def __init__(self, warranty: dict[str, Any]) -> None:
        self.events: list[Event] = [
            open_ticket(Opening("fault", "c1", 1, CHEN, "t", 2, warranty=warranty), NOW)
        ]
        self.now = NOW
        self.do(Step(Happened.ACKNOWLEDGED, LI))

    def do(self, command: Command) -> Ticket:
        self.now += timedelta(minutes=1)
        for event in decide(self.ticket, self.events, command, self.now):
            self.events.append(replace(event, seq=len(self.events) + 1))
        return self.ticket

    @property
    def ticket(self) -> Ticket:
        return fold(1, self.events)


def refused(story: Story, command: Command, reason: str) -> None:
    with pytest.raises(Refused) as why:
        story.do(command)
    assert why.value.reason == reason


@pytest.mark.parametrize(
    ("day", "over", "still"),
    [
        (date(2026, 3, 1), [], []),
        (date(2026, 3, 2), ["hardware"], ["software"]),
        (date(2027, 3, 2), ["hardware", "software"], []),
    ],
)
def test_the_last_day_of_a_warranty_still_counts(day: date, over: list[str], still: list[str]) -> None:
    service = Service(date(2025, 1, 1), warranties=(("hardware", OVER), ("software", AHEAD)), prices=PRICES)
    found = coverage(service, day)
    assert found.get("over", []) == over
    assert found.get("still", []) == still
    assert coverage(None, day) == coverage(Service(date(2025, 1, 1)), day) == {}


@pytest.mark.parametrize("step", [Happened.ARRIVED, Happened.REMOTE])
def test_paid_work_begins_only_when_the_customer_has_agreed(step: Happened) -> None:
    story = Story(ALL_OVER)
    assert is_paid(story.ticket) is True
    refused(story, Step(step, LI), "refused-offer-first")
    offered = story.do(Offer(LI, ITEMS, "CNY"))
    assert offered.offer["items"] == list(ITEMS)
    refused(story, Step(step, LI), "refused-offer-first")
    agreed = story.do(AnswerOffer(CHEN, agreed=True))
    assert not agreed.offer
    assert agreed.agreed[0]["items"] == list(ITEMS)
    assert story.do(Step(step, LI)).state.value in ("onsite", "remote")


def test_travelling_and_talking_need_no_offer() -> None:
    story = Story(ALL_OVER)
    story.do(Step(Happened.ON_WAY, LI))
    story.do(Step(Happened.WAITING, LI))


def test_a_refused_offer_holds_the_work_up_until_another_is_accepted_or_a_manager_waives_it() -> None:
    story = Story(ALL_OVER)
    story.do(Offer(LI, ITEMS, "CNY"))
    assert story.do(AnswerOffer(CHEN, agreed=False)).refused
    refused(story, Step(Happened.REMOTE, LI), "refused-offer-first")
    refused(story, AnswerOffer(CHEN, agreed=True), "refused-offer-over")
    waived = story.do(Waive(BOSS))
    assert waived.waived_by == BOSS
    story.do(Step(Happened.REMOTE, LI))
    refused(story, Waive(BOSS), "refused-nothing-to-pay")


def test_more_work_needs_another_yes_and_its_no_leaves_what_was_agreed() -> None:
    story = Story(ALL_OVER)
    story.do(Offer(LI, ITEMS[:1], "CNY"))
    story.do(AnswerOffer(CHEN, agreed=True))
    story.do(Offer(LI, ITEMS[1:], "CNY"))
    after = story.do(AnswerOffer(CHEN, agreed=False))
    assert len(after.agreed) == 1
    assert after.refused
    assert may_begin(after)


def test_with_several_parts_the_engineer_says_first_which_it_is() -> None:
    story = Story(SOME_OVER)
    assert is_paid(story.ticket) is None
    refused(story, Step(Happened.ARRIVED, LI), "refused-warranty-first")
    refused(story, Offer(LI, ITEMS, "CNY"), "refused-warranty-first")
    refused(story, Cover(99, covered=True, part="software"), "refused-not-yours")
    refused(story, Cover(LI, covered=True, part="hardware"), "refused-stale")
    assert is_paid(story.do(Cover(LI, covered=False, part="hardware"))) is True
    refused(story, Cover(LI, covered=False, part="hardware"), "refused-already")
    assert is_paid(story.do(Cover(LI, covered=True, part="software"))) is False
    refused(story, Offer(LI, ITEMS, "CNY"), "refused-nothing-to-pay")
    story.do(Step(Happened.ARRIVED, LI))


def test_saying_that_it_is_covered_takes_an_open_offer_back() -> None:
    story = Story(SOME_OVER)
    story.do(Cover(LI, covered=False, part="hardware"))
    story.do(Offer(LI, ITEMS, "CNY"))
    assert not story.do(Cover(LI, covered=True, part="software")).offer
    refused(story, AnswerOffer(CHEN, agreed=True), "refused-offer-over")


def test_what_was_agreed_to_is_not_made_free_by_a_button() -> None:
    story = Story(SOME_OVER)
    story.do(Cover(LI, covered=False, part="hardware"))
    story.do(Offer(LI, ITEMS, "CNY"))
    story.do(AnswerOffer(CHEN, agreed=True))
    refused(story, Cover(LI, covered=True, part="software"), "refused-already")


@pytest.mark.parametrize("warranty", [{}, {"over": ["hardware"], "still": [], "prices": False}])
def test_nothing_is_held_up_where_nothing_is_over_or_nothing_could_be_offered(
    warranty: dict[str, Any],
) -> None:
    story = Story(warranty)
    story.do(Step(Happened.ARRIVED, LI))


def test_a_closed_ticket_takes_no_offer_and_no_answer() -> None:
    story = Story(ALL_OVER)
    refused(story, Offer(99, ITEMS, "CNY"), "refused-not-yours")
    refused(story, Offer(LI, (), "CNY"), "refused-offer-empty")
    story.do(Offer(LI, ITEMS, "CNY"))
    story.do(Withdraw(CHEN))
    for command in (Offer(LI, ITEMS, "CNY"), AnswerOffer(CHEN, agreed=True), Waive(BOSS)):
        refused(story, command, "refused-closed")


def test_a_ticket_from_before_has_nothing_to_pay() -> None:
    story = Story({})
    assert "warranty" not in story.events[0].data
    assert is_paid(story.ticket) is False


def test_an_offer_keeps_the_prices_of_its_moment_and_adds_up_to_the_cent() -> None:
    items = offer_of(PRICES, {1: 3, 0: 1, 5: 0})
    assert [one["count"] for one in items] == [1, 3]
    assert total(items) == Decimal("2998.50")
    assert money(total(items), "CNY") == "2,998.50 CNY"


def test_the_plan_names_a_part_in_the_reader_s_language_and_an_operator_s_own_as_written() -> None:
    desk = covered_desk(("system_software", AHEAD), ("nurse call", AHEAD))
    contract = desk.contracts["c1"]
    owed = [
        one for one in promises_of(contract, desk.service["c1"], working(desk, "c1")) if one.kind == WARRANTY
    ]
    assert [one.label["en"] for one in owed] == [
        "End of warranty: system software",
        "End of warranty: nurse call",
    ]
    assert [one.label["zh"] for one in owed] == ["质保到期：系统软件", "质保到期：nurse call"]
