"""What a lawsuit costs: 诉讼费用交纳办法 articles 13 to 16 and 38 (cp-court-fee, en-costs)."""

from decimal import Decimal

from bot.reckoning.interest import to_cents
from bot.reckoning.outcome import (
    Answers,
    Known,
    Outcome,
    Reckoner,
    Row,
    count,
    percent,
    raised,
    yuan,
)

_W = Decimal(10_000)
_LOWEST_FEE = Decimal(50)  # yuan, up to 10,000 yuan
_NO_END = Decimal("Infinity")
# Up to (in 10,000 yuan), percent of the part above the band before.
_COURT = ((10, "2.5"), (20, "2"), (50, "1.5"), (100, "1"), (200, "0.9"), (500, "0.8"))
_COURT_HIGH = ((1_000, "0.7"), (2_000, "0.6"), (None, "0.5"))
_ENFORCEMENT = ((50, "1.5"), (500, "1"), (1_000, "0.5"), (None, "0.1"))
_DAILY = Decimal("0.000175")  # rate-delay-double

Bands = tuple[tuple[int | None, str], ...]


def list_parts(amount: Decimal, bands: Bands) -> list[tuple[Decimal, Decimal, Decimal]]:
    """The bands above 10,000 yuan that an amount reaches: part, percent, fee of the part."""
    parts, lower = [], _W
    for end, rate in bands:
        upper = _NO_END if end is None else end * _W
        part = min(amount, upper) - lower
        if part <= 0:
            break
        parts.append((part, Decimal(rate), part * Decimal(rate) / 100))
        lower = upper
    return parts


def court_fee(amount: Decimal) -> Decimal:
    """The fee for accepting a case about money, in yuan."""
    return _sum(list_parts(amount, _COURT + _COURT_HIGH))


def enforcement_fee(amount: Decimal) -> Decimal:
    """The fee for enforcing a sum, in yuan; the debtor bears it."""
    return _sum(list_parts(amount, _ENFORCEMENT))


def _sum(parts: list[tuple[Decimal, Decimal, Decimal]]) -> Decimal:
    return to_cents(_LOWEST_FEE + sum((fee for _, _, fee in parts), Decimal(0)))


def reckon_court_fee(answers: Answers, known: Known) -> Outcome:
    """The fee, halved for summary procedure, mediation and withdrawal (cp-court-fee)."""
    del known
    full = court_fee(answers["amount"])
    procedure = answers["procedure"]
    half = procedure != "normal"
    values = {
        "base": yuan(_LOWEST_FEE),
        "full": yuan(full),
        "half": yuan(to_cents(full / 2)),
        "fee": yuan(to_cents(full / 2) if half else full),
    }
    rows = _rows(list_parts(answers["amount"], _COURT + _COURT_HIGH))
    ends = raised(mediated=procedure == "mediated", withdrawn=procedure == "withdrawn")
    return Outcome(values, raised(half=half, full=not half) | ends, {"parts": rows})


def reckon_enforcement_fee(answers: Answers, known: Known) -> Outcome:
    """The fee for enforcement (en-costs)."""
    del known
    values = {"base": yuan(_LOWEST_FEE), "fee": yuan(enforcement_fee(answers["amount"]))}
    return Outcome(
        values, frozenset(), {"parts": _rows(list_parts(answers["amount"], _ENFORCEMENT))}
    )


def reckon_delay(answers: Answers, known: Known) -> Outcome:
    """The doubled part of interest on a judgment not paid in time (rate-delay-double)."""
    del known
    unpaid, days = answers["unpaid"], answers["days"]
    values = {
        "daily": percent(_DAILY * 100),
        "yearly": percent(_DAILY * 100 * 365),
        "each": yuan(to_cents(unpaid * _DAILY)),
        "extra": yuan(to_cents(unpaid * _DAILY * days)),
        "days": count(days),
    }
    return Outcome(values)


def _rows(parts: list[tuple[Decimal, Decimal, Decimal]]) -> tuple[Row, ...]:
    return tuple(
        {"part": yuan(part), "percent": percent(rate), "fee": yuan(to_cents(fee))}
        for part, rate, fee in parts
    )


_PARTS = {"parts": frozenset({"part", "percent", "fee"})}

FEES = {
    "court_fee": Reckoner(
        reckon_court_fee,
        asks=frozenset({"amount", "procedure"}),
        gives=frozenset({"base", "full", "half", "fee"}),
        flags=frozenset({"half", "full", "mediated", "withdrawn"}),
        rows=_PARTS,
    ),
    "enforcement_fee": Reckoner(
        reckon_enforcement_fee,
        asks=frozenset({"amount"}),
        gives=frozenset({"base", "fee"}),
        rows=_PARTS,
    ),
    "delay_interest": Reckoner(
        reckon_delay,
        asks=frozenset({"unpaid", "days"}),
        gives=frozenset({"daily", "yearly", "each", "extra", "days"}),
    ),
}
