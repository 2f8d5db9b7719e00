"""The calendar file, read back line by line as RFC 5545 says."""

import re
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.reckoning.deadlines import BEIJING, list_moments
from bot.views.calendar import Event, write_calendar

NOW = datetime(2026, 11, 22, 4, 5, 6, tzinfo=UTC)
DAY = date(2026, 12, 31)
EVENT = Event("appeal.20261231", DAY, "交上诉状", "以文书为准")


def read(file: bytes) -> list[tuple[str, str]]:
    """Names and values of all lines, unfolded."""
    text = file.decode()
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not any("\n" in line or "\r" in line for line in lines)
    unfolded: list[str] = []
    for line in lines:
        if line.startswith(" "):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    return [tuple(line.split(":", 1)) for line in unfolded]


def unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


def test_an_event_of_one_whole_day():
    lines = read(write_calendar(EVENT, NOW))
    assert lines[0] == ("BEGIN", "VCALENDAR")
    assert lines[-1] == ("END", "VCALENDAR")
    fields = dict(lines)
    assert fields["VERSION"] == "2.0"
    assert fields["DTSTART;VALUE=DATE"] == "20261231"
    assert fields["DTEND;VALUE=DATE"] == "20270101"
    assert fields["DTSTAMP"] == "20261122T040506Z"
    assert fields["UID"] == "appeal.20261231@biehuang"
    assert {"PRODID", "SUMMARY"} <= set(fields)


def test_begins_and_ends_are_nested():
    stack = []
    for name, value in read(write_calendar(EVENT, NOW)):
        if name == "BEGIN":
            stack.append(value)
        elif name == "END":
            assert stack.pop() == value
    assert stack == []


def test_alarms_ring_on_the_mornings_of_reminders():
    triggers = [value for name, value in read(write_calendar(EVENT, NOW)) if name == "TRIGGER"]
    assert triggers == ["-P6DT15H", "-P2DT15H", "-P0DT15H"]
    midnight = datetime(2026, 12, 31, tzinfo=UTC)
    rings = []
    for trigger in triggers:
        days, hours = map(int, re.fullmatch(r"-P(\d+)DT(\d+)H", trigger).groups())
        rings.append(midnight - timedelta(days=days, hours=hours))
    assert rings == [each + timedelta(minutes=BEIJING) for each in list_moments(DAY, BEIJING)]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=200))
def test_any_words_are_read_back(words):
    event = Event("x", DAY, words, words)
    fields = dict(read(write_calendar(event, NOW))[:12])
    assert unescape(fields["SUMMARY"]) == words
    assert unescape(fields["DESCRIPTION"]) == words


def test_the_same_deadline_replaces_itself():
    uids = {dict(read(write_calendar(EVENT, now)))["UID"] for now in (NOW, NOW + timedelta(days=1))}
    assert len(uids) == 1
