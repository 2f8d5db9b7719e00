"""A page with its people, and a caller that speaks to it as a browser on it would."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from bot.commands.demo import list_words
from bot.demo.page.cast import Cast, gather
from bot.demo.page.guard import TOKEN_HEADER
from bot.demo.page.site import Site
from bot.demo.telegram import TelegramServer

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
SAMPLES = {"scam": "one", "court": "two"}


@dataclass
class Page:
    """The site and a session; `do` carries the token and origin unless told otherwise."""

    site: Site
    cast: Cast
    server: TelegramServer
    session: aiohttp.ClientSession

    def head(self) -> dict[str, str]:
        return {TOKEN_HEADER: self.site.guard.token, "Origin": self.site.address.rstrip("/")}

    async def do(self, deed: str, **asked: object) -> tuple[int, dict]:
        url = f"{self.site.address}api/{deed}"
        async with self.session.post(url, json=asked, headers=self.head()) as response:
            return response.status, await response.json()

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
        url = f"{self.site.address}api/upload"
        async with self.session.post(url, data=form, headers=self.head()) as response:
            return response.status, await response.json()

    async def get(self, path: str, **headers: str) -> tuple[aiohttp.ClientResponse, bytes]:
        url = self.site.address + path.lstrip("/")
        async with self.session.get(url, headers=headers) as response:
            return response, await response.read()


@pytest.fixture(scope="session")
def words(library) -> dict[str, str]:
    return list_words(library.texts["zh-Hans"])


@pytest.fixture
async def page(words) -> AsyncIterator[Page]:
    server = TelegramServer(seed=7, name=words["bot"])
    cast = gather(server, words)
    site = Site(server, cast, words, SAMPLES)
    await site.start()
    async with aiohttp.ClientSession() as session:
        yield Page(site, cast, server, session)
    await site.stop()
    assert site.guard.crashes == []
