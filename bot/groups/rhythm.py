"""What is said at most once in a while."""

from collections.abc import Callable, Hashable

MOST_KEYS = 2_000


class Rhythm:
    """Remembers, in memory only, when something was last done; times are the clock's seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._free_at: dict[Hashable, float] = {}

    def is_due(self, key: Hashable, seconds: float) -> bool:
        """True, and counted as done, when it was not done within so many seconds."""
        now = self._clock()
        if self._free_at.get(key, now) > now:
            return False
        if len(self._free_at) >= MOST_KEYS:
            held = {each: free for each, free in self._free_at.items() if free > now}
            self._free_at = held if len(held) < MOST_KEYS else {}
        self._free_at[key] = now + seconds
        return True
