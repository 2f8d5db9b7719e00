"""Applies rules to one message: one scan for phrases, then only the rules it leaves standing.

A pattern is tried only when the phrases that it needs are in the text. Every pattern is bounded, by
its form or by a clock; a rule that runs out of time is reported as skipped, never as a miss.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bot.analysis.compiled import Alarms, Compiled, Compiler, list_dependent, order_rules
from bot.analysis.content import Family, Rule
from bot.analysis.facts import Facts, Span
from bot.analysis.near import Places
from bot.analysis.pattern import Pattern
from bot.analysis.phrases import Phrases, Scan
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
    scan: Scan
    sender: str | None = None  # the segment that the sender's number was in

    @property
    def ids(self) -> frozenset[str]:
        """The rules that fired."""
        return frozenset(hit.rule.id for hit in self.hits)


@dataclass
class _Message:
    """What rules are applied to; ``hits`` grows as they fire."""

    facts: Facts
    text: str
    scan: Scan
    missing: int  # a bit for each phrase set of which the text holds no phrase
    phrases: Phrases
    hits: dict[str, Hit]
    sentences: Sentences

    @cached_property
    def places(self) -> Places:
        """Where the words of each list stand."""
        return self.phrases.locate(self.scan)


class Matcher:
    """All rules, compiled once.

    ``patterns`` counts them, exceptions included; ``always_tried`` those no phrase can rule out.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        families: Iterable[Family],
        vocabulary: Vocabulary,
        words: Mapping[str, Sequence[str]],
    ) -> None:
        self._phrases = Phrases()
        compiler = Compiler(self._phrases, families, words)
        quoted = (vocabulary.quoted_before, vocabulary.quoted_after)
        self._exceptions = _Exceptions(*compiler.list_patterns(quoted))
        self._rules = tuple(compiler.compile(rule) for rule in order_rules(rules))
        self._by_answers = list_dependent(self._rules, "answered_")
        self._by_sender = list_dependent(self._rules, "sender_")
        self._alarms = Alarms(self._rules)
        self._phrases.watch(self._alarms.keys)
        self.always_tried = compiler.always_tried
        self.patterns = compiler.patterns

    def match(self, facts: Facts) -> Matches:
        """The hits of every rule on one message, each rule at most once."""
        scan = self._phrases.scan(facts.text)
        woken = sorted(self._alarms.wake(scan, facts))
        return self._apply([self._rules[each] for each in woken], facts, {}, scan)

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
            self._apply(standing, facts, hits, before.scan)
            return None if hits.keys() == fired else tuple(hits.values())

        return again

    def _apply(
        self, rules: Iterable[Compiled], facts: Facts, hits: dict[str, Hit], scan: Scan
    ) -> Matches:
        sentences = Sentences(facts.text)
        message = _Message(facts, facts.text, scan, scan.missing, self._phrases, hits, sentences)
        skipped = []
        for compiled in rules:
            if not compiled.may_hold(hits, scan.missing):
                continue  # most rules end here
            try:
                span = self._find(compiled, message)
            except TimeoutError:
                skipped.append(compiled.rule.id)
                continue
            if span is not None:
                hits[compiled.rule.id] = Hit(compiled.rule, *span)
        return Matches(tuple(hits.values()), tuple(skipped), scan, facts.sender_segment)

    def _find(self, compiled: Compiled, message: _Message) -> Span | None:
        """Where the evidence for one rule stands, if it holds; raises TimeoutError."""
        checked: tuple[Span, ...] = ()
        if compiled.check is not None:
            checked = tuple(compiled.check(message.facts))
            if not checked:
                return None
        for each in compiled.all:
            if each.needs & message.missing or not each.search(message.text):
                return None
        if compiled.excepted:
            spans = _spans(compiled, checked, message)
            return self._exceptions.first_standing(compiled, message, spans)
        for pattern in compiled.any:
            if not pattern.needs & message.missing and (span := pattern.find(message.text)):
                return span
        return next(_other_spans(compiled, checked, message), None)


def _spans(compiled: Compiled, checked: tuple[Span, ...], message: _Message) -> Iterator[Span]:
    """The places that speak for a rule that holds, before exceptions."""
    for pattern in compiled.any:
        if not pattern.needs & message.missing:
            for match in pattern.find_all(message.text):
                yield match.span()
    yield from _other_spans(compiled, checked, message)


def _other_spans(
    compiled: Compiled, checked: tuple[Span, ...], message: _Message
) -> Iterator[Span]:
    """The same where they are not a pattern's."""
    for near in compiled.near:
        if not near.needs & message.missing:
            yield from near.spans(message.text, message.places)
    if compiled.needs:
        return
    if compiled.all:
        yield next(compiled.all[0].find_all(message.text)).span()
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
        self, compiled: Compiled, message: _Message, spans: Iterable[Span]
    ) -> Span | None:
        """The first span that no exception covers; raises TimeoutError."""
        for start, end in spans:
            begin, stop = message.sentences.around(start, end)
            if self._excepted(compiled, message, begin, stop):
                continue
            if compiled.quotable and self._quoted(message, begin, end, stop):
                continue
            return start, end
        return None

    def _excepted(self, compiled: Compiled, message: _Message, begin: int, stop: int) -> bool:
        for each in compiled.unless:
            if not each.needs & message.missing and each.search(message.text, begin, stop):
                return True
        return False

    def _quoted(self, message: _Message, begin: int, end: int, stop: int) -> bool:
        text, missing = message.text, message.missing
        if not self._before.needs & missing and self._before.search(text, begin, end):
            return True
        return not self._after.needs & missing and self._after.begins(text, end, stop)
