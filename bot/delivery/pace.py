"""Sends no faster than Telegram takes, chat by chat; one chat's 429 never holds up another.

Bounds: a call is tried at most ``MOST_TRIES`` times; a group's call that would have to wait longer
than ``LONGEST_GROUP_WAIT`` seconds fails at once, since by then the group has moved on.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from telegram._utils.types import JSONDict
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.delivery.limits import Bucket, Limit, Window

OVERALL = (3, 1 / 26)  # at once, then one in so many seconds; Telegram's own bound is 30 a second
PER_CHAT = (3, 1.05)  # at once, then one in so many seconds; Telegram's own bound is about 1
PER_GROUP = (19, 60.0)  # messages in seconds; Telegram's own bound is 20
MOST_TRIES = 6
LONGEST_GROUP_WAIT = 60.0
_BACKOFF = 0.5  # seconds before the second try, doubled for each further one
_NEW = ("send", "copy", "forward")
_EDITS = "edit"  # counted in groups only; in a private chat people tap as they like
_IDLE_CHATS = 2_000  # chats kept in memory before idle ones are dropped


class TooLateError(TelegramError):
    """The reply would come so late that it is finally not sent."""


class _Chat:
    """A chat's limits, and until when Telegram has told us to leave it alone."""

    def __init__(self, chat_id: int) -> None:
        one = Bucket(*PER_CHAT)
        self.limits: tuple[Limit, ...] = (one, Window(*PER_GROUP)) if chat_id < 0 else (one,)
        self.closed_until = 0.0

    def wait(self, now: float) -> float:
        """Seconds until the chat's next turn."""
        return max(self.closed_until - now, *(limit.wait(now) for limit in self.limits), 0.0)

    def is_idle(self, now: float) -> bool:
        """Whether nothing has to be remembered about the chat."""
        return self.closed_until <= now and all(limit.is_idle(now) for limit in self.limits)


class Pace(BaseRateLimiter[int]):
    """The hook through which every call to Telegram goes."""

    def __init__(self) -> None:
        self._overall = Bucket(*OVERALL)
        self._chats: dict[int, _Chat] = {}

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
        chat_id = _paced_chat(endpoint, data.get("chat_id"))
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
        raise AssertionError("the last try returns or raises")

    async def _await_turn(self, chat_id: int) -> None:
        clock = asyncio.get_running_loop().time
        chat, waited = self._chat(chat_id, clock()), 0.0
        while (delay := max(self._overall.wait(clock()), chat.wait(clock()))) > 0:
            if chat_id < 0 and waited + delay > LONGEST_GROUP_WAIT:
                raise TooLateError("the group's turn would come too late")
            await asyncio.sleep(delay)
            waited += delay
        for limit in (self._overall, *chat.limits):
            limit.take(clock())

    async def _hold(self, chat_id: int | None, seconds: float) -> None:
        if chat_id is None:
            await asyncio.sleep(seconds)
            return
        now = asyncio.get_running_loop().time()
        chat = self._chat(chat_id, now)
        chat.closed_until = max(chat.closed_until, now + seconds)

    def _chat(self, chat_id: int, now: float) -> _Chat:
        if len(self._chats) > _IDLE_CHATS:
            self._chats = {
                each: chat for each, chat in self._chats.items() if not chat.is_idle(now)
            }
        return self._chats.setdefault(chat_id, _Chat(chat_id))


def _paced_chat(endpoint: str, chat_id: object) -> int | None:
    """The chat whose turn a call has to wait for; None for calls that show nothing new."""
    if not isinstance(chat_id, int):
        return None
    counted = endpoint.startswith(_NEW) or (endpoint.startswith(_EDITS) and chat_id < 0)
    return chat_id if counted else None


def _retry_seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after if isinstance(after, int | float) else after.total_seconds())
