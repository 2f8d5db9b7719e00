"""The system's own browser, headless, and a page of the demo in it."""

import asyncio
import contextlib
import shutil
import struct
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from playwright.async_api import Browser, Locator, Page, Request, async_playwright

from bot.commands.demo import Demo

NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox for root in a container, no GPU, and nothing that calls home by itself.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = {"width": 1200, "height": 800}
PHONE = {"width": 360, "height": 740}


def find_browser() -> str | None:
    """The path of a browser, None where none is installed."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextlib.asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """A browser to be shared; contexts keep its users apart."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield launched
        await launched.close()


@dataclass
class View:
    """The demo's page in a window, what went wrong in it, and what it asked for."""

    demo: Demo
    page: Page
    complaints: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    @property
    def text(self) -> Locator:
        return self.page.locator("#text")

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.page.locator("article.message").last

    async def load(self) -> None:
        """The page from its start."""
        await self.page.goto(self.demo.site.address)
        await self.page.locator("body[data-ready]").wait_for()

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


@contextlib.asynccontextmanager
async def open_view(browser: Browser, demo: Demo, **how: Any) -> AsyncIterator[View]:
    """A fresh window on the demo; console errors and requests elsewhere are complaints."""
    settings = {"viewport": DESKTOP, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
    context = await browser.new_context(**{**settings, **how})
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = await context.new_page()
    page.set_default_timeout(15_000)
    view = View(demo, page)

    def notice(request: Request) -> None:
        view.requested.append(request.url)
        if not request.url.startswith((demo.site.address, f"blob:{demo.site.address}")):
            view.complaints.append(f"asked for {request.url}")

    context.on("request", notice)
    page.on("pageerror", lambda error: view.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: (
            view.complaints.append(said.text) if said.type in ("error", "warning") else None
        ),
    )
    await view.load()
    yield view
    await context.close()


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
