"""Reads sums of money and counts, in digits or in Chinese numerals."""

from decimal import Decimal
from unicodedata import numeric

import regex

from bot.analysis.facts import Amount
from bot.analysis.shape import Shape

_NUMBER = regex.compile(r"\d[\d,]*(?:\.\d+)?")
_TEN_THOUSAND = 10_000
_TEN = 10


class AmountFinder:
    """Finds sums by content's pattern and reads them as yuan."""

    def __init__(self, pattern: str) -> None:
        self._shape = Shape(pattern)

    def find(self, text: str) -> tuple[Amount, ...]:
        """Every sum in order."""
        return tuple(
            Amount(*match.span(), read_yuan(match.group())) for match in self._shape.find(text)
        )


def read_yuan(written: str) -> Decimal | None:
    """``1,206.35元``, ``3.5万`` or ``三万五千元`` in yuan; None when it can't be read."""
    match = _NUMBER.search(written)
    if match is None:
        whole = read_numeral("".join(each for each in written if each == "两" or _value(each)))
        return None if whole is None else Decimal(whole)
    yuan = Decimal(match.group().replace(",", ""))
    return yuan * _TEN_THOUSAND if "万" in written[match.end() :] else yuan


def read_numeral(written: str) -> int | None:
    """``24`` or ``二十四`` as a number; None when it is neither."""
    if written.isdecimal():
        return int(written)
    total = section = digit = 0
    for each in written:
        value = _value(each)
        if value is None:
            return None
        if value < _TEN:
            digit = value
        elif value < _TEN_THOUSAND:
            section += (digit or 1) * value
            digit = 0
        else:
            total += (section + digit) * value
            section = digit = 0
    return total + section + digit if written else None


def _value(character: str) -> int | None:
    value = numeric("二" if character == "两" else character, -1)
    return int(value) if value >= 0 and value == int(value) else None
