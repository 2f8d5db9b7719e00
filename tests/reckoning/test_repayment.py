"""Offers, instalments, settling early."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reckoning.repayment import share
from tests.reckoning.conftest import plain

MONEY = st.decimals("0.01", "1000000", places=2)
DEBTS = (
    {"name": "甲银行信用卡", "principal": Decimal(30000)},
    {"name": "乙消费贷", "principal": Decimal(18000)},
    {"name": "丙小贷", "principal": Decimal(12000)},
)


def offer(bench, **more):
    answers = {
        "income": Decimal(6500),
        "need": Decimal(3600),
        "support": Decimal(600),
        "reserve": Decimal(300),
        "debts": DEBTS,
    }
    return bench("affordable_payment", **answers | more)


def test_an_offer_is_shared_by_principal(bench):
    outcome = offer(bench)
    assert plain(outcome) == {"left": 2000, "missing": 0, "total": 60000, "months": 30}
    shares = [row["share"].value for row in outcome.rows["debts"]]
    assert shares == [1000, 600, 400]
    assert outcome.flags == {"offer", "several"}


def test_the_reference_has_the_same_offer(bench, reference):
    said = reference["affordable_payment"]["worked_example"]["result"]
    outcome = offer(bench)
    shares = {row["name"].value: float(row["share"].value) for row in outcome.rows["debts"]}
    assert shares == said["分配"]
    assert plain(outcome)["left"] == said["可还"]
    assert plain(outcome)["months"] == said["零息还清约需月数"]


@pytest.mark.parametrize("income", ["4500", "1000", "0"])
def test_without_anything_left_there_is_no_plan(bench, income):
    outcome = offer(bench, income=Decimal(income))
    assert outcome.flags == {"nothing"}
    assert outcome.rows == {}
    assert plain(outcome)["missing"] == Decimal(4500) - Decimal(income)


@given(MONEY, st.lists(MONEY, min_size=1, max_size=15))
def test_shares_add_up_to_the_cent(amount, weights):
    parts = share(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - amount * weight / sum(weights)) < Decimal("0.16")


def test_instalments_with_a_fee(bench):
    outcome = bench(
        "installment_60",
        balance=Decimal(30000),
        periods=60,
        pricing="fee",
        fee=Decimal("0.3"),
        able=Decimal(1000),
    )
    values = plain(outcome)
    assert (values["free"], values["each"], values["least"]) == (500, 590, 30)
    assert round(values["nominal"], 2) == Decimal("6.71")
    assert (values["total"], values["extra"]) == (35400, 5400)
    assert outcome.flags == {"fee", "fits"}


def test_instalments_with_a_yearly_rate(bench):
    outcome = by_rate(bench)
    assert plain(outcome)["each"] == Decimal("579.98")
    assert outcome.flags == {"rate"}


def by_rate(bench):
    return bench(
        "installment_60",
        balance=Decimal(30000),
        periods=60,
        pricing="rate",
        rate=Decimal(6),
        able=None,
    )


def test_the_reference_has_the_same_instalments(bench, reference):
    values = plain(by_rate(bench))
    said = reference["installment_60"]["worked_example"]["result"]
    assert float(values["each"]) == said["按年6%等额本息每期"]
    assert float(values["free"]) == said["零息每期"]


@pytest.mark.parametrize(
    ("able", "flags"),
    [("500", {"free", "fits"}), ("499.99", {"free", "relief"}), ("2000", {"free", "fits"})],
)
def test_whether_it_can_be_paid_at_sixty(bench, able, flags):
    outcome = bench(
        "installment_60", balance=Decimal(30000), periods=60, pricing="free", able=Decimal(able)
    )
    assert outcome.flags == flags


def test_more_periods_than_asked_for_may_do(bench):
    outcome = bench(
        "installment_60", balance=Decimal(30000), periods=12, pricing="free", able=Decimal(1000)
    )
    assert outcome.flags == {"free", "longer"}
    assert plain(outcome)["least"] == 30


def settle(bench, **more):
    answers = {
        "principal": Decimal(10000),
        "rate": Decimal(18),
        "periods": 12,
        "paid": 6,
        "fee": Decimal(0),
    }
    return bench("early_settlement", **answers | more)


def test_the_reference_settles_the_same(bench, reference):
    values = plain(settle(bench))
    said = reference["early_settlement"]["worked_example"]["result"]
    assert float(values["payment"]) == said["月供"]
    assert float(values["left"]) == said["剩余本金"]
    assert float(values["ahead"]) == said["继续按期还合计"]
    assert float(values["spared"]) == said["可省"]


def test_settling_early(bench):
    values = plain(settle(bench))
    assert (values["payment"], values["left"]) == (Decimal("916.80"), Decimal("5223.18"))
    assert (values["ahead"], values["spared"]) == (Decimal("5500.80"), Decimal("277.62"))
    dear = settle(bench, fee=Decimal(500))
    assert dear.flags == {"costs"}
    assert plain(dear)["dearer"] == Decimal("222.38")


@given(MONEY, st.decimals(0, 60, places=2), st.integers(1, 120), st.data())
def test_settling_never_costs_more_than_going_on_without_a_fee(
    bench, principal, rate, periods, data
):
    paid = data.draw(st.integers(0, periods - 1))
    outcome = settle(bench, principal=principal, rate=rate, periods=periods, paid=paid)
    assert plain(outcome)["due"] <= plain(outcome)["ahead"] + Decimal("0.01")
