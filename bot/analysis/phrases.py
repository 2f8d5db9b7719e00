"""One scan of a text for every phrase that some pattern needs, and what that scan wakes."""

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, compress
from operator import itemgetter, or_

import ahocorasick

from bot.analysis.facts import Span
from bot.analysis.keep import kept
from bot.analysis.literals import DIGIT, LONGEST_RUN, Need, find_needs

_RUN = re.compile(r"\d+")
_sort = itemgetter(1)  # of what a scan finds


@dataclass
class Scan:
    """``missing`` are the phrase sets asked for of which the text holds no phrase, as bits.

    ``woken`` are the sleepers that a phrase has woken. ``found`` holds the last character's place
    and the sort of every phrase.
    """

    text: str
    missing: int
    woken: set[int]
    found: list[tuple[int, int]]
    phrases: "Phrases"

    @kept
    def _listed(self) -> list[tuple[int, int]]:
        return self.phrases.find_listed(self.found)

    @kept
    def _places(self) -> dict[int, list[Span]]:
        return {}

    def list_places(self, number: int) -> list[Span]:
        """Where the words of a list stand, in order of their end."""
        if number not in self._places:
            self._places[number] = self.phrases.locate(self._listed, number)
        return self._places[number]


class Phrases:
    """Phrase sets get a number each as patterns name them; then ``watch`` fixes the rest.

    Those asked for get a bit as well, so that many are compared in one step. Phrases of the same
    sets are of one sort: there are ten times as many phrases as sorts, and what a scan looks up
    should be little.
    """

    def __init__(self) -> None:
        self._sets: dict[Need, int] = {}
        self._bits: dict[int, int] = {}  # by number
        self._automaton = ahocorasick.Automaton()
        self._holds: list[int] = []  # by sort: the sets asked for, as bits
        self._wakes: list[Sequence[int]] = []  # by sort
        self._runs: list[tuple[int, Sequence[int]]] = [(0, ())]  # both, by length of run
        self._asked = 0
        self._lists: dict[int, dict[int, int]] = {}  # by number: the lengths of words by sort
        self._lengths: dict[int, int] = {}  # the same of all lists

    def number_needs(self, pattern: str) -> tuple[int, ...]:
        """The numbers of the phrase sets that ``pattern`` needs, the most telling first."""
        return tuple(
            self._sets.setdefault(each, len(self._sets)) for each in find_needs(pattern, runs=True)
        )

    def number_list(self, words: Iterable[str]) -> int:
        """The number of a phrase set whose places will be asked for."""
        number = self._sets.setdefault(frozenset(words), len(self._sets))
        self._lists.setdefault(number, {})
        return number

    def ask(self, numbers: Collection[int]) -> int:
        """Bits for these sets: a scan will tell when it misses them."""
        for each in numbers:
            self._bits.setdefault(each, 1 << len(self._bits))
        return self._to_bits(numbers)

    def watch(self, sleepers: Sequence[Iterable[int]]) -> None:
        """Each sleeper wakes at a phrase of any of its sets."""
        numbered: dict[str, list[int]] = {}
        for need, number in self._sets.items():
            for phrase in need:
                numbered.setdefault(phrase, []).append(number)
        woken_by: dict[int, list[int]] = {}
        for sleeper, numbers in enumerate(sleepers):
            for number in numbers:
                woken_by.setdefault(number, []).append(sleeper)
        self._read_runs(numbered, woken_by)
        self._sort(numbered, woken_by)
        self._asked = (1 << len(self._bits)) - 1
        if numbered:
            self._automaton.make_automaton()

    def _sort(
        self, numbered: Mapping[str, Sequence[int]], woken_by: Mapping[int, Sequence[int]]
    ) -> None:
        """Gives every phrase its sort; words of lists are of one only where as long."""
        sorts: dict[tuple[int, ...], int] = {}
        for phrase in _commonest_first(numbered):
            numbers = tuple(numbered[phrase])
            key = numbers if self._lists.keys().isdisjoint(numbers) else (*numbers, -len(phrase))
            if key not in sorts:
                sorts[key] = len(sorts)
                self._holds.append(self._to_bits(numbers))
                self._wakes.append(_list_woken(numbers, woken_by))
                for number in self._lists.keys() & numbers:
                    self._lists[number][sorts[key]] = self._lengths[sorts[key]] = len(phrase)
            self._automaton.add_word(phrase, sorts[key])

    def _read_runs(
        self, numbered: dict[str, list[int]], woken_by: Mapping[int, Sequence[int]]
    ) -> None:
        """Takes the runs of digits out: a run holds and wakes what shorter ones do."""
        numbers: list[int] = []
        for length in range(1, LONGEST_RUN + 1):
            numbers += numbered.pop(DIGIT * length, ())
            self._runs.append((self._to_bits(numbers), _list_woken(numbers, woken_by)))

    def _to_bits(self, numbers: Iterable[int]) -> int:
        return reduce(or_, [self._bits.get(each, 0) for each in numbers], 0)

    def scan(self, text: str) -> Scan:
        """Reads ``text`` once."""
        longest = max(map(len, _RUN.findall(text)), default=0)
        held, waking = self._runs[min(longest, LONGEST_RUN)]
        found = list(self._automaton.iter(text)) if self._holds else []
        sorts = set(map(_sort, found))
        held = reduce(or_, map(self._holds.__getitem__, sorts), held)
        woken = set(chain(waking, *map(self._wakes.__getitem__, sorts)))
        return Scan(text, self._asked & ~held, woken, found, self)

    def find_listed(self, found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """What a scan has found of words of lists."""
        return _choose(found, self._lengths)

    def locate(self, found: Sequence[tuple[int, int]], number: int) -> list[Span]:
        """Where the words of a list stand, in order of their end; see ``Scan``."""
        lengths = self._lists[number]
        return [(last + 1 - lengths[sort], last + 1) for last, sort in _choose(found, lengths)]


def _choose(found: Sequence[tuple[int, int]], sorts: Container[int]) -> list[tuple[int, int]]:
    """What a scan has found of some sorts."""
    return list(compress(found, map(sorts.__contains__, map(_sort, found))))


def _list_woken(numbers: Iterable[int], woken_by: Mapping[int, Sequence[int]]) -> Sequence[int]:
    return [sleeper for number in numbers for sleeper in woken_by.get(number, ())]


def _commonest_first(phrases: Collection[str]) -> list[str]:
    """The automaton finds first the letters it was given first."""
    begins = Counter(phrase[0] for phrase in phrases)
    return sorted(phrases, key=lambda phrase: -begins[phrase[0]])
