"""What a terminal sees of a page: its address, and an end at Ctrl-C."""

import asyncio
import signal


def catch_stop() -> asyncio.Event:
    """From now on Ctrl-C and SIGTERM end nothing by themselves; they set this event."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    return stopped


def announce(address: str) -> None:
    """One line."""
    print(f"{address}  (Ctrl-C ends it)", flush=True)
