"""The check page in a window."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any

from bot.commands.serve.site import Site
from tests.end_to_end.pages.browser import Window, open_window

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator


class CheckWindow(Window):
    """The box, and the answer below it."""

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


def open_check_window(
    browser: Browser, site: Site, **how: Any
) -> AbstractAsyncContextManager[CheckWindow]:
    """A fresh window on the check page."""
    calm = {"reduced_motion": "reduce", **how}
    return open_window(browser, lambda page: CheckWindow(site=site, page=page), **calm)
