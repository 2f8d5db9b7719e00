"""One compiled pattern of a rule, under a time limit wherever matching could take long."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice

import regex

from bot.analysis.facts import Span
from bot.analysis.literals import count_ways

TIME_LIMIT = 0.05  # seconds for one pattern; a bounded pattern needs a thousandth of it
_MOST_SPANS = 12  # places of one pattern that are looked at; bounds the work on a hostile text

# A pattern with fewer ways to match at one place is bounded by its own form. It needs no clock, and
# a clock costs as much as a search. What has a gap, an open repeat or unknown syntax needs one.
_FEW_WAYS = 16


@lru_cache(maxsize=4096)
def compile_once(source: str) -> regex.Pattern[str]:
    """Compiles what is checked first and used later; regex's own cache holds but 500 patterns.

    Raises regex.error.
    """
    return regex.compile(source)


class Pattern:
    """A compiled pattern; ``needs`` has a bit for each phrase set it can't match without.

    ``search(text, start, stop)`` finds the first match and raises TimeoutError.
    """

    __slots__ = ("_finditer", "_match", "key", "needs", "search")

    def __init__(self, source: str, numbers: Sequence[int]) -> None:
        self.key = numbers[0] if numbers else None  # the most telling of its phrase sets
        self.needs = sum(1 << number for number in numbers)
        compiled = compile_once(source)
        self.search: Callable[..., regex.Match[str] | None] = compiled.search
        self._match: Callable[..., regex.Match[str] | None] = compiled.match
        self._finditer: Callable[..., Iterable[regex.Match[str]]] = compiled.finditer
        if count_ways(source) > _FEW_WAYS:
            self.search = partial(compiled.search, timeout=TIME_LIMIT)
            self._match = partial(compiled.match, timeout=TIME_LIMIT)
            self._finditer = partial(compiled.finditer, timeout=TIME_LIMIT)

    def spans(self, text: str) -> Iterator[Span]:
        """Every match in order; raises TimeoutError."""
        for match in islice(self._finditer(text), _MOST_SPANS):
            yield match.span()

    def begins(self, text: str, start: int, stop: int) -> bool:
        """Whether it matches right at ``start``; raises TimeoutError."""
        return self._match(text, start, stop) is not None
