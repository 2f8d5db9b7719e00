"""Rules made ready for matching: patterns compiled, phrase sets numbered, and what wakes them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.analysis.checks import CHECKS, GROUNDS, Check
from bot.analysis.content import Family, Rule
from bot.analysis.facts import Facts
from bot.analysis.literals import rate_need, split_branches
from bot.analysis.near import Near
from bot.analysis.pattern import Pattern
from bot.analysis.phrases import Phrases, Scan

Lead = Pattern | Near


@dataclass(frozen=True, slots=True)
class Compiled:
    """One rule: any of its ``leads`` speaks for it, where all of ``all`` are there too.

    ``requires`` are places among the rules.
    """

    rule: Rule
    requires: tuple[int, ...]
    leads: tuple[Lead, ...]
    all: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    quotable: bool
    check: Check | None


class Compiler:
    """Numbers in ``phrases`` what patterns and lists need, and counts patterns.

    ``always_tried`` counts those that no phrase can rule out.
    """

    def __init__(
        self, phrases: Phrases, families: Iterable[Family], words: Mapping[str, Sequence[str]]
    ) -> None:
        self.patterns = self.always_tried = 0
        self._phrases = phrases
        self._families = {family.id: family for family in families}
        self._words = words
        self._places: dict[str, int] = {}
        self._lists = {name: phrases.number_list(each) for name, each in words.items()}

    def compile(self, rule: Rule) -> Compiled:
        """The rule with its phrase sets numbered; raises KeyError for an unknown list.

        The rules that it requires come before it.
        """
        self._places[rule.id] = len(self._places)
        family = self._families[rule.family]
        exceptions = (*rule.unless, *family.unless)
        leads: tuple[Lead, ...] = (
            *self._list_leads(branch for each in rule.any for branch in split_branches(each)),
            *(self._near(names, rule.gap) for names in rule.near),
        )
        return Compiled(
            rule=rule,
            requires=tuple(self._places[each] for each in rule.requires),
            leads=leads or self._list_leads(rule.all[:1]),
            all=self.list_patterns(rule.all if leads else rule.all[1:]),
            unless=self.list_patterns(exceptions),
            quotable=family.quotable,
            check=CHECKS[rule.check] if rule.check else None,
        )

    def list_patterns(self, sources: Iterable[str]) -> tuple[Pattern, ...]:
        """Patterns to be tried where the text has all that they need."""
        return tuple(self._count(Pattern.ask(each, self._phrases)) for each in sources)

    def _list_leads(self, sources: Iterable[str]) -> tuple[Pattern, ...]:
        """Patterns to be tried when they are woken."""
        return tuple(self._count(Pattern.wake(each, self._phrases)) for each in sources)

    def _near(self, names: Sequence[str], gap: int) -> Near:
        """The rarest words wake the rule: long ones before short ones, few before many."""
        key = self._lists[max(names, key=lambda name: rate_need(self._words[name]))]
        numbers = [self._lists[name] for name in names]
        return Near(numbers, key, self._phrases.ask(set(numbers) - {key}), gap)

    def _count(self, pattern: Pattern) -> Pattern:
        self.patterns += 1
        self.always_tried += pattern.key is None and not pattern.needs
        return pattern


def order_rules(rules: Iterable[Rule]) -> list[Rule]:
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


def list_followers(rules: Sequence[Compiled]) -> dict[int, set[int]]:
    """By place, the rules that require the one there."""
    followers: dict[int, set[int]] = {}
    for place, each in enumerate(rules):
        for required in each.requires:
            followers.setdefault(required, set()).add(place)
    return followers


def list_dependent(rules: Sequence[Compiled], checks: str) -> frozenset[int]:
    """The places of rules that checks of this name can switch."""
    found: set[int] = set()
    for place, each in enumerate(rules):
        asked = (each.rule.check or "").startswith(checks)
        if asked or not found.isdisjoint(each.requires):
            found.add(place)
    return frozenset(found)


class Alarms:
    """What wakes rules: a phrase that a lead of theirs needs, or a ground in the facts.

    ``keys`` has the most telling phrase set of each lead; none where a lead needs no phrase.
    """

    def __init__(self, rules: Sequence[Compiled]) -> None:
        self._leads = [(place, lead) for place, rule in enumerate(rules) for lead in rule.leads]
        self._needs = [lead.needs for _, lead in self._leads]
        self.keys = [() if lead.key is None else (lead.key,) for _, lead in self._leads]
        self._sleepless = {number for number, keys in enumerate(self.keys) if not keys}
        self._grounds: dict[str | None, list[int]] = {}
        for place, rule in enumerate(rules):
            if not rule.leads and not rule.requires:
                ground = GROUNDS.get(rule.rule.check or "")
                self._grounds.setdefault(ground, []).append(place)

    def list_leads(self, scan: Scan) -> dict[int, list[Lead]]:
        """The leads that the phrases of a text leave standing, by their rules' places."""
        needs, missing = self._needs, scan.missing
        standing: dict[int, list[Lead]] = {}
        for number in sorted(scan.woken | self._sleepless):
            if not needs[number] & missing:
                place, lead = self._leads[number]
                standing.setdefault(place, []).append(lead)
        return standing

    def list_leadless(self, facts: Facts) -> Iterator[int]:
        """The places of rules that neither words nor other rules lead to but that may hold."""
        for ground, places in self._grounds.items():
            if ground is None or getattr(facts, ground):
                yield from places
