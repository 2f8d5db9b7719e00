"""A pattern of content that most texts can be spared."""

from collections.abc import Iterable
from contextlib import suppress

from bot.analysis.facts import Span
from bot.analysis.literals import Need, find_needs, split_branches
from bot.analysis.pattern import Match, Pattern, compile_quickly
from bot.analysis.phrases import Phrases


class Shape:
    """A compiled pattern, tried only on texts that hold the phrases that it needs."""

    def __init__(self, source: str) -> None:
        self._pattern = compile_quickly(source)
        self._needs = tuple(map(_shortest, find_needs(source)))

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterable[Match]:
        """Every match between the two, in order."""
        for need in self._needs:
            if not any(map(text.__contains__, need)):
                return ()
        return self._pattern.finditer(text, start, len(text) if end is None else end)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where it matches, in order."""
        return tuple([match.span() for match in self.find(text)])


class Signs:
    """Patterns of which any will do; each is tried only where the phrases that it needs stand."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._phrases = Phrases()
        branches = [branch for source in sources for branch in split_branches(source)]
        self._patterns = [Pattern.wake(each, self._phrases) for each in branches]
        self._phrases.watch([() if each.key is None else (each.key,) for each in self._patterns])
        self._sleepless = {at for at, each in enumerate(self._patterns) if each.key is None}

    def show(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether any of them matches between the two; what runs out of time shows nothing."""
        stop = len(text) if end is None else end
        scan = self._phrases.scan(text)
        for number in scan.woken | self._sleepless:
            pattern = self._patterns[number]
            if pattern.needs & scan.missing:
                continue
            with suppress(TimeoutError):
                if pattern.search(text, start, stop):
                    return True
        return False


def _shortest(need: Need) -> tuple[str, ...]:
    """Without phrases that hold another one: they say nothing more."""
    return tuple(each for each in sorted(need) if not any(other in each for other in need - {each}))
