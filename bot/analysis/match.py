"""Applies rules to one message: one scan for phrases, then only the rules it leaves standing.

A pattern is tried only when the phrases that it needs are in the text. Every pattern is bounded, by
its form or by a clock; a rule that runs out of time is reported as skipped, never as a miss.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from bot.analysis.compiled import Alarms, Compiled, Compiler, Lead, list_dependent, order_rules
from bot.analysis.content import Family, Rule
from bot.analysis.facts import Facts, Span
from bot.analysis.pattern import Pattern
from bot.analysis.phrases import Phrases, Scan
from bot.analysis.sentences import Sentences
from bot.analysis.vocabulary import Vocabulary

MOST_PLACES = 12  # of one lead that are looked at; bounds the work on a hostile text


class Hit(NamedTuple):
    """A rule and where in the normalized text its evidence stands; an empty span: no place."""

    rule: Rule
    start: int
    end: int


Leads = Mapping[int, Sequence[Lead]]  # a rule's place → its leads that a text leaves standing


@dataclass(frozen=True, slots=True)
class Matches:
    """What fired, and the ids of rules that ran out of time."""

    hits: tuple[Hit, ...]
    skipped: tuple[str, ...]
    message: "Message"

    @property
    def ids(self) -> frozenset[str]:
        """The rules that fired."""
        return frozenset(hit.rule.id for hit in self.hits)


@dataclass(frozen=True, slots=True)
class Message:
    """What rules are applied to; ``hits`` grows as they fire."""

    facts: Facts
    scan: Scan
    leads: Leads
    sentences: Sentences
    hits: dict[str, Hit]


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
        self._exceptions = _Exceptions(
            compiler.list_patterns([vocabulary.quoted_before]),
            compiler.list_patterns([vocabulary.quoted_after]),
        )
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
        leads = self._alarms.list_leads(scan)
        places = sorted(leads.keys() | set(self._alarms.list_leadless(facts)))
        return self._apply(places, Message(facts, scan, leads, Sentences(facts.text), {}))

    def match_again(self, before: Matches) -> Callable[[Facts], tuple[Hit, ...] | None]:
        """Matches a message again whose sender or answers have changed, and nothing else.

        The hits it gives are None when the same rules fire as before.
        """
        kept: dict[bool, dict[str, Hit]] = {}
        fired = before.ids

        def again(facts: Facts) -> tuple[Hit, ...] | None:
            resent = facts.sender_segment != before.message.facts.sender_segment
            switched = self._by_sender if resent else self._by_answers
            if resent not in kept:
                rest = [hit for hit in before.hits if hit.rule.id not in switched]
                kept[resent] = {hit.rule.id: hit for hit in rest}
            places = [each for each in switched.values() if self._may_switch(each, facts)]
            if not places and len(kept[resent]) == len(fired):
                return None
            message = replace(before.message, facts=facts, hits=dict(kept[resent]))
            self._apply(places, message)
            return None if message.hits.keys() == fired else tuple(message.hits.values())

        return again

    def _may_switch(self, place: int, facts: Facts) -> bool:
        check = self._rules[place].check
        return check is None or bool(check(facts))

    def _apply(self, places: Iterable[int], message: Message) -> Matches:
        skipped = []
        for place in places:
            compiled, leads = self._rules[place], message.leads.get(place, ())
            if compiled.leads and not leads:
                continue
            try:
                span = self._find(compiled, leads, message)
            except TimeoutError:
                skipped.append(compiled.rule.id)
                continue
            if span is not None:
                message.hits[compiled.rule.id] = Hit(compiled.rule, *span)
        return Matches(tuple(message.hits.values()), tuple(skipped), message)

    def _find(self, compiled: Compiled, leads: Sequence[Lead], message: Message) -> Span | None:
        """Where the evidence for one rule stands, if it holds; raises TimeoutError."""
        for required in compiled.requires:
            if required not in message.hits:
                return None
        checked: tuple[Span, ...] = ()
        if compiled.check is not None:
            checked = tuple(compiled.check(message.facts))
            if not checked:
                return None
        for each in compiled.all:
            if not each.needs <= message.scan.held or each.find(message.scan) is None:
                return None
        if compiled.excepted:
            spans = _list_spans(compiled, leads, checked, message)
            return self._exceptions.first_standing(compiled, message, spans)
        for lead in leads:
            if span := lead.find(message.scan):
                return span
        return None if leads else next(_list_spans(compiled, leads, checked, message), None)


def _list_spans(
    compiled: Compiled, leads: Sequence[Lead], checked: tuple[Span, ...], message: Message
) -> Iterator[Span]:
    """The places that speak for a rule that holds, before exceptions."""
    for lead in leads:
        yield from islice(lead.find_all(message.scan), MOST_PLACES)
    if leads:
        return
    if any(end > start for start, end in checked) or not compiled.requires:
        yield from checked
    else:
        first = message.hits[compiled.requires[0]]
        yield first.start, first.end


class _Exceptions:
    """Whether a match stands in its own sentence: nothing excepts it, nobody merely quotes it."""

    def __init__(self, before: Sequence[Pattern], after: Sequence[Pattern]) -> None:
        self._before = before
        self._after = after

    def first_standing(
        self, compiled: Compiled, message: Message, spans: Iterable[Span]
    ) -> Span | None:
        """The first span that no exception covers; raises TimeoutError."""
        if compiled.quotable and message.facts.circular:
            return None
        for start, end in spans:
            begin, stop = message.sentences.around(start, end)
            if self._excepted(compiled, message, begin, stop):
                continue
            if compiled.quotable and self._quoted(message, begin, end, stop):
                continue
            return start, end
        return None

    def _excepted(self, compiled: Compiled, message: Message, begin: int, stop: int) -> bool:
        text, held = message.scan.text, message.scan.held
        for each in compiled.unless:
            if each.needs <= held and each.search(text, begin, stop):
                return True
        return False

    def _quoted(self, message: Message, begin: int, end: int, stop: int) -> bool:
        text, held = message.scan.text, message.scan.held
        for each in self._before:
            if each.needs <= held and each.search(text, begin, end):
                return True
        return any(each.needs <= held and each.begins(text, end, stop) for each in self._after)
