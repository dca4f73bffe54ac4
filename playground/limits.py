"""Telegram's flood limits, measured on the playground's clock.

30 messages a second overall, one a second to a private chat (a short burst is let through), 20 a minute
to a group with edits and topic creation counted (https://core.telegram.org/bots/faq, tdlib/td#2592).
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

from playground.errors import too_many

_EDITS = frozenset({"editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"})
_SENDS = frozenset(
    {
        "sendMessage",
        "sendPhoto",
        "sendDocument",
        "sendVoice",
        "sendVideo",
        "sendAudio",
        "sendMediaGroup",
        "sendLocation",
        "sendContact",
        "copyMessage",
        "copyMessages",
        "forwardMessage",
        "createForumTopic",
        "editForumTopic",
        "closeForumTopic",
        "reopenForumTopic",
        "pinChatMessage",
    }
)
COUNTED = _EDITS | _SENDS


class _Window:
    """At most `most` events in any `span` seconds."""

    def __init__(self, most: int, span: float) -> None:
        self.most = most
        self.span = span
        self.times: deque[float] = deque()

    def wait(self, now: float, weight: int) -> float:
        """Return the seconds until `weight` more events fit; 0 when they fit now."""
        while self.times and self.times[0] <= now - self.span:
            self.times.popleft()
        excess = len(self.times) + min(weight, self.most) - self.most
        return self.times[excess - 1] + self.span - now if excess > 0 else 0.0

    def take(self, now: float, weight: int) -> None:
        self.times.extend([now] * weight)


class FloodLimits:
    """The three limits; off until `enabled` is set."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.enabled = False
        self.overall = (30, 1.0)
        self.private = (3, 3.0)
        self.group = (20, 60.0)
        self.refused = 0
        self.reset()

    def reset(self) -> None:
        """Forget what was counted."""
        self._all = _Window(*self.overall)
        self._chats: dict[int, _Window] = {}

    def check(self, method: str, chat_id: int | None, weight: int = 1) -> None:
        """Count a call, or raise the 429 that the real server would answer."""
        if not self.enabled or method not in COUNTED or chat_id is None:
            return
        now = self._now()
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = _Window(*(self.group if chat_id < 0 else self.private))
        wait = max(self._all.wait(now, weight), chat.wait(now, weight))
        if wait > 0:
            self.refused += 1
            raise too_many(max(1, math.ceil(wait)))
        self._all.take(now, weight)
        chat.take(now, weight)
