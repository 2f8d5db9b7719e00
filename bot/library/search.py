"""Finds guidance pages for a question as people type it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from math import log, sqrt

from bot.analysis.normalize import normalize
from bot.library.load import Library
from bot.library.pages import Page

_LEAST = 0.25  # of a perfect match; below it a hit is chance
_BODY_WEIGHT = 0.35
_RUN = re.compile(r"[^\W_]+")
_LONG_NUMBER = re.compile(r"\d{7,}")  # longer than any hotline: names no page


class PageSearch:
    """Ranks pages by the two-character pieces that a question shares with their names.

    A piece weighs more the fewer pages it is in, so that 怎么 finds nothing and 支付令 its page.
    ``plain`` folds characters.
    """

    def __init__(self, pages: Iterable[Page], plain: Callable[[str], str]) -> None:
        self._plain = plain
        listed = list(pages)
        self._names = {
            page.id: [self._pieces(name) for name in (page.title, *page.aliases)] for page in listed
        }
        self._bodies = {page.id: set(self._pieces(page.body)) for page in listed}
        everything = [self._bodies[page.id].union(*self._names[page.id]) for page in listed]
        seen = Counter(piece for pieces in everything for piece in pieces)
        self._rare = {piece: log(1 + len(listed) / count) for piece, count in seen.items()}
        self._rarest = log(1 + len(listed))

    def find(self, question: str, most: int = 3) -> tuple[str, ...]:
        """The ids of the best pages, best first; empty when nothing fits."""
        asked = self._pieces(question)
        if not asked:
            return ()
        ranked = sorted((-self._score(asked, page_id), page_id) for page_id in self._names)
        return tuple(page_id for score, page_id in ranked[:most] if -score >= _LEAST)

    def _score(self, asked: Counter[str], page_id: str) -> float:
        whole = self._weigh(asked)
        best = max(
            self._weigh(asked & name) / sqrt(whole * max(self._weigh(name), 1.0))
            for name in self._names[page_id]
        )
        body = self._bodies[page_id]
        inside = Counter({piece: count for piece, count in asked.items() if piece in body})
        return best + _BODY_WEIGHT * self._weigh(inside) / whole

    def _weigh(self, pieces: Counter[str]) -> float:
        return sum(count * self._rare.get(piece, self._rarest) for piece, count in pieces.items())

    def _pieces(self, text: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for run in _RUN.findall(_LONG_NUMBER.sub(" ", self._plain(text))):
            found.update(run[index : index + 2] for index in range(len(run) - 1))
        return found


def build_search(library: Library) -> PageSearch:
    """The search over all pages, with characters folded as the engine folds them."""
    characters = library.content.characters
    return PageSearch(library.pages.values(), lambda text: normalize(text, characters).text)
