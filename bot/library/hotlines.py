"""Finds official numbers by what they are called: public services and institutions."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from math import log

from bot.analysis.content import Confidence, Hotline, Institution, Service
from bot.analysis.normalize import normalize
from bot.library.load import Library

_WORD = re.compile(r"\d[\d-]+|[^\W\d]+")
_ASIDE = re.compile(r"\([^)]*\)")  # what an office is not for stands in brackets
_MOST_NUMBERS = 3
_TELLING = 4  # offices at most that share a piece which tells one from another
_AS_GOOD = 0.8  # of the best: shown beside it


@dataclass(frozen=True, slots=True)
class Entry:
    """Numbers of one office with their source, all good enough to be shown as its own.

    ``numbers`` pairs each number with what it is for.
    """

    id: str
    name: str
    numbers: tuple[tuple[str, str], ...]
    source: str
    checked: date


class HotlineSearch:
    """Looks in the names, numbers and purposes of services and institutions."""

    def __init__(self, library: Library, plain: Callable[[str], str]) -> None:
        self._plain = plain
        self._entries = [
            *((_of_service(each), each.what_for) for each in _services(library)),
            *(
                (_of_institution(each), " ".join(each.names))
                for each in library.institutions.values()
                if _official(each.hotlines)
            ),
        ]
        self._pieces = [self._read(entry, more) for entry, more in self._entries]
        self._shared = Counter(piece for pieces in self._pieces for piece in pieces)

    def find(self, question: str, most: int) -> tuple[Entry, ...]:
        """The offices whose name, number or purpose agrees best with what was asked."""
        asked = self._cut(self._plain(question))
        scores = [self._fit(asked, pieces) for pieces in self._pieces]
        least = _AS_GOOD * max(scores, default=0.0)
        ranked = sorted((-score, at) for at, score in enumerate(scores) if score and score >= least)
        return tuple(self._entries[at][0] for _, at in ranked[:most])

    def _fit(self, asked: AbstractSet[str], pieces: AbstractSet[str]) -> float:
        """How much agrees; 0 unless all that was asked does, or something that few have."""
        shared = asked & pieces
        if not shared or (
            shared != asked and all(self._shared[each] > _TELLING for each in shared)
        ):
            return 0.0
        return sum(log(1 + len(self._entries) / self._shared[each]) for each in shared)

    def _read(self, entry: Entry, more: str) -> frozenset[str]:
        numbers = (number for number, _ in entry.numbers)
        return self._cut(_ASIDE.sub(" ", self._plain(" ".join((entry.name, more, *numbers)))))

    def _cut(self, text: str) -> frozenset[str]:
        """Numbers as they are, words in pieces of two characters."""
        found: set[str] = set()
        for word in _WORD.findall(text):
            whole = word[0].isdigit()
            found.update([word] if whole else (word[at : at + 2] for at in range(len(word) - 1)))
        return frozenset(found)


def _services(library: Library) -> list[Service]:
    """The services that some page speaks of; a tax office is none of them."""
    spoken_of = {each for page in library.pages.values() for each in page.services}
    return [
        each
        for each in library.services.values()
        if each.id in spoken_of and each.number and each.confidence is not Confidence.LOW
    ]


def _official(hotlines: Iterable[Hotline]) -> list[Hotline]:
    return [each for each in hotlines if each.confidence is not Confidence.LOW][:_MOST_NUMBERS]


def _of_service(service: Service) -> Entry:
    numbers = ((service.number or "", service.what_for),)
    return Entry(service.id, service.name, numbers, service.source, service.checked)


def _of_institution(each: Institution) -> Entry:
    numbers = tuple((line.number, line.use) for line in _official(each.hotlines))
    return Entry(each.id, each.name, numbers, each.source, each.checked)


def build_hotlines(library: Library) -> HotlineSearch:
    """The search over all official numbers, with characters folded as the engine folds them."""
    characters = library.content.characters
    return HotlineSearch(library, lambda text: normalize(text, characters).text)
