"""The bot object: the stock one, plus updates as Telegram sent them."""

from typing import Any

from telegram.ext import ExtBot


class UpdatesBot(ExtBot[int]):
    """Can fetch raw updates; the stock method gives up on a batch that holds one bad update."""

    async def fetch_updates(
        self, offset: int | None, limit: int, wait: int, allowed: list[str]
    ) -> list[dict[str, Any]]:
        """Up to ``limit`` raw updates from ``offset`` on, waiting ``wait`` seconds for the first.

        Confirms every update below ``offset``. Raises TelegramError.
        """
        data: dict[str, Any] = {"timeout": wait, "limit": limit, "allowed_updates": allowed}
        if offset is not None:
            data["offset"] = offset
        fetched = await self._post("getUpdates", data, read_timeout=wait + 10)
        return fetched if isinstance(fetched, list) else []
