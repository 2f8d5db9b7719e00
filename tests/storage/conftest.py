"""A real database file, opened by the program or looked at from outside."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.database import Database


class File:
    """The database's file as another program sees it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def rows(self, sql: str) -> list[tuple]:
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(sql).fetchall()

    def run(self, script: str) -> None:
        with closing(sqlite3.connect(self.path)) as connection:
            connection.executescript(script)
            connection.commit()


@pytest.fixture
def file(tmp_path: Path) -> File:
    return File(tmp_path / "data" / "biehuang.db")


@pytest.fixture
async def database(file: File) -> AsyncIterator[Database]:
    database = await Database.open(file.path)
    yield database
    await database.close()
