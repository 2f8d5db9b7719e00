"""Enforcement, arbitration, and days that papers name."""

from datetime import date

import pytest

from bot.reckoning.workdays import add_months
from tests.reckoning.conftest import plain


def test_ten_days_for_review_with_a_day_off_moved(bench):
    outcome = bench("enforcement_deadline", paper="ruling", received=date(2026, 11, 25))
    values = plain(outcome)
    assert (values["days"], values["expiry"]) == (10, date(2026, 12, 5))
    assert values["due"] == date(2026, 12, 7)  # the 5th is a Saturday
    assert {"period", "ruling", "moved", "ahead"} <= outcome.flags


@pytest.mark.parametrize("name", ["enforcement_deadline", "arbitration_deadline"])
def test_a_notice_goes_by_the_day_that_it_names(bench, name):
    assert bench(name, paper="notice", stated=None).flags == {"unstated"}
    ahead = bench(name, paper="notice", stated=date(2026, 12, 1))
    assert ahead.flags == {"stated", "ahead"}
    assert bench(name, paper="notice", stated=date(2026, 11, 1)).flags == {"stated", "late"}


def test_three_months_to_have_an_award_set_aside(bench):
    outcome = bench("arbitration_deadline", paper="award", received=date(2026, 11, 30))
    assert plain(outcome)["due"] == date(2027, 2, 28)
    assert outcome.flags == {"award", "ahead"}
    late = bench("arbitration_deadline", paper="award", received=date(2026, 5, 1))
    assert late.flags == {"award", "late"}


def test_what_the_day_is_for_is_told(bench):
    outcome = bench("paper_date", what="hearing", stated=date(2026, 12, 1))
    assert outcome.flags == {"stated", "ahead", "hearing"}


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 10, 31), 12, date(2027, 10, 31)),
    ],
)
def test_months_later(day, months, later):
    assert add_months(day, months) == later
