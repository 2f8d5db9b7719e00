"""A group with an admin, a second one and a member, and what its tests look at."""

import sqlite3
from contextlib import closing
from typing import Any

from bot.demo.telegram import TelegramServer
from tests.end_to_end.conftest import PATIENCE, BotProcess, buttons_of

Message = dict[str, Any]


class Group:
    """People in a group with the bot; ``chat`` follows when it becomes a supergroup."""

    def __init__(self, server: TelegramServer, **how: Any) -> None:
        self.server = server
        self.owner = server.add_user("群主")
        self.admin = server.add_user("管理员")
        self.member = server.add_user("成员")
        how = {"members": [self.member], "admins": [self.owner, self.admin]} | how
        self.chat: int = server.add_group("互助群", **how)["id"]

    async def settle(self) -> None:
        """Waits until the bot has nothing left to do."""
        await self.server.wait_confirmed(timeout=PATIENCE)

    async def say(self, user: Message, text: str, **how: Any) -> Message:
        """Somebody writes; the message."""
        sent = self.server.send(self.chat, user, text, **how)
        await self.settle()
        return sent

    async def ask(self, user: Message, text: str, **how: Any) -> Message:
        """Somebody writes and the bot replies; the reply."""
        sent = self.server.send(self.chat, user, text, **how)
        return await self.server.wait_reply(self.chat, sent["message_id"], timeout=PATIENCE)

    def press(self, user: Message, panel: Message, data: str) -> str:
        """Somebody taps; the id of the press."""
        return self.server.press(self.chat, user, panel["message_id"], data, force=True)

    async def tap(self, user: Message, panel: Message, label: str) -> tuple[Message, Message]:
        """Somebody taps a button; what the toast says, and the message as it is then."""
        shown = self.look(panel)
        pressed = self.press(user, panel, buttons_of(shown)[label])
        answer = await self.server.wait_answer(pressed, timeout=PATIENCE)
        await self.settle()
        return answer, self.look(panel)

    async def set(self, user: Message, panel: Message, field: str, value: str) -> Message:
        """An admin goes from the panel to a field and chooses a value; the panel after it."""
        await self.tap(user, panel, field)
        return (await self.tap(user, panel, value))[1]

    def look(self, message: Message) -> Message:
        """A message as it is now."""
        return self.server.message(self.chat, message["message_id"]) or {}

    def said(self) -> list[Message]:
        """What the bot has written here, oldest first."""
        bot = self.server.bot["id"]
        return [each for each in self.server.messages(self.chat) if each["from"]["id"] == bot]

    def introductions(self) -> list[Message]:
        return [each for each in self.said() if "我是“别慌”" in each["text"]]


def rows(process: BotProcess, table: str) -> list[tuple[Any, ...]]:
    path = process.folder / "data" / "biehuang.db"
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT * FROM {table}").fetchall()


def links_of(message: Message) -> dict[str, str]:
    """The addresses of a message's link buttons by their label."""
    keys = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {each["text"]: each["url"] for row in keys for each in row if "url" in each}


def start_of(message: Message) -> str:
    """What the link of a panel makes a client send in private."""
    (address,) = links_of(message).values()
    return "/start " + address.partition("?start=")[2]
