"""Applies rules to one message: one scan for phrases, then only the rules it leaves standing.

A pattern is tried only when a phrase that it needs is in the text. Every pattern with a repeat
runs under a time limit; a rule that exceeds it is reported as skipped, never as a miss.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import ahocorasick
import regex

from bot.analysis.checks import CHECKS, Check
from bot.analysis.content import Family, Rule, Vocabulary
from bot.analysis.facts import Facts, Span
from bot.analysis.literals import find_needs
from bot.analysis.model import Toward
from bot.analysis.sentences import Sentences

TIME_LIMIT = 0.05  # seconds for one pattern; a bounded pattern needs a thousandth of it
_REPEAT = regex.compile(r"[*+{?]")
_WEIGHED = frozenset({Toward.SCAM, Toward.GENUINE})
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
    held: int = 0  # a bit for each phrase set of which the text holds a phrase


class _Pattern:
    """A compiled pattern; ``needs`` has a bit for each phrase set it can't match without."""

    def __init__(self, source: str, needs: int) -> None:
        self.needs = needs
        self._compiled = regex.compile(source)
        self._limit = TIME_LIMIT if _REPEAT.search(source) else None

    def spans(self, text: str) -> Iterator[Span]:
        """Every match in order; raises TimeoutError."""
        for match in islice(self._compiled.finditer(text, timeout=self._limit), _MOST_SPANS):
            yield match.span()

    def found(self, text: str, start: int = 0, stop: int = MOST) -> bool:
        """Whether it matches within a part of the text; raises TimeoutError."""
        return self._compiled.search(text, start, stop, timeout=self._limit) is not None


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    any: tuple[_Pattern, ...]
    all: tuple[_Pattern, ...]
    unless: tuple[_Pattern, ...]
    quotable: bool
    check: Check | None
    gate: int = 0  # without one of these bits the rule can't hold; 0: no such bits

    def may_hold(self, missing: int, hits: Mapping[str, Hit]) -> bool:
        """Whether what it requires has fired and the text holds the phrases that it needs."""
        for required in self.rule.requires:
            if required not in hits:
                return False
        for pattern in self.all:
            if pattern.needs & missing:
                return False
        if not self.any:
            return True
        return any(not pattern.needs & missing for pattern in self.any)


class Matcher:
    """All rules, compiled once."""

    def __init__(
        self, rules: Iterable[Rule], families: Iterable[Family], vocabulary: Vocabulary
    ) -> None:
        self._needs: dict[frozenset[str], int] = {}
        self._always = self._patterns = 0
        self._exceptions = _Exceptions(vocabulary.quoted_before, vocabulary.quoted_after)
        self._families = {family.id: family for family in families}
        self._rules = tuple(self._compile(rule) for rule in _in_order(rules))
        self._answered = _dependent(self._rules)
        self._phrases, self._bits = _index(self._needs)

    @property
    def always_tried(self) -> int:
        """How many patterns no phrase can rule out; kept few by a test."""
        return self._always

    @property
    def patterns(self) -> int:
        """How many patterns there are, exceptions included."""
        return self._patterns

    def match(self, facts: Facts) -> Matches:
        """The hits of every rule on one message, each rule at most once."""
        return self._apply(self._rules, facts, {}, self._held(facts.text))

    def match_again(self, before: Matches) -> Callable[[Facts], tuple[Hit, ...]]:
        """Matches a message again whose sender or answers have changed, and nothing else.

        The hits it gives are those that bear on authenticity.
        """
        required = {each for rule in self._answered.values() for each in rule.rule.requires}
        kept = {
            hit.rule.id: hit
            for hit in before.hits
            if hit.rule.id not in self._answered
            and (hit.rule.toward in _WEIGHED or hit.rule.decides or hit.rule.id in required)
        }
        rules = self._answered.values()
        return lambda facts: self._apply(rules, facts, dict(kept), before.held).hits

    def _apply(
        self, rules: Iterable[_Compiled], facts: Facts, hits: dict[str, Hit], held: int
    ) -> Matches:
        missing = ~held
        sentences = Sentences(facts.text)
        skipped = []
        for compiled in rules:
            if compiled.gate and not compiled.gate & held:
                continue  # most rules end here
            if not compiled.may_hold(missing, hits):
                continue
            try:
                spans = _evidence(compiled, facts, missing, hits)
                span = self._exceptions.first_standing(compiled, facts, missing, sentences, spans)
            except TimeoutError:
                skipped.append(compiled.rule.id)
                continue
            if span is not None:
                hits[compiled.rule.id] = Hit(compiled.rule, *span)
        return Matches(tuple(hits.values()), tuple(skipped), held)

    def _held(self, text: str) -> int:
        """The bits of all phrase sets of which the text holds a phrase."""
        held = 0
        if self._bits:
            for phrase in {phrase for _, phrase in self._phrases.iter(text)}:
                held |= self._bits[phrase]
        return held

    def _compile(self, rule: Rule) -> _Compiled:
        family = self._families[rule.family]
        one_of, each_of = self._list_patterns(rule.any), self._list_patterns(rule.all)
        return _Compiled(
            rule=rule,
            any=one_of,
            all=each_of,
            unless=self._list_patterns((*rule.unless, *family.unless)),
            quotable=family.quotable,
            check=CHECKS[rule.check] if rule.check else None,
            gate=_gate(one_of or each_of[:1]),
        )

    def _list_patterns(self, sources: Iterable[str]) -> tuple[_Pattern, ...]:
        return tuple(self._pattern(source) for source in sources)

    def _pattern(self, source: str) -> _Pattern:
        needs = 0
        for need in find_needs(source):
            needs |= 1 << self._needs.setdefault(need, len(self._needs))
        self._patterns += 1
        self._always += not needs
        return _Pattern(source, needs)


def _dependent(rules: Iterable[_Compiled]) -> dict[str, _Compiled]:
    """The rules that an answer or a sender can switch, in order, by id."""
    found: dict[str, _Compiled] = {}
    for each in rules:
        asked = (each.rule.check or "").startswith(("answered_", "sender_"))
        if asked or any(required in found for required in each.rule.requires):
            found[each.rule.id] = each
    return found


def _gate(patterns: tuple[_Pattern, ...]) -> int:
    """One bit of each pattern's needs, or 0 when some pattern needs nothing."""
    gate = 0
    for pattern in patterns:
        if not pattern.needs:
            return 0
        gate |= pattern.needs & -pattern.needs
    return gate


def _index(needs: Mapping[frozenset[str], int]) -> tuple[ahocorasick.Automaton, list[int]]:
    """An automaton over all phrases, and for each phrase the bits of the sets it is in."""
    bits: dict[str, int] = {}
    for need, position in needs.items():
        for phrase in need:
            bits[phrase] = bits.get(phrase, 0) | 1 << position
    automaton = ahocorasick.Automaton()
    for index, phrase in enumerate(bits):
        automaton.add_word(phrase, index)
    if bits:
        automaton.make_automaton()
    return automaton, list(bits.values())


def _evidence(
    compiled: _Compiled, facts: Facts, missing: int, hits: Mapping[str, Hit]
) -> Iterable[Span]:
    """The places that speak for the rule before exceptions; none when it does not hold."""
    checked = tuple(compiled.check(facts)) if compiled.check else ()
    if compiled.check and not checked:
        return ()
    if not all(each.found(facts.text) for each in compiled.all):
        return ()
    return _spans(compiled, facts, missing, checked, hits)


def _spans(
    compiled: _Compiled,
    facts: Facts,
    missing: int,
    checked: tuple[Span, ...],
    hits: Mapping[str, Hit],
) -> Iterator[Span]:
    if compiled.any:
        for pattern in compiled.any:
            if not pattern.needs & missing:
                yield from pattern.spans(facts.text)
    elif compiled.all:
        yield next(compiled.all[0].spans(facts.text))
    elif any(end > start for start, end in checked) or not compiled.rule.requires:
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
        self,
        compiled: _Compiled,
        facts: Facts,
        missing: int,
        sentences: Sentences,
        spans: Iterable[Span],
    ) -> Span | None:
        """The first span that no exception covers; raises TimeoutError."""
        if not (compiled.unless or compiled.quotable):
            return next(iter(spans), None)
        unless = [each for each in compiled.unless if not each.needs & missing]
        for start, end in spans:
            begin, stop = sentences.around(start, end)
            if any(each.found(facts.text, begin, stop) for each in unless):
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
