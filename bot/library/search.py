"""Finds guidance pages for a question as people type it: dialect, slips and all.

A question and the names of pages are cut into pieces of two characters, after words that mean the
same were made one word. A piece weighs more the fewer pages it is in. A piece that no page has
stands, for less, for those that sound like it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from math import log, sqrt

from pypinyin import Style, lazy_pinyin

from bot.analysis.normalize import normalize
from bot.library.load import Library
from bot.library.pages import Page
from bot.library.phrasing import Phrasing

_LONGEST = 500  # characters of a question that are looked at
_LEAST = 0.8  # below it a hit is chance
_LEAST_OURS = 0.5  # the same where the question is about what the pages are about
_LEAST_KNOWN = 0.2  # of a question that names no topic, by the weight of its pieces
_TITLE, _ALIAS, _BODY = 1.2, 1.0, 0.35  # what a piece is worth by where it stands
_HEARD = 0.7  # of a piece that only sounds like one of ours
_TOPIC = 1.6  # of a piece that tells what a question is about
_SPREAD = 0.16  # of a rare piece anywhere on a page, against 1 for a name that fits perfectly
_WORD = re.compile(r"[a-z]+|\d+|[^\W\d_a-z]+")
_MOST_DIGITS = 6  # longer than any hotline: names no page
# Sounds that many people don't tell apart when they type.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


class PageSearch:
    """Ranks pages for a question. ``plain`` folds characters."""

    def __init__(
        self, pages: Iterable[Page], plain: Callable[[str], str], phrasing: Phrasing
    ) -> None:
        self._plain = plain
        self._fold = phrasing.build_folder()
        self._signs = frozenset(phrasing.signs)
        self._topics = frozenset(piece for word in phrasing.topics for piece in self._cut(word))
        self._names: list[tuple[str, frozenset[str]]] = []
        self._places: dict[str, dict[str, float]] = defaultdict(dict)
        self._named: dict[str, list[int]] = defaultdict(list)
        self._count = 0
        for page in pages:
            self._add(page)
        self._rare = {piece: self._weigh(places) for piece, places in self._places.items()}
        self._rarest = max(self._rare.values(), default=1.0)
        self._lengths = [sqrt(sum(self._rare[each] for each in name)) for _, name in self._names]
        self._sounds: dict[str, set[str]] = defaultdict(set)
        for piece in self._named:
            self._sounds[_sound(piece)].add(piece)
        for word in phrasing.list_pairs():
            self._sounds[_sound(word)].update(self._cut(word) & self._named.keys())

    def find(self, question: str, most: int = 3) -> tuple[str, ...]:
        """The ids of the best pages, best first; empty when nothing fits."""
        plain = self._plain(question[:_LONGEST])
        asked = self._cut(plain)
        meant = self._understand(asked)
        ours = not (self._topics.isdisjoint(meant) and self._signs.isdisjoint(plain))
        if not ours and not self._is_known(asked, meant):
            return ()
        least = _LEAST_OURS if ours else _LEAST
        ranked = sorted((-score, page_id) for page_id, score in self._score(meant).items())
        return tuple(page_id for score, page_id in ranked[:most] if -score >= least)

    def _add(self, page: Page) -> None:
        self._count += 1
        worth = [(page.body, _BODY), *((name, _ALIAS) for name in page.aliases)]
        for text, weight in (*worth, (page.title, _TITLE)):
            pieces = self._cut(self._plain(text))
            for piece in pieces:
                places = self._places[piece]
                places[page.id] = max(weight, places.get(page.id, 0.0))
            if weight > _BODY:
                for piece in pieces:
                    self._named[piece].append(len(self._names))
                self._names.append((page.id, pieces))

    def _weigh(self, places: Mapping[str, float]) -> float:
        """How rare a piece is: a page that has it in its body alone counts little."""
        return log(1 + self._count / sum(worth**2 for worth in places.values()))

    def _understand(self, asked: Iterable[str]) -> dict[str, float]:
        """Pieces of ours by how surely they were meant."""
        meant: dict[str, float] = {}
        for piece in asked:
            if piece in self._places:
                meant[piece] = 1.0
            else:
                for heard in self._sounds.get(_sound(piece), ()):
                    meant.setdefault(heard, _HEARD)
        return {piece: sure * self._telling(piece) for piece, sure in meant.items()}

    def _telling(self, piece: str) -> float:
        return _TOPIC if piece in self._topics else 1.0

    def _is_known(self, asked: Collection[str], meant: Collection[str]) -> bool:
        """Whether enough of a question that names no topic stands in names of pages."""
        known = [piece for piece in meant if piece in self._named]
        enough = len(known) > 1 or len(known) == len(asked)
        return enough and self._know(known) >= _LEAST_KNOWN * self._know(asked)

    def _know(self, pieces: Iterable[str]) -> float:
        """What pieces weigh together; one that no page has weighs as the rarest."""
        return sum(self._rare.get(piece, self._rarest) for piece in pieces)

    def _score(self, meant: Mapping[str, float]) -> dict[str, float]:
        spread: dict[str, float] = defaultdict(float)
        shared: dict[int, float] = defaultdict(float)
        for piece, sure in meant.items():
            weight = sure * self._rare[piece]
            for page_id, worth in self._places[piece].items():
                spread[page_id] += weight * worth
            for name in self._named.get(piece, ()):
                shared[name] += weight
        length = sqrt(sum(self._rare[each] * sure**2 for each, sure in meant.items())) or 1.0
        fits: dict[str, float] = defaultdict(float)
        for name, weight in shared.items():
            page_id = self._names[name][0]
            fits[page_id] = max(fits[page_id], weight / (length * self._lengths[name]))
        return {page_id: fits[page_id] + _SPREAD * found for page_id, found in spread.items()}

    def _cut(self, plain: str) -> frozenset[str]:
        found: set[str] = set()
        for word in _WORD.findall(self._fold(plain)):
            if not word.isascii():
                found.update(word[at : at + 2] for at in range(max(1, len(word) - 1)))
            elif 1 < len(word) <= _MOST_DIGITS or word.isalpha():
                found.add(word)
        return frozenset(found)


@cache
def _hear(character: str) -> str:
    """How a character sounds, roughly and without its tone; itself when it is no Han character."""
    sound = "".join(lazy_pinyin(character, style=Style.NORMAL))
    for said, heard in _ALIKE:
        sound = sound.replace(said, heard)
    return sound


def _sound(piece: str) -> str:
    return " ".join(map(_hear, piece))


def build_search(library: Library) -> PageSearch:
    """The search over all pages, with characters folded as the engine folds them."""
    characters = library.content.characters
    return PageSearch(
        library.pages.values(),
        lambda text: normalize(text, characters).text,
        library.phrasing,
    )
