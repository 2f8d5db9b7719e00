"""The area codes by which a court's 12368 is reached: by the place that a name or number means."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from bot.analysis.content import STRICT, Content
from bot.analysis.courts import CourtFinder
from bot.analysis.places import Places

_CODE = re.compile(r"0[12]\d|0[3-9]\d\d")


@dataclass(frozen=True, slots=True)
class AreaFile:
    """``areas.toml``: full names of places, province first, by area code."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    source: str
    checked: date
    codes: Mapping[str, tuple[str, ...]]


class Areas:
    """Finds the area code of a place or court; None where it is not known or not certain."""

    def __init__(self, file: AreaFile, content: Content) -> None:
        self.file = file
        self._content = content

    @cached_property
    def _courts(self) -> CourtFinder:
        courts = self._content.courts
        short = {each.name: each.prefix for each in courts.provinces if each.prefix}
        return CourtFinder(courts, Places(self._content.places, short))

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        """Area codes by place, whose name is plain as those that courts are found by."""
        plain = self._content.characters
        return {
            "".join(map(plain.__getitem__, name)): code
            for code, names in self.file.codes.items()
            for name in names
        }

    def find_place(self, place: str) -> str | None:
        """The area code of a place by its full name, as ``Content.places`` writes it."""
        heads = (place[:length] for length in range(len(place), 1, -1))
        return next((self._codes[head] for head in heads if head in self._codes), None)

    def find_court(self, name: str) -> str | None:
        """The area code of a court, when every place that its name can mean has the same."""
        codes = {
            self.find_place(self._content.places[division])
            for court in self._courts.find(name)
            for division in court.divisions
        }
        return codes.pop() if len(codes) == 1 else None

    def list_faults(self) -> Iterator[str]:
        """What is wrong with the table: codes that are none, places twice or not known."""
        known = set(self._content.places.values())
        names = [name for each in self.file.codes.values() for name in each]
        for code in self.file.codes:
            if not _CODE.fullmatch(code):
                yield f"{code} is no area code"
        for name, times in Counter(names).items():
            if times > 1:
                yield f"{name} is there {times} times"
        yield from (f"there is no place called {name}" for name in set(self._codes) - known)
