"""A pattern of content that most texts can be spared."""

from collections.abc import Iterable

import regex

from bot.analysis.facts import Span
from bot.analysis.literals import Need, find_needs, split_branches


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


class Signs:
    """Patterns of which any will do; one by one, since each then skips to the letters it needs."""

    def __init__(self, sources: Iterable[str]) -> None:
        branches = (branch for source in sources for branch in split_branches(source))
        self._patterns = tuple(map(regex.compile, branches))

    def show(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether any of them matches between the two."""
        stop = len(text) if end is None else end
        return any(each.search(text, start, stop) for each in self._patterns)


def _shortest(need: Need) -> tuple[str, ...]:
    """Without phrases that hold another one: they say nothing more."""
    return tuple(each for each in sorted(need) if not any(other in each for other in need - {each}))
