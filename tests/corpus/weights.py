"""Checks each rule's points against evidence: ``python -m tests.corpus.weights``.

Prints a report and changes nothing. Evidence is the own corpus and debt_dev; sms_dev stands in a
column of its own, since another corpus's style is no evidence.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.analysis import Content, Engine, Toward
from bot.analysis.content import Rule
from bot.analysis.facts import Facts
from bot.analysis.match import Matcher, Matches
from bot.library.load import load_library
from tests.corpus.fit import (
    Row,
    count_wrong,
    cross_validate,
    fit,
    log_odds,
    log_odds_error,
)
from tests.corpus.measure import Judged, count_errors, judge
from tests.corpus.messages import (
    ACCUSED,
    AXES,
    DATA,
    TODAY,
    Message,
    Side,
    load_messages,
    load_shared,
    read_value,
)

# A rule with one of these in its source stands for an entry of the researched table of signs.
RESEARCHED = ("red_flags", "红旗表")
_SIGNS = {Toward.SCAM: 1, Toward.GENUINE: -1}


class Dropping:
    """A matcher whose hits leave out some rules; stands in for the engine's own."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self.dropped: frozenset[str] = frozenset()

    def __getattr__(self, name: str) -> object:
        return getattr(self._matcher, name)

    def match(self, facts: Facts) -> Matches:
        whole = self._matcher.match(facts)
        return replace(whole, hits=tuple(h for h in whole.hits if h.rule.id not in self.dropped))


@dataclass(frozen=True)
class Evidence:
    """How often a rule fires where it should and where it should not."""

    fired_for: int
    total_for: int
    fired_against: int
    total_against: int

    @property
    def weight(self) -> float:
        """Log odds; above zero: the rule fires rather on its own side."""
        return log_odds(self.fired_for, self.total_for, self.fired_against, self.total_against)

    @property
    def error(self) -> float:
        """The standard error of ``weight``."""
        cells = (self.fired_for, self.total_for, self.fired_against, self.total_against)
        return log_odds_error(*cells)

    @property
    def contradicts(self) -> bool:
        """Whether it fires rather on the other side, by more than one standard error."""
        fired = self.fired_for + self.fired_against
        return bool(fired and self.total_for and self.total_against) and self.weight < -self.error


@dataclass(frozen=True)
class Effect:
    """What changes without a rule: messages with another verdict, and both kinds of error."""

    changed: int
    called_scam: int
    called_suspicious: int
    not_scam: int
    missed: int


def dependents(rules: Iterable[Rule], dropped: str) -> frozenset[str]:
    """A rule and all that can't fire without it."""
    gone = {dropped}
    waiting = list(rules)
    while grown := {rule.id for rule in waiting if gone & set(rule.requires)} - gone:
        gone |= grown
    return frozenset(gone)


def is_for(rule: Rule, message: Message) -> bool | None:
    """Whether a message is on the side that a rule speaks for; None where it says nothing."""
    if rule.toward in _SIGNS:
        if message.side is Side.OPEN:
            return None
        return (message.side is Side.SCAM) == (rule.toward is Toward.SCAM)
    spoken = {
        Toward.ABUSIVE: ("conduct", "abusive"),
        Toward.DEADLINE: ("deadline", "stated"),
        Toward.CRISIS: ("crisis", "true"),
        Toward.KIND: ("kind", str(rule.kind)),
    }
    axis, value = spoken.get(rule.toward, ("", ""))
    right = message.accepted.get(axis)
    if right is None or (value in right and len(right) > 1):
        return None
    return value in right


def gather_evidence(rule: Rule, judged: Iterable[Judged]) -> Evidence:
    counts: Counter[tuple[bool, bool]] = Counter()
    for each in judged:
        side = is_for(rule, each.message)
        if side is not None:
            counts[side, rule.id in fired(each)] += 1
    own, other = counts[True, True], counts[False, True]
    return Evidence(own, own + counts[True, False], other, other + counts[False, False])


def fired(judged: Judged) -> set[str]:
    """The ids of all rules that fired, in any of the messages of one paste."""
    reports = (judged.report, *judged.report.parts)
    return {finding.rule for report in reports for finding in report.findings}


def drop_each(content: Content, judged: Sequence[Judged]) -> Mapping[str, Effect]:
    """What each rule's absence does; rules that require it go with it."""
    engine = Engine(content)
    matcher = Dropping(engine._matcher)
    engine._matcher = matcher  # type: ignore[assignment]
    where: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        for rule in fired(each):
            where[rule].append(each)
    effects = {}
    for rule in content.rules:
        matcher.dropped = dependents(content.rules, rule.id)
        before = where[rule.id]
        after = judge(engine, [each.message for each in before])
        effects[rule.id] = compare(before, after)
    return effects


def compare(before: Sequence[Judged], after: Sequence[Judged]) -> Effect:
    """The difference between two judgments of the same messages."""
    changed = sum(
        any(read_value(old.report, axis) != read_value(new.report, axis) for axis in AXES)
        for old, new in zip(before, after, strict=True)
    )
    was, now = count_errors(before), count_errors(after)
    return Effect(
        changed,
        now.called_scam - was.called_scam,
        now.called_suspicious - was.called_suspicious,
        now.not_scam - was.not_scam,
        now.missed - was.missed,
    )


def build_rows(judged: Iterable[Judged], rules: Sequence[Rule]) -> list[Row]:
    """One row for each message that is genuine or a scam; ``rules`` give the columns."""
    index = {rule.id: position for position, rule in enumerate(rules)}
    return [
        Row(
            each.message.id,
            tuple(sorted(index[rule] for rule in fired(each) if rule in index)),
            each.message.side is Side.SCAM,
        )
        for each in judged
        if each.message.side is not Side.OPEN
    ]


def print_evidence(content: Content, near: Sequence[Judged], far: Sequence[Judged]) -> None:
    """One line for each rule that takes a side: counts, log odds, effect of dropping it."""
    effects, abroad = drop_each(content, near), drop_each(content, far)
    print("rule, points, toward: fired for/against (log odds ± error) | sms_dev for/against |")
    print("  without it: verdicts changed, genuine scam/suspicious, scams not scam/missed")
    for rule in content.rules:
        own, other = gather_evidence(rule, near), gather_evidence(rule, far)
        effect = effects[rule.id]
        print(
            f"{rule.id:28} {rule.points:2} {rule.toward:8}"
            f" {own.fired_for:4}/{own.fired_against:<3} {own.weight:+5.1f} ±{own.error:.1f}"
            f" | {other.fired_for:4}/{other.fired_against:<4}"
            f" | {effect.changed:3} {effect.called_scam:+}/{effect.called_suspicious:+}"
            f" {effect.not_scam:+}/{effect.missed:+}"
            f"{'  CONTRADICTS' if own.contradicts else ''}"
            f"{'  contradicts in sms_dev' if other.contradicts else ''}"
        )
    print_idle(content, [*near, *far], effects, abroad)


def print_idle(
    content: Content,
    judged: Iterable[Judged],
    effects: Mapping[str, Effect],
    abroad: Mapping[str, Effect],
) -> None:
    """Rules that fire nowhere, and rules without which nothing is judged otherwise."""
    seen = {rule for each in judged for rule in fired(each)}
    idle = {
        "never fire": [rule for rule in content.rules if rule.id not in seen],
        "fire and carry nothing": [
            rule
            for rule in content.rules
            if rule.id in seen and not effects[rule.id].changed + abroad[rule.id].changed
        ],
    }
    for title, rules in idle.items():
        kept = [rule.id for rule in rules if any(each in rule.source for each in RESEARCHED)]
        other = [rule.id for rule in rules if rule.id not in kept]
        print(f"\n{title}, a fact of the reference: {' '.join(kept) or 'none'}")
        print(f"{title}, nothing in the reference: {' '.join(other) or 'none'}")


def print_fit(content: Content, judged: Sequence[Judged]) -> None:
    """Hand-set points beside fitted ones, and the errors of both."""
    rules = [rule for rule in content.rules if rule.toward in _SIGNS]
    signs = [_SIGNS[rule.toward] for rule in rules]
    rows = build_rows(judged, rules)
    model = fit(rows, signs)
    by_hand = [(row, sum(signs[i] * rules[i].points for i in row.fired)) for row in rows]
    sided = [each for each in judged if each.message.side is not Side.OPEN]
    engine = [
        (row, float(each.authenticity in ACCUSED)) for row, each in zip(rows, sided, strict=True)
    ]
    scams, bands = sum(row.is_scam for row in rows), content.verdicts.bands
    print(f"\nAccused by mistake of {len(rows) - scams} genuine, missed of {scams} scams:")
    shown = {
        "the engine, tuned on them": count_wrong(engine, 1),
        "hand-set points alone, tuned on them": count_wrong(by_hand, bands.suspicious),
        "fitted points, on what they were fitted to": count_wrong(
            [(row, model.score(row.fired)) for row in rows]
        ),
        "fitted points, cross-validated": count_wrong(cross_validate(rows, signs)),
    }
    for title, (false, missed) in shown.items():
        print(f"  {title:44} {false:3} {missed:3}")
    print_points(rules, model.weights, Counter(i for row in rows for i in row.fired))


def print_points(rules: Sequence[Rule], weights: Sequence[float], seen: Counter[int]) -> None:
    """Where fitted points, brought to the hand-set ones' sum, are most different."""
    fired_at = [i for i in range(len(rules)) if seen[i] >= 3]
    scale = sum(rules[i].points for i in fired_at) / (sum(weights[i] for i in fired_at) or 1)
    gaps = sorted(fired_at, key=lambda i: -abs(weights[i] * scale - rules[i].points))
    print("\nPoints by hand and fitted, where they differ most (rules that fired 3 times or more):")
    for i in gaps[:20]:
        print(f"  {rules[i].id:28} {rules[i].points:2} {weights[i] * scale:5.1f}  fired {seen[i]}")


def main() -> int:
    """Prints all of it; absent data are said."""
    content = load_library().content
    engine = Engine(content)
    near = judge(engine, load_messages())
    far: list[Judged] = []
    for name, judged in (("debt_dev", near), ("sms_dev", far)):
        path = DATA / f"{name}.jsonl"
        if path.is_file():
            judged.extend(judge(engine, load_shared(path)))
        else:
            print(f"NOT USED: there is no {path}")
    print(f"{len(content.rules)} rules, {len(near)} messages near, {len(far)} of sms_dev, {TODAY}")
    print_evidence(content, near, far)
    print_fit(content, near)
    return 0


if __name__ == "__main__":
    sys.exit(main())
