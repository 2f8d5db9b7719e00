"""What a loan costs, against the worked examples."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reckoning.conftest import plain

MONEY = st.decimals("100", "1000000", places=2)


def cents(value: Decimal) -> Decimal:
    return round(value, 2)


def test_a_monthly_fee_of_one_percent(bench):
    outcome = bench(
        "irr_annual_rate",
        net_received=Decimal(10000),
        rhythm="month",
        same="yes",
        each=Decimal("933.33"),
        periods=12,
        stated=None,
    )
    values = plain(outcome)
    assert cents(values["nominal"]) == Decimal("21.46")
    assert cents(values["effective"]) == Decimal("23.70")
    assert values["total"] == Decimal("11199.96")
    assert outcome.flags == {"reckoned", "effective"}


def test_fees_taken_before_and_membership(bench):
    outcome = bench(
        "irr_annual_rate",
        net_received=Decimal(9600),
        rhythm="month",
        same="yes",
        each=Decimal("946.8"),
        periods=12,
        stated=Decimal(18),
    )
    values = plain(outcome)
    assert cents(values["nominal"]) == Decimal("32.31")
    assert cents(values["effective"]) == Decimal("37.55")
    assert (values["total"], values["extra"]) == (Decimal("11361.60"), Decimal("1761.60"))
    assert cents(values["difference"]) == Decimal("14.31")
    assert outcome.flags == {"reckoned", "effective", "stated", "above"}


def test_the_reference_has_the_same_rates(bench, reference):
    example = reference["irr_annual_rate"]["worked_example"]
    for case, each in (("case_a", "每期付款"), ("case_b", "加会员费后每期")):
        inputs, result = example[case]["inputs"], example[case]["result"]
        outcome = bench(
            "irr_annual_rate",
            net_received=Decimal(inputs["net_received"]),
            rhythm="month",
            same="yes",
            each=Decimal(str(inputs[each])),
            periods=inputs["期数"],
            stated=None,
        )
        values = plain(outcome)
        assert float(round(values["rate"], 4)) == pytest.approx(result["每期利率%"], abs=0.0001)
        assert float(cents(values["nominal"])) == result["名义年化%"]
        assert float(cents(values["effective"])) == result["有效年化%"]
        assert float(values["total"]) == result["总付出"]


def test_uneven_and_weekly_payments(bench):
    uneven = bench(
        "irr_annual_rate",
        net_received=Decimal(1000),
        rhythm="week",
        same="no",
        payments=(Decimal(100),) * 11,
        stated=None,
    )
    assert plain(uneven)["year"] == 52
    assert plain(uneven)["total"] == 1100


def test_a_week_s_loan_of_the_worst_kind(bench):
    outcome = bench(
        "irr_annual_rate",
        net_received=Decimal(700),
        rhythm="week",
        same="yes",
        each=Decimal(1000),
        periods=1,
        stated=None,
    )
    assert cents(plain(outcome)["nominal"]) == Decimal("2228.57")
    assert outcome.flags == {"reckoned", "above"}
    assert "effective" not in plain(outcome)


@pytest.mark.parametrize(("each", "flags"), [("700", {"less"}), ("99999999", {"beyond"})])
def test_payments_that_make_no_loan(bench, each, flags):
    outcome = bench(
        "irr_annual_rate",
        net_received=Decimal(9600),
        rhythm="month",
        same="yes",
        each=Decimal(each),
        periods=12,
        stated=None,
    )
    assert outcome.flags == flags


def test_the_line_of_24_percent(bench):
    outcome = bench(
        "cap_compare",
        lender="licensed",
        net_received=Decimal(9600),
        paid=Decimal("11361.6"),
        periods=12,
    )
    values = plain(outcome)
    assert (values["most"], values["allowed"], values["over"]) == (
        Decimal("907.77"),
        Decimal("10893.27"),
        Decimal("468.33"),
    )
    assert outcome.flags == {"licensed", "over"}


def test_four_times_the_rate_for_private_lenders(bench):
    outcome = bench(
        "cap_compare",
        lender="private",
        signed=date(2025, 9, 1),
        net_received=Decimal(9600),
        paid=Decimal("11361.6"),
        periods=12,
    )
    values = plain(outcome)
    assert (values["line"], values["most"]) == (Decimal(12), Decimal("852.95"))
    assert (values["allowed"], values["over"]) == (Decimal("10235.38"), Decimal("1126.22"))
    assert outcome.flags == {"private", "over"}


def test_the_reference_has_the_same_lines(bench, reference):
    result = reference["cap_compare"]["worked_example"]["result"]
    for line, kind in (("24%", {"lender": "licensed"}), ("12%", {"lender": "private"})):
        values = plain(
            bench(
                "cap_compare",
                **kind,
                signed=date(2025, 9, 1),
                net_received=Decimal(9600),
                paid=Decimal("11361.6"),
                periods=12,
            )
        )
        said = result[line]
        assert float(values["most"]) == said["允许的每期上限"]
        assert float(values["allowed"]) == said["合计"]
        assert float(values["over"]) == said["超出总额"]


def test_within_the_line_nothing_is_over(bench):
    outcome = bench(
        "cap_compare",
        lender="licensed",
        net_received=Decimal(9600),
        paid=Decimal(10000),
        periods=12,
    )
    assert outcome.flags == {"licensed", "within"}
    assert plain(outcome)["over"] == 0


@given(MONEY, MONEY, st.integers(1, 120))
def test_what_is_over_is_what_is_paid_beyond_the_line(bench, received, paid, periods):
    values = plain(
        bench("cap_compare", lender="licensed", net_received=received, paid=paid, periods=periods)
    )
    assert values["over"] == max(paid - values["allowed"], 0)
    assert values["allowed"] > received


LPR = [
    ("2019-08-20", "4.25", "17", True),
    ("2019-11-19", "4.2", "16.8", True),
    ("2020-04-20", "3.85", "15.4", False),
    ("2024-03-15", "3.45", "13.8", False),
    ("2024-10-20", "3.35", "13.4", False),
    ("2024-10-21", "3.1", "12.4", False),
    ("2025-05-20", "3.0", "12", False),
]


@pytest.mark.parametrize(("signed", "lpr", "fourfold", "unsure"), LPR)
def test_the_rate_at_signing(bench, signed, lpr, fourfold, unsure):
    outcome = bench("lpr4_at_signing", signed=date.fromisoformat(signed))
    assert plain(outcome)["lpr"] == Decimal(lpr)
    assert plain(outcome)["fourfold"] == Decimal(fourfold)
    assert ("unsure" in outcome.flags) is unsure
    assert ("segmented" in outcome.flags) is (signed < "2020-08-20")


def test_before_the_table_and_after_it(bench, known):
    assert bench("lpr4_at_signing", signed=date(2019, 8, 19)).flags == {"old"}
    late = bench("lpr4_at_signing", signed=date(2026, 10, 1))
    assert late.flags == {"found", "late"}
    assert plain(late)["checked"] == known.rates.checked


def test_the_reference_has_the_same_table(known, reference):
    rows = reference["lpr4_at_signing"]["worked_example"]["lpr_1y_changes"]
    ours = known.rates.lpr
    assert len(rows) == len(ours)
    for row, each in zip(rows, ours, strict=True):
        assert date.fromisoformat(row["from"]) == each.since
        assert Decimal(str(row["lpr_percent"])) == each.percent
        assert Decimal(str(row["x4_percent"])) == each.fourfold
        assert ("未核到" not in row["evidence"]) is each.sure


def overdue(bench, **more):
    answers = {
        "lender": "licensed",
        "principal": Decimal(20000),
        "rate": Decimal(18),
        "times": Decimal("1.5"),
        "days": 90,
        "fixed": Decimal(0),
        "basis": "365",
    }
    return bench("overdue_estimate", **answers | more)


def test_overdue(bench):
    values = plain(overdue(bench))
    assert values["penalty_rate"] == 27
    assert (values["penalty"], values["allowed"]) == (Decimal("1331.51"), Decimal("1183.56"))
    assert values["over"] == Decimal("147.95")
    private = plain(overdue(bench, lender="private", signed=date(2025, 9, 1)))
    assert private["allowed"] == Decimal("591.78")


def test_the_reference_has_the_same_overdue_charges(bench, reference):
    values = plain(overdue(bench))
    private = plain(overdue(bench, lender="private", signed=date(2025, 9, 1)))
    said = reference["overdue_estimate"]["worked_example"]["result"]
    assert float(values["penalty"]) == said["90天罚息"]
    assert float(values["allowed"]) == said["按24%计"]
    assert float(values["over"]) == said["可请求调减的差额"]
    assert float(private["allowed"]) == said["若为民间借贷按12%计"]


def test_overdue_with_charges_and_a_year_of_360_days(bench):
    values = plain(overdue(bench, fixed=Decimal(200), basis="360"))
    assert values["penalty"] == Decimal("1350.00")
    assert values["total"] == Decimal("1550.00")
    assert overdue(bench, rate=Decimal(10)).flags == {"licensed", "within"}
    assert overdue(bench, lender="private", signed=date(2019, 1, 1)).flags == {"old"}


def card(bench, **more):
    answers = {
        "bill": Decimal(10000),
        "paid": Decimal(9800),
        "daily": Decimal("0.05"),
        "posted": date(2026, 3, 1),
        "due": date(2026, 3, 25),
        "statement": date(2026, 4, 5),
    }
    return bench("card_interest_compare", **answers | more)


def test_a_card_on_the_whole_bill_and_on_what_is_left(bench):
    values = plain(card(bench))
    assert (values["before"], values["after"]) == (24, 11)
    assert (values["whole"], values["part"], values["yearly"]) == (
        Decimal("121.10"),
        Decimal("3.50"),
        Decimal("18.25"),
    )
    assert card(bench, paid=Decimal(10000)).flags == {"paid"}


def test_the_reference_has_the_same_card(bench, reference):
    said = reference["card_interest_compare"]["worked_example"]["result"]
    values = plain(card(bench))
    assert [values["before"], values["after"]] == said["天数"]
    assert float(values["whole"]) == said["全额计息"]
    assert float(values["part"]) == said["只对未还部分计息"]
    assert float(values["yearly"]) == said["简单年化%"]
