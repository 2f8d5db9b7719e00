"""Rates of return and annuities."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reckoning.interest import find_rate, left_over, pay_evenly, to_cents

MONEY = st.decimals("100", "1000000", places=2)
RATES = st.decimals("0.0001", "0.2", places=4)
PERIODS = st.integers(1, 120)


@pytest.mark.parametrize(
    ("received", "payment", "periods", "rate"),
    [(10000, "933.33", 12, "1.7880"), (9600, "946.8", 12, "2.6922")],
)
def test_the_rate_of_even_payments(received, payment, periods, rate):
    found = find_rate(Decimal(received), [Decimal(payment)] * periods)
    assert round(found * 100, 4) == Decimal(rate)


@given(MONEY, RATES, PERIODS)
def test_the_rate_of_an_even_loan_is_the_rate_it_was_made_with(principal, rate, periods):
    payment = pay_evenly(principal, rate, periods)
    assert abs(find_rate(principal, [payment] * periods) - rate) < Decimal("1e-9")


@given(MONEY, st.lists(st.decimals("0", "10000", places=2), min_size=1, max_size=60))
def test_payments_are_worth_what_was_received_at_the_rate_found(received, payments):
    rate = find_rate(received, payments)
    if rate is None:
        worth = sum(payments)
        assert (
            worth * 100**60 < received
            or worth > received
            or not any(payments)
            or (sum(pay / Decimal("0.01") ** (n + 1) for n, pay in enumerate(payments)) < received)
        )
        return
    worth = sum(pay / (1 + rate) ** (n + 1) for n, pay in enumerate(payments))
    assert abs(worth - received) / received < Decimal("1e-6")


def test_more_paid_is_a_higher_rate_and_equal_is_none():
    assert abs(find_rate(Decimal(1200), [Decimal(100)] * 12)) < Decimal("1e-9")
    assert find_rate(Decimal(1200), [Decimal(90)] * 12) < 0
    assert find_rate(Decimal(100), [Decimal(0)]) is None
    assert find_rate(Decimal(100), [Decimal(100000)]) is None


@pytest.mark.parametrize("fee", ["24", "12"])
def test_flat_monthly_fees_of_the_reference(fee, reference):
    """The monthly fee at which a loan with even principal parts reaches a line."""
    table = reference["irr_annual_rate"]["worked_example"]["lookup_flat_monthly_fee_percent"]
    for periods, percent in table["table"][fee].items():
        count = int(periods)
        payment = Decimal(10000) / count + Decimal(10000) * Decimal(str(percent)) / 100
        nominal = find_rate(Decimal(10000), [payment] * count) * 1200
        assert abs(nominal - Decimal(fee)) < Decimal("0.02")


@given(MONEY, RATES, PERIODS)
def test_an_even_loan_is_paid_off_at_its_end(principal, rate, periods):
    payment = pay_evenly(principal, rate, periods)
    assert abs(left_over(principal, rate, payment, periods)) < Decimal("0.000001")
    assert left_over(principal, rate, payment, 0) == principal


def test_a_loan_without_interest():
    assert pay_evenly(Decimal(1200), Decimal(0), 12) == 100
    assert left_over(Decimal(1200), Decimal(0), Decimal(100), 5) == 700


def test_cents_round_half_up():
    assert [to_cents(Decimal(each)) for each in ("0.005", "0.0149", "2.675")] == [
        Decimal("0.01"),
        Decimal("0.01"),
        Decimal("2.68"),
    ]
