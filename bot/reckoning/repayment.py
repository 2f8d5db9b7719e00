"""Paying back: what can be offered, instalments, and settling early."""

from decimal import ROUND_CEILING, Decimal

from bot.reckoning.interest import CENT, find_rate, left_over, pay_evenly, to_cents
from bot.reckoning.outcome import (
    Answers,
    Known,
    Outcome,
    Quantity,
    Reckoner,
    Unit,
    count,
    percent,
    raised,
    yuan,
)

_HUNDRED = Decimal(100)
_MONTHS = 12
MOST_PERIODS = 60  # cc-art70


def reckon_settlement(answers: Answers, known: Known) -> Outcome:
    """What is left of an even loan, and what ending it now spares (rate-early)."""
    del known
    principal, periods, paid = answers["principal"], answers["periods"], answers["paid"]
    rate = answers["rate"] / _HUNDRED / _MONTHS
    payment = pay_evenly(principal, rate, periods)
    left = left_over(principal, rate, payment, paid)
    due = to_cents(left) + answers["fee"]
    ahead = to_cents(payment * (periods - paid))
    values = {
        "monthly": percent(answers["rate"] / _MONTHS),
        "payment": yuan(to_cents(payment)),
        "remaining": count(periods - paid),
        "left": yuan(to_cents(left)),
        "ahead": yuan(ahead),
        "due": yuan(due),
        "spared": yuan(ahead - due),
        "dearer": yuan(due - ahead),
    }
    return Outcome(values, raised(spares=ahead > due, costs=ahead <= due))


def reckon_offer(answers: Answers, known: Known) -> Outcome:
    """What is left for debts, shared by principal (rate-payment-order, hs-lender-relief)."""
    del known
    left = answers["income"] - answers["need"] - answers["support"] - answers["reserve"]
    values = {"left": yuan(left), "missing": yuan(max(-left, Decimal(0)))}
    if left <= 0:
        return Outcome(values, raised(nothing=True))
    debts = answers["debts"]
    total = sum((each["principal"] for each in debts), Decimal(0))
    values |= {"total": yuan(total), "months": count(_ceil(total / left))}
    shares = share(left, [each["principal"] for each in debts])
    rows = tuple(
        {
            "name": Quantity(Unit.WORDS, debt["name"]),
            "principal": yuan(debt["principal"]),
            "share": yuan(part),
        }
        for debt, part in zip(debts, shares, strict=True)
    )
    return Outcome(values, raised(offer=True, several=len(debts) > 1), {"debts": rows})


def share(amount: Decimal, weights: list[Decimal]) -> list[Decimal]:
    """Shares by weight in whole cents that add up to the amount; spare cents go to the largest."""
    total = sum(weights, Decimal(0))
    parts = [(amount * weight / total).quantize(CENT, "ROUND_FLOOR") for weight in weights]
    spare = amount - sum(parts, Decimal(0))
    parts[weights.index(max(weights))] += spare
    return parts


def reckon_instalments(answers: Answers, known: Known) -> Outcome:
    """A card's balance over at most 60 periods (cc-art70, cc-art70-limits)."""
    del known
    balance, periods, able = answers["balance"], answers["periods"], answers.get("able")
    free, pricing = balance / periods, answers["pricing"]
    each, nominal = free, Decimal(0)
    if pricing == "fee":
        each = free + balance * answers["fee"] / _HUNDRED
        rate = find_rate(balance, [each] * periods)
        nominal = (rate or Decimal(0)) * _MONTHS * _HUNDRED
    elif pricing == "rate":
        nominal = answers["rate"]
        each = pay_evenly(balance, nominal / _HUNDRED / _MONTHS, periods)
    values = {
        "free": yuan(to_cents(free)),
        "each": yuan(to_cents(each)),
        "total": yuan(to_cents(each * periods)),
        "extra": yuan(to_cents(each * periods) - balance),
        "nominal": percent(nominal),
    }
    flags = raised(free=pricing == "free", fee=pricing == "fee", rate=pricing == "rate")
    if able is None:
        return Outcome(values, flags)
    least = _ceil(balance / able)
    values["least"] = count(least)
    fits = to_cents(each) <= able
    return Outcome(
        values,
        flags
        | raised(fits=fits, longer=not fits and least <= MOST_PERIODS, relief=least > MOST_PERIODS),
    )


def _ceil(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))


REPAYMENT = {
    "early_settlement": Reckoner(
        reckon_settlement,
        asks=frozenset({"principal", "rate", "periods", "paid", "fee"}),
        gives=frozenset(
            {"monthly", "payment", "remaining", "left", "ahead", "due", "spared", "dearer"}
        ),
        flags=frozenset({"spares", "costs"}),
    ),
    "affordable_payment": Reckoner(
        reckon_offer,
        asks=frozenset({"income", "need", "support", "reserve", "debts", "name", "principal"}),
        gives=frozenset({"left", "missing", "total", "months"}),
        flags=frozenset({"nothing", "offer", "several"}),
        rows={"debts": frozenset({"name", "principal", "share"})},
    ),
    "installment_60": Reckoner(
        reckon_instalments,
        asks=frozenset({"balance", "periods", "pricing", "fee", "rate", "able"}),
        gives=frozenset({"free", "each", "total", "extra", "nominal", "least"}),
        flags=frozenset({"free", "fee", "rate", "fits", "longer", "relief"}),
    ),
}
