"""Applies rules to one message: one scan for phrases, then only the rules it leaves standing.

A pattern is tried only when the phrases that it needs are in the text. Every pattern is bounded, by
its form or by a clock; a rule that runs out of time is reported as skipped, never as a miss.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from bot.analysis.checks import Check
from bot.analysis.compiled import (
    Alarms,
    Compiled,
    Compiler,
    Lead,
    list_dependent,
    list_followers,
    order_rules,
)
from bot.analysis.content import Family, Rule
from bot.analysis.facts import Facts, Span
from bot.analysis.literals import split_branches
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


class Change(NamedTuple):
    """The hits of rules that fire no more, and of those that do now."""

    lost: Sequence[Hit]
    gained: Sequence[Hit]


Leads = Mapping[int, Sequence[Lead]]  # a rule's place → its leads that a text leaves standing


class Message(NamedTuple):
    """What rules are applied to; ``fired`` grows by their places.

    ``standing`` are the places of rules that the text's phrases do not rule out; ``quotes`` are the
    signs of quoting that it may have, None when there are none.
    """

    facts: Facts
    scan: Scan
    leads: Leads
    standing: set[int]
    sentences: Sentences
    quotes: "_Quotes | None"
    fired: dict[int, Hit]


@dataclass(frozen=True, slots=True)
class Matches:
    """What fired, and the ids of rules that ran out of time."""

    hits: tuple[Hit, ...]
    skipped: tuple[str, ...]
    message: Message


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
        self._quotes = _Quotes(
            compiler.list_patterns(split_branches(vocabulary.quoted_before)),
            compiler.list_patterns(split_branches(vocabulary.quoted_after)),
        )
        self._rules = tuple(compiler.compile(rule) for rule in order_rules(rules))
        self._followers = list_followers(self._rules)
        self._leadless = {place for place, each in enumerate(self._rules) if not each.leads}
        self._required = [frozenset(each.requires) for each in self._rules]
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
        quotes = self._quotes.narrow(scan)
        standing = leads.keys() | self._leadless
        message = Message(facts, scan, leads, standing, Sentences(facts.text), quotes, {})
        woken = [place for place in leads if not self._required[place]]
        skipped = self._apply([*woken, *self._alarms.list_leadless(facts)], message)
        hits = tuple([message.fired[place] for place in sorted(message.fired)])
        return Matches(
            hits, tuple(self._rules[place].rule.id for place in sorted(skipped)), message
        )

    def match_again(self, before: Matches) -> Callable[[Facts], Change | None]:
        """Matches a message again whose sender or answers have changed, and nothing else.

        What it gives is None when the same rules fire as before.
        """
        told = before.message
        parted: dict[bool, tuple[dict[int, Hit], list[tuple[int, Check | None]]]] = {}

        def again(facts: Facts) -> Change | None:
            resent = facts.sender_segment != told.facts.sender_segment
            if resent not in parted:
                parted[resent] = self._part(self._by_sender if resent else self._by_answers, told)
            rest, ready = parted[resent]
            places = [place for place, check in ready if check is None or check(facts)]
            if not places and len(rest) == len(told.fired):
                return None
            fired = dict(rest)
            self._apply(places, told._replace(facts=facts, fired=fired))
            if fired.keys() == told.fired.keys():
                return None
            return Change(
                [told.fired[place] for place in told.fired.keys() - fired.keys()],
                [fired[place] for place in fired.keys() - told.fired.keys()],
            )

        return again

    def _part(
        self, switched: frozenset[int], told: Message
    ) -> tuple[dict[int, Hit], list[tuple[int, Check | None]]]:
        """What fired without the rules that can be switched, and those of them to be tried."""
        rest = told.fired
        if not switched.isdisjoint(rest):
            rest = {place: hit for place, hit in rest.items() if place not in switched}
        ready = self._list_ready(told.standing & switched, rest)
        return rest, [(place, self._rules[place].check) for place in ready]

    def _apply(self, places: list[int], message: Message) -> list[int]:
        """Adds the hits of these rules, and of those that require them; gives whose time ran out.

        ``places`` are of rules that may fire, all that they require having fired; it grows by such.
        """
        skipped, fired = [], message.fired
        for place in places:
            compiled = self._rules[place]
            try:
                span = self._find(compiled, message.leads.get(place, ()), message)
            except TimeoutError:
                skipped.append(place)
                continue
            if span is not None:
                fired[place] = Hit(compiled.rule, *span)
                if place in self._followers:
                    followers = message.standing & self._followers[place]
                    places += self._list_ready(followers, fired)
        return skipped

    def _list_ready(self, places: Iterable[int], fired: Mapping[int, Hit]) -> list[int]:
        """Those whose required rules have all fired."""
        return [place for place in places if fired.keys() >= self._required[place]]

    def _find(self, compiled: Compiled, leads: Sequence[Lead], message: Message) -> Span | None:
        """Where the evidence for one rule stands, if it holds; raises TimeoutError."""
        checked: tuple[Span, ...] = ()
        if compiled.quotable and message.facts.circular:
            return None
        if compiled.check is not None:
            checked = tuple(compiled.check(message.facts))
            if not checked:
                return None
        scan = message.scan
        for each in compiled.all:
            if each.needs & scan.missing or each.find(scan) is None:
                return None
        unless = compiled.unless and _list_possible(compiled.unless, scan)
        quotes = message.quotes if compiled.quotable else None
        if unless or quotes:
            spans = _list_spans(compiled, leads, checked, message)
            return _first_standing(spans, unless, quotes, message)
        for lead in leads:
            if span := lead.find(scan):
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
        first = message.fired[compiled.requires[0]]
        yield first.start, first.end


class _Quotes(NamedTuple):
    """What stands before or after words that somebody merely quotes."""

    before: Sequence[Pattern]
    after: Sequence[Pattern]

    def narrow(self, scan: Scan) -> "_Quotes | None":
        """As far as any can match."""
        narrowed = _Quotes(_list_possible(self.before, scan), _list_possible(self.after, scan))
        return narrowed if any(narrowed) else None

    def cover(self, text: str, begin: int, span: Span, stop: int) -> bool:
        """Whether a span of the sentence between the two is quoted; raises TimeoutError."""
        _, end = span
        return any(each.search(text, begin, end) for each in self.before) or any(
            each.begins(text, end, stop) for each in self.after
        )


def _list_possible(patterns: Iterable[Pattern], scan: Scan) -> list[Pattern]:
    """Those of which the text has all that they need."""
    missing = scan.missing
    return [each for each in patterns if not each.needs & missing]


def _first_standing(
    spans: Iterable[Span], unless: Sequence[Pattern], quotes: _Quotes | None, message: Message
) -> Span | None:
    """The first span that nothing excepts and nobody quotes, in its own sentence.

    Raises TimeoutError.
    """
    text = message.scan.text
    for span in spans:
        begin, stop = message.sentences.around(*span)
        if any(each.search(text, begin, stop) for each in unless):
            continue
        if quotes is None or not quotes.cover(text, begin, span, stop):
            return span
    return None
