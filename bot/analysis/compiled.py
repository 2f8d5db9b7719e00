"""Rules made ready for matching: patterns compiled, phrase sets numbered, and what wakes them."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.analysis.checks import CHECKS, GROUNDS, Check
from bot.analysis.content import Family, Rule
from bot.analysis.facts import Facts
from bot.analysis.literals import rate_need
from bot.analysis.near import Near
from bot.analysis.pattern import Pattern
from bot.analysis.phrases import Phrases, Scan


@dataclass(frozen=True, slots=True)
class Compiled:
    """One rule as patterns and lists to look for."""

    rule: Rule
    requires: tuple[str, ...]
    any: tuple[Pattern, ...]
    near: tuple[Near, ...]
    all: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    quotable: bool
    excepted: bool
    check: Check | None
    needs: tuple[int, ...]  # of each pattern and each meeting of lists: the phrase sets it needs

    def may_hold(self, fired: Container[str], missing: int) -> bool:
        """Whether what it requires has fired and the phrases that some pattern needs are there."""
        for required in self.requires:
            if required not in fired:
                return False
        for needs in self.needs:  # any() takes three times as long
            if not needs & missing:
                return True
        return not self.needs


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
        self._lists = {name: phrases.number_list(each) for name, each in words.items()}

    def compile(self, rule: Rule) -> Compiled:
        """The rule with its phrase sets numbered; raises KeyError for an unknown list."""
        family = self._families[rule.family]
        exceptions = (*rule.unless, *family.unless)
        patterns = self.list_patterns(rule.any)
        near = tuple(self._near(names, rule.gap) for names in rule.near)
        return Compiled(
            rule=rule,
            requires=rule.requires,
            any=patterns,
            near=near,
            needs=(*(each.needs for each in patterns), *(each.needs for each in near)),
            all=self.list_patterns(rule.all),
            unless=self.list_patterns(exceptions),
            quotable=family.quotable,
            excepted=bool(exceptions) or family.quotable,
            check=CHECKS[rule.check] if rule.check else None,
        )

    def list_patterns(self, sources: Iterable[str]) -> tuple[Pattern, ...]:
        """Patterns with their phrase sets numbered."""
        return tuple(self._pattern(source) for source in sources)

    def _near(self, names: Sequence[str], gap: int) -> Near:
        """The rarest words wake the rule: long ones before short ones, few before many."""
        telling = max(names, key=lambda name: rate_need(self._words[name]))
        return Near([self._lists[name] for name in names], self._lists[telling], gap)

    def _pattern(self, source: str) -> Pattern:
        numbers = self._phrases.number_needs(source)
        self.patterns += 1
        self.always_tried += not numbers
        return Pattern(source, numbers)


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


def list_dependent(rules: Iterable[Compiled], checks: str) -> dict[str, Compiled]:
    """The rules that checks of this name can switch, in order, by id."""
    found: dict[str, Compiled] = {}
    for each in rules:
        asked = (each.rule.check or "").startswith(checks)
        if asked or any(required in found for required in each.requires):
            found[each.rule.id] = each
    return found


class Alarms:
    """What wakes each rule: phrases, a ground in the facts, or what wakes a rule it requires."""

    def __init__(self, rules: Sequence[Compiled]) -> None:
        self.keys: list[frozenset[int]] = []
        self._grounds: dict[str, set[int]] = {}
        self._sleepless: set[int] = set()
        places = {compiled.rule.id: place for place, compiled in enumerate(rules)}
        for place, compiled in enumerate(rules):
            required = [places[each] for each in compiled.requires]
            self.keys.append(_keys(compiled))
            if self.keys[place]:
                continue
            if required:
                self._follow(place, required[0])
            elif ground := GROUNDS.get(compiled.rule.check or ""):
                self._grounds.setdefault(ground, set()).add(place)
            else:
                self._sleepless.add(place)

    def wake(self, scan: Scan, facts: Facts) -> set[int]:
        """The places of the rules that may hold."""
        woken = scan.woken | self._sleepless
        for ground, places in self._grounds.items():
            if getattr(facts, ground):
                woken |= places
        return woken

    def _follow(self, place: int, leader: int) -> None:
        self.keys[place] = self.keys[leader]
        for places in (*self._grounds.values(), self._sleepless):
            if leader in places:
                places.add(place)


def _keys(compiled: Compiled) -> frozenset[int]:
    """The most telling phrase set of each pattern; none when some pattern needs no phrase."""
    patterns = compiled.any if compiled.needs else compiled.all[:1]
    keys = [*(each.key for each in patterns), *(each.key for each in compiled.near)]
    return frozenset() if None in keys else frozenset(key for key in keys if key is not None)
