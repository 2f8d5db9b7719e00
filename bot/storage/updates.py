"""Which updates were handled in the last day: a set, never a maximum."""

import logging
import time

from bot.storage.database import Database, StorageError

log = logging.getLogger(__name__)

KEPT_SECONDS = 24 * 3600  # Telegram keeps unconfirmed updates no longer


class HandledUpdates:
    """Remembers handled update ids in memory and, before that, in the database."""

    def __init__(self, database: Database, ids: set[int]) -> None:
        self._database = database
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
        try:
            await self._database.write(
                "INSERT OR REPLACE INTO handled_updates (update_id, handled_at) VALUES (?, ?)",
                [(update_id, int(time.time()))],
            )
        except StorageError as error:
            # Known in memory at least: better answered twice after a crash than again and again.
            log.error("a handled update could not be written down: %s", error)
        self._ids.add(update_id)

    async def forget_old(self) -> None:
        """Drops ids older than a day, in the file and in memory."""
        oldest = int(time.time()) - KEPT_SECONDS
        await self._database.write("DELETE FROM handled_updates WHERE handled_at < ?", [(oldest,)])
        before = set(self._ids)
        rows = await self._database.read("SELECT update_id FROM handled_updates")
        kept = {int(row[0]) for row in rows}
        self._ids |= kept
        self._ids -= before - kept
