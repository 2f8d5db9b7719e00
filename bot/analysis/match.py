"""Applies rules to one message: one scan for phrases, then only the rules it leaves standing.

A pattern is tried only when a phrase that it needs is in the text. Every pattern with a repeat
runs under a time limit; a rule that exceeds it is reported as skipped, never as a miss.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick
import regex

from bot.analysis.checks import CHECKS, Check
from bot.analysis.facts import Facts, Span
from bot.analysis.literals import needed_phrases
from bot.analysis.model import Family, Rule

TIME_LIMIT = 0.05  # seconds for one pattern; a bounded pattern needs a thousandth of it
_SENTENCE_END = regex.compile(r"[。!?;\n]+|\.{3,}")
_REPEAT = regex.compile(r"[*+{?]")


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
        for match in self._compiled.finditer(text, timeout=self._limit):
            yield match.span()

    def found(self, text: str) -> bool:
        return self._compiled.search(text, timeout=self._limit) is not None


@dataclass(frozen=True)
class _Compiled:
    rule: Rule
    any: tuple[_Pattern, ...]
    all: tuple[_Pattern, ...]
    unless: tuple[_Pattern, ...]
    check: Check | None


class Matcher:
    """All rules, compiled once."""

    def __init__(self, rules: Iterable[Rule], families: Iterable[Family]) -> None:
        self._phrases = ahocorasick.Automaton()
        self._patterns = 0
        self._always: set[int] = set()
        needs: dict[str, set[int]] = {}
        unless = {family.id: family.unless for family in families}
        self._rules = tuple(
            self._compile(rule, unless.get(rule.family, ()), needs) for rule in _in_order(rules)
        )
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
        hits: dict[str, Hit] = {}
        skipped = []
        for compiled in self._rules:
            try:
                span = _evidence(compiled, facts, possible, hits)
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

    def _compile(
        self, rule: Rule, family_unless: tuple[str, ...], needs: dict[str, set[int]]
    ) -> _Compiled:
        return _Compiled(
            rule=rule,
            any=tuple(self._pattern(source, needs) for source in rule.any),
            all=tuple(self._pattern(source, needs) for source in rule.all),
            unless=tuple(_Pattern(source, -1) for source in (*rule.unless, *family_unless)),
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
) -> Span | None:
    """The first place that speaks for the rule, or None when it does not hold."""
    rule = compiled.rule
    if any(required not in hits for required in rule.requires):
        return None
    if any(each.index not in possible for each in compiled.all):
        return None
    candidates = [each for each in compiled.any if each.index in possible]
    if compiled.any and not candidates:
        return None
    checked = tuple(compiled.check(facts)) if compiled.check else ()
    if compiled.check and not checked:
        return None
    if not all(each.found(facts.text) for each in compiled.all):
        return None
    spans = _spans(compiled, candidates, facts, checked, hits)
    return _first_standing(compiled.unless, facts.text, spans)


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


def _first_standing(unless: tuple[_Pattern, ...], text: str, spans: Iterable[Span]) -> Span | None:
    for start, end in spans:
        if not unless:
            return start, end
        sentence = _sentence(text, start, end)
        if not any(each.found(sentence) for each in unless):
            return start, end
    return None


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span; exceptions hold there and nowhere else."""
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        if match.end() <= start:
            begin = match.end()
        elif match.start() >= end:
            return text[begin : match.start()]
    return text[begin:]


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
