"""Rates of return, annuities, and interest by days. Rates are fractions unless called percent."""

from collections.abc import Sequence
from decimal import Decimal, localcontext

_ZERO, _ONE = Decimal(0), Decimal(1)
_LOWEST, _HIGHEST = Decimal("-0.99"), Decimal(10)  # of one period
_CLOSE = Decimal("1e-12")
_DIGITS = 40
CENT = Decimal("0.01")


def to_cents(value: Decimal) -> Decimal:
    """Yuan rounded half up to the cent, as people do."""
    return value.quantize(CENT, "ROUND_HALF_UP")


def find_rate(received: Decimal, payments: Sequence[Decimal]) -> Decimal | None:
    """The rate of a period that makes the payments worth what was received (IRR).

    ``payments`` follow at even distances, the first one period after receipt, none negative.
    None when there is no such rate between -99 % and 1,000 % a period.
    """
    with localcontext() as context:
        context.prec = _DIGITS
        low, high = _LOWEST, _HIGHEST
        if _worth(payments, low) < received or _worth(payments, high) > received:
            return None
        while high - low > _CLOSE:
            middle = (low + high) / 2
            if _worth(payments, middle) > received:
                low = middle
            else:
                high = middle
        return (low + high) / 2


def _worth(payments: Sequence[Decimal], rate: Decimal) -> Decimal:
    """What payments are worth today; falls as the rate rises."""
    factor = _ONE / (_ONE + rate)
    worth = _ZERO
    for payment in reversed(payments):
        worth = (worth + payment) * factor
    return worth


def pay_evenly(principal: Decimal, rate: Decimal, periods: int) -> Decimal:
    """The even payment that pays off a principal (等额本息), not rounded."""
    if rate == 0:
        return principal / periods
    return principal * rate / (_ONE - (_ONE + rate) ** -periods)


def left_over(principal: Decimal, rate: Decimal, payment: Decimal, paid: int) -> Decimal:
    """What is left of a principal after ``paid`` even payments."""
    left = principal
    for _ in range(paid):
        left -= payment - left * rate
    return left


def by_days(principal: Decimal, yearly: Decimal, days: int, year: int) -> Decimal:
    """Simple interest for days of a year of 365 or 360 days."""
    return principal * yearly * days / year
