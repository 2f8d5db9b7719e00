"""Finds guidance pages for a question as people type it."""

from collections import Counter
from collections.abc import Callable, Iterable
from math import sqrt

from bot.library.pages import Page

_LEAST = 0.30  # of a perfect match of title or alias; below it a hit is chance
_BODY_WEIGHT = 0.25


class PageSearch:
    """Ranks pages by the two-character pieces that a question shares with their names."""

    def __init__(self, pages: Iterable[Page], plain: Callable[[str], str]) -> None:
        self._plain = plain
        self._names = [
            (page.id, [_pieces(plain(name)) for name in (page.title, *page.aliases)])
            for page in pages
        ]
        self._bodies = {page.id: set(_pieces(plain(page.body))) for page in pages}

    def find(self, question: str, most: int = 3) -> tuple[str, ...]:
        """The ids of the best pages, best first; empty when nothing fits."""
        asked = _pieces(self._plain(question))
        if not asked:
            return ()
        ranked = sorted(
            ((self._score(asked, page_id, names), page_id) for page_id, names in self._names),
            key=lambda each: (-each[0], each[1]),
        )
        return tuple(page_id for score, page_id in ranked[:most] if score >= _LEAST)

    def _score(self, asked: Counter[str], page_id: str, names: list[Counter[str]]) -> float:
        best = max(_likeness(asked, name) for name in names)
        body = self._bodies[page_id]
        inside = sum(count for piece, count in asked.items() if piece in body)
        return best + _BODY_WEIGHT * inside / sum(asked.values())


def _pieces(text: str) -> Counter[str]:
    kept = "".join(character for character in text if character.isalnum())
    return Counter(kept[index : index + 2] for index in range(max(len(kept) - 1, 0)))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    shared = sum(min(count, other[piece]) for piece, count in one.items())
    return shared / sqrt(sum(one.values()) * max(sum(other.values()), 1))
