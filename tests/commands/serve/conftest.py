"""The check page's server, and a caller that asks it as a program would."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.commands.serve.site import Site


@dataclass
class Caller:
    """A session with the site; ``ask`` sends JSON unless told otherwise."""

    site: Site
    session: aiohttp.ClientSession

    @property
    def port(self) -> int:
        return int(self.site.address.rstrip("/").rsplit(":", 1)[1])

    async def ask(self, path: str, row: object, **headers: str) -> tuple[int, Any]:
        url = f"{self.site.address}{path}"
        async with self.session.post(url, json=row, headers=headers) as response:
            return response.status, await response.json()

    async def send(self, path: str, body: bytes, **headers: str) -> tuple[int, Any]:
        url = f"{self.site.address}{path}"
        head = {"Content-Type": "application/json", **headers}
        async with self.session.post(url, data=body, headers=head) as response:
            return response.status, await response.json()

    async def get(self, path: str, **headers: str) -> tuple[aiohttp.ClientResponse, bytes]:
        url = f"{self.site.address}{path.lstrip('/')}"
        async with self.session.get(url, headers=headers) as response:
            return response, await response.read()


@pytest.fixture(scope="session")
def site(library) -> Site:
    """Made once, since its engine takes a while; each test starts and stops it."""
    return Site(library)


@pytest.fixture
async def caller(site) -> AsyncIterator[Caller]:
    await site.start()
    async with aiohttp.ClientSession() as session:
        yield Caller(site, session)
    await site.stop()
    assert site.guard.crashes == []
