"""Court fees by bands, and interest on a judgment not paid."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reckoning.fees import court_fee, enforcement_fee
from tests.reckoning.conftest import plain

AMOUNTS = st.decimals("0.01", "99999999", places=2)
FEES = [
    (8000, "50"),
    (10000, "50"),
    (26000, "450"),
    (50000, "1050"),
    (80000, "1800"),
    (150000, "3300"),
    (300000, "5800"),
    (1000000, "13800"),
    (2000000, "22800"),
    (5000000, "46800"),
    (10000000, "81800"),
    (20000000, "141800"),
    (30000000, "191800"),
]


@pytest.mark.parametrize(("amount", "fee"), FEES)
def test_court_fee(bench, amount, fee):
    outcome = bench("court_fee", amount=Decimal(amount), procedure="normal")
    assert plain(outcome)["fee"] == Decimal(fee)
    assert outcome.flags == {"full"}
    for procedure in ("simple", "mediated", "withdrawn"):
        halved = bench("court_fee", amount=Decimal(amount), procedure=procedure)
        assert plain(halved)["fee"] == Decimal(fee) / 2
        assert halved.flags - {procedure} == {"half"}


def test_the_reference_has_the_same_fees(reference):
    for row in reference["court_fee"]["worked_example"]["table"]:
        assert float(court_fee(Decimal(row["诉讼标的"]))) == row["普通程序"]
        assert float(court_fee(Decimal(row["诉讼标的"])) / 2) == row["减半后"]
    example = reference["enforcement_fee"]["worked_example"]["example"]
    assert float(enforcement_fee(Decimal(example["amount"]))) == example["fee"]


@pytest.mark.parametrize(
    ("amount", "fee"),
    [
        (9999, "50"),
        (50000, "650"),
        (500000, "7400"),
        (5000000, "52400"),
        (10000000, "77400"),
        (20000000, "87400"),
    ],
)
def test_enforcement_fee(bench, amount, fee):
    assert plain(bench("enforcement_fee", amount=Decimal(amount)))["fee"] == Decimal(fee)


@given(AMOUNTS, AMOUNTS)
def test_a_larger_amount_never_costs_less(one, other):
    for fee in (court_fee, enforcement_fee):
        assert fee(min(one, other)) <= fee(max(one, other))


@given(AMOUNTS)
def test_the_parts_shown_add_up(bench, amount):
    outcome = bench("court_fee", amount=amount, procedure="normal")
    parts = outcome.rows["parts"]
    assert sum(row["part"].value for row in parts) == max(amount - 10000, 0)
    shown = plain(outcome)["base"] + sum(row["fee"].value for row in parts)
    assert abs(shown - plain(outcome)["fee"]) <= Decimal("0.05")


def test_delay_interest(bench):
    values = plain(bench("delay_interest", unpaid=Decimal(50000), days=180))
    assert values["extra"] == Decimal("1575.00")
    assert round(values["yearly"], 2) == Decimal("6.39")


def test_the_reference_has_the_same_delay_interest(bench, reference):
    values = plain(bench("delay_interest", unpaid=Decimal(50000), days=180))
    example = reference["delay_interest"]["worked_example"]["example"]
    assert float(values["extra"]) == example["extra"]
    assert float(round(values["yearly"], 2)) == example["约年率%"]
