"""Points to verdicts."""

from datetime import date

import pytest

from bot.analysis.content import Rule
from bot.analysis.match import Hit
from bot.analysis.model import Authenticity, Conduct, Deadline, Kind, Toward
from bot.analysis.score import (
    Evidence,
    judge_authenticity,
    judge_conduct,
    judge_deadline,
    judge_kind,
)

CAPS = {"a": 4, "b": 4, "c": 4, "k": 99}


def hit(toward=Toward.SCAM, points=4, family="a", kind=None, decides=None, span=(0, 0)):
    rule = Rule(
        f"{toward}-{family}-{points}",
        toward,
        points,
        "因为",
        "test",
        date(2026, 11, 21),
        (),
        (),
        family,
        kind,
        decides,
    )
    return Hit(rule, *span)


def evidence(*hits):
    return Evidence(hits, CAPS)


def speaks(kind, span=(0, 0)):
    return hit(Toward.KIND, 1, "k", kind, span=span)


@pytest.fixture(scope="module")
def verdicts(library):
    return library.content.verdicts


def test_a_family_is_capped_and_counts_once():
    weight = evidence(hit(), hit(points=3), hit(family="b", points=2)).weigh(Toward.SCAM)
    assert (weight.points, weight.groups) == (6, 2)


def judge(verdicts, *hits, kind=Kind.OTHER_SERVICE):
    return judge_authenticity(evidence(*hits), kind, verdicts)


@pytest.mark.parametrize("lost", range(4))
def test_changed_evidence_is_that_of_the_hits_left(verdicts, lost):
    limit = hit(Toward.KIND, 1, "k", Kind.OTHER, Authenticity.SUSPICIOUS)
    before = [hit(), hit(Toward.GENUINE, 2, "b"), limit, hit(Toward.ABUSIVE, 3, "c")]
    gained = [hit(family="b"), hit(points=3, family="c", decides=Authenticity.SUSPICIOUS)]
    told = evidence(*before)
    weighed = [told.weigh(side) for side in Toward]
    left, changed = evidence(*before[lost:], *gained), told.change(before[:lost], gained)
    assert [changed.weigh(side) for side in Toward] == [left.weigh(side) for side in Toward]
    assert (changed.decided, changed.limits) == (left.decided, left.limits)
    assert [told.weigh(side) for side in Toward] == weighed
    assert told.decided == []


def test_fewer_than_two_groups_are_unclear(verdicts):
    assert judge(verdicts) is Authenticity.UNCLEAR
    assert judge(verdicts, hit(), hit(points=3)) is Authenticity.UNCLEAR
    assert judge(verdicts, hit(Toward.GENUINE, 4)) is Authenticity.UNCLEAR


def test_two_groups_decide_by_their_balance(verdicts):
    scam = [hit(family="a"), hit(family="b")]
    assert judge(verdicts, *scam) is Authenticity.SCAM
    assert judge(verdicts, *scam, hit(Toward.GENUINE, 3, "c")) is Authenticity.SUSPICIOUS
    genuine = [hit(Toward.GENUINE, 1, "a"), hit(Toward.GENUINE, 1, "b")]
    assert judge(verdicts, *genuine) is Authenticity.PLAUSIBLE
    assert judge(verdicts, *genuine, hit(points=1, family="c")) is Authenticity.UNCLEAR


def test_a_decisive_demand_decides_whatever_else_is_there(verdicts):
    genuine = [hit(Toward.GENUINE, 4, family) for family in "abc"]
    decisive = hit(points=1, decides=Authenticity.SCAM)
    assert judge(verdicts, *genuine, decisive, kind=Kind.COURT_NOTICE) is Authenticity.SCAM


def test_a_paper_is_never_scam_by_points(verdicts):
    scam = [hit(family="a"), hit(family="b"), hit(family="c")]
    for kind in verdicts.papers:
        assert judge(verdicts, *scam, kind=kind) is Authenticity.SUSPICIOUS


def test_a_lesser_decision_is_a_floor_not_a_ceiling(verdicts):
    floor = hit(points=1, decides=Authenticity.SUSPICIOUS)
    assert judge(verdicts, floor) is Authenticity.SUSPICIOUS
    assert judge(verdicts, floor, hit(family="b"), hit(family="c")) is Authenticity.SCAM


def test_own_words_are_always_unclear(verdicts):
    decisive = hit(decides=Authenticity.SCAM)
    assert judge(verdicts, decisive, kind=Kind.NOT_AN_SMS) is Authenticity.UNCLEAR


def test_the_signature_speaks_first(verdicts):
    court_in_body = speaks(Kind.COURT_NOTICE, (30, 34))
    lawyer_signs = speaks(Kind.LAWYER_LETTER, (0, 10))
    both = evidence(court_in_body, lawyer_signs)
    assert judge_kind(both, verdicts, ()) is Kind.COURT_NOTICE
    assert judge_kind(both, verdicts, ((1, 9),)) is Kind.LAWYER_LETTER


def test_a_signed_court_paper_turns_into_what_its_case_number_says(verdicts):
    hits = (speaks(Kind.COURT_NOTICE, (0, 10)), speaks(Kind.ENFORCEMENT))
    assert judge_kind(evidence(*hits), verdicts, ((1, 9),)) is Kind.ENFORCEMENT


def test_a_debt_that_nobody_owns_up_to_is_a_third_partys(verdicts):
    assert judge_kind(evidence(hit(Toward.DEBT, 1)), verdicts, ()) is Kind.THIRD_PARTY_COLLECTOR
    assert judge_kind(evidence(), verdicts, ()) is Kind.OTHER


def test_a_warning_demands_nothing(verdicts):
    warning = speaks(Kind.OTHER)
    demand = hit(decides=Authenticity.SCAM)
    assert judge_kind(evidence(warning, speaks(Kind.POLICE_CLAIM)), verdicts, ()) is Kind.OTHER
    assert judge_kind(evidence(warning, speaks(Kind.POLICE_CLAIM), demand), verdicts, ()) is (
        Kind.POLICE_CLAIM
    )


def test_who_only_warns_is_not_accused_by_points(verdicts):
    accusing = [hit(family="a"), hit(family="b"), hit(family="c")]
    warned = [*accusing, speaks(Kind.OTHER)]
    assert judge(verdicts, *accusing, kind=Kind.OTHER) is Authenticity.SCAM
    assert judge(verdicts, *warned, kind=Kind.OTHER) is Authenticity.UNCLEAR
    demand = hit(decides=Authenticity.SCAM)
    assert judge(verdicts, *warned, demand, kind=Kind.OTHER) is Authenticity.SCAM


def test_a_plain_warning_quotes_even_what_only_scammers_demand(verdicts):
    plain = hit(Toward.KIND, 1, "k", Kind.OTHER, decides=Authenticity.UNCLEAR)
    demand = hit(decides=Authenticity.SCAM)
    found = evidence(plain, demand, speaks(Kind.POLICE_CLAIM))
    assert judge_kind(found, verdicts, ()) is Kind.OTHER
    assert judge(verdicts, plain, demand, kind=Kind.OTHER) is Authenticity.UNCLEAR
    assert judge(verdicts, plain, demand, kind=Kind.LOAN_OFFER) is Authenticity.SCAM


def test_threats_over_a_debt_are_a_collectors_whatever_service_is_named(verdicts):
    service, threat = speaks(Kind.OTHER_SERVICE), hit(Toward.ABUSIVE)
    assert judge_kind(evidence(service, threat), verdicts, ()) is Kind.OTHER_SERVICE
    owed = evidence(service, threat, hit(Toward.DEBT, 1))
    assert judge_kind(owed, verdicts, ()) is Kind.THIRD_PARTY_COLLECTOR


def test_conduct_is_judged_where_a_debt_is_demanded(verdicts):
    def judged(kind, *hits):
        return judge_conduct(evidence(*hits), kind, verdicts)

    named, demanded = hit(Toward.DEBT, 1), hit(Toward.DEBT, 2)
    abuse = hit(Toward.ABUSIVE, 4)
    assert judged(Kind.LENDER_REMINDER) is Conduct.NONE_SEEN
    assert judged(Kind.LENDER_REMINDER, abuse) is Conduct.ABUSIVE
    assert judged(Kind.COURT_NOTICE, named) is Conduct.NOT_APPLICABLE
    assert judged(Kind.COURT_NOTICE, demanded) is Conduct.NONE_SEEN
    assert judged(Kind.MEDIATION, named, abuse) is Conduct.ABUSIVE
    assert judged(Kind.LOAN_OFFER, demanded, abuse) is Conduct.NOT_APPLICABLE
    assert judged(Kind.NOT_AN_SMS, demanded, abuse) is Conduct.NOT_APPLICABLE


def test_deadline(verdicts):
    stated = hit(Toward.DEADLINE, 0)
    assert judge_deadline(evidence(stated), Kind.OTHER, verdicts) is Deadline.STATED
    assert judge_deadline(evidence(stated), Kind.NOT_AN_SMS, verdicts) is Deadline.NONE_SEEN
    assert judge_deadline(evidence(), Kind.COURT_NOTICE, verdicts) is Deadline.USUAL
    assert judge_deadline(evidence(), Kind.LENDER_REMINDER, verdicts) is Deadline.NONE_SEEN
