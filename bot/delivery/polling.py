"""Long polling that confirms an update only after it was handled.

Telegram forgets every update below the offset that is asked for, so the offset never passes an
update still being handled. It shows at most 100 updates from the offset on; what lies behind a held
one is asked for again until it fits.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, Protocol

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.delivery.bot import UpdatesBot
from bot.delivery.turns import Turns

WINDOW = 100  # the most that Telegram shows at once
LONG_POLL = 30  # seconds
MOST_WAITING = 12  # of one chat; what comes on top is asked, once, to wait
STOP_SECONDS = 25.0  # what a graceful stop waits for updates under way
# Telegram shows a single update when the same offset is asked for again within half a second.
_SAME_OFFSET = 0.55  # seconds
_BREATH = 0.1  # seconds between looks under load; each look shows up to 100 updates again
_FULL = 1.0  # the same, while the window is full of held updates
_SLOWEST_RETRY = 30.0
ALLOWED_UPDATES = [
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "chat_member",
    "guest_message",
]

Handle = Callable[[Update], Awaitable[None]]

log = logging.getLogger(__name__)


class Handled(Protocol):
    """The memory of handled update ids; see ``bot.storage.updates``."""

    def __contains__(self, update_id: object) -> bool: ...

    async def add(self, update_id: int) -> None:
        """Remembers one, durably."""
        ...


class Poller:
    """Fetches updates and hands each to ``handle`` exactly once, as far as a kill allows.

    A chat that floods is answered up to a bound; ``turn_away`` tells it so, once a flood.
    """

    def __init__(
        self,
        bot: UpdatesBot,
        handle: Handle,
        handled: Handled,
        turn_away: Handle,
    ) -> None:
        self._bot = bot
        self._handle = handle
        self._turn_away = turn_away
        self._told: set[Hashable] = set()
        self._handled = handled
        self._turns = Turns()
        self._pending: dict[int, asyncio.Task[None]] = {}
        self._seen: int | None = None
        self._stopping = asyncio.Event()
        self.unparsed = 0

    def stop(self) -> None:
        """Ends ``run`` after what is under way has been handled."""
        self._stopping.set()

    async def run(self) -> None:
        """Polls until ``stop``; raises InvalidToken when Telegram no longer knows the bot."""
        failures = 0
        while not self._stopping.is_set():
            try:
                fetched = await self._or_stop(self._fetch(0 if self._pending else LONG_POLL))
                failures = 0
            except InvalidToken:
                raise
            except TelegramError as error:
                failures += 1
                log.warning("getUpdates failed: %s", type(error).__name__)
                await self._or_stop(asyncio.sleep(_retry_delay(error, failures)))
                continue
            if fetched is not None:
                await self._take(fetched)
        await self._finish()

    async def _fetch(self, wait: int) -> list[dict[str, Any]]:
        fetched = await self._bot.fetch_updates(self._offset(), WINDOW, wait, ALLOWED_UPDATES)
        if not self._pending and not fetched:
            # All is confirmed. Ids may restart anywhere after a quiet week: ask without an offset.
            self._seen = None
        return fetched

    def _offset(self) -> int | None:
        if self._pending:
            return min(self._pending)
        return None if self._seen is None else self._seen + 1

    async def _take(self, fetched: list[dict[str, Any]]) -> None:
        new = [
            raw
            for raw in fetched
            if raw["update_id"] not in self._pending and raw["update_id"] not in self._handled
        ]
        if fetched:
            self._seen = fetched[-1]["update_id"]
        for raw in new:
            self._start(raw)
        await self._pause(_FULL if not new and len(fetched) >= WINDOW else _SAME_OFFSET)

    async def _pause(self, longest: float) -> None:
        """Waits while something is under way: a breath, then until the offset can move on."""
        loop = asyncio.get_running_loop()
        asked, until = self._offset(), loop.time() + longest
        if self._pending:
            await asyncio.wait(self._pending.values(), timeout=_BREATH)
        while self._pending and self._offset() == asked and (left := until - loop.time()) > 0:
            await asyncio.wait(
                self._pending.values(), timeout=left, return_when=asyncio.FIRST_COMPLETED
            )

    def _start(self, raw: dict[str, Any]) -> None:
        update_id = raw["update_id"]
        update = self._parse(raw)
        key = _chat_of(update) if update else None
        waiting = self._turns.count(key)
        if waiting >= MOST_WAITING:
            first = key not in self._told
            self._told.add(key)
            away = update if first else None
            task = asyncio.create_task(self._work(update_id, away, self._turn_away))
        else:
            if not waiting:
                self._told.discard(key)
            task = self._turns.start(key or update_id, lambda: self._work(update_id, update))
        self._pending[update_id] = task
        task.add_done_callback(lambda _: self._pending.pop(update_id, None))

    def _parse(self, raw: dict[str, Any]) -> Update | None:
        try:
            return Update.de_json(raw, self._bot)
        except Exception as error:  # noqa: BLE001 any shape of update must not stop the others
            self.unparsed += 1
            log.warning("skipped an update that can't be parsed: %s", type(error).__name__)
            return None

    async def _work(
        self, update_id: int, update: Update | None, handle: Handle | None = None
    ) -> None:
        """Handles one update to its end; whatever happens in it, it counts as handled."""
        if update is not None:
            try:
                await (handle or self._handle)(update)
            except Exception as error:  # noqa: BLE001 the error handler has spoken already
                log.error("an update failed: %s", type(error).__name__)
        await self._handled.add(update_id)

    async def _or_stop(self, work: Awaitable[Any]) -> Any:
        """The result of ``work``, or None when stopping comes first."""
        task = asyncio.ensure_future(work)
        stop = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait([task, stop], return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if task.done():
            return task.result()
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, TelegramError):
            await task
        return None

    async def _finish(self) -> None:
        if self._pending:
            await asyncio.wait(self._pending.values(), timeout=STOP_SECONDS)
        with contextlib.suppress(TelegramError):
            await self._confirm()

    async def _confirm(self) -> None:
        if (offset := self._offset()) is not None:
            await self._bot.fetch_updates(offset, 1, 0, ALLOWED_UPDATES)


def _chat_of(update: Update) -> Hashable:
    """What an update must wait its turn for: its chat, else its user."""
    if update.effective_chat is not None:
        return ("chat", update.effective_chat.id)
    return ("user", update.effective_user.id) if update.effective_user else None


def _retry_delay(error: TelegramError, failures: int) -> float:
    if isinstance(error, RetryAfter):
        after = error.retry_after
        return float(after if isinstance(after, int | float) else after.total_seconds())
    if isinstance(error, Conflict):
        return 3.0
    return float(min(_SLOWEST_RETRY, 2 ** min(failures, 6) * 0.25))
