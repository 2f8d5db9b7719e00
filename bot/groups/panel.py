"""The choices of the admin panel. A choice names the value that is wanted, never a flip."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from bot.groups.settings import GroupSettings, QuietHours, Summon, Watch

NONE = "0"
_ON = "1"
DRY_DAYS = ("3", "7", "14")
QUIET_HOURS = ("22-7", "23-8", "0-7")
_MOST_TOPIC = 2**53


class Field(StrEnum):
    """What can be set. Its values are part of buttons already sent: never change one."""

    WATCH = "watch"
    DRY = "dry"
    SUMMON = "summon"
    QUIET = "quiet"
    DIGEST = "digest"
    WELCOME = "welcome"
    TOPIC = "topic"
    LANGUAGE = "lang"


def list_values(field: Field, languages: Collection[str], topic: int | None) -> tuple[str, ...]:
    """The values offered; ``topic`` is the thread in which the panel stands."""
    if field is Field.LANGUAGE:
        return tuple(languages)
    if field is Field.TOPIC:
        return (NONE, str(topic)) if topic is not None else (NONE,)
    return {
        Field.WATCH: tuple(Watch),
        Field.SUMMON: tuple(Summon),
        Field.DRY: (NONE, *DRY_DAYS),
        Field.QUIET: (NONE, *QUIET_HOURS),
        Field.DIGEST: (NONE, _ON),
        Field.WELCOME: (NONE, _ON),
    }[field]


def find_value(settings: GroupSettings, field: Field, today: date) -> str:
    """The value that holds now; a running dry run has none, for its end is a day."""
    values = {
        Field.WATCH: str(settings.watch),
        Field.SUMMON: str(settings.summon),
        Field.DRY: "" if settings.is_dry(today) else NONE,
        Field.QUIET: f"{settings.quiet.start}-{settings.quiet.end}" if settings.quiet else NONE,
        Field.DIGEST: str(int(settings.digest)),
        Field.WELCOME: str(int(settings.welcome)),
        Field.TOPIC: NONE if settings.topic is None else str(settings.topic),
        Field.LANGUAGE: settings.language,
    }
    return values[field]


def apply_value(
    settings: GroupSettings, field: Field, value: str, today: date, languages: Collection[str]
) -> GroupSettings:
    """The settings with one value chosen; raises ValueError for one that can't be.

    Any topic and any hours can be, whatever this version offers.
    """
    if field is Field.TOPIC:
        return replace(settings, topic=_read_topic(value))
    if field is Field.QUIET:
        return replace(settings, quiet=_read_hours(value))
    if value not in list_values(field, languages, None):
        raise ValueError("not a value of this setting")
    if field is Field.DRY:
        days = int(value)
        return replace(settings, dry_until=today + timedelta(days=days) if days else None)
    if field is Field.WATCH:
        return replace(settings, watch=Watch(value))
    if field is Field.SUMMON:
        return replace(settings, summon=Summon(value))
    if field is Field.DIGEST:
        return replace(settings, digest=value == _ON)
    if field is Field.WELCOME:
        return replace(settings, welcome=value == _ON)
    return replace(settings, language=value)


def _read_hours(value: str) -> QuietHours | None:
    if value == NONE:
        return None
    start, _, end = value.partition("-")
    hours = QuietHours(int(start), int(end))
    if f"{hours.start}-{hours.end}" != value:
        raise ValueError("not hours")
    return hours


def _read_topic(value: str) -> int | None:
    if not (value.isascii() and value.isdigit() and int(value) < _MOST_TOPIC):
        raise ValueError("not a topic")
    return int(value) or None
