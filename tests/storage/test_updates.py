"""Handled update ids: kept a day, as a set, and committed before anything else happens."""

import asyncio
import time

import pytest

from bot.storage.database import Database
from bot.storage.updates import KEPT_SECONDS, HandledUpdates

HOUR = 3600


@pytest.fixture
async def handled(database: Database) -> HandledUpdates:
    return await HandledUpdates.load(database)


async def test_an_added_id_is_in_the_file_at_once(handled, file):
    await handled.add(5)
    assert file.rows("SELECT update_id FROM handled_updates") == [(5,)]
    assert 5 in handled


async def test_added_ids_survive_opening_again(file):
    database = await Database.open(file.path)
    handled = await HandledUpdates.load(database)
    for each in (10, 3, 7):
        await handled.add(each)
    await database.close()
    database = await Database.open(file.path)
    again = await HandledUpdates.load(database)
    await database.close()
    assert [each for each in range(12) if each in again] == [3, 7, 10]


async def test_the_set_is_never_a_maximum(handled):
    await handled.add(1_000)
    assert all(each not in handled for each in (1, 999, 1_001, -1_000))


async def test_ids_older_than_a_day_are_forgotten(file):
    await (await Database.open(file.path)).close()
    now = int(time.time())
    file.run(
        "INSERT INTO handled_updates VALUES "
        f"(1, {now - KEPT_SECONDS - 60}), (2, {now - KEPT_SECONDS + HOUR}), (3, {now})"
    )
    database = await Database.open(file.path)
    handled = await HandledUpdates.load(database)
    await database.close()
    assert [each for each in (1, 2, 3) if each in handled] == [2, 3]
    assert file.rows("SELECT update_id FROM handled_updates ORDER BY 1") == [(2,), (3,)]


async def test_forgetting_works_while_running(handled, file):
    await handled.add(1)
    await handled.add(2)
    yesterday = int(time.time()) - 25 * HOUR
    file.run(f"UPDATE handled_updates SET handled_at = {yesterday} WHERE update_id = 1")
    await handled.forget_old()
    assert 1 not in handled
    assert 2 in handled
    assert file.rows("SELECT update_id FROM handled_updates") == [(2,)]


async def test_an_id_handled_again_lives_on(handled, file):
    await handled.add(1)
    file.run("UPDATE handled_updates SET handled_at = 0")
    await handled.add(1)
    await handled.forget_old()
    assert 1 in handled


async def test_adding_while_forgetting_loses_nothing(handled, file):
    ids = range(200)
    adding = [asyncio.create_task(handled.add(each)) for each in ids]
    forgetting = [asyncio.create_task(handled.forget_old()) for _ in range(20)]
    more = [asyncio.create_task(handled.add(each)) for each in range(200, 400)]
    await asyncio.gather(*adding, *forgetting, *more)
    assert all(each in handled for each in range(400))
    assert file.rows("SELECT count(*) FROM handled_updates") == [(400,)]


async def test_large_ids_fit(handled, file):
    await handled.add(2**31 + 5)
    assert file.rows("SELECT update_id FROM handled_updates") == [(2**31 + 5,)]
