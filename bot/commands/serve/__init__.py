"""``python -m bot check --serve``: the check page, on this machine alone."""

import asyncio
import sys

from bot.commands.serve.site import Site
from bot.library.load import Library
from bot.loopback.terminal import announce, catch_stop

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
    stopped = catch_stop()
    site = Site(library)
    await site.start(port)
    try:
        announce(site.address)
        await stopped.wait()
    finally:
        await site.stop()
