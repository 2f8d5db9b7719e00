"""The one-year LPR by the day it was announced (facts rate-private-lpr4, rate-lpr-value)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

_STRICT: dict[str, Any] = {"extra": "forbid"}
CAP = Decimal(24)  # percent a year (fact rate-24-guidance)
TIMES_LPR = 4


@dataclass(frozen=True, slots=True)
class Announced:
    """A one-year LPR in percent from a day on; ``sure`` when a source for it was read."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    since: date
    percent: Decimal
    sure: bool
    source: str

    @property
    def fourfold(self) -> Decimal:
        """Percent a year."""
        return self.percent * TIMES_LPR


@dataclass(frozen=True, slots=True)
class RateTable:
    """Announcements by day, the oldest first; what came after ``checked`` is not in it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    checked: date
    refs: tuple[str, ...]
    lpr: tuple[Announced, ...]

    @property
    def first(self) -> date:
        """The day of the first announcement; before it there is no LPR of this kind."""
        return self.lpr[0].since

    def find(self, day: date) -> Announced | None:
        """The last announcement on or before a day."""
        return next((each for each in reversed(self.lpr) if each.since <= day), None)
