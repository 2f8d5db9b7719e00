"""Deadlines as they travel in buttons, and the mornings before them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reckoning.deadlines import (
    BEIJING,
    DAYS_BEFORE,
    LONGEST,
    Deadline,
    count_past,
    find_hindrance,
    list_moments,
    read_deadline,
)

DAY = date(2026, 12, 10)
OFFSETS = st.integers(-12 * 60, 14 * 60)


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_what_is_written_is_read(day):
    deadline = Deadline("mediation_confirm_deadline.ahead", day)
    assert read_deadline(str(deadline)) == deadline


@pytest.mark.parametrize("text", ["", "20261210", "a.2026", "a.20261340", "a.b", "a."])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r"not a deadline|month|isoformat"):
        read_deadline(text)


def test_mornings_are_at_nine_where_the_reader_is():
    assert [each.isoformat() for each in list_moments(DAY, BEIJING)] == [
        "2026-12-03T01:00:00+00:00",
        "2026-12-07T01:00:00+00:00",
        "2026-12-09T01:00:00+00:00",
    ]
    assert list_moments(DAY, -300)[0].isoformat() == "2026-12-03T14:00:00+00:00"


@given(offset=OFFSETS, minutes=st.integers(-20 * 1440, 5 * 1440))
def test_mornings_come_one_after_another(offset, minutes):
    now = datetime(2026, 12, 10, tzinfo=UTC) + timedelta(minutes=minutes)
    past = count_past(DAY, offset, now)
    assert 0 <= past <= len(DAYS_BEFORE)
    assert count_past(DAY, offset, now + timedelta(hours=1)) >= past
    moments = list_moments(DAY, offset)
    assert all(each <= now for each in moments[:past])
    assert all(each > now for each in moments[past:])


def test_nobody_is_reminded_of_what_is_too_near_or_too_far():
    last = list_moments(DAY, BEIJING)[-1]
    assert find_hindrance(DAY, BEIJING, last) == "too_near"
    assert find_hindrance(DAY, BEIJING, last - timedelta(seconds=1)) is None
    now = datetime(2026, 12, 10, tzinfo=UTC)
    assert find_hindrance(DAY + timedelta(days=LONGEST), BEIJING, now) is None
    assert find_hindrance(DAY + timedelta(days=LONGEST + 1), BEIJING, now) == "too_far"
