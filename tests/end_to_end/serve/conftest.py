"""The check page in a real browser, one server and one window for the tests of a module."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, Request

from bot.commands.serve.site import Site
from tests.end_to_end.page.browser import DESKTOP, find_browser, open_browser


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser there is nothing to test, and the summary says so."""
    if find_browser() is None:
        skip = pytest.mark.skip(reason="no chromium here: the check page is untested")
        for item in items:
            if "window" in getattr(item, "fixturenames", ()):
                item.add_marker(skip)


@dataclass
class Window:
    """The page in a window, what went wrong in it, and what it asked for."""

    site: Site
    page: Page
    complaints: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    @property
    def headline(self) -> Locator:
        return self.page.locator("#headline")

    async def load(self) -> None:
        await self.page.goto(self.site.address)
        await self.page.locator("body[data-ready]").wait_for()

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


async def open_window(browser: Browser, site: Site, **how: Any) -> Window:
    """A fresh window; console errors and requests elsewhere are complaints."""
    settings = {"viewport": DESKTOP, "locale": "zh-CN", "reduced_motion": "reduce"}
    context = await browser.new_context(**{**settings, **how})
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = await context.new_page()
    page.set_default_timeout(15_000)
    window = Window(site, page)

    def notice(request: Request) -> None:
        window.requested.append(request.url)
        if not request.url.startswith(site.address):
            window.complaints.append(f"asked for {request.url}")

    context.on("request", notice)
    page.on("pageerror", lambda error: window.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: (
            window.complaints.append(said.text) if said.type in ("error", "warning") else None
        ),
    )
    return window


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(library) -> AsyncIterator[Site]:
    running = Site(library)
    await running.start()
    yield running
    await running.stop()
    assert running.guard.crashes == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as launched:
        yield launched


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(site: Site, browser: Browser) -> AsyncIterator[Window]:
    window = await open_window(browser, site)
    yield window
    await window.page.context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def window(shared: Window) -> AsyncIterator[Window]:
    """The page anew; whatever the console complains of fails the test."""
    shared.complaints.clear()
    await shared.load()
    yield shared
    assert shared.complaints == []
