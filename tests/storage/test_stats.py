"""Daily counters add up, over flushes, programs and days."""

import asyncio
from datetime import date

from bot.storage.database import Database
from bot.storage.stats import Stats

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
COURT, SCAM = ("kind", "court_notice"), ("authenticity", "scam")


async def test_counts_add_up_across_flushes(database):
    stats = Stats(database)
    stats.count(MONDAY, [COURT, SCAM])
    await stats.flush()
    stats.count(MONDAY, [COURT])
    stats.count(MONDAY, [COURT])
    await stats.flush()
    await stats.flush()
    assert await stats.summarize("kind") == {"court_notice": 3}
    assert await stats.summarize("authenticity") == {"scam": 1}


async def test_counts_add_up_after_opening_again(file):
    for _ in range(3):
        database = await Database.open(file.path)
        stats = Stats(database)
        stats.count(MONDAY, [COURT])
        await stats.flush()
        await database.close()
    assert file.rows("SELECT day, metric, label, count FROM daily_counts") == [
        ("2026-11-16", "kind", "court_notice", 3)
    ]


async def test_two_programs_add_to_the_same_row(file):
    one, two = await Database.open(file.path), await Database.open(file.path)
    try:
        for database in (one, two, one):
            stats = Stats(database)
            stats.count(MONDAY, [COURT])
            await stats.flush()
        assert await Stats(two).summarize("kind") == {"court_notice": 3}
    finally:
        await one.close()
        await two.close()


async def test_nothing_is_written_before_the_flush(database, file):
    stats = Stats(database)
    stats.count(MONDAY, [COURT])
    assert file.rows("SELECT * FROM daily_counts") == []
    await stats.flush()
    assert len(file.rows("SELECT * FROM daily_counts")) == 1


async def test_a_sum_can_begin_at_a_day(database):
    stats = Stats(database)
    stats.count(MONDAY, [COURT, COURT])
    stats.count(TUESDAY, [COURT])
    await stats.flush()
    assert await stats.summarize("kind", MONDAY) == {"court_notice": 3}
    assert await stats.summarize("kind", TUESDAY) == {"court_notice": 1}
    assert await stats.summarize("kind", date(2026, 11, 18)) == {}


async def test_the_largest_comes_first(database):
    stats = Stats(database)
    stats.count(MONDAY, [("kind", "b"), ("kind", "c"), ("kind", "c"), ("kind", "a")])
    await stats.flush()
    assert list((await stats.summarize("kind")).items()) == [("c", 2), ("a", 1), ("b", 1)]


async def test_an_unknown_metric_sums_to_nothing(database):
    assert await Stats(database).summarize("nothing") == {}


async def test_a_count_during_a_flush_is_kept(database):
    stats = Stats(database)
    stats.count(MONDAY, [COURT])
    flushing = asyncio.create_task(stats.flush())
    await asyncio.sleep(0)
    stats.count(MONDAY, [COURT])
    await flushing
    await stats.flush()
    assert await stats.summarize("kind") == {"court_notice": 2}
