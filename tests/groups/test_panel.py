"""Choices of the panel: each names the value wanted, and nobody can choose what is not offered."""

from datetime import date

import pytest

from bot.groups.panel import NONE, Field, apply_value, find_value, list_values
from bot.groups.settings import GroupSettings, QuietHours, Summon, Watch

TODAY = date(2026, 11, 22)
LANGUAGES = ("zh-Hans", "en")


def choose(settings: GroupSettings, field: Field, value: str) -> GroupSettings:
    return apply_value(settings, field, value, TODAY, LANGUAGES)


@pytest.mark.parametrize("field", Field)
def test_every_value_offered_can_be_chosen_twice_and_shows(field):
    for value in list_values(field, LANGUAGES, 17):
        once = choose(GroupSettings(), field, value)
        assert choose(once, field, value) == once
        if field is not Field.DRY or value == NONE:
            assert find_value(once, field, TODAY) == value


def test_what_they_mean():
    assert choose(GroupSettings(), Field.WATCH, "warn").watch is Watch.WARN
    assert choose(GroupSettings(), Field.SUMMON, "admins").summon is Summon.ADMINS
    assert choose(GroupSettings(), Field.DRY, "3").dry_until == date(2026, 11, 25)
    assert choose(GroupSettings(), Field.QUIET, "22-7").quiet == QuietHours(22, 7)
    assert choose(GroupSettings(), Field.QUIET, "9-10").quiet == QuietHours(9, 10)
    assert choose(GroupSettings(), Field.TOPIC, "17").topic == 17
    assert choose(GroupSettings(topic=17), Field.TOPIC, NONE).topic is None
    assert choose(GroupSettings(), Field.LANGUAGE, "en").language == "en"
    assert choose(GroupSettings(), Field.DIGEST, "1").digest
    assert choose(GroupSettings(), Field.WELCOME, "1").welcome


def test_two_choices_both_hold():
    settings = choose(choose(GroupSettings(), Field.WATCH, "quiet"), Field.SUMMON, "admins")
    assert settings == GroupSettings(watch=Watch.QUIET, summon=Summon.ADMINS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.WATCH, "delete"),
        (Field.DRY, "9999"),
        (Field.QUIET, "1-1"),
        (Field.QUIET, "07-9"),
        (Field.QUIET, ""),
        (Field.QUIET, "7"),
        (Field.DIGEST, "2"),
        (Field.TOPIC, "-1"),
        (Field.TOPIC, "x"),
        (Field.TOPIC, "٣"),
        (Field.TOPIC, "9" * 30),
        (Field.LANGUAGE, "tlh"),
        (Field.LANGUAGE, ""),
    ],
)
def test_nothing_else_can_be_chosen(field, value):
    with pytest.raises(ValueError):  # noqa: PT011 any reason will do
        choose(GroupSettings(), field, value)
