"""A pattern of content that most texts can be spared."""

from collections.abc import Iterable

import regex

from bot.analysis.facts import Span
from bot.analysis.literals import Need, find_needs


class Shape:
    """A compiled pattern, tried only on texts that hold the phrases that it needs."""

    def __init__(self, source: str) -> None:
        self._pattern = regex.compile(source)
        self._needs = tuple(map(_shortest, find_needs(source)))

    def find(self, text: str) -> Iterable[regex.Match[str]]:
        """Every match, in order."""
        for need in self._needs:
            for phrase in need:
                if phrase in text:
                    break
            else:
                return ()
        return self._pattern.finditer(text)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where it matches, in order."""
        return tuple([match.span() for match in self.find(text)])


def _shortest(need: Need) -> tuple[str, ...]:
    """Without phrases that hold another one: they say nothing more."""
    return tuple(each for each in sorted(need) if not any(other in each for other in need - {each}))
