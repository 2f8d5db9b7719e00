"""An event loop whose time passes at once: what waits an hour is done in a millisecond."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
LONGEST = 100_000.0  # seconds of the loop's clock; past them a test hangs


class _Leaping(selectors.DefaultSelector):
    """Instead of waiting, moves the clock to when the next timer is due."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000.0

    def select(self, timeout: float | None = None) -> list:
        if timeout is None or self.now > LONGEST:
            raise RuntimeError("the loop waits for something that never comes")
        self.now += max(timeout, 0.0)
        return super().select(0)


class LeapingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        return self._leaping.now


def run(work: Coroutine[Any, Any, T]) -> T:
    """The result of ``work``; a test may not leave a task behind."""
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        return runner.run(work)


def now() -> float:
    return asyncio.get_running_loop().time()
