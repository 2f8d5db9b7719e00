"""Telegram's Bot API on loopback, for a bot process that may be killed at any moment."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable

from aiohttp import web

from bot.demo.groups import Groups
from bot.demo.lookout import Lookout
from bot.demo.methods import GET_UPDATES, METHODS, find_method
from bot.demo.model import Json
from bot.demo.parameters import Parameters, read_parameters
from bot.demo.people import People
from bot.demo.refusal import Refusal, conflict
from bot.demo.vocabulary import find_unknown
from bot.demo.world import Call, Profile, World
from bot.loopback.site import HOST, listen

UPLOAD_BYTES = 50 * 1024 * 1024

_WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
    " webhook first"
)


class TelegramServer(Groups, People, Lookout):
    """One bot's Telegram. Its state outlives `stop`, so a second `start` is an outage that ended.

    All of it belongs to one event loop.
    """

    def __init__(
        self,
        *,
        limits: bool = True,
        privacy_mode: bool = True,
        clock: Callable[[], float] = time.time,
        username: str = "biehuang_bot",
        name: str = "Biehuang",
        token: str | None = None,
        seed: int | None = None,
        slow_repeats: bool = True,
        guest_mode: bool = False,
    ) -> None:
        """Take a clock in Unix seconds; without a seed every server draws other ids.

        `slow_repeats` is Telegram's own brake: getUpdates with the same offset as before gets
        one update within half a second, and waits up to three seconds for the first one.
        """
        self.world = World(clock, seed, username, limits, privacy_mode, name, guest_mode)
        self.world.updates.slow_down_repeats = slow_repeats
        self.token = token or self._draw_token()
        self.unknown_parameters: set[tuple[str, str]] = set()
        self.crashes: list[Exception] = []
        self._runner: web.AppRunner | None = None
        self._address = ""

    def _draw_token(self) -> str:
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
        secret = "".join(self.world.chance.choices(alphabet, k=33))
        return f"{self.world.bot_id}:AA{secret}"

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; port 0 takes a free one."""
        app = web.Application(client_max_size=UPLOAD_BYTES)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._download)
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self._handle)
        self._runner = await listen(app, port)
        self._address = f"http://{HOST}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Close every connection; nothing is forgotten."""
        self.world.updates.interrupt(Refusal(500, "Internal Server Error: restart"))
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def api_url(self) -> str:
        """The base url of the methods, to be followed by token and `/method`."""
        return f"{self._address}/bot"

    @property
    def file_url(self) -> str:
        """The base url of downloads, to be followed by token and `/file_path`."""
        return f"{self._address}/file/bot"

    @property
    def port(self) -> int:
        """The port listened on."""
        return int(self._address.rsplit(":", 1)[-1])

    @property
    def bot(self) -> Json:
        """The bot as Telegram's User."""
        return self.world.bot

    @property
    def calls(self) -> list[Call]:
        """The latest 20,000 calls, in the order in which they were answered."""
        return list(self.world.calls)

    @property
    def refused_for_rate(self) -> int:
        """How many messages were refused with 429 for going too fast."""
        return self.world.pace.refused

    @property
    def pending_updates(self) -> list[int]:
        """The ids of the updates not yet confirmed, oldest first."""
        return self.world.updates.pending()

    @property
    def profile(self) -> Profile:
        """What the bot said about itself: commands, descriptions, webhook."""
        return self.world.profile

    @property
    def inline_answers(self) -> dict[str, Json]:
        """The parameters of answerInlineQuery by inline query id."""
        return self.world.inline_answers

    def fail(
        self,
        method: str,
        *,
        error_code: int,
        description: str = "",
        retry_after: int | None = None,
        times: int = 1,
        chat_id: int | None = None,
    ) -> None:
        """Refuse the next calls of a method (`*` for any) unprocessed, in one chat or in all."""
        self.world.faults.fail(
            method,
            error_code=error_code,
            description=description,
            retry_after=retry_after,
            times=times,
            chat_id=chat_id,
        )

    def drop(self, method: str, *, times: int = 1, after: bool = True) -> None:
        """Cut the connection of the next calls, after or before they are processed."""
        self.world.faults.drop(method, times=times, after=after)

    def delay(self, method: str, seconds: float) -> None:
        """Let every call of a method (`*` for any) wait before it is processed; 0 ends that."""
        self.world.faults.delay(method, seconds)

    def inject_raw_update(self, update: Json) -> int:
        """Queue an update of any shape, whatever the bot allowed; return its update_id."""
        return self.world.updates.add_raw(update)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = find_method(request.match_info["method"])
        if request.match_info["token"] != self.token:
            return _answer(Refusal(401, "Unauthorized").body())
        if method is None:
            return _answer(Refusal(404, "Not Found").body())
        asked = self.world.clock()
        try:
            call = await read_parameters(request, method)
        except Refusal as refusal:
            return self._finish(method, {}, refusal.body(), asked)
        except web.HTTPRequestEntityTooLarge:
            body = Refusal(413, "Request Entity Too Large").body()
            return self._finish(method, {}, body, asked)
        return await self._answer_or_drop(request, call, asked)

    async def _answer_or_drop(
        self, request: web.Request, call: Parameters, asked: float
    ) -> web.StreamResponse:
        params = call.record()
        self.unknown_parameters.update(
            (call.method, name) for name in find_unknown(call.method, params)
        )
        drop = self.world.faults.take_drop(call.method)
        if drop is not None and not drop.after:
            self._record(call.method, params, False, None, asked)
            return _hang_up(request)
        await asyncio.sleep(self.world.faults.find_delay(call.method))
        body = await self._process(call, params.get("chat_id"))
        if drop is not None:
            self._record(call.method, params, body["ok"], None, asked)
            return _hang_up(request)
        return self._finish(call.method, params, body, asked)

    async def _process(self, call: Parameters, chat_id: object) -> Json:
        try:
            self.world.faults.raise_failure(call.method, chat_id)
            if call.method == GET_UPDATES:
                return {"ok": True, "result": await self._get_updates(call)}
            return {"ok": True, "result": METHODS[call.method](self.world, call)}
        except Refusal as refusal:
            return refusal.body()
        except Exception as crash:  # noqa: BLE001 — a test looks at it; a log would show texts
            self.crashes.append(crash)
            return Refusal(500, "Internal Server Error").body()

    async def _get_updates(self, call: Parameters) -> list[Json]:
        if self.world.profile.webhook:
            raise conflict(_WEBHOOK_ACTIVE)
        updates = self.world.updates
        updates.allow(call.decoded("allowed_updates", "allowed_updates"))
        offset = call.integer("offset")
        self.world.wake()
        return await updates.fetch(
            offset, call.integer("limit", 100, 1, 100), call.integer("timeout", 0, 0, 50)
        )

    def _finish(self, method: str, params: Json, body: Json, asked: float) -> web.Response:
        self._record(method, params, body["ok"], body.get("error_code"), asked)
        return _answer(body)

    def _record(
        self, method: str, params: Json, ok: bool, error_code: int | None, asked: float
    ) -> None:
        self.world.calls.append(Call(method, params, ok, error_code, asked))
        self.world.wake()

    async def _download(self, request: web.Request) -> web.Response:
        stored = self.world.shelf.find_path(request.match_info["path"])
        if request.match_info["token"] != self.token:
            return _answer(Refusal(401, "Unauthorized").body())
        if stored is None:
            return _answer(Refusal(404, "Not Found").body())
        return web.Response(body=stored.upload.content, content_type="application/octet-stream")


def _answer(body: Json) -> web.Response:
    return web.Response(
        text=json.dumps(body), content_type="application/json", status=body.get("error_code", 200)
    )


def _hang_up(request: web.Request) -> web.Response:
    """Close the connection under the caller; the response returned goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
