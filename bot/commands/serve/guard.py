"""Who may ask the check page: this machine's browser on the page itself, and its programs."""

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

# Nothing from elsewhere, nothing inline, nothing sent anywhere else, and nobody frames the page.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
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
_JSON = "application/json"


class Guard:
    """Refuses foreign names (DNS rebinding) and foreign pages; a fault of ours tells nothing."""

    def __init__(self) -> None:
        self.crashes: list[Exception] = []

    def attach(self, app: web.Application) -> None:
        """Checks every request of an app and puts the headers on every response."""
        app.middlewares.append(self._middleware())
        app.on_response_prepare.append(_add_headers)

    def _middleware(self) -> Middleware:
        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not _is_own_host(request):
                return refuse(403, "this page answers to 127.0.0.1 only")
            if not _is_own_page(request):
                return refuse(403, "another page may not ask")
            if request.method == "POST" and request.content_type != _JSON:
                return refuse(415, f"send {_JSON}")
            try:
                return await handler(request)
            except (web.HTTPException, ConnectionError):
                raise
            except Exception as crash:  # noqa: BLE001 — a log would show what people wrote
                self.crashes.append(crash)
                return refuse(500, "a fault of the program")

        return check


def refuse(status: int, complaint: str) -> web.Response:
    """An answer in the form of a bad row's."""
    return web.json_response({"id": None, "error": complaint}, status=status)


def _is_own_host(request: web.Request) -> bool:
    if request.transport is None:
        return False
    port = request.transport.get_extra_info("sockname")[1]
    return request.host in {f"{name}:{port}" for name in _OWN_NAMES}


def _is_own_page(request: web.Request) -> bool:
    """Whether no other page stands behind it; programs name neither origin nor site."""
    reads = request.method in ("GET", "HEAD")
    if reads and request.path == "/":
        return True  # a link may lead here
    if request.headers.get("Sec-Fetch-Site", "none") not in _OWN_SITES:
        return False
    origin = f"http://{request.host}"
    return request.headers.get("Origin", origin) == origin


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
