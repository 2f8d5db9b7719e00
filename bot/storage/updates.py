"""Which updates were handled in the last day: a set, never a maximum."""

import time

from bot.storage.database import Database

KEPT_SECONDS = 24 * 3600  # Telegram keeps unconfirmed updates no longer


class HandledUpdates:
    """Remembers handled update ids in memory and, before that, in the database."""

    def __init__(self, database: Database, ids: set[int]) -> None:
        self._connection = database.connection
        self._ids = ids

    @classmethod
    async def load(cls, database: Database) -> "HandledUpdates":
        """Reads the ids of the last day and forgets older ones."""
        handled = cls(database, set())
        await handled.forget_old()
        return handled

    def __contains__(self, update_id: object) -> bool:
        return update_id in self._ids

    async def add(self, update_id: int) -> None:
        """Commits before returning, so that a kill afterwards can't bring the update back."""
        await self._connection.execute(
            "INSERT OR REPLACE INTO handled_updates (update_id, handled_at) VALUES (?, ?)",
            (update_id, int(time.time())),
        )
        await self._connection.commit()
        self._ids.add(update_id)

    async def forget_old(self) -> None:
        """Drops ids older than a day, in the file and in memory."""
        await self._connection.execute(
            "DELETE FROM handled_updates WHERE handled_at < ?", (int(time.time()) - KEPT_SECONDS,)
        )
        await self._connection.commit()
        cursor = await self._connection.execute("SELECT update_id FROM handled_updates")
        self._ids = {int(row[0]) for row in await cursor.fetchall()}
