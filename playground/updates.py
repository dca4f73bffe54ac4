"""The bot's updates: kept until confirmed by an offset, waited for by one poller at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from playground.errors import ApiError
from playground.records import Json

KEPT_SECONDS = 24 * 3600
CALLBACK_SECONDS = 150
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
)

_OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first"
)


class UpdateQueue:
    """Updates in order of their ids; times are those of the playground's clock."""

    def __init__(self, now: Callable[[], float], first_id: int = 100_000_001) -> None:
        self._now = now
        self._next_id = first_id
        self.pending: dict[int, tuple[float, Json]] = {}
        self.allowed: frozenset[str] | None = None
        self.webhook_active = False
        self._poller: asyncio.Future[bool] | None = None
        self.on_added: Callable[[Json], None] | None = None
        self.produced: Callable[[Json], None] | None = None

    def allow(self, kinds: list[str] | None) -> None:
        """Remember the wanted kinds; an empty list is the default set, None leaves them as they are."""
        if kinds is None:
            return
        known = frozenset(k for k in kinds if k in KINDS)
        self.allowed = known or None

    def wants(self, kind: str) -> bool:
        """Whether updates of this kind are produced."""
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def add(self, kind: str, payload: Json) -> int | None:
        """Queue an update and return its id; None when the bot does not want this kind."""
        if not self.wants(kind):
            return None
        update: Json = {"update_id": self._next_id, kind: payload}
        self._next_id += 1
        self.pending[update["update_id"]] = (self._now(), update)
        if self.produced:
            self.produced(update)
        if self.on_added:
            self.on_added(update)
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(True)
        return int(update["update_id"])

    def skip_ids(self, count: int) -> None:
        """Leave a gap in the update ids, as the real server may."""
        self._next_id += count

    def drop(self) -> None:
        """Forget everything pending."""
        self.pending.clear()

    def confirm(self, update_id: int) -> None:
        """Forget one update (a webhook took it)."""
        self.pending.pop(update_id, None)

    def expire(self) -> None:
        """Forget what the server would not keep: a press after 150 s, anything after 24 h."""
        now = self._now()
        old = [
            number
            for number, (at, update) in self.pending.items()
            if now - at > (CALLBACK_SECONDS if "callback_query" in update else KEPT_SECONDS)
        ]
        for number in old:
            del self.pending[number]

    def _confirm_before(self, offset: int) -> None:
        if offset > 0:
            for number in [n for n in self.pending if n < offset]:
                del self.pending[number]
        elif offset < 0:
            for number in list(self.pending)[:offset]:
                del self.pending[number]

    @property
    def polled(self) -> bool:
        """Whether a long poll is waiting now."""
        return self._poller is not None and not self._poller.done()

    def interrupt(self, words: str) -> None:
        """End a waiting poll with a 409 that says `words`."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(ApiError(409, words))

    def close(self) -> None:
        """Let a waiting poll return empty-handed."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(False)

    async def poll(self, offset: int, limit: int, wait: float) -> list[Json]:
        """Serve one getUpdates, waiting up to `wait` real seconds; a second poller ends the first with 409."""
        if self.webhook_active:
            raise ApiError(409, _WEBHOOK_ACTIVE)
        self.interrupt(_OTHER_POLLER)
        self._confirm_before(offset)
        self.expire()
        if not self.pending and wait > 0:
            mine: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
            self._poller = mine
            handle = asyncio.get_running_loop().call_later(wait, _finish, mine)
            try:
                await mine
            finally:
                handle.cancel()
                if self._poller is mine:
                    self._poller = None
            self.expire()
        picked = []
        for number, (_, update) in self.pending.items():
            if offset > 0 and number < offset:
                continue
            picked.append(update)
            if len(picked) >= limit:
                break
        return picked


def _finish(future: asyncio.Future[bool]) -> None:
    if not future.done():
        future.set_result(False)
