"""A pasted log of contacts: lines of day, time, number and words, in order of time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.forms.days import read_day
from bot.forms.reading import Reading

FIRST = date(2015, 1, 1)
_MARK = re.compile(r"^\s*(?:[-*·•]|\(?\d{1,2}[.、)](?!\d)|[①-⑳])\s*")
_DAY = re.compile(
    r"(?:(?:\d{4}|\d{2})\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]?"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|(?:19|20)\d{6}(?!\d)"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|\d{1,2}[-./]\d{1,2}(?![\d:.]))"
)
_REST_OF_DAY = re.compile(r"^[\s,;(]*(?:(?:周|星期|礼拜)[一二三四五六日天])?[\s,;)T]*")
_TIME = re.compile(
    r"^(?P<part>\D{0,3}?)\s*(?P<hour>[01]?\d|2[0-4])\s*(?::\s*(?P<minute>[0-5]\d)(?::[0-5]\d)?"
    r"|[点时]\s*(?:(?P<spoken>[0-5]?\d)\s*分?|(?P<half>半))?)\s*[,;]?\s*"
)
_NUMBER = re.compile(r"^(?P<number>\+?[\d*](?:[-\s]?[\d*]){3,20})(?![\d*年月日点元]|:\d)[\s,;:]*")
_HALF_WIDTH = str.maketrans("，；：（）．／－０１２３４５６７８９", ",;:()./-0123456789")
_LEADING = " ,;:，；：、\t"
_NOON, _MIDNIGHT = 12, 24


@dataclass(frozen=True, slots=True)
class Entry:
    """A line, read. ``minutes`` count from midnight; what was not written is None or empty."""

    day: date | None
    minutes: int | None
    number: str
    words: str


def read_log(text: str, reading: Reading) -> tuple[Entry, ...]:
    """The entries in order of time; those without a day come last, as they were written.

    A line that begins with no day goes on with the words of the line before.
    """
    entries: list[Entry] = []
    for line in text.split("\n"):
        entry = _read(line, reading)
        if entry.day is None and entry.minutes is None and entries:
            last = entries[-1]
            entries[-1] = replace(last, words=f"{last.words}{_join(last.words)}{line.strip()}")
        elif entry.words or entry.number or entry.day:
            entries.append(entry)
    return tuple(_sort(entries))


def _sort(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(
        entries,
        key=lambda each: (each.day or date.max, -1 if each.minutes is None else each.minutes),
    )


def _join(words: str) -> str:
    return "" if not words or words[-1] in "。！？；，" else "；"


def _read(line: str, reading: Reading) -> Entry:
    line = line.strip()
    plain = _MARK.sub("", line.translate(_HALF_WIDTH), count=1)
    day, rest = _take_day(plain, reading)
    minutes, rest = _take_time(rest, reading)
    rest = rest.lstrip(_LEADING)
    number = _NUMBER.match(rest)
    # Folding keeps lengths, so what is left of the folded line is as long as its end unfolded.
    words = line[len(line) - len(rest) + (number.end() if number else 0) :]
    return Entry(day, minutes, number["number"].strip() if number else "", words.strip(_LEADING))


def _take_day(text: str, reading: Reading) -> tuple[date | None, str]:
    """The day at the beginning, never one to come, and what follows it."""
    word = next((each for each in reading.spoken.days if text.startswith(each)), "")
    match = None if word else _DAY.match(text)
    written = word or (match.group() if match else "")
    if not written:
        return None, text
    day = read_day(reading.fold(written), reading, FIRST, reading.today)
    if day is None or not FIRST <= day <= reading.today:
        return None, text
    return day, _REST_OF_DAY.sub("", text[len(written) :], count=1)


def _take_time(text: str, reading: Reading) -> tuple[int | None, str]:
    match = _TIME.match(text.lstrip(_LEADING))
    if match is None:
        return None, text
    part = match["part"].strip()
    if part and part not in reading.spoken.hours:
        return None, text
    hour = _shift(int(match["hour"]), reading.spoken.hours.get(part, 0) if part else None)
    minute = 30 if match["half"] else int(match["minute"] or match["spoken"] or 0)
    return hour * 60 + minute, text.lstrip(_LEADING)[match.end() :]


def _shift(hour: int, begins: int | None) -> int:
    """The hour of 24 that is meant in a part of the day; None when no part was named."""
    if begins is None:
        return hour
    if begins == 0:
        return hour % _NOON if hour == _NOON else hour
    later = hour + _NOON
    return later if hour < begins <= later <= _MIDNIGHT else hour
