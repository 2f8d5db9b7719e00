"""Logging that can't repeat what a user wrote: our own lines, others' only as warnings' types."""

import logging
import sys
import traceback
from types import TracebackType

# These log requests, parameters or SQL at lower levels: texts, ids and the token.
_TALKATIVE = ("telegram", "aiohttp", "aiosqlite", "asyncio", "httpx", "httpcore")

_ErrorInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class PlaceFormatter(logging.Formatter):
    """Formats an exception as its type and the places it passed, never its message."""

    def formatException(self, ei: _ErrorInfo) -> str:  # noqa: N802 the base class's name
        """Type, then file:line of each frame."""
        kind, _, trace = ei
        places = [f"  {each.filename}:{each.lineno}" for each in traceback.extract_tb(trace)]
        return "\n".join([kind.__name__ if kind else "", *places])


class _NoForeignMessages(logging.Filter):
    """Other people's log lines keep their logger and level and lose their words."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.split(".")[0] in _TALKATIVE:
            record.msg, record.args = "(a message of this library)", ()
        return True


def set_up_logs(level: str) -> None:
    """Sends logs to standard error; ``level`` is a name of the logging module."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlaceFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(_NoForeignMessages())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
