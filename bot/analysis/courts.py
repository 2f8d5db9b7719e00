"""Finds courts by name, without the words that run into it, and the places they can stand for."""

from dataclasses import dataclass

import regex

from bot.analysis.content import Courts
from bot.analysis.places import Places
from bot.analysis.shape import Shape

_LONGEST_ZONE = 10  # characters of a district that is no division, such as a development zone
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Court:
    """A court's name in the normalized text, and the six-digit codes of places it can mean.

    ``special``: a court whose district is no administrative division.
    """

    start: int
    end: int
    divisions: frozenset[str]
    special: bool


class CourtFinder:
    """Cuts court names out of running text; Chinese has no spaces to do it."""

    def __init__(self, courts: Courts, places: Places) -> None:
        self._places = places
        self._name = Shape(courts.name_pattern)
        self._level = regex.compile(courts.level_pattern)
        self._special = regex.compile(courts.special_pattern)
        self._before = regex.compile(courts.before_pattern)
        self._unnamed = regex.compile(courts.unnamed_pattern)

    def find(self, text: str) -> tuple[Court, ...]:
        """Every court's name in order; mere words such as 当地人民法院 are no name."""
        found = [self._cut(text, *span) for span in self._name.spans(text)]
        return tuple([court for court in found if court])

    def _cut(self, text: str, start: int, end: int) -> Court | None:
        name = text[start:end]
        level = self._level.search(name)
        stop = start + level.start() if level else end
        for begin in range(start, stop - 1):
            if divisions := self._places.find_all(text[begin:stop]):
                special = self._special.search(text, stop, end) is not None
                first, where = self._widen(text, start, begin) or (begin, divisions)
                return Court(first, end, where, special)
        match = self._before.match(text[start:stop])
        begin = start + match.end() if match else start
        own = text[begin:stop]
        if len(own) < _SHORTEST or self._unnamed.fullmatch(own):
            return None
        special = self._special.search(text, begin, end) is not None
        return Court(begin, end, self._around(own), special)

    def _widen(self, text: str, start: int, stop: int) -> tuple[int, frozenset[str]] | None:
        """Where a place begins that runs up to ``stop``, and which it can be.

        What follows it is then a division of its own that is not known any more (重庆市江北区 was
        merged), not the one of that name elsewhere.
        """
        for begin in range(start, stop - 1):
            if divisions := self._places.find_all(text[begin:stop]):
                return begin, divisions
        return None

    def _around(self, name: str) -> frozenset[str]:
        """The places that contain a district which is no division itself."""
        for length in range(len(name) - 1, max(1, len(name) - _LONGEST_ZONE) - 1, -1):
            if divisions := self._places.find_all(name[:length]):
                return divisions
        return frozenset()
