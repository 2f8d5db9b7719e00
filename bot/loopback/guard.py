"""Who may ask a page: this machine's browser on the page itself, and programs of this machine."""

import secrets
from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

TOKEN_HEADER = "X-Page-Token"  # noqa: S105 — a header's name

# Nothing from elsewhere, nothing inline, nothing sent anywhere else, and nobody frames the page.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'{images};"
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
_OWN_SITES = ("same-origin", "none")
_READS = ("GET", "HEAD")
_JSON = "application/json"


class Guard:
    """Refuses foreign names (DNS rebinding) and foreign pages; a fault of ours tells nothing.

    `refuse` makes an answer of a status and a complaint, `images` are more sources of images.
    With `with_token` a write needs the page's token and origin; without, a POST has to be JSON,
    which no form of another page can send.
    """

    def __init__(
        self,
        refuse: Callable[[int, str], web.Response],
        *,
        with_token: bool = False,
        images: str = "",
    ) -> None:
        self.token = secrets.token_urlsafe(24) if with_token else ""
        self.crashes: list[Exception] = []
        self._refuse = refuse
        self._headers = {name: value.format(images=images) for name, value in _HEADERS.items()}

    def attach(self, app: web.Application) -> None:
        """Checks every request of an app and puts the headers on every response."""
        app.middlewares.append(self._middleware())
        app.on_response_prepare.append(self._add_headers)

    def _middleware(self) -> Middleware:
        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            if complaint := self._find_complaint(request):
                return self._refuse(*complaint)
            try:
                return await handler(request)
            except (web.HTTPException, ConnectionError):
                raise
            except Exception as crash:  # noqa: BLE001 — a log would show what people wrote
                self.crashes.append(crash)
                return self._refuse(500, "a fault of the program")

        return check

    def _find_complaint(self, request: web.Request) -> tuple[int, str] | None:
        if not _is_own_host(request):
            return 403, "this page answers to 127.0.0.1 only"
        if not _is_own_page(request):
            return 403, "another page may not ask"
        if self.token and request.method not in _READS and not self._has_token(request):
            return 403, "only the page itself may do this"
        if not self.token and request.method == "POST" and request.content_type != _JSON:
            return 415, f"send {_JSON}"
        return None

    def _has_token(self, request: web.Request) -> bool:
        given = request.headers.get(TOKEN_HEADER, "").encode()
        return "Origin" in request.headers and secrets.compare_digest(given, self.token.encode())

    async def _add_headers(self, _request: web.Request, response: web.StreamResponse) -> None:
        for name, value in self._headers.items():
            response.headers.setdefault(name, value)


def _is_own_host(request: web.Request) -> bool:
    if request.transport is None:
        return False
    port = request.transport.get_extra_info("sockname")[1]
    return request.host in {f"{name}:{port}" for name in _OWN_NAMES}


def _is_own_page(request: web.Request) -> bool:
    """Whether no other page stands behind it; programs name neither origin nor site."""
    if request.method in _READS and request.path == "/":
        return True  # a link may lead here
    if request.headers.get("Sec-Fetch-Site", "none") not in _OWN_SITES:
        return False
    origin = f"http://{request.host}"
    return request.headers.get("Origin", origin) == origin
