"""A day to act by, as it travels in buttons, and when somebody is reminded of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

DAYS_BEFORE = (7, 3, 1)
MORNING = time(9)
BEIJING = 480  # minutes ahead of UTC
LONGEST = 400  # days ahead that somebody can be reminded of


@dataclass(frozen=True, slots=True)
class Deadline:
    """``act`` says which: a calculator's id and what held there, as in ``appeal_deadline.ruling``.

    It holds nothing else about anybody.
    """

    act: str
    day: date

    def __str__(self) -> str:
        return f"{self.act}.{self.day:%Y%m%d}"


def read_deadline(text: str) -> Deadline:
    """The deadline that ``str`` wrote; raises ValueError on anything else."""
    act, _, day = text.rpartition(".")
    if not act or len(day) != 8 or not day.isdigit():
        raise ValueError("not a deadline")
    return Deadline(act, date.fromisoformat(day))


def list_moments(day: date, offset: int) -> tuple[datetime, ...]:
    """The mornings of reminders, in UTC; ``offset`` is the reader's, in minutes ahead of UTC."""
    ahead = timedelta(minutes=offset)
    return tuple(
        datetime.combine(day - timedelta(days=days), MORNING, UTC) - ahead for days in DAYS_BEFORE
    )


def count_past(day: date, offset: int, now: datetime) -> int:
    """How many of the mornings have come."""
    return sum(moment <= now for moment in list_moments(day, offset))


def find_hindrance(day: date, offset: int, now: datetime) -> str | None:
    """Why nobody can be reminded: ``too_near`` when the last morning is over, ``too_far``."""
    if count_past(day, offset, now) == len(DAYS_BEFORE):
        return "too_near"
    return "too_far" if (day - now.date()).days > LONGEST else None


@dataclass(frozen=True, slots=True)
class Reminder:
    """``offset`` is the reader's, in minutes ahead of UTC; ``sent`` counts mornings done with.

    ``trying``: one was about to be sent, and whether it was is not known.
    """

    id: str
    chat: int
    deadline: Deadline
    offset: int
    sent: int
    trying: bool = False

    def is_ripe(self, now: datetime) -> bool:
        """Whether a morning has come that is not done with."""
        return count_past(self.deadline.day, self.offset, now) > self.sent
