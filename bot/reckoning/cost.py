"""What a loan costs: real yearly rate, reference lines, overdue charges, a card's interest."""

from datetime import date
from decimal import Decimal

from bot.reckoning.interest import by_days, find_rate, pay_evenly, to_cents
from bot.reckoning.outcome import (
    Answers,
    Known,
    Outcome,
    Reckoner,
    count,
    day,
    percent,
    raised,
    yuan,
)
from bot.reckoning.rates import CAP, Announced

_HUNDRED = Decimal(100)
_MONTHS = 12
_MOST_EFFECTIVE = Decimal(10_000)  # percent; compounding a loan of a week says nothing beyond it
_PERIODS = {"month": 12, "fortnight": 26, "week": 52}
_RULE_CHANGED = date(2020, 8, 20)  # 民间借贷规定 article 31 (rate-private-lpr4, caveats)


def reckon_yearly_rate(answers: Answers, known: Known) -> Outcome:
    """IRR of the real payments against what was received (rate-annualize, rate-headcut)."""
    del known
    received = answers["net_received"]
    payments = answers.get("payments") or (answers["each"],) * answers["periods"]
    total = sum(payments, Decimal(0))
    values = {
        "count": count(len(payments)),
        "total": yuan(total),
        "extra": yuan(total - received),
    }
    rate = find_rate(received, payments)
    if rate is None:
        return Outcome(values, raised(beyond=True))
    year = _PERIODS[answers["rhythm"]]
    nominal, stated = rate * year * _HUNDRED, answers.get("stated")
    values |= {
        "rate": percent(rate * _HUNDRED),
        "year": count(year),
        "nominal": percent(nominal),
    }
    effective = ((1 + rate) ** year - 1) * _HUNDRED
    if effective <= _MOST_EFFECTIVE:
        values["effective"] = percent(effective)
    if stated is not None:
        values["difference"] = percent(nominal - stated)
    flags = raised(
        reckoned=total >= received,
        effective=total >= received and effective <= _MOST_EFFECTIVE,
        less=total < received,
        stated=stated is not None and total >= received,
        above=nominal > CAP,
    )
    return Outcome(values, flags)


def reckon_caps(answers: Answers, known: Known) -> Outcome:
    """What is paid beyond a reference line (rate-24-guidance, rate-private-lpr4)."""
    line, flags = _find_line(answers, known)
    if line is None:
        return Outcome({}, flags)
    received, paid, periods = answers["net_received"], answers["paid"], answers["periods"]
    most = pay_evenly(received, line / _HUNDRED / _MONTHS, periods)
    over = paid - most * periods
    values = {
        "line": percent(line),
        "monthly": percent(line / _MONTHS),
        "most": yuan(to_cents(most)),
        "allowed": yuan(to_cents(most * periods)),
        "over": yuan(to_cents(max(over, Decimal(0)))),
    }
    return Outcome(values, flags | raised(over=over > 0, within=over <= 0))


def _find_line(answers: Answers, known: Known) -> tuple[Decimal | None, frozenset[str]]:
    """The yearly reference line in percent for the kind of lender; None when none is known."""
    if answers["lender"] == "licensed":
        return CAP, raised(licensed=True)
    row = known.rates.find(answers["signed"])
    if row is None:
        return None, raised(old=True)
    return row.fourfold, raised(private=True) | _doubts(row, answers["signed"], known)


def _doubts(row: Announced, signed: date, known: Known) -> frozenset[str]:
    return raised(
        unsure=not row.sure, segmented=signed < _RULE_CHANGED, late=signed > known.rates.checked
    )


def reckon_fourfold(answers: Answers, known: Known) -> Outcome:
    """Four times the one-year LPR on the day of signing (rate-private-lpr4, rate-lpr-value)."""
    signed = answers["signed"]
    row = known.rates.find(signed)
    if row is None:
        return Outcome({"first": day(known.rates.first)}, raised(old=True))
    values = {
        "since": day(row.since),
        "lpr": percent(row.percent),
        "fourfold": percent(row.fourfold),
        "checked": day(known.rates.checked),
    }
    return Outcome(values, raised(found=True) | _doubts(row, signed, known))


def reckon_overdue(answers: Answers, known: Known) -> Outcome:
    """Penalty interest and charges against the reference line (rate-overdue-total)."""
    principal, days, year = answers["principal"], answers["days"], int(answers["basis"])
    penalty_rate = answers["rate"] * answers["times"]
    penalty = to_cents(by_days(principal, penalty_rate / _HUNDRED, days, year))
    total = penalty + answers["fixed"]
    values = {
        "penalty_rate": percent(penalty_rate),
        "penalty": yuan(penalty),
        "total": yuan(total),
    }
    line, flags = _find_line(answers, known)
    if line is None:
        return Outcome(values, flags)
    allowed = to_cents(by_days(principal, line / _HUNDRED, days, year))
    values |= {
        "line": percent(line),
        "allowed": yuan(allowed),
        "over": yuan(max(total - allowed, Decimal(0))),
    }
    return Outcome(values, flags | raised(over=total > allowed, within=total <= allowed))


def reckon_card(answers: Answers, known: Known) -> Outcome:
    """A card's interest on the whole bill or on what was left of it (cc-interest-daily)."""
    del known
    bill, paid, rate = answers["bill"], answers["paid"], answers["daily"] / _HUNDRED
    posted, due, statement = answers["posted"], answers["due"], answers["statement"]
    left = bill - paid
    before, after = (due - posted).days, (statement - due).days
    whole = to_cents(bill * rate * before + left * rate * after)
    part = to_cents(left * rate * (before + after))
    values = {
        "left": yuan(left),
        "before": count(before),
        "after": count(after),
        "all": count(before + after),
        "whole": yuan(whole),
        "part": yuan(part),
        "difference": yuan(whole - part),
        "yearly": percent(answers["daily"] * 365),
    }
    return Outcome(values, raised(left=left > 0, paid=left == 0))


_LINE_FLAGS = frozenset({"licensed", "private", "old", "unsure", "segmented", "late"})

COST = {
    "irr_annual_rate": Reckoner(
        reckon_yearly_rate,
        asks=frozenset({"net_received", "rhythm", "same", "each", "periods", "payments", "stated"}),
        gives=frozenset(
            {"count", "total", "extra", "rate", "year", "nominal", "effective", "difference"}
        ),
        flags=frozenset({"beyond", "reckoned", "effective", "less", "stated", "above"}),
    ),
    "cap_compare": Reckoner(
        reckon_caps,
        asks=frozenset({"net_received", "paid", "periods", "lender", "signed"}),
        gives=frozenset({"line", "monthly", "most", "allowed", "over"}),
        flags=_LINE_FLAGS | {"over", "within"},
    ),
    "lpr4_at_signing": Reckoner(
        reckon_fourfold,
        asks=frozenset({"signed"}),
        gives=frozenset({"since", "lpr", "fourfold", "checked", "first"}),
        flags=frozenset({"found", "old", "unsure", "segmented", "late"}),
    ),
    "overdue_estimate": Reckoner(
        reckon_overdue,
        asks=frozenset(
            {"principal", "rate", "times", "days", "fixed", "basis", "lender", "signed"}
        ),
        gives=frozenset({"penalty_rate", "penalty", "total", "line", "allowed", "over"}),
        flags=_LINE_FLAGS | {"over", "within"},
    ),
    "card_interest_compare": Reckoner(
        reckon_card,
        asks=frozenset({"bill", "paid", "daily", "posted", "due", "statement"}),
        gives=frozenset(
            {"left", "before", "after", "all", "whole", "part", "difference", "yearly"}
        ),
        flags=frozenset({"left", "paid"}),
    ),
}
