"""Applies rules to one message: one scan for phrases, then only the rules it leaves standing.

A pattern is tried only when a phrase that it needs is in the text. Every pattern with a repeat
runs under a time limit; a rule that exceeds it is reported as skipped, never as a miss.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import ahocorasick
import regex

from bot.analysis.checks import CHECKS, Check
from bot.analysis.facts import Facts, Span
from bot.analysis.literals import needed_phrases
from bot.analysis.model import Family, Rule, Vocabulary
from bot.analysis.sentences import Sentences

TIME_LIMIT = 0.05  # seconds for one pattern; a bounded pattern needs a thousandth of it
_REPEAT = regex.compile(r"[*+{?]")
MOST = 1 << 30  # no text is longer
_MOST_SPANS = 12  # places of one pattern that are looked at; bounds the work on a hostile text


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule and where in the normalized text its evidence stands; an empty span: no place."""

    rule: Rule
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Matches:
    """What fired, and the ids of rules that ran out of time."""

    hits: tuple[Hit, ...]
    skipped: tuple[str, ...]


class _Pattern:
    """A compiled pattern; ``index`` is its place in the matcher's list."""

    def __init__(self, source: str, index: int) -> None:
        self.index = index
        self._compiled = regex.compile(source)
        self._limit = TIME_LIMIT if _REPEAT.search(source) else None

    def spans(self, text: str) -> Iterator[Span]:
        """Every match in order; raises TimeoutError."""
        for match in islice(self._compiled.finditer(text, timeout=self._limit), _MOST_SPANS):
            yield match.span()

    def found(self, text: str, start: int = 0, stop: int = MOST) -> bool:
        """Whether it matches within a part of the text; raises TimeoutError."""
        return self._compiled.search(text, start, stop, timeout=self._limit) is not None


@dataclass(frozen=True)
class _Compiled:
    rule: Rule
    any: tuple[_Pattern, ...]
    all: tuple[_Pattern, ...]
    unless: tuple[_Pattern, ...]
    quotable: bool
    check: Check | None


class Matcher:
    """All rules, compiled once."""

    def __init__(
        self, rules: Iterable[Rule], families: Iterable[Family], vocabulary: Vocabulary
    ) -> None:
        self._phrases = ahocorasick.Automaton()
        self._patterns = 0
        self._always: set[int] = set()
        self._exceptions = _Exceptions(vocabulary.quoted_before, vocabulary.quoted_after)
        self._families = {family.id: family for family in families}
        needs: dict[str, set[int]] = {}
        self._rules = tuple(self._compile(rule, needs) for rule in _in_order(rules))
        for phrase, indexes in needs.items():
            self._phrases.add_word(phrase, tuple(indexes))
        if needs:
            self._phrases.make_automaton()

    @property
    def always_tried(self) -> int:
        """How many patterns no phrase can rule out; kept few by a test."""
        return len(self._always)

    def match(self, facts: Facts) -> Matches:
        """The hits of every rule on one message, each rule at most once."""
        possible = self._possible(facts.text)
        sentences = Sentences(facts.text)
        hits: dict[str, Hit] = {}
        skipped = []
        for compiled in self._rules:
            try:
                spans = _evidence(compiled, facts, possible, hits)
                span = self._exceptions.first_standing(compiled, facts, sentences, spans)
            except TimeoutError:
                skipped.append(compiled.rule.id)
                continue
            if span is not None:
                hits[compiled.rule.id] = Hit(compiled.rule, *span)
        return Matches(tuple(hits.values()), tuple(skipped))

    def _possible(self, text: str) -> set[int]:
        possible = set(self._always)
        if len(self._phrases):
            for _, indexes in self._phrases.iter(text):
                possible.update(indexes)
        return possible

    def _compile(self, rule: Rule, needs: dict[str, set[int]]) -> _Compiled:
        family = self._families[rule.family]
        return _Compiled(
            rule=rule,
            any=tuple(self._pattern(source, needs) for source in rule.any),
            all=tuple(self._pattern(source, needs) for source in rule.all),
            unless=tuple(_Pattern(source, -1) for source in (*rule.unless, *family.unless)),
            quotable=family.quotable,
            check=CHECKS[rule.check] if rule.check else None,
        )

    def _pattern(self, source: str, needs: dict[str, set[int]]) -> _Pattern:
        index = self._patterns
        self._patterns += 1
        phrases = needed_phrases(source)
        if not phrases or "" in phrases:
            self._always.add(index)
        for phrase in phrases:
            needs.setdefault(phrase, set()).add(index)
        return _Pattern(source, index)


def _evidence(
    compiled: _Compiled, facts: Facts, possible: set[int], hits: dict[str, Hit]
) -> Iterable[Span]:
    """The places that speak for the rule before exceptions; none when it does not hold."""
    rule = compiled.rule
    if any(required not in hits for required in rule.requires):
        return ()
    if any(each.index not in possible for each in compiled.all):
        return ()
    candidates = [each for each in compiled.any if each.index in possible]
    if compiled.any and not candidates:
        return ()
    checked = tuple(compiled.check(facts)) if compiled.check else ()
    if compiled.check and not checked:
        return ()
    if not all(each.found(facts.text) for each in compiled.all):
        return ()
    return _spans(compiled, candidates, facts, checked, hits)


def _spans(
    compiled: _Compiled,
    candidates: list[_Pattern],
    facts: Facts,
    checked: tuple[Span, ...],
    hits: dict[str, Hit],
) -> Iterator[Span]:
    if compiled.any:
        for pattern in candidates:
            yield from pattern.spans(facts.text)
    elif compiled.all:
        yield next(compiled.all[0].spans(facts.text))
    elif checked:
        yield from checked
    else:
        first = hits[compiled.rule.requires[0]]
        yield first.start, first.end


class _Exceptions:
    """Whether a match stands in its own sentence: nothing excepts it, nobody merely quotes it."""

    def __init__(self, quoted_before: str, quoted_after: str) -> None:
        self._before = regex.compile(quoted_before)
        self._after = regex.compile(quoted_after)

    def first_standing(
        self, compiled: _Compiled, facts: Facts, sentences: Sentences, spans: Iterable[Span]
    ) -> Span | None:
        """The first span that no exception covers; raises TimeoutError."""
        if not (compiled.unless or compiled.quotable):
            return next(iter(spans), None)
        for start, end in spans:
            begin, stop = sentences.around(start, end)
            if any(each.found(facts.text, begin, stop) for each in compiled.unless):
                continue
            if compiled.quotable and self._quoted(facts.text, begin, end, stop):
                continue
            return start, end
        return None

    def _quoted(self, text: str, begin: int, end: int, stop: int) -> bool:
        before = self._before.search(text, begin, end, timeout=TIME_LIMIT)
        if before is not None:
            return True
        return self._after.match(text, end, stop, timeout=TIME_LIMIT) is not None


def _in_order(rules: Iterable[Rule]) -> list[Rule]:
    """Rules after those they require; raises ValueError on a circle or an unknown id."""
    waiting = list(rules)
    known = {rule.id for rule in waiting}
    placed: dict[str, Rule] = {}
    while waiting:
        ready = [rule for rule in waiting if all(each in placed for each in rule.requires)]
        if not ready:
            missing = sorted(
                each for rule in waiting for each in rule.requires if each not in known
            )
            raise ValueError(f"rules require what is unknown or circular: {missing or waiting}")
        placed.update((rule.id, rule) for rule in ready)
        waiting = [rule for rule in waiting if rule.id not in placed]
    return list(placed.values())
