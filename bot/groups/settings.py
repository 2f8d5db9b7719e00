"""What a group's admins have set, and the short form in which it is stored."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.clock import CHINA

HOURS = 24


class Watch(StrEnum):
    """What the bot does about messages that nobody has shown to it."""

    OFF = "off"
    QUIET = "quiet"  # only admins who asked for it are told, in private
    WARN = "warn"


class Summon(StrEnum):
    """Whose call the bot answers in the group."""

    EVERYBODY = "everybody"
    ADMINS = "admins"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Whole hours in Beijing, ``start`` included and ``end`` not; it may go over midnight.

    Raises ValueError for hours outside 0 to 23 and for an empty span.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < HOURS and 0 <= self.end < HOURS) or self.start == self.end:
            raise ValueError("not a span of hours")

    def covers(self, moment: time) -> bool:
        """Whether a moment of the day, in Beijing, is among them."""
        since = (moment.hour - self.start) % HOURS
        return since < (self.end - self.start) % HOURS


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """The defaults are what a group has that never set anything.

    ``dry_until``: up to this day, in China and included, what would be said is only told to
    admins. ``topic``: the thread in which the bot speaks of its own accord. ``language``: empty
    for the bot's own.
    """

    watch: Watch = Watch.OFF
    dry_until: date | None = None
    summon: Summon = Summon.EVERYBODY
    quiet: QuietHours | None = None
    digest: bool = False
    welcome: bool = False
    topic: int | None = None
    language: str = ""

    def is_dry(self, today: date) -> bool:
        """Whether the days are not over on which warnings are only tried out."""
        return self.dry_until is not None and today <= self.dry_until

    def is_quiet(self, now: datetime) -> bool:
        """Whether ``now``, in any zone, is within the quiet hours."""
        return self.quiet is not None and self.quiet.covers(now.astimezone(CHINA).time())


def write_settings(settings: GroupSettings) -> str:
    """ASCII without spaces, as in ``warn,everybody,20261125,22-7,1,0,,en``."""
    quiet = settings.quiet
    parts = (
        settings.watch,
        settings.summon,
        f"{settings.dry_until:%Y%m%d}" if settings.dry_until else "",
        f"{quiet.start}-{quiet.end}" if quiet else "",
        str(int(settings.digest)),
        str(int(settings.welcome)),
        "" if settings.topic is None else str(settings.topic),
        settings.language,
    )
    return ",".join(parts)


def read_settings(text: str) -> GroupSettings:
    """What ``write_settings`` wrote; raises ValueError on anything else."""
    watch, summon, dry, quiet, digest, welcome, topic, language = text.split(",")
    start, _, end = quiet.partition("-")
    settings = GroupSettings(
        watch=Watch(watch),
        summon=Summon(summon),
        dry_until=date.fromisoformat(dry) if dry else None,
        quiet=QuietHours(int(start), int(end)) if quiet else None,
        digest=digest == "1",
        welcome=welcome == "1",
        topic=int(topic) if topic else None,
        language=language,
    )
    if write_settings(settings) != text:
        raise ValueError("not the form of a group's settings")
    return settings
