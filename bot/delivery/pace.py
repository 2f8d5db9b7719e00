"""Sends no faster than Telegram takes, chat by chat; one chat's 429 never holds up another.

Bounds: a call is tried at most ``MOST_TRIES`` times; a group's call that would have to wait longer
than ``LONGEST_GROUP_WAIT`` seconds fails at once, since by then the group has moved on.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from telegram._utils.types import JSONDict
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

OVERALL = (28, 1.0)  # messages, seconds; Telegram's own bound is about 30
PER_CHAT = (3, 3.0)
PER_GROUP = (19, 60.0)  # Telegram's own bound is 20
MOST_TRIES = 6
LONGEST_GROUP_WAIT = 60.0
_BACKOFF = 0.5  # seconds before the second try, doubled for each further one
_PACED = ("send", "edit", "copy", "forward")
_IDLE_CHATS = 2_000  # windows kept in memory before empty ones are dropped


class TooLateError(TelegramError):
    """The reply would come so late that it is finally not sent."""


class _Window:
    """At most ``count`` calls in any ``seconds``; tells how long the next one has to wait."""

    def __init__(self, count: int, seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=count)
        self.closed_until = 0.0

    def wait(self, now: float) -> float:
        free = self._times[0] + self._seconds if len(self._times) == self._count else now
        return max(0.0, free - now, self.closed_until - now)

    def take(self, at: float) -> None:
        self._times.append(at)

    def is_idle(self, now: float) -> bool:
        last = self._times[-1] if self._times else 0.0
        return now - last > self._seconds and self.closed_until <= now


class Pace(BaseRateLimiter[int]):
    """The hook through which every call to Telegram goes."""

    def __init__(self) -> None:
        self._overall = _Window(*OVERALL)
        self._chats: dict[int, tuple[_Window, ...]] = {}

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002 part of the hook's signature
    ) -> bool | JSONDict | list[JSONDict]:
        """Waits for the chat's turn, calls, and tries again where that can help."""
        if endpoint == "getUpdates":
            return await callback(*args, **kwargs)
        chat = data.get("chat_id") if endpoint.startswith(_PACED) else None
        chat_id = chat if isinstance(chat, int) else None
        for attempt in range(1, MOST_TRIES + 1):
            if chat_id is not None:
                await self._await_turn(chat_id)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                if attempt == MOST_TRIES:
                    raise
                await self._hold(chat_id, _retry_seconds(error))
            except BadRequest:
                raise
            except NetworkError:
                if attempt == MOST_TRIES:
                    raise
                await asyncio.sleep(_BACKOFF * 2 ** (attempt - 1))
        raise TooLateError("unreachable: the last try returns or raises")

    async def _await_turn(self, chat_id: int) -> None:
        loop = asyncio.get_running_loop()
        windows = (self._overall, *self._windows(chat_id, loop.time()))
        waited = 0.0
        while (delay := max(window.wait(loop.time()) for window in windows)) > 0:
            if chat_id < 0 and waited + delay > LONGEST_GROUP_WAIT:
                raise TooLateError("the group's turn would come too late")
            await asyncio.sleep(delay)
            waited += delay
        for window in windows:
            window.take(loop.time())

    async def _hold(self, chat_id: int | None, seconds: float) -> None:
        if chat_id is None:
            await asyncio.sleep(seconds)
            return
        now = asyncio.get_running_loop().time()
        for window in self._windows(chat_id, now):
            window.closed_until = max(window.closed_until, now + seconds)

    def _windows(self, chat_id: int, now: float) -> tuple[_Window, ...]:
        if len(self._chats) > _IDLE_CHATS:
            self._chats = {
                chat: windows
                for chat, windows in self._chats.items()
                if not all(window.is_idle(now) for window in windows)
            }
        if chat_id not in self._chats:
            each = _Window(*PER_CHAT)
            self._chats[chat_id] = (each, _Window(*PER_GROUP)) if chat_id < 0 else (each,)
        return self._chats[chat_id]


def _retry_seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after if isinstance(after, int | float) else after.total_seconds())
