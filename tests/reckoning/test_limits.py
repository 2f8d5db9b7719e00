"""Days to act by."""

from datetime import date, timedelta

import pytest

from bot.reckoning.limits import reckon_answer
from bot.reckoning.outcome import Known
from tests.reckoning.conftest import plain

RECEIVED = date(2026, 11, 20)  # a Friday, the day before today


def on(known: Known, day: date) -> Known:
    return Known(day, known.rates, known.workdays)


def test_an_answer_in_fifteen_days(bench):
    outcome = bench("answer_deadline", procedure="normal", received=date(2026, 11, 20))
    values = plain(outcome)
    assert values["expiry"] == date(2026, 12, 5)  # a Saturday
    assert values["due"] == date(2026, 12, 7)
    assert values["left"] == 14
    assert outcome.flags == {"period", "normal", "moved", "ahead"}


@pytest.mark.parametrize(
    ("today", "flags", "left"),
    [
        (date(2026, 12, 1), {"ahead"}, 4),
        (date(2026, 12, 2), {"ahead", "soon"}, 3),
        (date(2026, 12, 4), {"ahead", "soon"}, 1),
        (date(2026, 12, 5), {"last"}, 0),
        (date(2026, 12, 7), {"last"}, 0),
        (date(2026, 12, 8), {"late"}, 0),
    ],
)
def test_how_near_it_is(known, today, flags, left):
    answers = {"procedure": "normal", "received": date(2026, 11, 20)}
    outcome = reckon_answer(answers, on(known, today))
    assert outcome.flags == flags | {"period", "normal", "moved"}
    assert plain(outcome)["left"] == left


def test_summary_procedure_goes_by_what_the_court_wrote(bench):
    assert bench("answer_deadline", procedure="simple", stated=None).flags == {"unstated"}
    ahead = bench("answer_deadline", procedure="simple", stated=date(2026, 12, 1))
    assert ahead.flags == {"stated", "ahead"}
    assert plain(ahead)["left"] == 10
    late = bench("answer_deadline", procedure="simple", stated=date(2026, 11, 20))
    assert late.flags == {"stated", "late"}


def test_appeals(bench):
    judgment = bench("appeal_deadline", paper="judgment", received=RECEIVED)
    assert (plain(judgment)["expiry"], plain(judgment)["due"]) == (
        date(2026, 12, 5), date(2026, 12, 7),
    )  # fmt: skip
    ruling = bench("appeal_deadline", paper="ruling", received=RECEIVED)
    assert plain(ruling)["due"] == date(2026, 11, 30)
    assert bench("appeal_deadline", paper="small_claims").flags == {"final"}


def test_a_payment_order(bench):
    outcome = bench("payment_order_deadline", received=date(2026, 11, 21))
    assert plain(outcome)["due"] == date(2026, 12, 7)
    assert plain(outcome)["expiry"] == date(2026, 12, 6)


def test_a_period_past_the_known_years_says_so(known, bench):
    late = on(known, date(2035, 6, 1))
    outcome = reckon_answer({"procedure": "normal", "received": date(2035, 5, 31)}, late)
    assert "unsure" in outcome.flags


def test_a_mediated_agreement(bench):
    outcome = bench("mediation_confirm_deadline", effective=date(2026, 11, 21))
    assert plain(outcome) == {"due": date(2026, 12, 21), "left": 30}


def test_the_reference_has_the_same_agreement(bench, reference):
    outcome = bench("mediation_confirm_deadline", effective=date(2026, 11, 21))
    example = reference["mediation_confirm_deadline"]["worked_example"]["example"]
    assert plain(outcome)["due"].isoformat() == example["deadline"]


def test_a_mediated_agreement_too_late(bench):
    assert bench("mediation_confirm_deadline", effective=date(2026, 10, 21)).flags == {"late"}
    assert bench("mediation_confirm_deadline", effective=date(2026, 10, 22)).flags == {"ahead"}


def test_complaints(bench):
    submitted = date(2026, 11, 23)
    lender = plain(bench("complaint_clock", about="lender", received=submitted))
    assert lender == {
        "first": date(2026, 12, 8), "second": date(2026, 12, 23), "third": date(2027, 1, 22),
    }  # fmt: skip
    objection = plain(bench("complaint_clock", about="objection", received=submitted))
    assert objection == {"due": date(2026, 12, 13)}
    bank = plain(bench("complaint_clock", about="bank", received=submitted))
    assert bank == {"due": date(2026, 12, 23)}


def test_the_reference_has_the_same_clock(bench, reference):
    said = reference["complaint_clock"]["worked_example"]
    submitted = date.fromisoformat(said["submitted"])
    lender = plain(bench("complaint_clock", about="lender", received=submitted))
    assert [each.isoformat() for each in lender.values()] == [
        said["result"][name] for name in ("15日", "30日", "60日")
    ]
    for about, name in (("objection", "征信异议20日"), ("bank", "央行投诉30日")):
        due = plain(bench("complaint_clock", about=about, received=submitted))["due"]
        assert due.isoformat() == said["result"][name]


def test_a_complaint_that_had_time_enough(bench, known):
    old = known.today - timedelta(days=61)
    assert "over" in bench("complaint_clock", about="lender", received=old).flags
    assert "over" not in bench("complaint_clock", about="lender", received=known.today).flags


def test_a_record(bench):
    outcome = bench("credit_record_expiry", settled="yes", day=date(2026, 5, 20))
    assert plain(outcome)["due"] == date(2031, 5, 20)
    assert outcome.flags == {"settled"}


def test_the_reference_has_the_same_record(bench, reference):
    outcome = bench("credit_record_expiry", settled="yes", day=date(2026, 5, 20))
    example = reference["credit_record_expiry"]["worked_example"]["example"]
    assert plain(outcome)["due"].isoformat() == example["expire"]


def test_a_record_that_does_not_run_or_has_run_out(bench):
    assert bench("credit_record_expiry", settled="no").flags == {"unsettled"}
    assert bench("credit_record_expiry", settled="yes", day=date(2020, 2, 29)).flags == {
        "settled",
        "over",
    }
