"""Telegram's limits, kept on our side: asking too often is answered with a pause, then with a ban.

30 messages a second in all, one a second to a person (three at once are tolerated), 20 a minute to a group,
where changing a message and opening a topic count too (https://core.telegram.org/bots/faq, tdlib/td#2592).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from bot.clock import Clock
from storage.outbox import Lane

OVERALL, OVERALL_WINDOW = 30, 1.0
GROUP, GROUP_WINDOW = 20, 60.0
PERSON, PERSON_WINDOW = 3, 3.0
# Kept free for what matters more: a group whose minute is used up by cards still hears of a new disaster at once,
# and somebody who pressed a button in it still gets an answer.
RESERVED_OVERALL = 3
RESERVED_FROM_ANSWERS, RESERVED_FROM_THE_REST = 3, 8
# Up to here nothing is kept free: pages.
URGENT = Lane.PAGE
_GRAIN = 1e-6


@dataclass
class Window:
    """At most `limit` in any `span` seconds.

    What is under way counts, and is stamped when it ends: so the limit holds at Telegram's end too,
    wherever between sending and answer the message was counted there.
    """

    limit: int
    span: float
    stamps: deque[float] = field(default_factory=deque)
    under_way: int = 0

    def idle(self, now: float) -> bool:
        """Whether nothing counts any more."""
        return not self.under_way and (not self.stamps or self.stamps[-1] + self.span <= now)

    def ready_at(self, now: float, cost: int, spare: int) -> float:
        """From when on `cost` may be taken while `spare` stay free; infinity if only an answer can tell.

        0 for at once: `now` would already lie after the instant that the caller compares with.
        """
        while self.stamps and self.stamps[0] + self.span <= now + _GRAIN:
            self.stamps.popleft()
        limit = max(1, self.limit - spare)
        too_many = len(self.stamps) + self.under_way + min(cost, limit) - limit
        if too_many <= 0:
            return 0.0
        return self.stamps[too_many - 1] + self.span if too_many <= len(self.stamps) else float("inf")


def _spare(lane: Lane) -> int:
    return RESERVED_FROM_ANSWERS if lane <= Lane.WARNING else RESERVED_FROM_THE_REST


class Pacing:
    """Who may be written to when. A group has a negative id. Instants are those of `clock.monotonic()`.

    `speed` divides the windows, for a Telegram of one's own whose limits are divided by the same.
    """

    def __init__(self, clock: Clock, speed: float = 1.0) -> None:
        self._clock = clock
        self._speed = speed
        self._overall = Window(OVERALL, OVERALL_WINDOW / speed)
        self._chats: dict[int, Window] = {}
        self._held: dict[int, float] = {}
        self._all_held = 0.0

    def ready_at(self, chat_id: int, cost: int = 1, *, lane: Lane = Lane.CARD) -> float:
        """From when on `cost` messages of an importance may go to a chat; not later than now means at once."""
        now = self._clock.monotonic()
        urgent = lane <= URGENT
        spare = 0 if urgent or chat_id > 0 else _spare(lane)
        own = self._chat(chat_id).ready_at(now, cost, spare)
        overall = self._overall.ready_at(now, cost, 0 if urgent else RESERVED_OVERALL)
        return max(own, overall, self._held.get(chat_id, 0.0), self._all_held)

    def begin(self, chat_id: int, cost: int = 1) -> None:
        """A call goes out that makes `cost` messages."""
        for window in (self._overall, self._chat(chat_id)):
            window.under_way += cost

    def end(self, chat_id: int, cost: int = 1) -> None:
        """The call is over, however it ended: a refused one has been counted too."""
        now = self._clock.monotonic()
        for window in (self._overall, self._chat(chat_id)):
            window.under_way -= cost
            window.stamps.extend([now] * cost)
        self._forget(now)

    def remember(self, chat_id: int, seconds_ago: float) -> None:
        """Something was sent before this process began; to be told from the oldest to the newest."""
        at = self._clock.monotonic() - seconds_ago
        for window in (self._overall, self._chat(chat_id)):
            window.stamps.append(at)

    def hold(self, chat_id: int, seconds: float) -> None:
        """Telegram told us to leave a chat alone. A second chat told so meanwhile means: leave all alone."""
        now = self._clock.monotonic()
        others = [until for chat, until in self._held.items() if chat != chat_id and until > now]
        self._held[chat_id] = max(self._held.get(chat_id, 0.0), now + seconds)
        if others:
            self._all_held = max(self._all_held, now + min(seconds, *(until - now for until in others)))

    def held_for(self) -> float:
        """Seconds for which nothing goes out at all."""
        return max(0.0, self._all_held - self._clock.monotonic())

    def hold_all(self, seconds: float) -> None:
        """Nothing goes out for a while."""
        self._all_held = max(self._all_held, self._clock.monotonic() + seconds)

    def _chat(self, chat_id: int) -> Window:
        if (window := self._chats.get(chat_id)) is None:
            limit, span = (GROUP, GROUP_WINDOW) if chat_id < 0 else (PERSON, PERSON_WINDOW)
            window = Window(limit, span / self._speed)
            self._chats[chat_id] = window
        return window

    def _forget(self, now: float) -> None:
        """Thousands of people write once and never again."""
        if len(self._chats) > 1000:
            self._chats = {chat: window for chat, window in self._chats.items() if not window.idle(now)}
        self._held = {chat: until for chat, until in self._held.items() if until > now}
