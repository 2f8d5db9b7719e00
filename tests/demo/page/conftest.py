"""A page with its people, and a caller that speaks to it as a browser on it would."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from bot.commands.demo import AREA
from bot.demo.page.cast import Cast, gather
from bot.demo.page.site import Site
from bot.demo.telegram import TelegramServer
from bot.loopback.guard import TOKEN_HEADER
from tests.loopback.caller import Caller, open_site

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
SAMPLES = {"scam": "one", "court": "two"}


@dataclass
class Page(Caller):
    """A caller that carries the token and the origin, and knows who is there."""

    cast: Cast
    server: TelegramServer

    def head(self) -> dict[str, str]:
        return {TOKEN_HEADER: self.site.guard.token, "Origin": self.origin}

    async def do(self, deed: str, **asked: object) -> tuple[int, dict]:
        return await self.post(f"api/{deed}", self.head(), json=asked)

    async def send(self, text: str, who: str = "member", chat: int = 0) -> dict:
        chat, person = chat or self.cast.private, self.cast.people[who]["id"]
        status, message = await self.do("send", chat=chat, person=person, text=text)
        assert status == 200, message
        return message

    async def upload(self, content: bytes, name: str = "a.png", **fields: str) -> tuple[int, dict]:
        form = aiohttp.FormData()
        whose = {"chat": str(self.cast.private), "person": str(self.cast.people["member"]["id"])}
        for field, value in ({"as": "photo"} | whose | fields).items():
            form.add_field(field, value)
        form.add_field("file", content, filename=name)
        return await self.post("api/upload", self.head(), data=form)


@pytest.fixture(scope="session")
def words(library) -> dict[str, str]:
    return library.texts["zh-Hans"].list_area(AREA)


@pytest.fixture
async def page(words) -> AsyncIterator[Page]:
    server = TelegramServer(seed=7, name=words["bot"])
    cast = gather(server, words)
    site = Site(server, cast, words, SAMPLES)
    async with open_site(site) as session:
        yield Page(site, session, cast, server)
