"""What a call says, read the way Telegram reads it."""

from __future__ import annotations

import json
import re

from aiohttp import web

from bot.demo.model import Json, Upload
from bot.demo.refusal import bad_request
from bot.demo.vocabulary import FLAGS, INTEGERS, NOT_CARRIED, OBJECTS

_INTEGER = re.compile(r"[+-]?[0-9]+")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Parameters:
    """The parameters of one call; nested objects may be JSON text or, in a JSON body, objects."""

    def __init__(self, method: str, values: Json, uploads: dict[str, Upload]) -> None:
        """Take values as they came (null means absent) and files by field name."""
        self.method = method
        self.values = {name: value for name, value in values.items() if value is not None}
        self.uploads = uploads

    def has(self, name: str) -> bool:
        """Whether the parameter was sent with something in it."""
        return self.text(name) != ""

    def text(self, name: str) -> str:
        """Return the parameter as text, empty when absent; a 400 when it isn't valid Unicode."""
        value = self.values.get(name, "")
        if not isinstance(value, str):
            value = json.dumps(value, ensure_ascii=False)
        try:
            value.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
        return value

    def integer(
        self, name: str, default: int = 0, low: int | None = None, high: int | None = None
    ) -> int:
        """Return a whole number, clamped; Telegram reads anything unreadable as the default."""
        text = self.text(name).strip()
        value = int(text) if _INTEGER.fullmatch(text) and len(text) < 30 else default
        if low is not None:
            value = max(low, value)
        return value if high is None else min(high, value)

    def flag(self, name: str) -> bool:
        """Return a boolean: `true`, `yes` and `1` are true."""
        return self.text(name).lower() in ("true", "yes", "1")

    def decoded(self, name: str, called: str) -> object:
        """Return a nested value, None when absent; a 400 names what couldn't be parsed."""
        if not self.has(name):
            return None
        value = self.values[name]
        try:
            value = json.loads(value) if isinstance(value, str) else value
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
        except (ValueError, RecursionError):
            raise bad_request(f"can't parse {called} JSON object") from None
        return value

    def find_upload(self, name: str) -> Upload | None:
        """Return the file sent under this name or pointed at by `attach://`, if any."""
        reference = self.text(name)
        if reference.startswith("attach://"):
            return self.uploads.get(reference.removeprefix("attach://"))
        return self.uploads.get(name)

    def refuse_uncarried(self) -> None:
        """Raise a 400 for what Telegram knows and this server doesn't carry."""
        for name in NOT_CARRIED:
            if self.has(name):
                raise bad_request(f"this server does not carry {name}")

    def record(self) -> Json:
        """Return the parameters with numbers, booleans and objects decoded, for assertions."""
        read = {name: _decode(name, value) for name, value in self.values.items()}
        return read | self.uploads


def _decode(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    if name in INTEGERS and _INTEGER.fullmatch(value) and len(value) < 30:
        return int(value)
    if name in FLAGS and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if name in OBJECTS:
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


async def read_parameters(request: web.Request, method: str) -> Parameters:
    """Read query, JSON, urlencoded or multipart; raise a 400 for what can't be read."""
    values: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    try:
        if request.content_type == "application/json":
            values |= await _read_json(request)
        elif request.content_type in _FORMS:
            await _read_form(request, values, uploads)
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return Parameters(method, values, uploads)


async def _read_json(request: web.Request) -> Json:
    text = await request.text()
    if not text:
        return {}
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("object expected")
    return body


async def _read_form(request: web.Request, values: Json, uploads: dict[str, Upload]) -> None:
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename, value.content_type, value.file.read())
        elif isinstance(value, str):
            values[name] = value
        else:
            values[name] = bytes(value).decode()
