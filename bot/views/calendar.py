"""A deadline as a calendar file: an all-day event with alarms (RFC 5545)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.reckoning.deadlines import DAYS_BEFORE, MORNING

_LONGEST = 75  # octets of a line; what is longer goes on in the next, after a space
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """``id`` stays the same for the same event, so that adding it again replaces it."""

    id: str
    day: date
    summary: str
    description: str


def write_calendar(event: Event, now: datetime) -> bytes:
    """The file, in UTF-8; its alarms ring on the mornings of reminders, wherever it is read."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//biehuang//deadlines//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{event.id}@biehuang",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + _DAY:%Y%m%d}",
        f"SUMMARY:{_escape(event.summary)}",
        f"DESCRIPTION:{_escape(event.description)}",
        "TRANSP:TRANSPARENT",
        *(line for days in DAYS_BEFORE for line in _alarm(days, event.summary)),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_fold(line)}\r\n" for line in lines).encode()


def _alarm(days: int, summary: str) -> tuple[str, ...]:
    """Counted back from midnight: the morning of 7 days before is 6 days and 15 hours."""
    return (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escape(summary)}",
        f"TRIGGER:-P{days - 1}DT{24 - MORNING.hour}H",
        "END:VALARM",
    )


def _escape(text: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def _fold(line: str) -> str:
    """Cut so that no line has too many octets and no character is torn apart."""
    parts, room = [""], _LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append("")
            room = _LONGEST - 1
        parts[-1] += character
        room -= size
    return "\r\n ".join(parts)
