"""Words of several lists close together, in any order: who does what to whom, however it is put."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bot.analysis.facts import Span
from bot.analysis.phrases import Scan
from bot.analysis.sentences import STOPS

_STOPS = frozenset(STOPS)
LONGEST_WORD = 12  # characters of a listed word; content lint holds them to it


class Near:
    """One word of each list with at most ``gap`` characters between them, within a sentence.

    ``key`` is the number of the most telling list, ``needs`` are the others as bits.
    """

    __slots__ = ("_gap", "_numbers", "key", "needs")

    def __init__(self, numbers: Sequence[int], key: int, needs: int, gap: int) -> None:
        self.key = key
        self.needs = needs
        self._numbers = tuple(numbers)
        self._gap = gap

    def find(self, scan: Scan) -> Span | None:
        """The first place where all lists meet."""
        return next(self.find_all(scan), None)

    def find_all(self, scan: Scan) -> Iterator[Span]:
        """Where all lists meet, from the first word's start to the last one's end."""
        found: Iterable[Span] = scan.list_places(self._numbers[0])
        for number in self._numbers[1:]:
            found = self._join(scan.text, found, scan.list_places(number))
        return iter(found)

    def _join(self, text: str, spans: Iterable[Span], words: Sequence[Span]) -> Iterator[Span]:
        """Each span together with each word that is near it and does not overlap it."""
        for start, end in spans:
            least = bisect_left(words, start - self._gap, key=_end)
            for begin, stop in islice(words, least, None):
                if stop > end + self._gap + LONGEST_WORD:
                    break
                if self._is_near(text, (stop, start)) or self._is_near(text, (end, begin)):
                    yield min(start, begin), max(end, stop)

    def _is_near(self, text: str, between: Span) -> bool:
        start, end = between
        return 0 <= end - start <= self._gap and _STOPS.isdisjoint(text[start:end])


def _end(span: Span) -> int:
    return span[1]
