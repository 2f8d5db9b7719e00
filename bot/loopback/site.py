"""A small web server on 127.0.0.1 that logs nothing."""

import logging
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.loopback.guard import Guard

SHARED = Path(__file__).with_name("static")
HOST = "127.0.0.1"

_SILENT = logging.getLogger("bot.loopback.silent")
_SILENT.disabled = True


async def listen(app: web.Application, port: int, **how: Any) -> web.AppRunner:
    """Serves an app; port 0 takes a free one. Raises OSError when it is taken."""
    # Logs would hold tokens, what people wrote, and pieces of requests cut off.
    runner = web.AppRunner(app, access_log=None, logger=_SILENT, shutdown_timeout=0.1, **how)
    await runner.setup()
    await web.TCPSite(runner, HOST, port).start()
    return runner


class LocalSite(ABC):
    """A page's server: its routes, its own files and those that pages share, behind a guard."""

    def __init__(self, guard: Guard, files: Path, most_bytes: int) -> None:
        self.guard = guard
        self.address = ""
        self._files = files
        self._most_bytes = most_bytes  # of a request
        self._runner: web.AppRunner | None = None

    @abstractmethod
    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Adds all but the files."""

    def build_app(self) -> web.Application:
        """The application behind the guard."""
        app = web.Application(client_max_size=self._most_bytes)
        self.guard.attach(app)
        self.add_routes(app.router)
        app.router.add_static("/static/loopback/", SHARED)
        app.router.add_static("/static/", self._files)
        return app

    async def start(self, port: int = 0) -> None:
        """Listens, and knows its address from then on; see ``listen``."""
        self._runner = await listen(self.build_app(), port, handler_cancellation=True)
        self.address = f"http://{HOST}:{self._runner.addresses[0][1]}/"

    async def stop(self) -> None:
        """Closes every connection."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
