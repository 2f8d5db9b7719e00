"""One scan of a text for every phrase that some pattern needs, and what that scan wakes."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

import ahocorasick

from bot.analysis.facts import Span
from bot.analysis.literals import DIGIT, LONGEST_RUN, Need, find_needs

_INDEX = itemgetter(1)
_RUN = re.compile(r"\d+")


@dataclass
class Scan:
    """``held`` are the numbers of the phrase sets of which the text holds a phrase.

    ``woken`` are the sleepers that a phrase has woken. ``found`` holds the last character's place
    and the phrase's index, of every phrase.
    """

    text: str
    held: set[int]
    woken: set[int]
    found: list[tuple[int, int]]
    phrases: "Phrases"

    @cached_property
    def places(self) -> Mapping[int, list[Span]]:
        """Where the words of each list stand, in order of their end."""
        return self.phrases.locate(self.found)


class Phrases:
    """Phrase sets get a number each as patterns ask for them; then ``watch`` fixes the rest."""

    def __init__(self) -> None:
        self._sets: dict[Need, int] = {}
        self._automaton = ahocorasick.Automaton()
        self._holds: list[tuple[int, ...]] = []
        self._wakes: list[tuple[int, ...]] = []
        self._runs: list[tuple[frozenset[int], frozenset[int]]] = [
            (frozenset(), frozenset())
        ]  # by length of run
        self._lists: set[int] = set()
        self._listed: dict[int, tuple[int, tuple[int, ...]]] = {}

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
        holds: dict[str, set[int]] = {}
        wakes: dict[str, set[int]] = {}
        woken_by: dict[int, set[int]] = {}
        for sleeper, numbers in enumerate(sleepers):
            for number in numbers:
                woken_by.setdefault(number, set()).add(sleeper)
        for need, number in self._sets.items():
            for phrase in need:
                holds.setdefault(phrase, set()).add(number)
                wakes.setdefault(phrase, set()).update(woken_by.get(number, ()))
        self._read_runs(holds, wakes)
        for phrase, index in _commonest_first(holds):
            self._automaton.add_word(phrase, index)
        if holds:
            self._automaton.make_automaton()
        self._holds = [tuple(numbers) for numbers in holds.values()]
        self._read_lists({phrase: index for index, phrase in enumerate(holds)})
        self._wakes = [tuple(wakes[phrase]) for phrase in holds]

    def _read_runs(self, holds: dict[str, set[int]], wakes: dict[str, set[int]]) -> None:
        """Takes the runs of digits out: a run holds and wakes what shorter ones do."""
        held, woken = frozenset[int](), frozenset[int]()
        for length in range(1, LONGEST_RUN + 1):
            held |= holds.pop(DIGIT * length, set())
            woken |= wakes.pop(DIGIT * length, set())
            self._runs.append((held, woken))

    def _read_lists(self, places: Mapping[str, int]) -> None:
        for need, number in self._sets.items():
            if number in self._lists:
                for word in need:
                    _, numbers = self._listed.get(places[word], (0, ()))
                    self._listed[places[word]] = (len(word), (*numbers, number))

    def scan(self, text: str) -> Scan:
        """Reads ``text`` once."""
        longest = max(map(len, _RUN.findall(text)), default=0)
        held, woken = map(set, self._runs[min(longest, LONGEST_RUN)])
        found = list(self._automaton.iter(text)) if self._holds else []
        for phrase in set(map(_INDEX, found)):
            held.update(self._holds[phrase])
            woken.update(self._wakes[phrase])
        return Scan(text, held, woken, found, self)

    def locate(self, found: Iterable[tuple[int, int]]) -> Mapping[int, list[Span]]:
        """Where the words of each list stand, in order of their end; see ``Scan``."""
        places: dict[int, list[Span]] = {number: [] for number in self._lists}
        for last, index in found:
            if index in self._listed:
                length, numbers = self._listed[index]
                for number in numbers:
                    places[number].append((last + 1 - length, last + 1))
        return places


def _commonest_first(phrases: Iterable[str]) -> list[tuple[str, int]]:
    """Phrases with their places; the automaton finds first the letters it was given first."""
    placed = [(phrase, place) for place, phrase in enumerate(phrases)]
    begins = Counter(phrase[0] for phrase, _ in placed)
    return sorted(placed, key=lambda each: -begins[each[0][0]])
