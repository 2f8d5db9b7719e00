"""What groups set: the defaults, the hours, and a stored form that takes nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.groups.settings import (
    GroupSettings,
    QuietHours,
    Summon,
    Watch,
    read_settings,
    write_settings,
)

_HOURS = st.integers(0, 23)
_SPANS = st.tuples(_HOURS, _HOURS).filter(lambda span: span[0] != span[1])
SETTINGS = st.builds(
    GroupSettings,
    watch=st.sampled_from(Watch),
    summon=st.sampled_from(Summon),
    dry_until=st.none() | st.dates(date(2026, 1, 1), date(2099, 1, 1)),
    quiet=st.none() | _SPANS.map(lambda span: QuietHours(*span)),
    digest=st.booleans(),
    welcome=st.booleans(),
    topic=st.none() | st.integers(1, 2**31),
    language=st.sampled_from(["", "zh-Hans", "en"]),
)


def test_a_group_that_set_nothing_is_not_watched():
    plain = GroupSettings()
    assert plain.watch is Watch.OFF
    assert not plain.digest
    assert not plain.welcome
    assert plain.summon is Summon.EVERYBODY


@given(SETTINGS)
def test_what_is_written_is_read_again(settings):
    text = write_settings(settings)
    assert text.isascii()
    assert len(text) < 80
    assert read_settings(text) == settings


@pytest.mark.parametrize(
    "text",
    [
        "",
        "off",
        "loud,everybody,,,0,0,,",
        "off,nobody,,,0,0,,",
        "off,everybody,2026-11-25,,0,0,,",
        "off,everybody,20261340,,0,0,,",
        "off,everybody,,7,0,0,,",
        "off,everybody,,25-7,0,0,,",
        "off,everybody,,7-7,0,0,,",
        "off,everybody,,07-9,0,0,,",
        "off,everybody,,,2,0,,",
        "off,everybody,,,0,yes,,",
        "off,everybody,,,0,0,1_0,",
        "off,everybody,,,0,0,,,",
    ],
)
def test_nothing_else_is_read(text):
    with pytest.raises(ValueError):  # noqa: PT011 any reason will do
        read_settings(text)


def test_quiet_hours_go_over_midnight():
    night = QuietHours(22, 7)
    assert [hour for hour in range(24) if night.covers(time(hour, 59))] == [
        *range(7),
        22,
        23,
    ]
    noon = QuietHours(12, 14)
    assert [hour for hour in range(24) if noon.covers(time(hour))] == [12, 13]
    assert replace(GroupSettings(), quiet=night).is_quiet(datetime(2026, 11, 22, 15, tzinfo=UTC))
    assert not GroupSettings().is_quiet(datetime(2026, 11, 22, 15, tzinfo=UTC))


def test_the_dry_run_ends_after_its_last_day():
    settings = GroupSettings(dry_until=date(2026, 11, 25))
    assert settings.is_dry(date(2026, 11, 25))
    assert not settings.is_dry(date(2026, 11, 26))
    assert not GroupSettings().is_dry(date(2026, 11, 26))
