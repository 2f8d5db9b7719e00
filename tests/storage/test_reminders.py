"""Reminders: sealed, found again after a restart, sent on each morning once, gone in the end."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.reckoning.deadlines import BEIJING, Deadline
from bot.storage.database import Database
from bot.storage.reminders import MOST_IN_CHAT, FullError, Reminders
from bot.storage.seal import Seal, SealError

SECRET = b"a secret of the tests"
CHAT, OTHER = 7_812_345_678, 42
DAY = date(2026, 12, 10)
DEADLINE = Deadline("appeal_deadline.judgment", DAY)
BEFORE = datetime(2026, 11, 22, 4, tzinfo=UTC)


def morning(days: int) -> datetime:
    """Nine o'clock in Beijing so many days before."""
    return datetime(2026, 12, 10, 1, tzinfo=UTC) - timedelta(days=days)


@pytest.fixture
async def reminders(database: Database) -> Reminders:
    return await Reminders.load(database, SECRET)


async def test_they_are_there_after_a_restart(database, reminders):
    await reminders.keep(CHAT, DEADLINE, BEIJING, BEFORE)
    again = await Reminders.load(database, SECRET)
    assert again.list_for(CHAT) == reminders.list_for(CHAT)
    [kept] = again.list_for(CHAT)
    assert (kept.chat, kept.deadline, kept.offset, kept.sent) == (CHAT, DEADLINE, BEIJING, 0)
    assert again.list_for(OTHER) == []


async def test_nothing_but_chance_stands_in_the_file(database, reminders, file):
    await reminders.keep(CHAT, DEADLINE, BEIJING, BEFORE)
    await reminders.keep(OTHER, Deadline("paper_date.fee", DAY), -300, BEFORE)
    rows = file.rows("SELECT id, sealed, sent, trying FROM reminders")
    assert len({len(sealed) for _, sealed, _, _ in rows}) == 1  # lengths tell nothing
    content = b"".join(path.read_bytes() for path in file.path.parent.iterdir())
    for secret in (str(CHAT), "appeal", "20261210", "paper_date"):
        assert secret.encode() not in content
    for size, order in ((5, "big"), (5, "little"), (8, "big"), (8, "little")):
        assert CHAT.to_bytes(size, order) not in content


async def test_another_secret_opens_nothing_and_breaks_nothing(database, reminders, caplog):
    await reminders.keep(CHAT, DEADLINE, BEIJING, BEFORE)
    strange = await Reminders.load(database, b"another")
    assert strange.list_for(CHAT) == []
    assert "1 reminders were sealed with another SECRET_KEY" in caplog.text
    assert str(CHAT) not in caplog.text
    assert len((await Reminders.load(database, SECRET)).list_for(CHAT)) == 1


async def test_each_morning_once_and_nothing_after_the_last(database, reminders, file):
    await reminders.keep(CHAT, DEADLINE, BEIJING, BEFORE)
    for days in (7, 3, 1):
        assert reminders.list_ripe(morning(days) - timedelta(seconds=1)) == []
        [ripe] = reminders.list_ripe(morning(days))
        await reminders.begin(ripe)
        await reminders.mark(ripe, morning(days))
        assert reminders.list_ripe(morning(days)) == []
    assert reminders.list_for(CHAT) == []
    assert file.rows("SELECT * FROM reminders") == []


async def test_missed_mornings_are_made_up_for_by_one(reminders):
    await reminders.keep(CHAT, DEADLINE, BEIJING, BEFORE)
    [ripe] = reminders.list_ripe(morning(2))
    await reminders.mark(ripe, morning(2))
    assert reminders.list_ripe(morning(2)) == []
    assert reminders.list_for(CHAT)[0].sent == 2


async def test_one_that_was_tried_and_not_marked_is_known_as_such(database, reminders):
    await reminders.keep(CHAT, DEADLINE, BEIJING, BEFORE)
    [ripe] = reminders.list_ripe(morning(7))
    assert not ripe.trying
    await reminders.begin(ripe)
    again = await Reminders.load(database, SECRET)
    [ripe] = again.list_ripe(morning(7))
    assert ripe.trying
    await again.mark(ripe, morning(7))
    assert not (await Reminders.load(database, SECRET)).list_for(CHAT)[0].trying


async def test_mornings_that_are_over_when_it_is_kept_are_not_sent(reminders):
    await reminders.keep(CHAT, DEADLINE, BEIJING, morning(2))
    assert reminders.list_ripe(morning(2)) == []
    assert len(reminders.list_ripe(morning(1))) == 1


async def test_asking_twice_keeps_one_with_the_newer_zone(reminders, file):
    await reminders.keep(CHAT, DEADLINE, BEIJING, BEFORE)
    await reminders.keep(CHAT, DEADLINE, -300, BEFORE)
    assert [each.offset for each in reminders.list_for(CHAT)] == [-300]
    assert len(file.rows("SELECT * FROM reminders")) == 1


async def test_a_morning_abroad_is_another_moment(reminders):
    await reminders.keep(CHAT, DEADLINE, -300, BEFORE)
    assert reminders.list_ripe(morning(7)) == []
    assert reminders.list_ripe(morning(7) + timedelta(hours=13))


async def test_only_ones_own_are_cancelled_and_forgotten(database, reminders):
    await reminders.keep(CHAT, DEADLINE, BEIJING, BEFORE)
    await reminders.keep(OTHER, DEADLINE, BEIJING, BEFORE)
    [own] = reminders.list_for(CHAT)
    await reminders.cancel(OTHER, own.id)
    assert reminders.list_for(CHAT) == [own]
    assert await reminders.forget(OTHER) == 1
    await reminders.cancel(CHAT, own.id)
    await reminders.cancel(CHAT, own.id)
    assert await reminders.forget(CHAT) == 0
    assert (await Reminders.load(database, SECRET)).list_ripe(morning(0)) == []


async def test_one_cancelled_while_it_was_sent_stays_away(reminders, file):
    await reminders.keep(CHAT, DEADLINE, BEIJING, BEFORE)
    [ripe] = reminders.list_ripe(morning(7))
    await reminders.forget(CHAT)
    assert not await reminders.begin(ripe)
    await reminders.mark(ripe, morning(7))
    assert file.rows("SELECT * FROM reminders") == []


async def test_one_cancelled_at_the_same_moment_does_not_come_back(reminders, file):
    await reminders.keep(CHAT, DEADLINE, BEIJING, BEFORE)
    [ripe] = reminders.list_ripe(morning(7))
    deeds = [reminders.forget(CHAT), reminders.begin(ripe), reminders.mark(ripe, morning(7))]
    await asyncio.gather(*deeds)
    assert reminders.list_for(CHAT) == []
    assert file.rows("SELECT * FROM reminders") == []


async def test_a_chat_keeps_a_bounded_number(reminders):
    for number in range(MOST_IN_CHAT):
        day = DAY + timedelta(days=number)
        await reminders.keep(CHAT, Deadline("paper_date.fee", day), BEIJING, BEFORE)
    with pytest.raises(FullError):
        await reminders.keep(CHAT, DEADLINE, BEIJING, BEFORE)
    await reminders.keep(CHAT, Deadline("paper_date.fee", DAY), 0, BEFORE)
    await reminders.keep(OTHER, DEADLINE, BEIJING, BEFORE)


def test_a_seal_opens_in_its_place_and_unchanged_only():
    seal = Seal(SECRET, "reminders")
    sealed = seal.close("数", "row")
    assert seal.open(sealed, "row") == "数"
    assert sealed != seal.close("数", "row")
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for wrong, place in ((sealed, "other"), (changed, "row"), (b"", "row"), (sealed[:11], "row")):
        with pytest.raises(SealError):
            seal.open(wrong, place)
    with pytest.raises(SealError):
        Seal(SECRET, "another purpose").open(sealed, "row")
    with pytest.raises(ValueError, match="at most 96"):
        seal.close("x" * 97, "row")
