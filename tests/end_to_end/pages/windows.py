"""The demo's page and the check page in windows, and what people do there."""

from __future__ import annotations

import asyncio
import struct
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.commands.demo import Demo
from tests.end_to_end.pages.browser import Window

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page


class ChatWindow(Window):
    """The demo's page."""

    def __init__(self, page: Page, demo: Demo) -> None:
        super().__init__(page, demo.site)
        self.demo = demo

    @property
    def text(self) -> Locator:
        return self.page.locator("#text")

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.page.locator("article.message").last

    def key(self, label: str) -> Locator:
        """A button under the newest message."""
        return self.last.locator(".key", has_text=label)

    def chip(self, label: str) -> Locator:
        return self.page.locator(".chip", has_text=label)

    async def wait_words(self, words: str) -> None:
        """Until the newest message says so."""
        await self.page.locator("article.message:last-child .text", has_text=words).wait_for()

    async def choose(self, item: str) -> None:
        """An item of the menu that is open."""
        await self.page.locator(".popup button", has_text=item).click()

    async def open_chat(self, title: str) -> None:
        await self.page.locator("#chats .row", has_text=title).click()


class CheckWindow(Window):
    """The check page."""

    @property
    def headline(self) -> Locator:
        return self.page.locator("#headline")

    async def check(self, text: str, sender: str = "") -> None:
        """Pastes a text and waits for the answer."""
        await self.page.locator("#text").fill(text)
        await self.page.locator("#sender").fill(sender)
        async with self.page.expect_response("**/sheet"):
            await self.page.locator("#submit").click()
        await self.headline.wait_for()

    async def answer(self, label: str) -> None:
        async with self.page.expect_response("**/sheet"):
            await self.page.get_by_role("button", name=label, exact=True).click()
        await self.page.locator(".change").wait_for()


async def call(demo: Demo, method: str, **parameters: object) -> dict[str, Any]:
    """A call as the bot, which has the same token; it waits where Telegram says so."""
    url = f"{demo.server.api_url}{demo.server.token}/{method}"
    async with aiohttp.ClientSession() as session:
        while True:
            async with session.post(url, data=build_form(parameters)) as response:
                body = await response.json()
            if body.get("error_code") != 429:
                break
            await asyncio.sleep(body["parameters"]["retry_after"])
    assert body["ok"], body
    return body["result"]


def build_form(parameters: Mapping[str, object]) -> aiohttp.FormData:
    """Bytes as a file, anything else as a field."""
    form = aiohttp.FormData()
    for name, value in parameters.items():
        if isinstance(value, bytes):
            form.add_field(name, value, filename=f"{name}.png")
        else:
            form.add_field(name, str(value))
    return form


def draw_picture(width: int = 60, height: int = 40) -> bytes:
    """A PNG in one color."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = (b"\0" + b"\x40\x80\xa0" * width) * height
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
