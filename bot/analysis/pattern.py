"""One compiled pattern of a rule, under a time limit wherever matching could take long."""

import re
from collections.abc import Iterator
from functools import cached_property
from operator import methodcaller
from typing import Self

import regex

from bot.analysis.facts import Span
from bot.analysis.literals import count_ways, is_plain, split_branches
from bot.analysis.phrases import Phrases, Scan

TIME_LIMIT = 0.05  # seconds for one pattern; a bounded pattern needs a thousandth of it

# Where its form bounds a pattern to fewer steps than these, which take a fraction of the limit, it
# needs no clock.
_FEW_STEPS = 400_000

Match = re.Match[str] | regex.Match[str]
_span = methodcaller("span")

# The script Han of Unicode, which re has no class for; a test compares it with that of regex.
_HAN = (
    r"\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9"
    r"\U00016fe2\U00016fe3\U00016ff0-\U00016ff6\U00020000-\U0002a6df\U0002a700-\U0002b81e"
    r"\U0002b820-\U0002cead\U0002ceb0-\U0002ebe0\U0002ebf0-\U0002ee5d\U0002f800-\U0002fa1d"
    r"\U00030000-\U0003134a\U00031350-\U00033479"
)
# Any character, written as a choice of two, which takes a step back for each; and several in a row.
_ANYTHING = re.compile(r"(?:\(\?:\.\|\\n\)\{0,\d+\})+")
_MOST = re.compile(r"\d+")
_SETS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\p\{Han\}|\\.", re.DOTALL)


def check_syntax(source: str) -> None:
    """Raises regex.error for what can't be compiled, its alternatives one by one.

    What the standard library's parser understands, regex does: that spares compiling it, which
    takes ten times as long.
    """
    if not all(map(is_plain, split_branches(source))):
        regex.compile(source)


def simplify(source: str) -> str:
    """The same pattern with up to so many characters of any kind written as one repeat of a set."""

    def write(match: re.Match[str]) -> str:
        return rf"[\s\S]{{0,{sum(map(int, _MOST.findall(match.group())))}}}"

    return _ANYTHING.sub(write, source)


def write_for_re(source: str) -> str:
    r"""The same pattern with ``\p{Han}`` written out, inside and outside of sets."""

    def write(match: re.Match[str]) -> str:
        written = match.group()
        return written.replace(r"\p{Han}", _HAN if written[0] == "[" else f"[{_HAN}]")

    return _SETS.sub(write, source)


def compile_quickly(source: str) -> re.Pattern[str] | regex.Pattern[str]:
    """By ``re`` where it understands the pattern: it searches at least twice as quickly."""
    try:
        return re.compile(write_for_re(source))
    except re.error:
        return regex.compile(source)


class Pattern:
    """A pattern; ``needs`` are phrase sets that it can't match without, as bits.

    ``key`` is the number of another such set, at which it is to be woken, if any.
    A text of up to ``calm`` characters is searched without a clock, a longer one by ``regex`` with
    one. Both compile when first used: most patterns wait for a long time. All methods raise
    TimeoutError.
    """

    def __init__(self, source: str, key: int | None = None, needs: int = 0) -> None:
        self.key = key
        self.needs = needs
        self._source = simplify(source)

    @classmethod
    def ask(cls, source: str, phrases: Phrases) -> Self:
        """To be tried where no phrase set that it needs is missing."""
        return cls(source, None, phrases.ask(phrases.number_needs(source)))

    @classmethod
    def wake(cls, source: str, phrases: Phrases) -> Self:
        """To be woken by the most telling of its phrase sets, where no other is missing."""
        numbers = phrases.number_needs(source)
        return cls(source, numbers[0] if numbers else None, phrases.ask(numbers[1:]))

    def find(self, scan: Scan) -> Span | None:
        """The first match."""
        text = scan.text
        if len(text) <= self.calm:
            match: Match | None = self._quick.search(text)
        else:
            match = self._bounded.search(text, timeout=TIME_LIMIT)
        return match and match.span()

    def find_all(self, scan: Scan) -> Iterator[Span]:
        """The matches in order."""
        text = scan.text
        if len(text) <= self.calm:
            matches: Iterator[Match] = self._quick.finditer(text)
        else:
            matches = self._bounded.finditer(text, timeout=TIME_LIMIT)
        return map(_span, matches)

    def search(self, text: str, start: int, stop: int) -> bool:
        """Whether it matches anywhere between the two."""
        if len(text) <= self.calm:
            return self._quick.search(text, start, stop) is not None
        return self._bounded.search(text, start, stop, timeout=TIME_LIMIT) is not None

    def begins(self, text: str, start: int, stop: int) -> bool:
        """Whether it matches right at ``start``."""
        if len(text) <= self.calm:
            return self._quick.match(text, start, stop) is not None
        return self._bounded.match(text, start, stop, timeout=TIME_LIMIT) is not None

    @cached_property
    def calm(self) -> float:
        """The most characters of a text that is searched without a clock."""
        return _FEW_STEPS // count_ways(self._source)

    @cached_property
    def _quick(self) -> re.Pattern[str] | regex.Pattern[str]:
        return compile_quickly(self._source)

    @cached_property
    def _bounded(self) -> regex.Pattern[str]:
        return regex.compile(self._source, cache_pattern=False)
