"""The arithmetic behind ``make weights``, on rows small enough to check by hand."""

import math
from datetime import date
from types import SimpleNamespace

import pytest

from bot.analysis.content import Rule
from bot.analysis.model import Toward
from tests.corpus.fit import (
    Row,
    count_wrong,
    cross_validate,
    fit,
    fold_of,
    log_odds,
    log_odds_error,
    probability,
)
from tests.corpus.measure import Judged
from tests.corpus.messages import Message, Side, side_of
from tests.corpus.weights import (
    Dropping,
    Effect,
    Evidence,
    build_rows,
    compare,
    dependents,
    gather_evidence,
)

GENUINE = ("plausible", "unclear")
SCAM = ("scam",)


def rule(identifier, toward=Toward.SCAM, requires=()):
    day = date(2026, 11, 21)
    return Rule(identifier, toward, 1, "", "", day, (), (), requires=requires)


def judged(identifier, right, said, *fired):
    accepted = {"authenticity": right}
    message = Message(identifier, "", None, None, accepted, "label", side_of(right))
    findings = tuple(SimpleNamespace(rule=each) for each in fired)
    axes = {"kind": "other", "conduct": "none_seen", "deadline": "none_seen", "crisis": False}
    report = SimpleNamespace(authenticity=said, findings=findings, parts=(), **axes)
    return Judged(message, report)


def test_log_odds_are_those_of_a_table_of_four_with_half_a_message_added():
    assert log_odds(9, 10, 1, 10) == pytest.approx(math.log((9.5 / 1.5) / (1.5 / 9.5)))
    assert log_odds(5, 10, 5, 10) == 0
    assert log_odds(0, 10, 0, 10) == 0
    assert log_odds(1, 10, 9, 10) == -log_odds(9, 10, 1, 10)
    assert log_odds_error(0, 0, 0, 0) == pytest.approx(math.sqrt(8))


@pytest.mark.parametrize(
    ("evidence", "contradicts"),
    [
        (Evidence(1, 20, 10, 20), True),
        (Evidence(10, 20, 1, 20), False),
        (Evidence(1, 20, 2, 20), False),
        (Evidence(0, 20, 0, 400), False),
        (Evidence(0, 0, 10, 20), False),
    ],
)
def test_evidence_contradicts_only_beyond_its_error(evidence, contradicts):
    assert evidence.contradicts is contradicts


def test_evidence_is_counted_on_the_side_that_the_rule_speaks_for():
    made = [
        judged("a", SCAM, "scam", "r"),
        judged("b", SCAM, "scam"),
        judged("c", GENUINE, "unclear", "r"),
        judged("d", ("suspicious", "unclear"), "unclear", "r"),
    ]
    assert gather_evidence(rule("r"), made) == Evidence(1, 2, 1, 1)
    assert gather_evidence(rule("r", Toward.GENUINE), made) == Evidence(1, 1, 1, 2)
    assert gather_evidence(rule("r", Toward.CONTEXT), made) == Evidence(0, 0, 0, 0)


def test_what_requires_a_rule_goes_with_it():
    rules = [rule("c", requires=("b",)), rule("a"), rule("b", requires=("a",)), rule("d")]
    assert dependents(rules, "a") == {"a", "b", "c"}
    assert dependents(rules, "d") == {"d"}


def test_the_effect_of_a_rule_is_the_difference_in_errors():
    before = [judged("a", SCAM, "scam"), judged("b", GENUINE, "suspicious")]
    after = [judged("a", SCAM, "unclear"), judged("b", GENUINE, "unclear")]
    assert compare(before, after) == Effect(2, 0, -1, 1, 1)
    assert compare(before, before) == Effect(0, 0, 0, 0, 0)


def test_a_dropped_rule_does_not_fire(engine, monkeypatch):
    matcher = Dropping(engine._matcher)
    monkeypatch.setattr(engine, "_matcher", matcher)
    whole = {finding.rule for finding in engine.analyze("请将2000元转到个人账户").findings}
    matcher.dropped = frozenset({"private-payee"})
    rest = {finding.rule for finding in engine.analyze("请将2000元转到个人账户").findings}
    assert whole - rest == {"private-payee"}


def test_rows_hold_what_fired_and_leave_out_open_messages():
    made = [judged("a", SCAM, "scam", "x", "r"), judged("b", ("suspicious",), "unclear", "r")]
    assert build_rows(made, [rule("q"), rule("r")]) == [Row("a", (1,), True)]
    assert made[1].message.side is Side.OPEN


def rows():
    told = [Row(f"s{n}", (0,), True) for n in range(20)]
    told += [Row(f"g{n}", (1,), False) for n in range(20)]
    return told + [Row(f"w{n}", (2,), n % 4 == 0) for n in range(20)]


def test_a_fit_finds_what_tells_scams_and_keeps_every_sign():
    model = fit(rows(), (1, -1, 1))
    assert model.weights[0] > 1
    assert model.weights[1] > 1
    assert model.weights[2] == 0, "fires rather on genuine rows, and may not count against a scam"
    assert count_wrong((row, model.score(row.fired)) for row in rows()) == (0, 5)


def test_a_fit_is_the_same_every_time_and_in_any_order_nearly():
    assert fit(rows(), (1, -1, 1)) == fit(rows(), (1, -1, 1))
    turned = fit(rows()[::-1], (1, -1, 1))
    assert turned.weights == pytest.approx(fit(rows(), (1, -1, 1)).weights)


def test_a_fit_is_where_the_loss_is_flat():
    """One rule in half of the scams and nowhere else: the slope at the solution is zero."""
    data = [Row(f"{n}", (0,) if n < 10 else (), n < 20) for n in range(40)]
    model = fit(data, (1,))
    miss = [probability(model.score(row.fired)) - row.is_scam for row in data]
    assert sum(miss) / len(data) == pytest.approx(0, abs=1e-3)
    assert sum(miss[:10]) / len(data) + 0.006 * model.weights[0] == pytest.approx(0, abs=1e-3)


def test_folds_follow_the_id_and_every_row_is_scored_once():
    assert fold_of("court-001") == fold_of("court-001")
    assert {fold_of(f"m{n}") for n in range(100)} == set(range(5))
    scored = cross_validate(rows(), (1, -1, 1))
    assert sorted(row.id for row, _ in scored) == sorted(row.id for row in rows())


def test_wrong_ones_are_counted_at_the_border():
    scored = [(Row("a", (), False), 3.0), (Row("b", (), True), 3.0), (Row("c", (), True), 2.9)]
    assert count_wrong(scored, 3) == (1, 1)
