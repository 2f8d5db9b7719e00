"""``make screenshots``: the README's pictures, taken from the demo's page as it is today."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import expect

from bot.commands.demo import open_demo
from bot.library.load import load_library
from tests.end_to_end.pages.browser import find_lack, open_browser, open_window
from tests.end_to_end.pages.windows import ChatWindow

FOLDER = Path(__file__).resolve().parents[3] / ".github" / "screenshots"
NOON = datetime(2026, 11, 21, 2, 30, tzinfo=UTC).timestamp()  # 10:30 in Shanghai
PHONE = {"viewport": {"width": 390, "height": 780}, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1040, "height": 720}}


async def show_verdict(view: ChatWindow) -> None:
    """A message that looks like a scam, and what the bot says."""
    await view.chip("像诈骗的催款").click()
    await view.wait_words("很像诈骗")


async def show_reasons(view: ChatWindow) -> None:
    """The same, one tap further."""
    await show_verdict(view)
    await view.key("为什么").click()
    await view.wait_words("为什么这么判")


async def show_group(view: ChatWindow) -> None:
    """A debt fixer's advertisement in a group, and an admin who asks."""
    await view.open_chat("上岸互助群")
    for speaker, chip, words in (
        ("周老师", "代办债务广告", "停息挂账"),
        ("阿敏", "/check", "代办债务的广告"),
    ):
        await view.page.locator("#speaker").click()
        await view.choose(speaker)
        await view.chip(chip).click()
        await view.wait_words(words)


async def show_court(view: ChatWindow) -> None:
    """A court's notice."""
    await view.chip("法院通知").click()
    await view.wait_words("法院通知")


SHOTS: dict[str, tuple[Callable[[ChatWindow], Awaitable[None]], dict[str, object]]] = {
    "phone-light": (show_verdict, PHONE | {"color_scheme": "light"}),
    "phone-dark": (show_court, PHONE | {"color_scheme": "dark"}),
    "desktop-light": (show_group, DESKTOP | {"color_scheme": "light"}),
    "desktop-dark": (show_reasons, DESKTOP | {"color_scheme": "dark"}),
}


async def take(name: str) -> None:
    """One picture, of a demo of its own whose clock starts at the same minute each time."""
    prepare, how = SHOTS[name]
    started = time.time()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "bot.log"
        async with (
            open_demo(load_library(), log=log, clock=lambda: NOON + time.time() - started) as demo,
            open_browser() as browser,
            open_window(browser, ChatWindow, demo, reduced_motion="reduce", **how) as view,
        ):
            await prepare(view)
            await expect(view.last.locator(".key").last).to_be_in_viewport()
            await view.page.evaluate("document.activeElement.blur()")
            await view.page.mouse.move(0, 0)
            await view.page.wait_for_timeout(1500)  # the day's name makes way
            await view.page.screenshot(path=FOLDER / f"{name}.png")


async def main() -> None:
    """All pictures, one after the other."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in SHOTS:
        await take(name)
        print(f"{name}.png")


if __name__ == "__main__":
    if lack := find_lack():
        sys.exit(f"{lack}: nothing was taken")
    asyncio.run(main())
