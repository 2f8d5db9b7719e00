"""What groups have set, and who of their admins asked to be told in private."""

import asyncio
import hmac
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.groups.settings import GroupSettings, read_settings, write_settings
from bot.storage.database import Database
from bot.storage.seal import Seal, SealError

log = logging.getLogger(__name__)

MOST_RECEIVERS = 20  # of a group

_PLAIN = GroupSettings()


class CrowdError(Exception):
    """The group has as many receivers as it may have."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """An admin who is told in private; ``told`` names the last digest they were sent."""

    id: str
    group: str  # keyed hash
    user: int
    told: str = ""


class Groups:
    """All of it in memory, read once; every change is committed before it counts.

    A group is known by a keyed hash of its id, a receiver by a sealed one.
    """

    def __init__(self, database: Database, secret: bytes) -> None:
        self._database = database
        self._secret = secret
        self._seal = Seal(secret, "group receivers")
        self._settings: dict[str, GroupSettings] = {}
        self._receivers: dict[str, Receiver] = {}
        self._moved: dict[str, str] = {}  # a panel in the old group still finds the settings
        self._changing = asyncio.Lock()  # of two changes at once each sees the other

    @classmethod
    async def load(cls, database: Database, secret: bytes) -> "Groups":
        """Reads what is stored; what can't be read is left alone, and said so."""
        groups, strange = cls(database, secret), 0
        for group, text in await database.read("SELECT chat, settings FROM group_settings"):
            try:
                groups._settings[group] = read_settings(text)
            except ValueError:
                strange += 1
        rows = await database.read("SELECT id, chat, sealed, told FROM group_receivers")
        for name, group, sealed, told in rows:
            try:
                user = int(groups._seal.open(sealed, name))
            except (SealError, ValueError):
                strange += 1
                continue
            groups._receivers[name] = Receiver(name, group, user, told)
        if strange:
            log.error("%d settings of groups can't be read: another SECRET_KEY or version", strange)
        return groups

    def key(self, chat_id: int) -> str:
        """The keyed hash under which a group is kept, in memory also by its former id."""
        key = hmac.digest(self._secret, f"group {chat_id}".encode(), "sha256").hex()[:32]
        return self._moved.get(key, key)

    def find(self, chat_id: int) -> GroupSettings:
        """What a group has set; the defaults when it never set anything."""
        return self._settings.get(self.key(chat_id), _PLAIN)

    async def change(self, chat_id: int, settings: GroupSettings) -> None:
        """Keeps these settings in place of the group's former ones; the defaults are not kept."""
        await self.alter(chat_id, lambda _: settings)

    async def alter(
        self, chat_id: int, alteration: Callable[[GroupSettings], GroupSettings]
    ) -> GroupSettings:
        """Applies a change to the newest settings, one after another; what they are now."""
        async with self._changing:
            settings = alteration(self.find(chat_id))
            if settings == _PLAIN:
                await self._erase(self.key(chat_id))
            else:
                await self._write(self.key(chat_id), settings)
            return settings

    async def forget(self, chat_id: int) -> None:
        """Removes all that is kept of a group; one never kept is fine."""
        async with self._changing:
            group = self.key(chat_id)
            await self._erase(group)
            await self._drop([each for each in self._receivers.values() if each.group == group])

    async def move(self, old: int, new: int) -> None:
        """Keeps all of a group under its new id; may come twice and in any order.

        What was set under the new id already stays.
        """
        async with self._changing:
            before, after = self.key(old), self.key(new)
            if before == after:
                return
            settings = self._settings.get(before)
            if settings is not None:
                await self._write(after, self._settings.get(after, settings))
                await self._erase(before)
            for each in [each for each in self._receivers.values() if each.group == before]:
                await self._write_receiver(replace(each, group=after))
            self._moved[before] = after

    def list_receivers(self, chat_id: int) -> list[int]:
        """The admins of a group who asked to be told, by user id."""
        return [each.user for each in self.find_receivers(chat_id)]

    def find_receivers(self, chat_id: int) -> list[Receiver]:
        """The same, with the last digest that each was sent."""
        group = self.key(chat_id)
        return [each for each in self._receivers.values() if each.group == group]

    def count_groups(self, user: int) -> int:
        """Of how many groups somebody is told."""
        return sum(each.user == user for each in self._receivers.values())

    async def add_receiver(self, chat_id: int, user: int) -> None:
        """From now on tells this user about the group; once is enough. Raises CrowdError."""
        async with self._changing:
            receivers = self.list_receivers(chat_id)
            if user in receivers:
                return
            if len(receivers) >= MOST_RECEIVERS:
                raise CrowdError
            await self._write_receiver(Receiver(secrets.token_hex(8), self.key(chat_id), user))

    async def remove_receiver(self, chat_id: int, user: int) -> None:
        """No longer tells this user about the group; one who was not told is fine."""
        async with self._changing:
            group, kept = self.key(chat_id), self._receivers.values()
            await self._drop([each for each in kept if (each.group, each.user) == (group, user)])

    async def forget_receiver(self, user: int) -> int:
        """No longer tells this user about any group; how many there were."""
        async with self._changing:
            found = [each for each in self._receivers.values() if each.user == user]
            await self._drop(found)
            return len(found)

    async def mark_told(self, receiver: Receiver, told: str) -> None:
        """Notes which digest a receiver was sent; one removed meanwhile stays removed."""
        async with self._changing:
            if receiver.id in self._receivers:
                await self._write_receiver(replace(receiver, told=told))

    async def _write(self, group: str, settings: GroupSettings) -> None:
        await self._database.write(
            "INSERT OR REPLACE INTO group_settings (chat, settings) VALUES (?, ?)",
            [(group, write_settings(settings))],
        )
        self._settings[group] = settings

    async def _erase(self, group: str) -> None:
        await self._database.write("DELETE FROM group_settings WHERE chat = ?", [(group,)])
        self._settings.pop(group, None)

    async def _write_receiver(self, receiver: Receiver) -> None:
        sealed = self._seal.close(str(receiver.user), receiver.id)
        await self._database.write(
            "INSERT OR REPLACE INTO group_receivers (id, chat, sealed, told) VALUES (?, ?, ?, ?)",
            [(receiver.id, receiver.group, sealed, receiver.told)],
        )
        self._receivers[receiver.id] = receiver

    async def _drop(self, receivers: list[Receiver]) -> None:
        if receivers:
            rows = [(each.id,) for each in receivers]
            await self._database.write("DELETE FROM group_receivers WHERE id = ?", rows)
        for each in receivers:
            self._receivers.pop(each.id, None)
