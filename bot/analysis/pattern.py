"""One compiled pattern of a rule, under a time limit wherever matching could take long."""

from collections.abc import Iterator, Sequence
from itertools import islice

import regex

from bot.analysis.facts import Span
from bot.analysis.literals import count_ways, is_plain

TIME_LIMIT = 0.05  # seconds for one pattern; a bounded pattern needs a thousandth of it
_MOST_MATCHES = 12  # places of one pattern that are looked at; bounds the work on a hostile text

# Where its form bounds a pattern to fewer steps than these, which take a fraction of the limit, it
# needs no clock, and a clock costs as much as a search of a short text.
_FEW_STEPS = 400_000


def check_syntax(source: str) -> None:
    """Raises regex.error for what can't be compiled.

    What the standard library's parser understands, regex does: that spares compiling it, which
    takes ten times as long.
    """
    if not is_plain(source):
        regex.compile(source)


class Pattern:
    """A compiled pattern; ``needs`` has a bit for each phrase set it can't match without.

    It is compiled when first searched for: most patterns wait for a long time. All methods raise
    TimeoutError.
    """

    __slots__ = ("_known", "_source", "key", "needs")

    def __init__(self, source: str, numbers: Sequence[int]) -> None:
        self.key = numbers[0] if numbers else None  # the most telling of its phrase sets
        self.needs = sum(1 << number for number in numbers)
        self._source = source
        self._known: tuple[regex.Pattern[str], float] | None = None

    @property
    def calm(self) -> float:
        """The most characters of a text that is searched without a clock."""
        return self._read()[1]

    def _read(self) -> tuple[regex.Pattern[str], float]:
        if self._known is None:
            compiled = regex.compile(self._source, cache_pattern=False)
            self._known = compiled, _FEW_STEPS // count_ways(self._source)
        return self._known

    def find(self, text: str) -> Span | None:
        """The first match."""
        compiled, calm = self._read()
        match = compiled.search(text, timeout=None if len(text) <= calm else TIME_LIMIT)
        return match and match.span()

    def find_all(self, text: str) -> Iterator[regex.Match[str]]:
        """The first matches in order."""
        compiled, calm = self._read()
        matches = compiled.finditer(text, timeout=None if len(text) <= calm else TIME_LIMIT)
        return islice(matches, _MOST_MATCHES)

    def search(self, text: str, start: int = 0, stop: int | None = None) -> bool:
        """Whether it matches anywhere between the two."""
        compiled, calm = self._read()
        limit = None if len(text) <= calm else TIME_LIMIT
        return compiled.search(text, start, stop, timeout=limit) is not None

    def begins(self, text: str, start: int, stop: int) -> bool:
        """Whether it matches right at ``start``."""
        compiled, calm = self._read()
        limit = None if len(text) <= calm else TIME_LIMIT
        return compiled.match(text, start, stop, timeout=limit) is not None
