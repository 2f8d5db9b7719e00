"""Opening and migrating: from nothing, from an older file, and from files that can't be used."""

import os
from pathlib import Path

import aiosqlite
import pytest

from bot.storage import database as database_module
from bot.storage.database import Database, StorageError, list_migrations
from bot.storage.stats import Stats
from bot.storage.updates import HandledUpdates

# Every column of every table. Whoever adds one says here what it holds, and that it is no person.
SCHEMA = {
    "daily_counts": {
        "day": "TEXT",  # a date
        "metric": "TEXT",  # a word of our own
        "label": "TEXT",  # an id from content
        "count": "INTEGER",
    },
    "handled_updates": {
        "update_id": "INTEGER",  # numbers messages to the bot, not people
        "handled_at": "INTEGER",  # seconds
    },
    "languages": {
        "person": "BLOB",  # a keyed hash; see test_languages.py
        "language": "TEXT",  # a code from content
    },
    "reminders": {
        "id": "TEXT",  # random
        "sealed": "BLOB",  # encrypted; see test_reminders.py
        "sent": "INTEGER",  # 0 to 2
        "trying": "INTEGER",  # 0 or 1
    },
    "group_settings": {
        "chat": "TEXT",  # a keyed hash; see test_groups.py
        "settings": "TEXT",  # words of our own, see tests/groups/test_settings.py
    },
    "group_receivers": {
        "id": "TEXT",  # random
        "chat": "TEXT",  # a keyed hash
        "sealed": "BLOB",  # encrypted; see test_groups.py
        "told": "TEXT",  # a date
    },
    "group_digests": {
        "chat": "TEXT",  # a keyed hash
        "sealed": "BLOB",  # encrypted
        "due": "TEXT",  # a date
    },
    "group_counts": {
        "chat": "TEXT",  # a keyed hash
        "metric": "TEXT",  # a word of our own
        "label": "TEXT",  # an id from content
        "count": "INTEGER",
    },
}


async def test_an_empty_file_gets_the_newest_schema(file):
    await (await Database.open(file.path)).close()
    assert file.rows("PRAGMA user_version") == [(len(list_migrations()),)]


async def test_opening_again_changes_nothing(file):
    await (await Database.open(file.path)).close()
    before = file.rows("SELECT type, name, sql FROM sqlite_master ORDER BY name")
    await (await Database.open(file.path)).close()
    assert file.rows("SELECT type, name, sql FROM sqlite_master ORDER BY name") == before


async def test_a_file_of_version_1_keeps_its_rows(file):
    file.path.parent.mkdir()
    file.run(list_migrations()[0])
    file.run(
        "INSERT INTO daily_counts VALUES ('2026-01-02', 'kind', 'court_notice', 41);"
        "PRAGMA user_version = 1;"
    )
    database = await Database.open(file.path)
    try:
        assert await Stats(database).summarize("kind") == {"court_notice": 41}
        handled = await HandledUpdates.load(database)
        await handled.add(7)
    finally:
        await database.close()
    assert file.rows("PRAGMA user_version") == [(len(list_migrations()),)]
    assert file.rows("SELECT update_id FROM handled_updates") == [(7,)]


async def test_a_newer_schema_is_refused_and_left_alone(file):
    await (await Database.open(file.path)).close()
    newer = len(list_migrations()) + 1
    file.run(f"PRAGMA user_version = {newer}")
    with pytest.raises(StorageError, match="newer than this program") as caught:
        await Database.open(file.path)
    assert str(newer) in str(caught.value)
    assert file.rows("PRAGMA user_version") == [(newer,)]


async def test_a_file_that_is_no_database_is_refused_and_left_alone(file):
    file.path.parent.mkdir()
    file.path.write_bytes(b"secret words of somebody " * 400)
    with pytest.raises(StorageError, match=file.path.name) as caught:
        await Database.open(file.path)
    assert "secret words" not in str(caught.value)
    assert file.path.read_bytes() == b"secret words of somebody " * 400


async def test_a_file_with_a_torn_page_is_refused(file):
    await (await Database.open(file.path)).close()
    content = bytearray(file.path.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    file.path.write_bytes(content)
    with pytest.raises(StorageError):
        await Database.open(file.path)


async def test_a_migration_that_fails_leaves_the_file_as_it_was(file, monkeypatch):
    await (await Database.open(file.path)).close()
    before = file.rows("SELECT name FROM sqlite_master ORDER BY name")
    broken = "CREATE TABLE half (done INTEGER);\nCREATE TABLE half (done INTEGER);"
    scripts = [*list_migrations(), broken]
    with monkeypatch.context() as patched:
        patched.setattr(database_module, "list_migrations", lambda: scripts)
        with pytest.raises(StorageError):
            await Database.open(file.path)
    assert file.rows("SELECT name FROM sqlite_master ORDER BY name") == before
    assert file.rows("PRAGMA user_version") == [(len(list_migrations()),)]
    await (await Database.open(file.path)).close()


@pytest.mark.parametrize("place", ["", "file/below.db"])
async def test_a_path_that_can_not_be_a_file_is_a_storage_error(tmp_path: Path, place: str):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        await Database.open(tmp_path / place)


async def test_writing_is_ahead_in_a_log(database, file):
    cursor = await database._connection.execute("PRAGMA journal_mode")
    assert await cursor.fetchone() == ("wal",)
    await database._connection.execute(
        "INSERT INTO daily_counts VALUES ('2026-01-02', 'kind', 'other', 1)"
    )
    await database._connection.commit()
    # A reader from outside sees it while the program runs.
    assert file.rows("SELECT count FROM daily_counts") == [(1,)]


async def test_closing_leaves_one_file(file):
    database = await Database.open(file.path)
    await (await HandledUpdates.load(database)).add(1)
    await database.close()
    assert [each.name for each in file.path.parent.iterdir()] == [file.path.name]


async def test_a_kill_loses_nothing_committed(file):
    """The file and its log, copied while the program runs, are what a kill leaves behind."""
    database = await Database.open(file.path)
    try:
        await (await HandledUpdates.load(database)).add(99)
        left = file.path.parent.parent / "after-kill"
        left.mkdir()
        for each in file.path.parent.iterdir():
            if not each.name.endswith("-shm"):
                (left / each.name).write_bytes(each.read_bytes())
    finally:
        await database.close()
    again = await Database.open(left / file.path.name)
    try:
        assert 99 in await HandledUpdates.load(again)
    finally:
        await again.close()


def test_migrations_are_numbered_without_gaps():
    folder = Path(database_module.__file__).with_name("migrations")
    numbers = sorted(int(each.name.split("_")[0]) for each in folder.iterdir() if each.suffix)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(list_migrations()) == len(numbers)


async def test_no_column_can_hold_a_person(database, file):
    tables = [
        name
        for (name,) in file.rows("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        if not name.startswith("sqlite_")
    ]
    schema = {
        table: {row[1]: row[2] for row in file.rows(f"PRAGMA table_info({table})")}
        for table in tables
    }
    assert schema == SCHEMA
    assert file.rows("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'") == [(0,)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
async def test_a_folder_without_permission_is_a_storage_error(tmp_path: Path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    with pytest.raises(StorageError):
        await Database.open(locked / "biehuang.db")


async def test_two_programs_can_open_one_file(file):
    one = await Database.open(file.path)
    two = await Database.open(file.path)
    try:
        await (await HandledUpdates.load(one)).add(1)
        await (await HandledUpdates.load(two)).add(2)
    finally:
        await one.close()
        await two.close()
    async with aiosqlite.connect(file.path) as connection:
        cursor = await connection.execute("SELECT update_id FROM handled_updates ORDER BY 1")
        assert await cursor.fetchall() == [(1,), (2,)]
