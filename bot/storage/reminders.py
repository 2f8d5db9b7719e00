"""Reminders that somebody asked for: chat, day and kind, encrypted, until the last was sent."""

import asyncio
import logging
import secrets
from dataclasses import replace
from datetime import datetime

from bot.reckoning.deadlines import (
    DAYS_BEFORE,
    Deadline,
    Reminder,
    count_past,
    read_deadline,
)
from bot.storage.database import Database
from bot.storage.seal import Seal, SealError

log = logging.getLogger(__name__)

MOST_IN_CHAT = 20


class FullError(Exception):
    """The chat has as many reminders as it may have."""


class Reminders:
    """All of them in memory, opened once; every change is committed before it counts."""

    def __init__(self, database: Database, secret: bytes) -> None:
        self._database = database
        self._seal = Seal(secret, "reminders")
        self._kept: dict[str, Reminder] = {}
        self._changing = asyncio.Lock()  # one cancelled must not come back by a write under way

    @classmethod
    async def load(cls, database: Database, secret: bytes) -> "Reminders":
        """Opens what is stored; what another secret has sealed is left alone, and said so."""
        reminders = cls(database, secret)
        strange = 0
        rows = await database.read("SELECT id, sealed, sent, trying FROM reminders")
        for name, sealed, sent, trying in rows:
            try:
                chat, deadline, offset = reminders._seal.open(sealed, name).split(" ")
                day = read_deadline(deadline)
            except (SealError, ValueError):
                strange += 1
                continue
            reminders._kept[name] = Reminder(name, int(chat), day, int(offset), sent, bool(trying))
        if strange:
            log.error("%d reminders were sealed with another SECRET_KEY", strange)
        return reminders

    def list_for(self, chat: int) -> list[Reminder]:
        """A chat's reminders, the nearest day first."""
        found = [each for each in self._kept.values() if each.chat == chat]
        return sorted(found, key=lambda each: (each.deadline.day, each.deadline.act))

    def list_ripe(self, now: datetime) -> list[Reminder]:
        """Those of which one is to be sent, the nearest day first."""
        found = [each for each in self._kept.values() if each.is_ripe(now)]
        return sorted(found, key=lambda each: each.deadline.day)

    async def keep(self, chat: int, deadline: Deadline, offset: int, now: datetime) -> None:
        """Keeps one, in place of an earlier one of the same deadline; raises FullError.

        Mornings that are over count as done with.
        """
        async with self._changing:
            kept = self.list_for(chat)
            old = next((each for each in kept if each.deadline == deadline), None)
            if old is None and len(kept) >= MOST_IN_CHAT:
                raise FullError
            name = old.id if old else secrets.token_hex(8)
            sent = count_past(deadline.day, offset, now)
            await self._write(Reminder(name, chat, deadline, offset, sent))

    async def begin(self, reminder: Reminder) -> bool:
        """Notes that one is about to be sent, so that a repetition after a kill can say so.

        False when it was cancelled meanwhile.
        """
        async with self._changing:
            current = self._kept.get(reminder.id)
            if current is not None:
                await self._write(replace(current, trying=True))
            return current is not None

    async def mark(self, reminder: Reminder, now: datetime) -> None:
        """Counts every morning up to now as done with; after the last nothing is kept."""
        async with self._changing:
            current = self._kept.get(reminder.id)
            sent = count_past(reminder.deadline.day, reminder.offset, now)
            if current is not None and sent < len(DAYS_BEFORE):
                await self._write(replace(current, sent=sent, trying=False))
            elif current is not None:
                await self._drop([current])

    async def cancel(self, chat: int, name: str) -> None:
        """Removes one of a chat's reminders; one that is gone already is fine."""
        async with self._changing:
            await self._drop([each for each in self.list_for(chat) if each.id == name])

    async def forget(self, chat: int) -> int:
        """Removes all of a chat's reminders; how many there were."""
        async with self._changing:
            found = self.list_for(chat)
            await self._drop(found)
            return len(found)

    async def _write(self, reminder: Reminder) -> None:
        text = f"{reminder.chat} {reminder.deadline} {reminder.offset}"
        sealed = self._seal.close(text, reminder.id)
        await self._database.write(
            "INSERT OR REPLACE INTO reminders (id, sealed, sent, trying) VALUES (?, ?, ?, ?)",
            [(reminder.id, sealed, reminder.sent, int(reminder.trying))],
        )
        self._kept[reminder.id] = reminder

    async def _drop(self, found: list[Reminder]) -> None:
        if found:
            rows = [(each.id,) for each in found]
            await self._database.write("DELETE FROM reminders WHERE id = ?", rows)
        for each in found:
            self._kept.pop(each.id, None)
