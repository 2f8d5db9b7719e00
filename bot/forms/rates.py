"""Reads rates as people write them: 18%, 百分之十八, 月息1分5, 日息万五, 千分之三."""

import re
from decimal import Decimal
from typing import Literal

from bot.forms.numerals import read_number, write_digits

Per = Literal["year", "month", "day"]

_IN_A_YEAR: dict[str, int] = {"year": 1, "month": 12, "day": 365}
_PERIOD = re.compile(r"每?(?P<per>[年月日天])(?:化|利率|利息|利|息|费率)?[:是为]? *")
_PERS: dict[str, Per] = {"年": "year", "月": "month", "日": "day", "天": "day"}
_PARTS = re.compile(r"(?P<of>[百千万])(?:分之)?(?P<number>\d.*|十.*)")
_FEN = re.compile(r"(?P<fen>\d+(?:\.\d+)?)分(?P<li>\d)?厘?(?:利|息|利息)?")
_LI = re.compile(r"(?P<li>\d+(?:\.\d+)?)厘(?:利|息|利息)?")
_OF = {"百": 1, "千": 10, "万": 100}
_SMALLEST_PLAIN = 1  # a bare yearly number below it could be a fraction or a percentage
_LARGEST_FRACTION = Decimal("0.005")  # of a day: 0.0005 is 0.05 %, and so is 0.05


def read_percent(text: str, per: Per) -> Decimal | None:
    """A folded rate in percent for ``per``; None when it is none or can be read in two ways.

    A rate for another period is converted: 12 months, 365 days to a year.
    """
    written = write_digits(text)
    match = _PERIOD.match(written)
    said = _PERS[match["per"]] if match else None
    bare = written[match.end() :] if match else written
    read = _read_slang(bare, said, per)
    if read is None:
        plain = _read_plain(bare, said or per)
        read = None if plain is None else (plain, said or per)
    if read is None:
        return None
    value, period = read
    return value if period == per else value * _IN_A_YEAR[period] / _IN_A_YEAR[per]


def _read_slang(text: str, said: Per | None, per: Per) -> tuple[Decimal, Per] | None:
    """分 and 厘: of a month unless the year is said; 厘 alone stays unread for a year."""
    if match := _FEN.fullmatch(text):
        fen = Decimal(match["fen"]) + Decimal(match["li"] or 0) / 10
        return (fen * 10 if said == "year" else fen), said or "month"
    match = _LI.fullmatch(text)
    if match is None or (said is None and per == "year"):
        return None
    li, period = Decimal(match["li"]), said or per
    return (li if period == "year" else li / 10), period


def _read_plain(text: str, per: Per) -> Decimal | None:
    if match := _PARTS.fullmatch(text):
        number = read_number(match["number"])
        return None if number is None else number / _OF[match["of"]]
    if text.endswith("‰"):
        number = read_number(text[:-1].strip())
        return None if number is None else number / _OF["千"]
    unmarked = text.removesuffix("%").removesuffix("个点").strip()
    number = read_number(unmarked)
    if number is None or unmarked != text:
        return number
    if per == "day":
        return number * 100 if number <= _LARGEST_FRACTION else number
    return None if per == "year" and 0 < number < _SMALLEST_PLAIN else number
