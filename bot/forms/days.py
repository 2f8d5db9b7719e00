"""Reads days and months as people write them: 2026年3月1日, 3.1, 20260301, 昨天, 去年12月."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from bot.forms.numerals import read_number, write_digits
from bot.forms.reading import Reading

_BLANK = re.compile(r" ?([年月日号]) ?")
_SIGN = r" ?[-./] ?"
_COUNT = r"\d?十?\d?"
_WEEKDAY = r" ?[(]?(?:(?:周|星期|礼拜)[\d日天])?[)]?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_MONTH, _DAY = rf"(?P<month>{_COUNT})", rf"(?P<day>{_COUNT})"
_FULL = re.compile(rf"{_YEAR}(?:年|{_SIGN}| ){_MONTH}(?:月|{_SIGN}| ){_DAY}[日号]?{_WEEKDAY}")
_SHORT = re.compile(rf"{_MONTH}(?:月|{_SIGN}){_DAY}[日号]?{_WEEKDAY}")
_PACKED = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_AGO = re.compile(rf"(?P<count>\d{{1,4}}|{_COUNT})天[以之]?(?P<side>[前后])")
_WHOLE_MONTH = re.compile(rf"{_YEAR}(?:年|{_SIGN}){_MONTH}(?:月份?)?")
_PACKED_MONTH = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})")
_BARE_MONTH = re.compile(rf"{_MONTH}月份?")
_CENTURY = 2000
_SHORT_YEAR = 100  # 26年 is 2026


def read_day(text: str, reading: Reading, first: date, last: date) -> date | None:
    """A folded day; without a year, the one nearest to today between ``first`` and ``last``."""
    today = reading.today
    if text in reading.spoken.days:
        return _shift(today, reading.spoken.days[text])
    text = _BLANK.sub(r"\1", text)
    written = write_digits(text)
    if match := _AGO.fullmatch(written):
        days = _count(match["count"])
        return _shift(today, days if match["side"] == "后" else -days)
    if match := _PACKED.fullmatch(written) or _FULL.fullmatch(written):
        return _build(_read_year(match["year"]), _count(match["month"]), _count(match["day"]))
    year, rest = _split_year(text, reading)
    match = _SHORT.fullmatch(write_digits(rest))
    if match is None:
        return None
    month, day = _count(match["month"]), _count(match["day"])
    if year is not None:
        return _build(year, month, day)
    return _nearest(today, (_build(each, month, day) for each in _years(today)), first, last)


def read_month(text: str, reading: Reading, first: date, last: date) -> date | None:
    """A folded month as its first day; without a year, the one nearest to this month."""
    today = reading.today.replace(day=1)
    if text in reading.spoken.months:
        index = today.year * 12 + today.month - 1 + reading.spoken.months[text]
        return date(index // 12, index % 12 + 1, 1)
    text = _BLANK.sub(r"\1", text)
    written = write_digits(text)
    if match := _PACKED_MONTH.fullmatch(written) or _WHOLE_MONTH.fullmatch(written):
        return _build(_read_year(match["year"]), _count(match["month"]), 1)
    year, rest = _split_year(text, reading)
    match = _BARE_MONTH.fullmatch(write_digits(rest))
    if match is None:
        return None
    month = _count(match["month"])
    if year is not None:
        return _build(year, month, 1)
    months = (_build(each, month, 1) for each in _years(today))
    return _nearest(today, months, first.replace(day=1), last)


def _split_year(text: str, reading: Reading) -> tuple[int | None, str]:
    """The year that a word such as 去年 names, and what follows it."""
    for word, years in reading.spoken.years.items():
        if text.startswith(word):
            return reading.today.year + years, text.removeprefix(word).removeprefix("的").strip()
    return None, text


def _years(today: date) -> Iterable[int]:
    return (today.year - 1, today.year, today.year + 1)


def _nearest(today: date, days: Iterable[date | None], first: date, last: date) -> date | None:
    """The nearest within bounds, else the nearest at all, which the field then refuses."""
    known = [day for day in days if day is not None]
    fitting = [day for day in known if first <= day <= last]
    return min(fitting or known, key=lambda day: abs((day - today).days), default=None)


def _read_year(written: str) -> int:
    year = int(written)
    return year + _CENTURY if year < _SHORT_YEAR else year


def _count(written: str) -> int:
    number = read_number(written)
    return 0 if number is None else int(number)


def _build(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shift(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None
