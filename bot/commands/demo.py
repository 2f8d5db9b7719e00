"""``python -m bot demo``: the real bot on a Telegram of this machine, with a chat page."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
import threading
import time
import webbrowser
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.demo.page.cast import Cast, gather
from bot.demo.page.site import Site
from bot.demo.process import BotProcess
from bot.demo.telegram import TelegramServer
from bot.library.load import Library, load_library
from bot.library.read import ContentError
from bot.library.texts import DEFAULT_LANGUAGE
from bot.loopback.terminal import announce, catch_stop

BAD_USAGE = 2
FAILED = 1
AREA = "demo"


@dataclass(frozen=True)
class Demo:
    """Everything of a running demo."""

    server: TelegramServer
    cast: Cast
    site: Site
    process: BotProcess


def show_demo(port: int) -> int:
    """Exit code: 0 after Ctrl-C, 1 when the port is taken or the bot ends, 2 on bad content."""
    try:
        library = load_library()
    except ContentError as error:
        print(error, file=sys.stderr)
        return BAD_USAGE
    try:
        return asyncio.run(_show(library, port))
    except (OSError, OverflowError, RuntimeError, TimeoutError) as error:
        print(f"demo: {error or type(error).__name__}", file=sys.stderr)
        return FAILED


@contextlib.asynccontextmanager
async def open_demo(
    library: Library,
    *,
    port: int = 0,
    log: Path | None = None,
    clock: Callable[[], float] = time.time,
) -> AsyncIterator[Demo]:
    """Start the server, the page and the bot; stop all three and remove what the bot kept."""
    words = library.texts[DEFAULT_LANGUAGE].list_area(AREA)
    # With its brake on repeated getUpdates, Ctrl-C would take three seconds.
    server = TelegramServer(name=words["bot"], clock=clock, slow_repeats=False)
    cast = gather(server, words)
    site = Site(server, cast, words, library.samples)
    with tempfile.TemporaryDirectory(prefix="biehuang-demo-") as folder:
        process = BotProcess(server, Path(folder), log=log, operator=words["operator"])
        async with contextlib.AsyncExitStack() as started:
            await server.start()
            started.push_async_callback(server.stop)
            await site.start(port)
            started.push_async_callback(site.stop)
            started.push_async_callback(process.stop)
            await process.start(LOG_LEVEL="WARNING")
            yield Demo(server, cast, site, process)


async def _show(library: Library, port: int) -> int:
    stopped = catch_stop()
    async with open_demo(library, port=port) as running:
        announce(running.site.address)
        if not os.environ.get("NO_BROWSER"):
            # A browser of the terminal would not return before it is closed.
            opening = threading.Thread(
                target=webbrowser.open, args=(running.site.address,), daemon=True
            )
            opening.start()
        ended = asyncio.create_task(running.process.wait())
        await asyncio.wait(
            (ended, asyncio.create_task(stopped.wait())), return_when=asyncio.FIRST_COMPLETED
        )
        if not stopped.is_set():
            raise RuntimeError(f"the bot ended with code {await ended}")
    return 0
