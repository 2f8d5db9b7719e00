"""The chat page's server: its scene, what people do there, and what happens live."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from bot.demo.model import Json
from bot.demo.page.cast import Cast, describe_scene, find_description
from bot.demo.page.deeds import Deeds
from bot.demo.shelf import DOWNLOAD_BYTES
from bot.demo.telegram import TelegramServer
from bot.loopback.guard import Guard
from bot.loopback.site import LocalSite

STATIC = Path(__file__).with_name("static")

_FORM_BYTES = 64 * 1024  # the fields beside a file
_STILL_HERE = 15.0  # seconds between signs of life


class Site(LocalSite):
    """The page for one server and its people; it shows them what the bot does as it happens."""

    def __init__(
        self,
        server: TelegramServer,
        cast: Cast,
        words: Mapping[str, str],
        samples: Mapping[str, str],
    ) -> None:
        """Take the interface's sentences by key and the sample messages by name."""
        guard = Guard(_refuse, with_token=True, images=" blob:")
        super().__init__(guard, STATIC, DOWNLOAD_BYTES + _FORM_BYTES)
        self._server = server
        self._cast = cast
        self._words = dict(words)
        self._samples = dict(samples)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Add the page, the scene, what happens, and the deeds."""
        router.add_get("/", self._index)
        router.add_get("/api/scene", self._tell_scene)
        router.add_get("/api/stories", self._tell_stories)
        Deeds(self._server, self._cast).add_routes(router)

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


def _refuse(status: int, complaint: str) -> web.Response:
    """A fault of ours by the key of its sentence; whoever asks from elsewhere may read why."""
    if status >= 500:
        return web.json_response({"error": "failed"}, status=status)
    return web.Response(text=complaint, status=status)


async def _next_line(events: asyncio.Queue[Json]) -> bytes:
    try:
        async with asyncio.timeout(_STILL_HERE):
            story = await events.get()
    except TimeoutError:
        return b": here\n\n"
    return f"data: {json.dumps(story)}\n\n".encode()
