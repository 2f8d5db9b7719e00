"""Two ways of counting calls: a bucket that refills, and a window that slides.

Times are seconds of the event loop's clock.
"""

from collections import deque
from typing import Protocol


class Limit(Protocol):
    """Tells when the next call may be made; ``take`` counts one as made."""

    def wait(self, now: float) -> float:
        """Seconds until the next call may be made."""
        ...

    def take(self, now: float) -> None:
        """Counts a call."""
        ...

    def is_idle(self, now: float) -> bool:
        """Whether forgetting this limit would change nothing."""
        ...


class Bucket:
    """``size`` calls at once, then one every ``seconds``."""

    def __init__(self, size: int, seconds: float) -> None:
        self._size = size
        self._seconds = seconds
        self._full_at = 0.0

    def wait(self, now: float) -> float:
        """Seconds until the next call may be made."""
        return max(0.0, self._full_at - (self._size - 1) * self._seconds - now)

    def take(self, now: float) -> None:
        """Counts a call."""
        self._full_at = max(self._full_at, now) + self._seconds

    def is_idle(self, now: float) -> bool:
        """Whether the bucket is full again."""
        return self._full_at <= now


class Window:
    """At most ``count`` calls in any ``seconds``."""

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=count)

    def wait(self, now: float) -> float:
        """Seconds until the next call may be made."""
        full = len(self._times) == self._times.maxlen
        return max(0.0, self._times[0] + self._seconds - now) if full else 0.0

    def take(self, now: float) -> None:
        """Counts a call."""
        self._times.append(now)

    def is_idle(self, now: float) -> bool:
        """Whether all counted calls have left the window."""
        return not self._times or now - self._times[-1] > self._seconds
