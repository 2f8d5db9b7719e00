"""The real process against the Bot API server on loopback, with people to talk to it.

One server and one process serve all tests of a module; tests that break them make their own.
"""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.demo.process import PATIENCE, BotProcess
from bot.demo.telegram import TelegramServer

__all__ = ["PATIENCE", "BotProcess"]


def build_process(server: TelegramServer, folder: Path) -> BotProcess:
    """A process that logs into its own folder."""
    return BotProcess(server, folder, log=folder / "bot.log", operator="测试志愿者")


class Person:
    """Somebody who writes to the bot in private."""

    def __init__(self, server: TelegramServer, name: str) -> None:
        self.server = server
        self.user = server.add_user(name)
        self.chat = server.private_chat(self.user)["id"]

    async def ask(self, text: str, **how: Any) -> dict[str, Any]:
        """Sends a text; the bot's first reply to it."""
        sent = self.server.send(self.chat, self.user, text, **how)
        return await self.server.wait_reply(self.chat, sent["message_id"], timeout=PATIENCE)

    async def press(self, message: dict[str, Any], data: str, **how: Any) -> dict[str, Any]:
        """Taps a button and waits for the answer; the message as it is then."""
        pressed = self.server.press(self.chat, self.user, message["message_id"], data, **how)
        await self.server.wait_answer(pressed, timeout=PATIENCE)
        await self.server.wait_confirmed(timeout=PATIENCE)
        return self.server.message(self.chat, message["message_id"]) or {}


def buttons_of(message: dict[str, Any]) -> dict[str, str]:
    """The data of a message's buttons by their label."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {
        each["text"]: each["callback_data"]
        for row in rows
        for each in row
        if "callback_data" in each
    }


@contextlib.asynccontextmanager
async def open_server() -> AsyncIterator[TelegramServer]:
    """A server that must end without a fault of its own and without a misspelled parameter."""
    telegram = TelegramServer(slow_repeats=False)
    await telegram.start()
    yield telegram
    await telegram.stop()
    assert telegram.crashes == []
    assert telegram.unknown_parameters == set()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server() -> AsyncIterator[TelegramServer]:
    async with open_server() as telegram:
        yield telegram


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def process(
    server: TelegramServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BotProcess]:
    running = build_process(server, tmp_path_factory.mktemp("bot"))
    await running.start()
    yield running
    await running.kill()


@pytest_asyncio.fixture(loop_scope="module")
async def person(server: TelegramServer, process: BotProcess) -> Person:
    """Somebody new for each test, so that no test waits for another's rate limit."""
    return Person(server, "小李")


@pytest.fixture
async def own_server() -> AsyncIterator[TelegramServer]:
    """A server for one test alone."""
    async with open_server() as telegram:
        yield telegram


@pytest.fixture
async def own_process(own_server: TelegramServer, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """A process for one test alone, not yet started."""
    running = build_process(own_server, tmp_path)
    yield running
    await running.kill()
