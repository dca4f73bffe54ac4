"""Whatever is asked for, in whatever order: never more than Telegram's limits in any window."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import MovableClock
from bot.delivery.pacing import Pacing
from storage.outbox import Lane
from tests.conftest import START

GROUP, OTHER_GROUP, PERSON, OTHER_PERSON = -1, -2, 1, 2
CHATS = (GROUP, OTHER_GROUP, PERSON, OTHER_PERSON, *range(10, 50))


@dataclass
class Telegram:
    """Counts at any moment between a request and its answer: here at both ends, the worse one tells."""

    log: list[tuple[float, int]] = field(default_factory=list)

    def most(self, span: float, chat: int | None = None) -> int:
        times = [at for at, where in self.log if chat in (None, where)]
        return max((sum(1 for other in times if at <= other < at + span - 1e-6) for at in times), default=0)


steps = st.lists(
    st.tuples(
        st.sampled_from(CHATS),
        st.integers(1, 3),
        st.sampled_from(Lane),
        st.sampled_from([0.0, 0.01, 0.2, 0.5, 1.0, 7.0]),
    ),
    max_size=120,
)


@settings(max_examples=150, deadline=None)
@given(steps, st.booleans())
def test_no_window_ever_holds_more_than_the_limits(
    asked: list[tuple[int, int, Lane, float]], counted_late: bool
) -> None:
    clock = MovableClock(START)
    pacing, telegram = Pacing(clock), Telegram()
    for chat, cost, lane, duration in asked:
        clock.advance(max(0.0, pacing.ready_at(chat, cost, lane=lane) - clock.monotonic()))
        pacing.begin(chat, cost)
        sent = clock.monotonic()
        clock.advance(duration)
        pacing.end(chat, cost)
        telegram.log += [(clock.monotonic() if counted_late else sent, chat)] * cost
    assert telegram.most(1.0) <= 30
    assert all(telegram.most(60.0, group) <= 20 for group in (GROUP, OTHER_GROUP))
    assert all(telegram.most(3.0, person) <= 3 for person in CHATS if person > 0)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(CHATS), max_size=200), st.sampled_from([0.05, 0.4, 2.0]))
def test_the_limits_hold_with_many_requests_under_way(chats: list[int], duration: float) -> None:
    clock = MovableClock(START)
    pacing, telegram = Pacing(clock), Telegram()
    under_way: list[tuple[float, int]] = []

    def land(until: float) -> None:
        for ends, chat in sorted(under_way):
            if ends <= until:
                clock.advance(max(0.0, ends - clock.monotonic()))
                pacing.end(chat)
                under_way.remove((ends, chat))

    for number, chat in enumerate(chats):
        while (instant := pacing.ready_at(chat)) > clock.monotonic():
            next_landing = min((ends for ends, _ in under_way), default=float("inf"))
            land(until := min(instant, next_landing))
            clock.advance(max(0.0, until - clock.monotonic()))
        pacing.begin(chat)
        telegram.log.append((clock.monotonic() + (duration if number % 2 else 0.0), chat))
        under_way.append((clock.monotonic() + duration, chat))
    assert telegram.most(1.0) <= 30
    assert telegram.most(60.0, GROUP) <= 20


def _taken(pacing: Pacing, clock: MovableClock, lane: Lane) -> int:
    count = 0
    while pacing.ready_at(GROUP, lane=lane) <= clock.monotonic():
        pacing.begin(GROUP)
        pacing.end(GROUP)
        count += 1
    return count


def test_a_group_whose_minute_is_used_up_by_cards_still_takes_answers_and_then_pages() -> None:
    pacing = Pacing(clock := MovableClock(START))
    lanes = (Lane.REPORT, Lane.CARD, Lane.ANSWER, Lane.WARNING, Lane.PAGE)
    assert [_taken(pacing, clock, lane) for lane in lanes] == [12, 0, 5, 0, 3]


def test_something_larger_than_a_limit_goes_out_when_nothing_else_counts() -> None:
    pacing = Pacing(clock := MovableClock(START))
    pacing.begin(PERSON, 10)
    pacing.end(PERSON, 10)
    assert pacing.ready_at(PERSON) == clock.monotonic() + 3.0


def test_a_pause_for_a_chat_leaves_the_others_alone_and_two_such_pauses_stop_all() -> None:
    pacing = Pacing(clock := MovableClock(START))
    pacing.hold(GROUP, 30)
    assert pacing.ready_at(GROUP) == 30
    assert pacing.ready_at(PERSON) == clock.monotonic()
    pacing.hold(OTHER_GROUP, 20)
    assert pacing.ready_at(PERSON) == 20
    clock.advance(20)
    assert pacing.ready_at(PERSON) == clock.monotonic()


def test_thousands_of_people_leave_no_trace() -> None:
    pacing = Pacing(clock := MovableClock(START))
    for person in range(1, 3000):
        clock.advance(1)
        pacing.begin(person)
        pacing.end(person)
    assert len(pacing._chats) < 1100
