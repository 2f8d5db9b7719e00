"""Telegram's limits on sending: 30 a second, one a second to a chat, 20 a minute to a group."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

from bot.demo.model import Chat
from bot.demo.refusal import too_many_requests

OVERALL = 30
CHAT_BURST = 3
GROUP = 20

_MINUTE = 60.0


class Pace:
    """Counts what was sent; a message over the limit is refused and costs nothing."""

    def __init__(self, clock: Callable[[], float], limits: bool) -> None:
        """Take a clock in seconds; `limits` off lets everything through."""
        self.limits = limits
        self.refused = 0
        self._clock = clock
        self._overall: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        self._chats: dict[int, tuple[float, float]] = {}

    def take(self, chat: Chat) -> None:
        """Count one message to the chat, or raise a 429 with the whole seconds to wait."""
        if not self.limits:
            return
        now = self._clock()
        group = self._groups.setdefault(chat.id, deque()) if not chat.is_private else deque()
        tokens = self._refill(chat.id, now)
        wait = max(
            _count_wait(self._overall, OVERALL, 1.0, now),
            _count_wait(group, GROUP, _MINUTE, now),
            1.0 - tokens,
        )
        if wait > 1e-9:
            self.refused += 1
            raise too_many_requests(max(1, math.ceil(wait)))
        self._overall.append(now)
        group.append(now)
        self._chats[chat.id] = tokens - 1.0, now

    def _refill(self, chat_id: int, now: float) -> float:
        tokens, since = self._chats.get(chat_id, (float(CHAT_BURST), now))
        return min(float(CHAT_BURST), tokens + max(0.0, now - since))


def _count_wait(sent: deque[float], most: int, window: float, now: float) -> float:
    while sent and sent[0] <= now - window:
        sent.popleft()
    return sent[0] + window - now if len(sent) >= most else 0.0
