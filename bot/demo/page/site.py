"""The page's own small web server on loopback: its files, its scene, and what happens live."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from bot.demo.model import Json
from bot.demo.page.cast import Cast, describe_scene, find_description
from bot.demo.page.deeds import Deeds
from bot.demo.page.guard import Guard
from bot.demo.shelf import DOWNLOAD_BYTES
from bot.demo.telegram import TelegramServer

STATIC = Path(__file__).with_name("static")

_SILENT = logging.getLogger("bot.demo.page.silent")
_SILENT.disabled = True
_FORM_BYTES = 64 * 1024  # the fields beside a file
_STILL_HERE = 15.0  # seconds between signs of life


class Site:
    """The page for one server and its people; it shows them what the bot does as it happens."""

    def __init__(
        self,
        server: TelegramServer,
        cast: Cast,
        words: Mapping[str, str],
        samples: Mapping[str, str],
    ) -> None:
        """Take the interface's sentences by key and the sample messages by name."""
        self._server = server
        self._cast = cast
        self._words = dict(words)
        self._samples = dict(samples)
        self.guard = Guard()
        self.address = ""
        self._runner: web.AppRunner | None = None

    def build_app(self) -> web.Application:
        """Return the application with all routes behind the guard."""
        app = web.Application(client_max_size=DOWNLOAD_BYTES + _FORM_BYTES)
        self.guard.attach(app)
        app.router.add_get("/", self._index)
        app.router.add_get("/api/scene", self._tell_scene)
        app.router.add_get("/api/stories", self._tell_stories)
        Deeds(self._server, self._cast).attach(app)
        app.router.add_static("/static/", STATIC)
        return app

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; port 0 takes a free one. Raises OSError when it is taken."""
        runner = web.AppRunner(
            self.build_app(),
            access_log=None,
            logger=_SILENT,
            shutdown_timeout=0.1,
            handler_cancellation=True,
        )
        await runner.setup()
        self._runner = runner
        await web.TCPSite(runner, "127.0.0.1", port).start()
        self.address = f"http://127.0.0.1:{runner.addresses[0][1]}/"

    async def stop(self) -> None:
        """Close every connection."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _index(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(STATIC / "index.html")

    async def _tell_scene(self, _request: web.Request) -> web.Response:
        scene: Json = {
            "token": self.guard.token,
            "words": self._words,
            "samples": self._samples,
            "description": find_description(self._server),
            "most_bytes": DOWNLOAD_BYTES,
        }
        return web.json_response(scene | describe_scene(self._server, self._cast))

    async def _tell_stories(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: one line of JSON for each thing that happens, from now on."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        events = self._server.subscribe()
        try:
            await response.prepare(request)
            await response.write(b": here\n\n")
            while True:
                await response.write(await _next_line(events))
        except ConnectionError:
            return response
        finally:
            self._server.unsubscribe(events)


async def _next_line(events: asyncio.Queue[Json]) -> bytes:
    try:
        async with asyncio.timeout(_STILL_HERE):
            story = await events.get()
    except TimeoutError:
        return b": here\n\n"
    return f"data: {json.dumps(story)}\n\n".encode()
