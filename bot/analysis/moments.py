"""Reads stated times as days, counted from a given today."""

from collections.abc import Iterator
from datetime import date, timedelta

import regex

from bot.analysis.amounts import read_numeral
from bot.analysis.facts import Moment, Span
from bot.analysis.vocabulary import Moments

_HALF_YEAR = 183  # days; a date without a year is the nearest one, rather past than a year ahead
_NOON = 12
_DAY = 24  # hours
_BEFORE = 14  # characters in front of a date that may make it binding
_AFTER = 18


class MomentReader:
    """Finds calendar dates, days such as 明天 and periods such as 三日内."""

    def __init__(self, words: Moments) -> None:
        self._words = words
        self._calendar = regex.compile(words.calendar)
        self._relative = regex.compile(words.relative)
        self._period = regex.compile(words.period)
        self._hour = regex.compile(words.hour)
        self._before = regex.compile(words.binding_before)
        self._after = regex.compile(words.binding_after)

    def find(self, text: str, dates: tuple[Span, ...], today: date) -> tuple[Moment, ...]:
        """Every moment, in order; ``dates`` are where calendar dates stand.

        A period counts from ``today``, as if the message came today.
        """
        found = [*self._days(text, today), *self._periods(text, today)]
        if dates:
            found += self._dates(text, dates, today)
        return tuple(sorted(found, key=lambda moment: moment.start))

    def _dates(self, text: str, dates: tuple[Span, ...], today: date) -> Iterator[Moment]:
        for start, end in dates:
            match = self._calendar.fullmatch(text, start, end)
            if match is None:
                continue
            day = _read_day(match["year"], int(match["month"]), int(match["day"]), today)
            if day is not None:
                yield self._moment(text, match, day)

    def _days(self, text: str, today: date) -> Iterator[Moment]:
        for match in self._relative.finditer(text):
            yield self._moment(text, match, _add(today, self._words.days.get(match["word"], 0)))

    def _periods(self, text: str, today: date) -> Iterator[Moment]:
        if not any(each in text for each in self._words.period_ends):
            return
        for match in self._period.finditer(text):
            count = read_numeral(match["count"])
            hours = self._words.units.get(match["unit"], 0)
            if count is not None:
                day = _add(today, count * hours // _DAY)
                yield Moment(match.start(), match.end(), day, None, binding=True)

    def _moment(self, text: str, match: "regex.Match[str]", day: date) -> Moment:
        start, end = match.span()
        clock = self._hour.match(text, end)
        if clock:
            end = clock.end()
        bound = self._after.match(text[end : end + _AFTER]) is not None
        bound = bound or self._before.search(text[max(0, start - _BEFORE) : start]) is not None
        hour = self._read_hour(clock, match.group()[-1]) if clock else None
        return Moment(start, end, day, hour, binding=bound)

    def _read_hour(self, clock: "regex.Match[str]", last: str) -> int | None:
        """The hour from 0 to 24; ``last`` ends the day's own word, as in 今晚."""
        part = self._words.noon.get(clock["part"] or last)
        if clock["hour"] is None:
            return part
        hour = int(clock["hour"])
        return hour + _NOON if part and part > _NOON and hour < _NOON else hour


def _read_day(year: str | None, month: int, day: int, today: date) -> date | None:
    """The date, or None for a day that no such month has."""
    try:
        if year is not None:
            return date(int(year), month, day)
        here = date(today.year, month, day)
        return here.replace(year=today.year + 1) if _is_long_past(here, today) else here
    except ValueError:  # 31 June, or 29 February in another year
        return None


def _is_long_past(day: date, today: date) -> bool:
    return (today - day).days > _HALF_YEAR


def _add(today: date, days: int) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return date.max
