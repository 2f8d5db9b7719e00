"""Opens the database file and brings its schema up to date."""

import asyncio
import importlib.resources
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import aiosqlite

Value = str | int | bytes


class StorageError(Exception):
    """The database can't be used; says why without naming any of its content."""


class Database:
    """One connection in write-ahead mode, shared by all tables' classes."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._writing = asyncio.Lock()  # a rollback must not undo somebody else's write

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Opens or makes the file and migrates it; raises StorageError."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # A first look without aiosqlite, whose thread complains on its own when this fails.
            sqlite3.connect(path).close()
            connection = await aiosqlite.connect(path)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"{path}: {error}") from error
        try:
            await connection.execute("PRAGMA journal_mode = WAL")
            await connection.execute("PRAGMA synchronous = NORMAL")
            await connection.execute("PRAGMA busy_timeout = 5000")
            await migrate(connection)
        except (sqlite3.Error, StorageError) as error:
            await connection.close()
            raise StorageError(f"{path}: {error}") from error
        return cls(connection)

    async def write(self, statement: str, rows: Iterable[Sequence[Value]]) -> None:
        """Runs a statement for each row and commits before returning; raises StorageError."""
        async with self._writing:
            try:
                await self._connection.executemany(statement, rows)
                await self._connection.commit()
            except sqlite3.Error as error:
                await self._connection.rollback()
                raise StorageError(str(error)) from error

    async def read(self, query: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query; raises StorageError."""
        try:
            cursor = await self._connection.execute(query, values)
            return [tuple(row) for row in await cursor.fetchall()]
        except sqlite3.Error as error:
            raise StorageError(str(error)) from error

    async def close(self) -> None:
        """Writes the log back into the file and closes it."""
        await self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        await self._connection.close()


async def migrate(connection: aiosqlite.Connection) -> None:
    """Runs the numbered migrations that the file has not seen, each in its own transaction."""
    cursor = await connection.execute("PRAGMA user_version")
    row = await cursor.fetchone()
    version = int(row[0]) if row else 0
    scripts = list_migrations()
    if version > len(scripts):
        raise StorageError(f"schema {version} is newer than this program ({len(scripts)})")
    for number, script in enumerate(scripts[version:], start=version + 1):
        await connection.executescript(
            f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;"
        )


def list_migrations() -> list[str]:
    """The migrations' SQL in order; file names are numbered from 0001 without gaps."""
    folder = importlib.resources.files("bot.storage") / "migrations"
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".sql")), key=str)
    return [each.read_text("utf-8") for each in files]
