"""Applies rules to one message: one scan for phrases, then only the rules it leaves standing.

A pattern is tried only when the phrases that it needs are in the text. Every pattern is bounded, by
its form or by a clock; a rule that runs out of time is reported as skipped, never as a miss.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.analysis.checks import CHECKS, Check
from bot.analysis.content import Family, Rule
from bot.analysis.facts import Facts, Span
from bot.analysis.pattern import Pattern
from bot.analysis.phrases import Phrases
from bot.analysis.sentences import Sentences
from bot.analysis.vocabulary import Vocabulary


class Hit(NamedTuple):
    """A rule and where in the normalized text its evidence stands; an empty span: no place."""

    rule: Rule
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Matches:
    """What fired, and the ids of rules that ran out of time."""

    hits: tuple[Hit, ...]
    skipped: tuple[str, ...]
    missing: int = 0  # a bit for each phrase set of which the text holds no phrase
    sender: str | None = None  # the segment that the sender's number was in

    @property
    def ids(self) -> frozenset[str]:
        """The rules that fired."""
        return frozenset(hit.rule.id for hit in self.hits)


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    requires: tuple[str, ...]
    any: tuple[Pattern, ...]
    all: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    quotable: bool
    excepted: bool
    check: Check | None
    plain: bool  # nothing but patterns any of which will do
    switch: Check | None  # its check, where that alone can rule it out for sure and at once

    def may_match(self, missing: int) -> bool:
        """Whether the phrases that some pattern needs are there."""
        for pattern in self.any:  # noqa: SIM110, any() takes three times as long
            if not pattern.needs & missing:
                return True
        return False


@dataclass(slots=True)
class _Message:
    """What rules are applied to; ``hits`` grows as they fire."""

    facts: Facts
    text: str
    missing: int
    hits: dict[str, Hit]
    sentences: Sentences


class Matcher:
    """All rules, compiled once."""

    def __init__(
        self, rules: Iterable[Rule], families: Iterable[Family], vocabulary: Vocabulary
    ) -> None:
        self._phrases = Phrases()
        self._always = self._patterns = 0
        quoted = self._list_patterns((vocabulary.quoted_before, vocabulary.quoted_after))
        self._exceptions = _Exceptions(*quoted)
        self._families = {family.id: family for family in families}
        self._rules = tuple(self._compile(rule) for rule in _in_order(rules))
        self._by_answers = _dependent(self._rules, "answered_")
        self._by_sender = _dependent(self._rules, "sender_")
        self._phrases.watch([_keys(rule) for rule in self._rules])

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
        scan = self._phrases.scan(facts.text)
        return self._apply([self._rules[each] for each in scan.woken], facts, {}, scan.missing)

    def match_again(self, before: Matches) -> Callable[[Facts], tuple[Hit, ...] | None]:
        """Matches a message again whose sender or answers have changed, and nothing else.

        The hits it gives are None when the same rules fire as before.
        """
        kept: dict[bool, dict[str, Hit]] = {}
        fired = before.ids

        def again(facts: Facts) -> tuple[Hit, ...] | None:
            resent = facts.sender_segment != before.sender
            rules = self._by_sender if resent else self._by_answers
            if resent not in kept:
                rest = [hit for hit in before.hits if hit.rule.id not in rules]
                kept[resent] = {hit.rule.id: hit for hit in rest}
            standing = [each for each in rules.values() if each.check is None or each.check(facts)]
            if not standing and len(kept[resent]) == len(fired):
                return None
            hits = dict(kept[resent])
            self._apply(standing, facts, hits, before.missing)
            return None if hits.keys() == fired else tuple(hits.values())

        return again

    def _apply(
        self, rules: Iterable[_Compiled], facts: Facts, hits: dict[str, Hit], missing: int
    ) -> Matches:
        message = _Message(facts, facts.text, missing, hits, Sentences(facts.text))
        skipped = []
        for compiled in rules:
            if compiled.switch is not None and not compiled.switch(facts):
                continue  # most rules end here
            try:
                find = _find_plain if compiled.plain else self._find
                span = find(compiled, message)
            except TimeoutError:
                skipped.append(compiled.rule.id)
                continue
            if span is not None:
                hits[compiled.rule.id] = Hit(compiled.rule, *span)
        return Matches(tuple(hits.values()), tuple(skipped), missing, facts.sender_segment)

    def _find(self, compiled: _Compiled, message: _Message) -> Span | None:
        """Where the evidence for one rule stands, if it holds; raises TimeoutError."""
        for required in compiled.requires:
            if required not in message.hits:
                return None
        checked: tuple[Span, ...] = ()
        missing = message.missing
        if compiled.any and not compiled.may_match(missing):
            return None
        if compiled.check is not None:
            checked = tuple(compiled.check(message.facts))
            if not checked:
                return None
        for each in compiled.all:
            if each.needs & missing or each.search(message.text) is None:
                return None
        if not compiled.excepted:
            return (
                _find_plain(compiled, message)
                if compiled.any
                else next(_spans(compiled, checked, message), None)
            )
        return self._exceptions.first_standing(
            compiled, message, _spans(compiled, checked, message)
        )

    def _compile(self, rule: Rule) -> _Compiled:
        family = self._families[rule.family]
        check = CHECKS[rule.check] if rule.check else None
        exceptions = (*rule.unless, *family.unless)
        limited = rule.all or exceptions or rule.requires or rule.check or family.quotable
        return _Compiled(
            rule=rule,
            requires=rule.requires,
            any=self._list_patterns(rule.any),
            all=self._list_patterns(rule.all),
            unless=self._list_patterns(exceptions),
            quotable=family.quotable,
            excepted=bool(exceptions) or family.quotable,
            check=check,
            switch=None if rule.any or rule.requires else check,
            plain=bool(rule.any) and not limited,
        )

    def _list_patterns(self, sources: Iterable[str]) -> tuple[Pattern, ...]:
        return tuple(self._pattern(source) for source in sources)

    def _pattern(self, source: str) -> Pattern:
        numbers = self._phrases.number_needs(source)
        self._patterns += 1
        self._always += not numbers
        return Pattern(source, numbers)


def _dependent(rules: Iterable[_Compiled], checks: str) -> dict[str, _Compiled]:
    """The rules that checks of this name can switch, in order, by id."""
    found: dict[str, _Compiled] = {}
    for each in rules:
        asked = (each.rule.check or "").startswith(checks)
        if asked or any(required in found for required in each.requires):
            found[each.rule.id] = each
    return found


def _keys(compiled: _Compiled) -> frozenset[int]:
    """The most telling phrase set of each pattern; none when some pattern needs no phrase."""
    patterns = compiled.any or compiled.all[:1]
    if not all(pattern.key is not None for pattern in patterns):
        return frozenset()
    return frozenset(pattern.key for pattern in patterns if pattern.key is not None)


def _find_plain(compiled: _Compiled, message: _Message) -> Span | None:
    for pattern in compiled.any:
        if not pattern.needs & message.missing and (match := pattern.search(message.text)):
            return match.span()
    return None


def _spans(compiled: _Compiled, checked: tuple[Span, ...], message: _Message) -> Iterator[Span]:
    """The places that speak for a rule that holds, before exceptions."""
    if compiled.any:
        for pattern in compiled.any:
            if not pattern.needs & message.missing:
                yield from pattern.spans(message.text)
    elif compiled.all:
        yield next(compiled.all[0].spans(message.text))
    elif any(end > start for start, end in checked) or not compiled.requires:
        yield from checked
    else:
        first = message.hits[compiled.requires[0]]
        yield first.start, first.end


class _Exceptions:
    """Whether a match stands in its own sentence: nothing excepts it, nobody merely quotes it."""

    def __init__(self, before: Pattern, after: Pattern) -> None:
        self._before = before
        self._after = after

    def first_standing(
        self, compiled: _Compiled, message: _Message, spans: Iterable[Span]
    ) -> Span | None:
        """The first span that no exception covers; raises TimeoutError."""
        text, missing = message.text, message.missing
        unless = [each for each in compiled.unless if not each.needs & missing]
        for start, end in spans:
            begin, stop = message.sentences.around(start, end)
            if any(each.search(text, begin, stop) for each in unless):
                continue
            if compiled.quotable and self._quoted(message, begin, end, stop):
                continue
            return start, end
        return None

    def _quoted(self, message: _Message, begin: int, end: int, stop: int) -> bool:
        text, missing = message.text, message.missing
        if not self._before.needs & missing and self._before.search(text, begin, end):
            return True
        return not self._after.needs & missing and self._after.begins(text, end, stop)


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
