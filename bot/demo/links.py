"""Which addresses Telegram takes for a button or a text link."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_INTERNAL = ("tg", "ton", "tonsite")
_HTTP = re.compile(
    r"(?:[^\s/?#@]*@)?(?P<host>\[[0-9a-fA-F:.]+\]|[^\s/?#:@<>\"\\^`{|}]+)"
    r"(?::(?P<port>[0-9]{1,5}))?(?P<path>[/?#].*)?",
    re.DOTALL,
)


def find_link(address: str) -> str | None:
    """Return the address as Telegram stores it, or None when Telegram would refuse it."""
    address = address.strip()
    scheme = _SCHEME.match(address)
    name = scheme[1].lower() if scheme else "http"
    rest = address[scheme.end() :] if scheme else address
    if name in _INTERNAL:
        return f"{name}://{rest}" if rest else None
    if name not in ("http", "https"):
        return None
    parts = _HTTP.fullmatch(rest)
    if parts is None or int(parts["port"] or 0) > 65535:
        return None
    host = parts["host"].lower()
    if "." not in host or not all(host.split(".")[-2:]):
        return None
    port = f":{parts['port']}" if parts["port"] else ""
    path = (parts["path"] or "").replace(" ", "%20")
    return f"{name}://{host}{port}{path if path.startswith('/') else '/' + path}"
