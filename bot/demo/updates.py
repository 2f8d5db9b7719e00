"""The queue behind getUpdates: what was not confirmed is given again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.demo.model import Json
from bot.demo.refusal import Refusal, conflict

_KIND_NAMES = (
    "message edited_message channel_post edited_channel_post business_connection business_message"
    " edited_business_message deleted_business_messages guest_message message_reaction"
    " message_reaction_count inline_query chosen_inline_result callback_query shipping_query"
    " pre_checkout_query purchased_paid_media poll poll_answer my_chat_member chat_member"
    " chat_join_request chat_boost removed_chat_boost"
)
KINDS = frozenset(_KIND_NAMES.split())
BY_DEFAULT = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}

LIMIT = 100
LONGEST_POLL = 50.0

# From the source of Telegram's own server: how long an update waits to be fetched,
# and how it slows down a bot that asks with the same offset over and over.
_LIFE = {"callback_query": 150, "inline_query": 30, "shipping_query": 150}
_DAY = 86400
_SOON = 0.5
_IMPATIENT = 3.0
_FAR_AHEAD = 10

_OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


@dataclass(frozen=True)
class _Update:
    id: int
    kind: str
    body: Json = field(repr=False)
    expires: float


class UpdateQueue:
    """Updates in order of their ids, which grow by one; only one long poll waits at a time."""

    def __init__(self, clock: Callable[[], float], first_id: int) -> None:
        """Take a clock in seconds and the id of the first update."""
        self.allowed: frozenset[str] = BY_DEFAULT
        self.slow_down_repeats = True
        self.next_id = first_id
        self._clock = clock
        self._waiting: dict[int, _Update] = {}
        self._poll: asyncio.Future[Refusal | None] | None = None
        self._asked: tuple[int, float] = (0, float("-inf"))

    def add(self, kind: str, payload: Json) -> int | None:
        """Queue an update; return its id, or None when the bot didn't allow this kind."""
        if kind not in self.allowed:
            return None
        return self._append(kind, {kind: payload}, _LIFE.get(kind, _DAY))

    def add_raw(self, body: Json) -> int:
        """Queue an update of any shape, whatever is allowed; return its id."""
        return self._append("", dict(body), _DAY)

    def _append(self, kind: str, body: Json, life: float) -> int:
        update_id = self.next_id
        self.next_id += 1
        body = {"update_id": update_id} | body
        self._waiting[update_id] = _Update(update_id, kind, body, self._clock() + life)
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        return update_id

    @property
    def is_polled(self) -> bool:
        """Whether a long poll waits."""
        return self._poll is not None

    def pending(self) -> list[int]:
        """Return the ids not yet confirmed, oldest first; what nobody fetched in time is gone."""
        now = self._clock()
        for update in list(self._waiting.values()):
            if update.expires <= now:
                del self._waiting[update.id]
        return list(self._waiting)

    def confirm(self, offset: int) -> None:
        """Forget every update below the offset; a negative one keeps that many of the latest."""
        pending = self.pending()
        if offset < 0:
            dropped = pending[:offset]
        elif offset > self.next_id + _FAR_AHEAD:
            dropped = []
        else:
            dropped = [update_id for update_id in pending if update_id < offset]
        for update_id in dropped:
            del self._waiting[update_id]

    def clear(self) -> None:
        """Forget everything, as `drop_pending_updates` does."""
        self._waiting.clear()

    def allow(self, kinds: object) -> None:
        """Take the allowed kinds for updates to come; anything but a list changes nothing."""
        if isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds):
            self.allowed = KINDS.intersection(kind.lower() for kind in kinds) or BY_DEFAULT

    def interrupt(self, refusal: Refusal) -> None:
        """End the long poll that waits, if any, with this refusal."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(refusal)
        self._poll = None

    async def fetch(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Answer getUpdates; raise the 409 of a poll that a later one ended."""
        self.interrupt(conflict(_OTHER_POLL))
        seconds, limit = self._slow_down(offset, seconds, limit)
        self.confirm(offset)
        found = self._select(limit)
        if found or seconds <= 0:
            return found
        await self._wait(min(seconds, LONGEST_POLL))
        return self._select(limit)

    def _slow_down(self, offset: int, seconds: float, limit: int) -> tuple[float, int]:
        now = self._clock()
        asked, before = self._asked
        self._asked = offset, now
        if not self.slow_down_repeats or asked != offset:
            return seconds, limit
        if now < before + _IMPATIENT:
            seconds = max(seconds, _IMPATIENT)
        return seconds, 1 if now < before + _SOON else limit

    async def _wait(self, seconds: float) -> None:
        poll: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            async with asyncio.timeout(seconds):
                refusal = await poll
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None
        if refusal is not None:
            raise refusal
        # Updates that come together are given together.
        await asyncio.sleep(0.001)

    def _select(self, limit: int) -> list[Json]:
        return [self._waiting[update_id].body for update_id in self.pending()[:limit]]
