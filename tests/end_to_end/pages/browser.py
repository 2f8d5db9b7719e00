"""The system's own browser, headless, and a page of ours in it."""

from __future__ import annotations

import contextlib
import importlib.util
import shutil
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Self, TypeVar

from bot.loopback.site import LocalSite

if TYPE_CHECKING:
    from playwright.async_api import Browser, ConsoleMessage, Page, Request

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
NARROW = 360  # pixels
PHONE = {"viewport": {"width": NARROW, "height": 740}, "has_touch": True, "is_mobile": True}


def find_browser() -> str | None:
    """The path of a browser, None where none is installed."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def find_lack() -> str | None:
    """What is missing to look at a page, None when nothing is."""
    if importlib.util.find_spec("playwright") is None:
        return "no playwright here; make browser installs it"
    return None if find_browser() else "no chromium here"


@contextlib.asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """A browser to be shared; contexts keep its users apart."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 not everybody has it

    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield launched
        await launched.close()


class Window:
    """A page in a window; console errors and requests elsewhere are complaints."""

    def __init__(self, page: Page, site: LocalSite) -> None:
        self.page = page
        self.site = site
        self.complaints: list[str] = []
        self.requested: list[str] = []
        page.set_default_timeout(15_000)
        page.context.on("request", self._take_request)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._take_message)

    def _take_request(self, request: Request) -> None:
        self.requested.append(request.url)
        if not request.url.startswith((self.site.address, f"blob:{self.site.address}")):
            self.complaints.append(f"asked for {request.url}")

    def _take_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    async def load(self) -> None:
        """The page from its start."""
        await self.page.goto(self.site.address)
        await self.page.locator("body[data-ready]").wait_for()

    @contextlib.asynccontextmanager
    async def renew(self) -> AsyncIterator[Self]:
        """The page from its start for one test, which fails on complaints."""
        self.requested.clear()
        await self.load()
        yield self
        complaints, self.complaints = self.complaints, []
        assert complaints == []


AnyWindow = TypeVar("AnyWindow", bound=Window)


@contextlib.asynccontextmanager
async def open_window(
    browser: Browser, kind: type[AnyWindow], shown: Any, **how: Any
) -> AsyncIterator[AnyWindow]:
    """A fresh window on what is shown; nothing may be left to complain of when it closes."""
    settings = {"viewport": DESKTOP, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
    context = await browser.new_context(**{**settings, **how})
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    window = kind(await context.new_page(), shown)
    await window.load()
    yield window
    await context.close()
    assert window.complaints == []
