"""One browser for all tests of pages, one server and one window for those of a module."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.commands.demo import Demo, open_demo
from bot.commands.serve.site import Site
from bot.library.load import Library
from tests.end_to_end.pages.browser import find_lack, open_browser, open_window
from tests.end_to_end.pages.windows import ChatWindow, CheckWindow

if TYPE_CHECKING:
    from playwright.async_api import Browser

LACK = find_lack()


class Untested(pytest.Module):
    """Tests that can't be run here; the summary says why."""

    def collect(self) -> list[pytest.Item]:
        pytest.skip(f"{LACK}: the pages are untested", allow_module_level=True)


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    return Untested.from_parent(parent, path=module_path) if LACK else None


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as launched:
        yield launched


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def demo(library: Library, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    log = tmp_path_factory.mktemp("demo") / "bot.log"
    async with open_demo(library, log=log) as running:
        yield running
    assert running.server.crashes == []
    assert running.site.guard.crashes == []
    assert "ERROR" not in log.read_text("utf-8")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def chat_window(demo: Demo, browser: Browser) -> AsyncIterator[ChatWindow]:
    async with open_window(browser, ChatWindow, demo) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def view(demo: Demo, chat_window: ChatWindow) -> AsyncIterator[ChatWindow]:
    """The chat page with empty chats."""
    await demo.server.wait_confirmed()
    for chat in (demo.cast.private, demo.cast.group):
        for message in demo.server.messages(chat):
            demo.server.delete(chat, message["message_id"])
    async with chat_window.renew() as renewed:
        yield renewed


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def site(library: Library) -> AsyncIterator[Site]:
    running = Site(library)
    await running.start()
    yield running
    await running.stop()
    assert running.guard.crashes == []


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def check_window(site: Site, browser: Browser) -> AsyncIterator[CheckWindow]:
    async with open_window(browser, CheckWindow, site, reduced_motion="reduce") as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def window(check_window: CheckWindow) -> AsyncIterator[CheckWindow]:
    async with check_window.renew() as renewed:
        yield renewed
