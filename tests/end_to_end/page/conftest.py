"""One demo and one window for the tests of a module; each starts with empty chats."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from bot.commands.demo import Demo, open_demo
from bot.library.load import Library
from tests.end_to_end.page.browser import View, find_browser, open_browser, open_view


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo(library: Library, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    if find_browser() is None:
        pytest.skip("no chromium here: the demo's page is untested")
    log = tmp_path_factory.mktemp("demo") / "bot.log"
    async with open_demo(library, log=log) as running:
        yield running
    assert running.server.crashes == []
    assert running.site.guard.crashes == []
    assert "ERROR" not in log.read_text("utf-8")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as launched:
        yield launched


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def window(demo: Demo, browser: Browser) -> AsyncIterator[View]:
    async with open_view(browser, demo) as view:
        yield view


@pytest_asyncio.fixture(loop_scope="module")
async def view(window: View) -> AsyncIterator[View]:
    """The page anew on empty chats; whatever the console complains of fails the test."""
    demo = window.demo
    await demo.server.wait_confirmed()
    for chat in (demo.cast.private, demo.cast.group):
        for message in demo.server.messages(chat):
            demo.server.delete(chat, message["message_id"])
    window.complaints.clear()
    window.requested.clear()
    await window.load()
    yield window
    assert window.complaints == []
