"""Finds pages for a question in a language with blanks between words, such as English."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from math import log

from bot.library.load import Library
from bot.library.pages import Page

_WORD = re.compile(r"[a-z]+|\d+|[\u3400-\u9fff]+")
_LONGEST = 500  # characters of a question that are looked at
_LEAST = 0.6  # of a question, by the weight of its words, that must stand in a page's names
_SHORTEST = 4  # letters of a word that may lose its ending
_ENDINGS = ("ing", "ed", "es", "s", "e", "d")
_TITLE, _ALIAS, _BODY = 1.2, 1.0, 0.25


class WordSearch:
    """Ranks pages by the words that a question shares with their titles, aliases and bodies."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._names: list[tuple[str, frozenset[str], float]] = []
        self._bodies: dict[str, frozenset[str]] = {}
        spread: Counter[str] = Counter()
        for page in pages:
            named = [(page.title, _TITLE), *((each, _ALIAS) for each in page.aliases)]
            names = [(page.id, _cut(text), worth) for text, worth in named]
            self._names += names
            self._bodies[page.id] = _cut(page.body)
            said = {word for _, words, _ in names for word in words} | self._bodies[page.id]
            spread.update(said)
        self._named = frozenset(word for _, words, _ in self._names for word in words)
        self._rare = {word: log(1 + len(self._bodies) / times) for word, times in spread.items()}

    def find(self, question: str, most: int = 3) -> tuple[str, ...]:
        """The ids of the best pages, best first; empty when nothing fits."""
        asked = _cut(question[:_LONGEST])
        known = asked & self._named
        weight = self._weigh(asked)
        if not known or self._weigh(known) < _LEAST * weight:
            return ()
        scores: dict[str, float] = {}
        for page, words, worth in self._names:
            shared = self._weigh(words & known)
            if shared:
                fit = worth * shared * shared / (weight * self._weigh(words))
                scores[page] = max(scores.get(page, 0.0), fit)
        for page in scores:
            scores[page] += _BODY * self._weigh(self._bodies[page] & known) / weight
        ranked = sorted((-score, page) for page, score in scores.items())
        return tuple(page for _, page in ranked[:most])

    def _weigh(self, words: Iterable[str]) -> float:
        """How telling words are together; one that no page has is as telling as the rarest."""
        rarest = log(1 + len(self._bodies))
        return sum(self._rare.get(word, rarest) for word in words)


@cache
def _stem(word: str) -> str:
    ending = next((each for each in _ENDINGS if word.endswith(each)), "")
    stem = word.removesuffix(ending)
    return stem if len(stem) >= _SHORTEST - 1 else word


def _cut(text: str) -> frozenset[str]:
    return frozenset(map(_stem, _WORD.findall(text.lower())))


def build_word_search(library: Library) -> WordSearch:
    """The search over the pages of a library in its own language."""
    return WordSearch(library.pages.values())
