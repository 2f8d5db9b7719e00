"""The language that somebody chose, under a keyed hash: nobody can read who it was."""

import hmac

from bot.storage.database import Database


class Languages:
    """All choices in memory; each is committed before it counts."""

    def __init__(self, database: Database, secret: bytes, chosen: dict[bytes, str]) -> None:
        self._database = database
        self._secret = secret
        self._chosen = chosen

    @classmethod
    async def load(cls, database: Database, secret: bytes) -> "Languages":
        """Reads the choices; those made under another secret are nobody's and harm nobody."""
        rows = await database.read("SELECT person, language FROM languages")
        return cls(database, secret, {bytes(person): str(code) for person, code in rows})

    def find(self, user: int) -> str | None:
        """The code of the language that a user chose; in private the chat's id is the user's."""
        return self._chosen.get(self._hash(user))

    async def choose(self, user: int, language: str) -> None:
        """Keeps a choice in place of an earlier one; raises StorageError."""
        person = self._hash(user)
        await self._database.write(
            "INSERT OR REPLACE INTO languages (person, language) VALUES (?, ?)",
            [(person, language)],
        )
        self._chosen[person] = language

    async def forget(self, user: int) -> bool:
        """Removes a choice; whether there was one. Raises StorageError."""
        person = self._hash(user)
        await self._database.write("DELETE FROM languages WHERE person = ?", [(person,)])
        return self._chosen.pop(person, None) is not None

    def _hash(self, user: int) -> bytes:
        return hmac.digest(self._secret, f"language {user}".encode(), "sha256")
