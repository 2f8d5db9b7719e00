"""Somebody who speaks plain HTTP to a page's server."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.loopback.site import LocalSite


@dataclass
class Caller:
    """A session with a site."""

    site: LocalSite
    session: aiohttp.ClientSession

    @property
    def port(self) -> int:
        return int(self.site.address.rstrip("/").rsplit(":", 1)[1])

    @property
    def origin(self) -> str:
        return self.site.address.rstrip("/")

    async def get(self, path: str, **headers: str) -> tuple[aiohttp.ClientResponse, bytes]:
        url = f"{self.site.address}{path.lstrip('/')}"
        async with self.session.get(url, headers=headers) as response:
            return response, await response.read()

    async def read(self, path: str, **headers: str) -> int:
        """The status alone."""
        response, _ = await self.get(path, **headers)
        return response.status

    async def post(self, path: str, headers: dict[str, str], **body: Any) -> tuple[int, Any]:
        """A status and what the JSON says; the body is ``json=`` or ``data=``."""
        url = f"{self.site.address}{path}"
        async with self.session.post(url, headers=headers, **body) as response:
            return response.status, await response.json()


@contextlib.asynccontextmanager
async def open_site(site: LocalSite) -> AsyncIterator[aiohttp.ClientSession]:
    """A site that runs, and must end without a fault of its own."""
    await site.start()
    async with aiohttp.ClientSession() as session:
        yield session
    await site.stop()
    assert site.guard.crashes == []
