"""A small web server on 127.0.0.1 that logs nothing."""

import logging
from abc import ABC, abstractmethod
from pathlib import Path

from aiohttp import web

from bot.loopback.guard import Guard

SHARED = Path(__file__).with_name("static")
HOST = "127.0.0.1"

_SILENT = logging.getLogger("bot.loopback.silent")
_SILENT.disabled = True


async def listen(
    app: web.Application, port: int = 0, *, handler_cancellation: bool = False
) -> web.AppRunner:
    """Serve an app; port 0 takes a free one. Raises OSError when it is taken.

    Logs would hold tokens, what people wrote, and pieces of requests cut off.
    """
    runner = web.AppRunner(
        app,
        access_log=None,
        logger=_SILENT,
        shutdown_timeout=0.1,
        handler_cancellation=handler_cancellation,
    )
    await runner.setup()
    await web.TCPSite(runner, HOST, port).start()
    return runner


class LocalSite(ABC):
    """A page's server: its routes and files behind a guard, started and stopped at will."""

    def __init__(self, guard: Guard, files: Path, most_bytes: int) -> None:
        """Take the folder of the page's own files and how many bytes a request may have."""
        self.guard = guard
        self.address = ""
        self._files = files
        self._most_bytes = most_bytes
        self._runner: web.AppRunner | None = None

    @abstractmethod
    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Add all but the files."""

    def build_app(self) -> web.Application:
        """The application: the routes, the page's files, and those that pages share."""
        app = web.Application(client_max_size=self._most_bytes)
        self.guard.attach(app)
        self.add_routes(app.router)
        app.router.add_static("/static/loopback/", SHARED)
        app.router.add_static("/static/", self._files)
        return app

    async def start(self, port: int = 0) -> None:
        """Listen; the address is known from then on. Raises OSError when the port is taken."""
        self._runner = await listen(self.build_app(), port, handler_cancellation=True)
        self.address = f"http://{HOST}:{self._runner.addresses[0][1]}/"

    async def stop(self) -> None:
        """Close every connection."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
