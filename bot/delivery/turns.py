"""Handles many chats at once, and each chat's updates one after another."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Hashable

AT_ONCE = 48  # 32 to 64 answers most; more only queues inside the HTTP client


class Turns:
    """Runs jobs with a bound over all keys and strict order within a key."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._last: dict[Hashable, asyncio.Task[None]] = {}
        self._waiting: Counter[Hashable] = Counter()

    def count(self, key: Hashable) -> int:
        """How many jobs of a key are under way or wait."""
        return self._waiting[key]

    def start(self, key: Hashable, job: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        """Starts ``job`` after all earlier jobs of its key; a failure stays in its own task."""
        before = self._last.get(key)
        task = asyncio.create_task(self._run(before, job))
        self._last[key] = task
        self._waiting[key] += 1
        task.add_done_callback(lambda done: self._forget(key, done))
        return task

    async def _run(
        self, before: asyncio.Task[None] | None, job: Callable[[], Awaitable[None]]
    ) -> None:
        if before is not None:
            await asyncio.wait([before])
        async with self._free:
            await job()

    def _forget(self, key: Hashable, task: asyncio.Task[None]) -> None:
        self._waiting[key] -= 1
        if self._last.get(key) is task:
            del self._last[key], self._waiting[key]
