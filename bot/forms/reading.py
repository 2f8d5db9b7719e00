"""What fields need to know to read what people type: characters, words and the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of answers: ``days`` from today, ``months`` from this one, and words without weight.

    ``deeds`` are words that do what a button does: back, cancel, skip, end. ``hours`` are parts of
    the day with the hour from 0 to 23 that they begin at.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}
    days: Mapping[str, int]
    months: Mapping[str, int]
    years: Mapping[str, int]
    fillers: tuple[str, ...]
    deeds: Mapping[str, tuple[str, ...]]
    hours: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """The same for a whole form. ``characters`` gives the plain form of any character."""

    characters: Mapping[str, str]
    spoken: Spoken
    today: date

    def fold(self, text: str) -> str:
        """Lower case, half width, simplified; words without weight and outer blanks removed."""
        plain = "".join(self.characters[each] for each in text)
        for filler in self.spoken.fillers:
            plain = plain.replace(filler, "")
        return " ".join(plain.split())
