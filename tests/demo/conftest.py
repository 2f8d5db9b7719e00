"""A server with a clock that stands still, and a caller that speaks plain HTTP to it."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.demo.telegram import TelegramServer


class Clock:
    """Unix time that moves only when told to."""

    def __init__(self) -> None:
        self.now = 1_780_000_000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


class Api:
    """The bot's side, without a library."""

    def __init__(self, server: TelegramServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session

    async def call(self, method: str, **params: object) -> tuple[int, dict]:
        url = f"{self.server.api_url}{self.server.token}/{method}"
        async with self.session.post(url, json=params) as response:
            return response.status, await response.json()

    async def ok(self, method: str, **params: object):
        status, body = await self.call(method, **params)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def start_poll(self, **params: object) -> asyncio.Task:
        """Begin a long poll and return once it waits; the task gives (status, body)."""
        poll = asyncio.create_task(self.call("getUpdates", timeout=30, **params))
        await self.server.wait_for(lambda: self.server.world.updates.is_polled, timeout=5)
        return poll

    async def refused(self, method: str, **params: object) -> tuple[int, str]:
        status, body = await self.call(method, **params)
        assert body["ok"] is False
        assert body["error_code"] == status
        return status, body["description"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[TelegramServer]:
    server = TelegramServer(clock=clock, seed=7, slow_repeats=False)
    await server.start()
    yield server
    await server.stop()
    assert server.crashes == []


@pytest.fixture
async def api(server: TelegramServer) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(server, session)


@pytest.fixture
def ann(server: TelegramServer) -> dict:
    user = server.add_user("Ann", username="ann_lee")
    server.private_chat(user)
    return user


@pytest.fixture
def bob(server: TelegramServer) -> dict:
    return server.add_user("Bob")


@pytest.fixture
def group(server: TelegramServer, ann: dict, bob: dict) -> dict:
    return server.add_group("Debt support", [bob], [ann])
