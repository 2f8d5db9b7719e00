"""How often somebody may ask: some times at once, then once in a while, and one kind word."""

from dataclasses import dataclass
from enum import StrEnum

from bot.groups.memory import Clock, Memory

_MOST_KEYS = 4_096


class Turn(StrEnum):
    """What to do about one who asks."""

    GRANTED = "granted"
    LAST_WORD = "last_word"  # say kindly that it was too much
    REFUSED = "refused"  # say nothing more


@dataclass(slots=True)
class _Bucket:
    full_at: float = float("-inf")
    told: bool = False


class Buckets:
    """A token bucket for each key: ``size`` at once, then one every ``seconds``.

    Who finds it empty is told once, until it is full again. Keys are hashed, in memory only, and
    bounded; one that was crowded out begins with a full bucket.
    """

    def __init__(
        self, secret: bytes, clock: Clock, size: int, seconds: float, most: int = _MOST_KEYS
    ) -> None:
        self._size = size
        self._seconds = seconds
        self._clock = clock
        self._buckets: Memory[_Bucket] = Memory(secret, clock, size * seconds, most)

    def take(self, *key: object) -> Turn:
        """Takes one token, or tells that there is none."""
        now = self._clock()
        bucket = self._buckets.find(*key)
        if bucket is None or bucket.full_at <= now:
            bucket = _Bucket()
        if bucket.full_at - (self._size - 1) * self._seconds <= now:
            bucket.full_at = max(bucket.full_at, now) + self._seconds
            self._buckets.keep(bucket, *key)
            return Turn.GRANTED
        if bucket.told:
            return Turn.REFUSED
        bucket.told = True
        return Turn.LAST_WORD
