"""``python -m bot check --serve``: the check page, on this machine alone."""

import asyncio
import signal
import sys

from bot.commands.serve.site import Site
from bot.library.load import Library

FAILED = 1


def serve(library: Library, port: int) -> int:
    """Exit code: 0 after Ctrl-C, 1 when the port can't be had."""
    try:
        asyncio.run(_serve(library, port))
    except (OSError, OverflowError) as error:
        print(f"check: {error}; another one: --port 0", file=sys.stderr)
        return FAILED
    return 0


async def _serve(library: Library, port: int) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    site = Site(library)
    await site.start(port)
    try:
        print(f"{site.address}  (Ctrl-C ends it)", flush=True)
        await stopped.wait()
    finally:
        await site.stop()
