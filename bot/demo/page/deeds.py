"""What the people of the page do: write, change, delete, press, send and fetch files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.demo.entities import CAPTION_UNITS
from bot.demo.markup import count_units
from bot.demo.model import MEMBERS, Json
from bot.demo.page.cast import Cast, list_commands
from bot.demo.refusal import Refusal
from bot.demo.shelf import DOWNLOAD_BYTES
from bot.demo.telegram import TelegramServer

KEPT_BYTES = 256 * 1024 * 1024
_PICTURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
}


class Complaint(Exception):  # noqa: N818 — the page asked for something that can't be
    """A request that can't be met; `key` names the sentence that the page shows."""

    def __init__(self, key: str, status: int = 400) -> None:
        """Keep the key of a sentence under `error`, and the HTTP status."""
        super().__init__(key)
        self.key = key
        self.status = status


class Deeds:
    """The page's requests, each answered by what the server returns."""

    def __init__(self, server: TelegramServer, cast: Cast) -> None:
        """Take the server that everything happens on."""
        self.server = server
        self.cast = cast
        self._kept = 0

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Add a route for each deed."""
        for name, deed in {
            "send": self._send,
            "edit": self._edit,
            "delete": self._delete,
            "press": self._press,
        }.items():
            router.add_post(f"/api/{name}", _answer(deed))
        router.add_post("/api/upload", self._upload)
        router.add_get("/api/commands", self._list_commands)
        router.add_get("/api/files/{id}", self._fetch)

    def _send(self, asked: Json) -> Json:
        chat, person = self._find_place(asked)
        text = _field(asked, "text", str)
        return self.server.send(chat, person, text, reply_to=asked.get("reply_to"))

    def _edit(self, asked: Json) -> Json:
        chat, person = self._find_place(asked)
        number = _field(asked, "message", int)
        message = self.server.message(chat, number)
        if message is None or message.get("from", {}).get("id") != person["id"]:
            raise Complaint("failed", 403)
        return self.server.edit(chat, number, _field(asked, "text", str))

    def _delete(self, asked: Json) -> Json:
        chat, _ = self._find_place(asked)
        self.server.delete(chat, _field(asked, "message", int))
        return {}

    def _press(self, asked: Json) -> Json:
        chat, person = self._find_place(asked)
        number, data = _field(asked, "message", int), _field(asked, "data", str)
        return {"query": self.server.press(chat, person, number, data)}

    def _find_place(self, asked: Json) -> tuple[int, Json]:
        """Return the chat and the person named; a complaint unless the person is in it."""
        person = self.cast.find(asked.get("person"))
        chat_id = asked.get("chat")
        if person is None or chat_id not in (self.cast.private, self.cast.group):
            raise Complaint("failed", 403)
        if self.server.world.chats[chat_id].statuses.get(person["id"]) not in MEMBERS:
            raise Complaint("failed", 403)
        return chat_id, person

    async def _upload(self, request: web.Request) -> web.Response:
        try:
            form = await request.post()
            return web.json_response(self._take_file(dict(form)))
        except web.HTTPRequestEntityTooLarge:
            return _complain(Complaint("too_large", 413))
        except (ValueError, Refusal):
            return _complain(Complaint("failed"))
        except Complaint as complaint:
            return _complain(complaint)

    def _take_file(self, form: Json) -> Json:
        file, caption = form.get("file"), str(form.get("caption", ""))
        if not isinstance(file, web.FileField):
            raise Complaint("failed")
        reply_to = form.get("reply_to")
        chat, person = self._find_place(
            {"chat": int(form.get("chat", 0)), "person": int(form.get("person", 0))}
        )
        if count_units(caption.strip()) > CAPTION_UNITS:
            raise Complaint("too_long")
        content = file.file.read()
        how: Json = {"caption": caption, "reply_to": int(reply_to) if reply_to else None}
        how |= _choose_form(str(form.get("as")), file.filename, content)
        self._make_room(len(content))
        return self.server.send(chat, person, **how)

    def _make_room(self, size: int) -> None:
        if size > DOWNLOAD_BYTES:
            raise Complaint("too_large", 413)
        if self._kept + size > KEPT_BYTES:
            raise Complaint("full", 413)
        self._kept += size

    async def _list_commands(self, request: web.Request) -> web.Response:
        private = request.query.get("chat") == str(self.cast.private)
        chat_id = self.cast.private if private else self.cast.group
        return web.json_response(list_commands(self.server, chat_id))

    async def _fetch(self, request: web.Request) -> web.Response:
        stored = self.server.world.shelf.find(request.match_info["id"])
        if stored is None:
            return _complain(Complaint("failed", 404))
        content = stored.upload.content
        picture = find_picture_type(content)
        # Only what is surely a picture is shown; anything else can do nothing but be saved.
        if picture and "save" not in request.query:
            return web.Response(body=content, content_type=picture)
        return web.Response(
            body=content,
            content_type="application/octet-stream",
            headers={"Content-Disposition": "attachment"},
        )


def find_picture_type(content: bytes) -> str | None:
    """Return the MIME type of a picture browsers show, by its first bytes."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for head, kind in _PICTURES.items() if content.startswith(head)), None)


def _choose_form(form: str, name: str, content: bytes) -> Json:
    if form != "photo":
        return {"document": (name[:200] or "file.bin", content)}
    if find_picture_type(content) is None:
        raise Complaint("picture")
    return {"photo": content}


def _field(asked: Json, name: str, kind: type) -> Any:
    value = asked.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise Complaint("failed")
    return value


def _answer(deed: Callable[[Json], Json]) -> Callable[[web.Request], Any]:
    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response(deed(dict(await request.json())))
        except Complaint as complaint:
            return _complain(complaint)
        except (ValueError, TypeError, Refusal):
            return _complain(Complaint("failed"))

    return handle


def _complain(complaint: Complaint) -> web.Response:
    return web.json_response({"error": complaint.key}, status=complaint.status)
