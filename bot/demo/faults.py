"""Trouble on order: answers that fail, connections that break, answers that take long."""

from __future__ import annotations

from dataclasses import dataclass

from bot.demo.model import Json
from bot.demo.refusal import Refusal

EVERY_METHOD = "*"

_PHRASES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass
class _Failure:
    method: str
    chat_id: int | None
    times: int
    refusal: Refusal


@dataclass
class _Drop:
    method: str
    after: bool
    times: int


class Faults:
    """What shall go wrong; the oldest order that fits a call is used first."""

    def __init__(self) -> None:
        """Start without any trouble."""
        self._failures: list[_Failure] = []
        self._drops: list[_Drop] = []
        self._delays: dict[str, float] = {}

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
        """Refuse the next `times` calls; an empty description is made from the code."""
        if retry_after is not None:
            description = description or f"Too Many Requests: retry after {retry_after}"
        parameters: Json | None = None if retry_after is None else {"retry_after": retry_after}
        description = description or _PHRASES.get(error_code, "Unknown Error")
        refusal = Refusal(error_code, description, parameters)
        self._failures.append(_Failure(method, chat_id, times, refusal))

    def drop(self, method: str, *, times: int = 1, after: bool = True) -> None:
        """Close the connection of the next calls without an answer, after or before the work."""
        self._drops.append(_Drop(method, after, times))

    def delay(self, method: str, seconds: float) -> None:
        """Let every call of the method wait before it is processed; 0 ends that."""
        self._delays[method] = seconds

    def find_delay(self, method: str) -> float:
        """Return the seconds this method has to wait."""
        return self._delays.get(method, self._delays.get(EVERY_METHOD, 0.0))

    def take_drop(self, method: str) -> _Drop | None:
        """Use up one drop for this call, if there is one."""
        for drop in self._drops:
            if drop.times > 0 and drop.method in (method, EVERY_METHOD):
                drop.times -= 1
                return drop
        return None

    def raise_failure(self, method: str, chat_id: object) -> None:
        """Use up one failure for this call and raise it, if there is one."""
        for failure in self._failures:
            fits = failure.method in (method, EVERY_METHOD)
            fits = fits and failure.chat_id in (None, chat_id)
            if fits and failure.times > 0:
                failure.times -= 1
                raise failure.refusal
