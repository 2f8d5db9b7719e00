"""Sentences of a text: exceptions hold there and nowhere else."""

from bisect import bisect_left, bisect_right

import regex

from bot.analysis.facts import Span

SENTENCE_END = regex.compile(r"[。!?;\n]+|\.{3,}")
_REACH = 160  # characters on either side of a match that an exception may look at


class Sentences:
    """The sentence borders of one text, found once."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = [match.span() for match in SENTENCE_END.finditer(text)]
        self._stops = [start for start, _ in ends]
        self._starts = [end for _, end in ends]

    def around(self, start: int, end: int) -> Span:
        """The borders of the sentence that holds a span, at most a few lines to either side."""
        before = bisect_right(self._starts, start)
        begin = self._starts[before - 1] if before else 0
        after = bisect_left(self._stops, end)
        stop = self._stops[after] if after < len(self._stops) else len(self._text)
        return max(begin, start - _REACH), min(stop, end + _REACH)
