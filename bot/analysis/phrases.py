"""One scan of a text for every phrase that some pattern needs, and what that scan wakes."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

import ahocorasick

from bot.analysis.facts import Span
from bot.analysis.literals import DIGIT, LONGEST_RUN, Need, find_needs

_RUN = re.compile(r"\d+")


@dataclass
class Scan:
    """``missing`` are the phrase sets of which the text holds no phrase, as bits.

    ``woken`` are the sleepers that a phrase has woken. ``found`` holds the last character's place
    and the phrase's index, of every phrase.
    """

    text: str
    missing: int
    woken: frozenset[int]
    found: list[tuple[int, int]]
    phrases: "Phrases"

    @cached_property
    def places(self) -> Mapping[int, list[Span]]:
        """Where the words of each list stand, in order of their end; of no list without any."""
        return self.phrases.locate(self.found)


def to_bits(numbers: Iterable[int]) -> int:
    """A set of numbers as one: a bit for each, so that two sets are compared in one step."""
    return sum(1 << number for number in set(numbers))


class Phrases:
    """Phrase sets get a number each as patterns ask for them; then ``watch`` fixes the rest."""

    def __init__(self) -> None:
        self._sets: dict[Need, int] = {}
        self._automaton = ahocorasick.Automaton()
        self._holds: list[int] = []  # by phrase: the sets that it is of, as bits
        self._wakes: list[Sequence[int]] = []  # by phrase
        self._runs: list[tuple[int, frozenset[int]]] = [(0, frozenset())]  # both, by length of run
        self._lists: set[int] = set()
        self._listed: dict[int, tuple[int, Sequence[int]]] = {}  # by phrase: its length, its lists

    def number_needs(self, pattern: str) -> tuple[int, ...]:
        """The numbers of the phrase sets that ``pattern`` needs, the most telling first."""
        return tuple(
            self._sets.setdefault(each, len(self._sets)) for each in find_needs(pattern, runs=True)
        )

    def number_list(self, words: Iterable[str]) -> int:
        """The number of a phrase set whose places will be asked for."""
        number = self._sets.setdefault(frozenset(words), len(self._sets))
        self._lists.add(number)
        return number

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
        for phrase, index in _commonest_first(numbered):
            self._automaton.add_word(phrase, index)
        if numbered:
            self._automaton.make_automaton()
        for index, (phrase, numbers) in enumerate(numbered.items()):
            self._holds.append(to_bits(numbers))
            self._wakes.append(_list_woken(numbers, woken_by))
            if lists := self._lists.intersection(numbers):
                self._listed[index] = (len(phrase), tuple(lists))

    def _read_runs(
        self, numbered: dict[str, list[int]], woken_by: Mapping[int, Sequence[int]]
    ) -> None:
        """Takes the runs of digits out: a run holds and wakes what shorter ones do."""
        numbers: list[int] = []
        for length in range(1, LONGEST_RUN + 1):
            numbers += numbered.pop(DIGIT * length, ())
            self._runs.append((to_bits(numbers), frozenset(_list_woken(numbers, woken_by))))

    def scan(self, text: str) -> Scan:
        """Reads ``text`` once."""
        longest = max(map(len, _RUN.findall(text)), default=0)
        held, woken = self._runs[min(longest, LONGEST_RUN)]
        found = list(self._automaton.iter(text)) if self._holds else []
        phrases = {index for _, index in found}
        held = reduce(or_, map(self._holds.__getitem__, phrases), held)
        woken = woken.union(*map(self._wakes.__getitem__, phrases))
        missing = (1 << len(self._sets)) - 1 & ~held
        return Scan(text, missing, woken, found, self)

    def locate(self, found: Iterable[tuple[int, int]]) -> Mapping[int, list[Span]]:
        """Where the words of each list stand, in order of their end; see ``Scan``."""
        places: dict[int, list[Span]] = {}
        for last, index in found:
            if index in self._listed:
                length, numbers = self._listed[index]
                for number in numbers:
                    places.setdefault(number, []).append((last + 1 - length, last + 1))
        return places


def _list_woken(numbers: Iterable[int], woken_by: Mapping[int, Sequence[int]]) -> Sequence[int]:
    return [sleeper for number in numbers for sleeper in woken_by.get(number, ())]


def _commonest_first(phrases: Iterable[str]) -> list[tuple[str, int]]:
    """Phrases with their places; the automaton finds first the letters it was given first."""
    placed = [(phrase, place) for place, phrase in enumerate(phrases)]
    begins = Counter(phrase[0] for phrase, _ in placed)
    return sorted(placed, key=lambda each: -begins[each[0][0]])
