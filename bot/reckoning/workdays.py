"""Days off in China, and the end of a period counted by 民事诉讼法 article 85 (cp-period)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Protocol

_DAY = timedelta(days=1)
_SATURDAY = 5


class _Calendar(Protocol):
    """What we use of a calendar of ``holidays``."""

    special_public_holidays: dict[int, object]

    def is_working_day(self, key: date) -> bool:
        """Whether a day is worked, weekends that make up for others among them."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period in days: it begins the day after receipt, and its last day may move to a work day.

    ``sure`` is False where a year's arrangement of days off was not known and weekends alone
    were looked at.
    """

    received: date
    days: int
    start: date
    expiry: date
    due: date
    sure: bool

    @property
    def moved(self) -> bool:
        """Whether the last day was a day off."""
        return self.due != self.expiry


class WorkDays:
    """Which days are worked: exact for years whose arrangement was announced, else weekends."""

    def is_known(self, year: int) -> bool:
        """Whether the State Council's arrangement of a year is in the calendar.

        For other years the calendar only estimates, so they count as unknown.
        """
        return year in _open_calendar(year).special_public_holidays

    def is_workday(self, day: date) -> bool:
        """Whether a day is worked; weekends that are worked to make up for others are."""
        if self.is_known(day.year):
            return _open_calendar(day.year).is_working_day(day)
        return day.weekday() < _SATURDAY

    def count_period(self, received: date, days: int) -> Period:
        """The end of a period; the day of receipt does not count, a last day off moves on."""
        expiry = due = received + days * _DAY
        sure = self.is_known(due.year)
        while not self.is_workday(due):
            due += _DAY
            sure = sure and self.is_known(due.year)
        return Period(received, days, received + _DAY, expiry, due, sure)


@cache
def _open_calendar(year: int) -> _Calendar:
    # Only who counts days waits for the package: importing it takes longer than judging a message.
    from holidays.countries.china import China  # noqa: PLC0415

    calendar: _Calendar = China(years=year)  # type: ignore[no-untyped-call]
    return calendar


def add_years(day: date, years: int) -> date:
    """The same day years later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def add_months(day: date, months: int) -> date:
    """The same day months later; the last day of a shorter month where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
