"""Daily counters: how many, never who."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from bot.storage.database import Database

Count = tuple[str, str]  # metric, label


class Stats:
    """Counts in memory and writes on ``flush``; a crash loses at most a second's counts."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: Counter[tuple[str, str, str]] = Counter()

    def count(self, day: date, counts: Iterable[Count]) -> None:
        """Adds one to each (metric, label) of the day."""
        for metric, label in counts:
            self._waiting[day.isoformat(), metric, label] += 1

    async def flush(self) -> None:
        """Writes what is waiting in one transaction."""
        if not self._waiting:
            return
        written = dict(self._waiting)
        rows = [(*key, count) for key, count in written.items()]
        await self._database.write(
            "INSERT INTO daily_counts (day, metric, label, count) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (day, metric, label) DO UPDATE SET count = count + excluded.count",
            rows,
        )
        self._waiting.subtract(written)
        self._waiting += Counter()  # drops what has come down to zero

    async def summarize(self, metric: str, since: date | None = None) -> dict[str, int]:
        """The sum by label of one metric, the largest first, from a day on if given."""
        rows = await self._database.read(
            "SELECT label, SUM(count) FROM daily_counts WHERE metric = ? AND day >= ? "
            "GROUP BY label ORDER BY SUM(count) DESC, label",
            (metric, since.isoformat() if since else ""),
        )
        return {str(label): int(count) for label, count in rows}
