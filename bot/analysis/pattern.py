"""One compiled pattern of a rule, under a time limit wherever matching could take long."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import regex

from bot.analysis.facts import Span
from bot.analysis.literals import count_ways

TIME_LIMIT = 0.05  # seconds for one pattern; a bounded pattern needs a thousandth of it
_MOST_MATCHES = 12  # places of one pattern that are looked at; bounds the work on a hostile text

# Where its form bounds a pattern to fewer steps than these, which take a fraction of the limit, it
# needs no clock, and a clock costs as much as a search of a short text.
_FEW_STEPS = 400_000


@lru_cache(maxsize=4096)
def compile_once(source: str) -> regex.Pattern[str]:
    """Compiles what is checked first and used later; regex's own cache holds but 500 patterns.

    Raises regex.error.
    """
    return regex.compile(source)


class Pattern:
    """A compiled pattern; ``needs`` has a bit for each phrase set it can't match without.

    Texts of up to ``calm`` characters it searches without a clock. All methods raise TimeoutError.
    """

    __slots__ = ("_compiled", "calm", "key", "needs")

    def __init__(self, source: str, numbers: Sequence[int]) -> None:
        self.key = numbers[0] if numbers else None  # the most telling of its phrase sets
        self.needs = sum(1 << number for number in numbers)
        self.calm = _FEW_STEPS // count_ways(source)
        self._compiled = compile_once(source)

    def find(self, text: str) -> Span | None:
        """The first match."""
        match = self._compiled.search(text, timeout=self._limit(len(text)))
        return match and match.span()

    def find_all(self, text: str) -> Iterator[regex.Match[str]]:
        """The first matches in order."""
        return islice(self._compiled.finditer(text, timeout=self._limit(len(text))), _MOST_MATCHES)

    def search(self, text: str, start: int = 0, stop: int | None = None) -> bool:
        """Whether it matches anywhere between the two."""
        stop = len(text) if stop is None else stop
        limit = self._limit(stop - start)
        return self._compiled.search(text, start, stop, timeout=limit) is not None

    def begins(self, text: str, start: int, stop: int) -> bool:
        """Whether it matches right at ``start``."""
        limit = self._limit(stop - start)
        return self._compiled.match(text, start, stop, timeout=limit) is not None

    def _limit(self, length: int) -> float | None:
        return None if length <= self.calm else TIME_LIMIT
