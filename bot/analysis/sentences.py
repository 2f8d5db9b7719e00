"""Sentences of a text: exceptions hold there and nowhere else."""

from bisect import bisect_left, bisect_right

import regex

from bot.analysis.facts import Span
from bot.analysis.keep import kept

STOPS = "。!?;\n"
SENTENCE_END = regex.compile(rf"[{STOPS}]+|\.{{3,}}")
_REACH = 160  # characters on either side of a match that an exception may look at


def are_joined(text: str, start: int, stop: int) -> bool:
    """Whether nothing but the end of a sentence stands between two places."""
    return not text[start:stop].strip(f"{STOPS} ")


class Sentences:
    """The sentence borders of one text, found when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @kept
    def _ends(self) -> tuple[list[int], list[int]]:
        ends = [match.span() for match in SENTENCE_END.finditer(self._text)]
        return [start for start, _ in ends], [end for _, end in ends]

    def around(self, start: int, end: int) -> Span:
        """The borders of the sentence that holds a span, at most a few lines to either side."""
        stops, starts = self._ends
        before = bisect_right(starts, start)
        begin = starts[before - 1] if before else 0
        after = bisect_left(stops, end)
        stop = stops[after] if after < len(stops) else len(self._text)
        return max(begin, start - _REACH), min(stop, end + _REACH)
