"""Who may talk to the page: this machine's browser, on this page, and nobody through it."""

from __future__ import annotations

import secrets

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

TOKEN_HEADER = "X-Demo-Token"  # noqa: S105 — a header's name

# Nothing from elsewhere, nothing inline, and nobody may frame the page.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
    " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_OWN_NAMES = ("127.0.0.1", "localhost")


class Guard:
    """Refuses foreign hosts (DNS rebinding) and writes that this page didn't make."""

    def __init__(self) -> None:
        """Draw the token that every write has to carry."""
        self.token = secrets.token_urlsafe(24)
        self.crashes: list[Exception] = []

    def attach(self, app: web.Application) -> None:
        """Check every request of an app and put the headers on every response."""
        app.middlewares.append(self._middleware())
        app.on_response_prepare.append(_add_headers)

    def _middleware(self) -> Middleware:
        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not _is_own_host(request):
                raise web.HTTPForbidden(text="this page answers to 127.0.0.1 only")
            if not self._may_ask(request):
                raise web.HTTPForbidden(text="only the page itself may do this")
            try:
                return await handler(request)
            except (web.HTTPException, ConnectionError):
                raise
            except Exception as crash:  # noqa: BLE001 — a log would show what people wrote
                self.crashes.append(crash)
                return web.json_response({"error": "failed"}, status=500)

        return check

    def _may_ask(self, request: web.Request) -> bool:
        if request.method in ("GET", "HEAD"):
            site = request.headers.get("Sec-Fetch-Site", "none")
            return request.path == "/" or site in ("same-origin", "none")
        own = request.headers.get("Origin") == f"http://{request.host}"
        given = request.headers.get(TOKEN_HEADER, "")
        return own and secrets.compare_digest(given.encode(), self.token.encode())


def _is_own_host(request: web.Request) -> bool:
    if request.transport is None:
        return False
    port = request.transport.get_extra_info("sockname")[1]
    return request.host in {f"{name}:{port}" for name in _OWN_NAMES}


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
