"""Things remembered for a while and in memory only, under keyed hashes of what they belong to."""

import hmac
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

V = TypeVar("V")

Clock = Callable[[], float]


class Memory(Generic[V]):
    """At most ``most`` values, each for ``seconds`` of the clock; the oldest goes first."""

    def __init__(self, secret: bytes, clock: Clock, seconds: float, most: int) -> None:
        self._secret = secret
        self._clock = clock
        self._seconds = seconds
        self._most = most
        self._kept: OrderedDict[bytes, tuple[float, V]] = OrderedDict()

    def find(self, *parts: object) -> V | None:
        """What was kept for these parts, None when nothing was or it is too old."""
        since, value = self._kept.get(self._mark(parts), (float("-inf"), None))
        return value if self._clock() - since < self._seconds else None

    def keep(self, value: V, *parts: object) -> None:
        """Keeps a value for these parts in place of an earlier one; its time begins anew."""
        mark = self._mark(parts)
        self._kept.pop(mark, None)
        self._kept[mark] = self._clock(), value
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def drop(self, *parts: object) -> None:
        """Forgets what was kept for these parts, if anything."""
        self._kept.pop(self._mark(parts), None)

    def __len__(self) -> int:
        return len(self._kept)

    def _mark(self, parts: tuple[object, ...]) -> bytes:
        return hmac.digest(self._secret, repr(parts).encode(), "sha256")[:16]
