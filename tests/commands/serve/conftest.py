"""The check page's server, and a caller that asks it as a program would."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.commands.serve.site import Site
from tests.loopback.caller import Caller, open_site


class Program(Caller):
    """A caller whose ``ask`` sends JSON unless told otherwise."""

    async def ask(self, path: str, row: object, **headers: str) -> tuple[int, Any]:
        return await self.post(path, headers, json=row)

    async def send(self, path: str, body: bytes, **headers: str) -> tuple[int, Any]:
        return await self.post(path, {"Content-Type": "application/json", **headers}, data=body)


@pytest.fixture(scope="session")
def site(library) -> Site:
    """Made once, since its engine takes a while; each test starts and stops it."""
    return Site(library)


@pytest.fixture
async def caller(site) -> AsyncIterator[Program]:
    async with open_site(site) as session:
        yield Program(site, session)
