"""Telegram's way of saying no."""

from __future__ import annotations

from bot.demo.model import Json


class Refusal(Exception):  # noqa: N818 — Telegram refuses; nothing is broken
    """An answer with `ok: false`; `code` is both the error_code and the HTTP status."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        """Keep the description word for word, and ResponseParameters when there are any."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """Return the response body Telegram would send."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> Refusal:
    """Build a 400 for a reason without the `Bad Request: ` in front."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """Build a 403 for a reason without the `Forbidden: ` in front."""
    return Refusal(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refusal:
    """Build a 409 for a reason without the `Conflict: ` in front."""
    return Refusal(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> Refusal:
    """Build a 429 that asks to wait for whole seconds."""
    description = f"Too Many Requests: retry after {seconds}"
    return Refusal(429, description, {"retry_after": seconds})
