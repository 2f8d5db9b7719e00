"""What a group's weekly digest counts, and where its admins are to be asked for."""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.clock import CHINA
from bot.storage.database import Database
from bot.storage.groups import Groups
from bot.storage.seal import Seal, SealError
from bot.storage.stats import Count

log = logging.getLogger(__name__)

HOUR = time(9)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Digest:
    """A group that wants one; ``due`` is the Monday on whose morning it is sent."""

    chat: int
    due: date


def find_monday(now: datetime) -> date:
    """The next Monday whose nine o'clock in Beijing has not come."""
    local = now.astimezone(CHINA)
    monday = local.date() + timedelta(days=-local.weekday() % _WEEK)
    return monday if _morning(monday) > now else monday + timedelta(days=_WEEK)


def _morning(day: date) -> datetime:
    return datetime.combine(day, HOUR, CHINA)


class Digests:
    """Groups with a digest, sealed on disk and open in memory; counts under a keyed hash.

    Counts are written on ``flush``; a crash loses at most a second's.
    """

    def __init__(self, database: Database, secret: bytes, groups: Groups) -> None:
        self._database = database
        self._groups = groups
        self._seal = Seal(secret, "group digests")
        self._kept: dict[str, Digest] = {}
        self._waiting: Counter[tuple[str, str, str]] = Counter()

    @classmethod
    async def load(cls, database: Database, secret: bytes, groups: Groups) -> "Digests":
        """Opens what is stored; what another secret has sealed is left alone, and said so."""
        digests, strange = cls(database, secret, groups), 0
        rows = await database.read("SELECT chat, sealed, due FROM group_digests")
        for group, sealed, due in rows:
            try:
                chat = int(digests._seal.open(sealed, group))
                digests._kept[group] = Digest(chat, date.fromisoformat(due))
            except (SealError, ValueError):
                strange += 1
        if strange:
            log.error("%d digests of groups were sealed with another SECRET_KEY", strange)
        return digests

    def list_ripe(self, now: datetime) -> list[Digest]:
        """Those whose morning has come."""
        return [each for each in self._kept.values() if _morning(each.due) <= now]

    def count(self, chat_id: int, counts: Iterable[Count]) -> None:
        """Adds one to each (metric, label) of a group that wants a digest; else nothing."""
        group = self._groups.key(chat_id)
        if group in self._kept:
            for metric, label in counts:
                self._waiting[group, metric, label] += 1

    async def flush(self) -> None:
        """Writes what is waiting in one transaction."""
        written = dict(self._waiting)
        if not written:
            return
        await self._add([(*key, count) for key, count in written.items()])
        self._waiting.subtract(written)
        self._waiting += Counter()

    async def summarize(self, chat_id: int, metric: str) -> dict[str, int]:
        """What was counted since the last digest by label, the largest first."""
        await self.flush()
        rows = await self._database.read(
            "SELECT label, count FROM group_counts WHERE chat = ? AND metric = ? "
            "ORDER BY count DESC, label",
            (self._groups.key(chat_id), metric),
        )
        return {str(label): int(count) for label, count in rows}

    async def switch(self, chat_id: int, *, wanted: bool, now: datetime) -> None:
        """From now on counts for a digest, or no longer and forgets; twice changes nothing."""
        if not wanted:
            await self.forget(chat_id)
        elif self._groups.key(chat_id) not in self._kept:
            await self._write(Digest(chat_id, find_monday(now)))

    async def finish(self, chat_id: int, now: datetime) -> None:
        """Deletes what was counted; the next one is due on the next Monday."""
        if self._groups.key(chat_id) in self._kept:
            await self._clear(self._groups.key(chat_id))
            await self._write(Digest(chat_id, find_monday(now)))

    async def forget(self, chat_id: int) -> None:
        """Removes all of a group; one without a digest is fine."""
        group = self._groups.key(chat_id)
        await self._database.write("DELETE FROM group_digests WHERE chat = ?", [(group,)])
        self._kept.pop(group, None)
        await self._clear(group)

    async def move(self, old: int, new: int) -> None:
        """Keeps digest and counts of a group under its new id; goes before ``Groups.move``."""
        await self.flush()
        before, after = self._groups.key(old), self._groups.key(new)
        digest = self._kept.get(before)
        if digest is None or before == after:
            return
        if after not in self._kept:
            await self._write(Digest(new, digest.due))
        rows = await self._database.read(
            "SELECT metric, label, count FROM group_counts WHERE chat = ?", (before,)
        )
        await self._add([(after, *row) for row in rows])
        await self.forget(old)

    async def _add(self, rows: list[tuple[str, str, str, int]]) -> None:
        await self._database.write(
            "INSERT INTO group_counts (chat, metric, label, count) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (chat, metric, label) DO UPDATE SET count = count + excluded.count",
            rows,
        )

    async def _clear(self, group: str) -> None:
        for key in [each for each in self._waiting if each[0] == group]:
            del self._waiting[key]
        await self._database.write("DELETE FROM group_counts WHERE chat = ?", [(group,)])

    async def _write(self, digest: Digest) -> None:
        group = self._groups.key(digest.chat)
        sealed = self._seal.close(str(digest.chat), group)
        await self._database.write(
            "INSERT OR REPLACE INTO group_digests (chat, sealed, due) VALUES (?, ?, ?)",
            [(group, sealed, digest.due.isoformat())],
        )
        self._kept[group] = digest
