"""Days off: the announced year exactly, other years by weekends alone, and said so."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reckoning.workdays import WorkDays, add_years

DAYS = WorkDays()

# 国办发明电, for 2026: days off from to, and weekends worked.
OFF_2026 = (
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
)
WORKED_2026 = {(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)}


def test_every_day_of_2026_is_as_announced():
    assert DAYS.is_known(2026)
    for number in range(365):
        day = date(2026, 1, 1) + timedelta(days=number)
        off = any(start <= day <= end for start, end in OFF_2026)
        worked = (day.month, day.day) in WORKED_2026 or (day.weekday() < 5 and not off)
        assert DAYS.is_workday(day) is worked, day


def test_the_reference_has_the_same_year(reference):
    calendar = reference["answer_deadline"]["worked_example"]["holiday_calendar"]
    off = tuple(
        (date.fromisoformat(each["from"]), date.fromisoformat(each["to"]))
        for each in calendar["holidays_2026"]
    )
    worked = {date.fromisoformat(each) for each in calendar["makeup_workdays_2026"]}
    assert off == OFF_2026
    assert {(each.month, each.day) for each in worked} == WORKED_2026


def test_a_year_that_was_not_announced_knows_weekends_only():
    assert not DAYS.is_known(2031)
    assert DAYS.is_workday(date(2031, 10, 1))  # a Wednesday, in a year nobody arranged yet
    assert not DAYS.is_workday(date(2031, 10, 4))


@pytest.mark.parametrize(
    ("received", "start", "expiry", "due"),
    [
        (date(2026, 9, 16), date(2026, 9, 17), date(2026, 10, 1), date(2026, 10, 8)),
        (date(2026, 11, 6), date(2026, 11, 7), date(2026, 11, 21), date(2026, 11, 23)),
        (date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 8), date(2026, 12, 8)),
        # 20 September 2026 is a Sunday that is worked: nothing moves.
        (date(2026, 9, 5), date(2026, 9, 6), date(2026, 9, 20), date(2026, 9, 20)),
    ],
)
def test_fifteen_days(received, start, expiry, due):
    period = DAYS.count_period(received, 15)
    assert (period.start, period.expiry, period.due, period.sure) == (start, expiry, due, True)
    assert period.moved is (expiry != due)


def test_the_reference_has_the_same_periods(reference):
    cases = {"answer_deadline": 15, "payment_order_deadline": 15}
    for name, days in cases.items():
        for case in reference[name]["worked_example"]["cases"]:
            said = {key: _first_day(value) for key, value in case.items()}
            period = DAYS.count_period(said["收到日"], days)
            assert period.start == said["起算第一天"]
            assert period.expiry == said["届满日"]
            assert period.due == said["顺延后截止日"]
    for case in reference["appeal_deadline"]["worked_example"]["cases"]:
        days = {"判决书": 15, "裁定书": 10}[case.pop("文书")]
        said = {key: _first_day(value) for key, value in case.items()}
        period = DAYS.count_period(said["收到日"], days)
        assert (period.expiry, period.due) == (said["届满日"], said["顺延后截止日"])


def _first_day(written: object) -> date:
    return date.fromisoformat(str(written)[:10])


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(1, 60))
def test_a_period_ends_on_a_workday_on_or_after_its_last_day(received, days):
    period = DAYS.count_period(received, days)
    assert period.expiry == received + timedelta(days=days)
    assert DAYS.is_workday(period.due)
    assert period.expiry <= period.due <= period.expiry + timedelta(days=11)
    between = (period.due - period.expiry).days
    assert not any(DAYS.is_workday(period.expiry + timedelta(days=n)) for n in range(between))
    assert period.sure is all(DAYS.is_known(day.year) for day in (period.expiry, period.due))


def test_a_period_that_reaches_into_an_unknown_year_is_not_sure(monkeypatch):
    monkeypatch.setattr(WorkDays, "is_known", lambda self, year: year == 2026)
    assert DAYS.count_period(date(2026, 12, 1), 15).sure
    assert not DAYS.count_period(date(2026, 12, 25), 15).sure


def test_years_later():
    assert add_years(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert add_years(date(2026, 5, 20), 5) == date(2031, 5, 20)
