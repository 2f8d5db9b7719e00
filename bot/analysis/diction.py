"""Which way a text's choice of words leans, by learned weights of its characters and pairs.

Only Chinese characters count, each once: digits, signs and repetition are style, and style is no
evidence. ``make diction`` learns the weights.
"""

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Any, ClassVar

from bot.analysis.model import Word
from bot.analysis.normalize import Span

LEAST = 16  # known characters and pairs below which a text leans nowhere
_STRICT: dict[str, Any] = {"extra": "forbid"}
_RUN = re.compile(r"[\u4e00-\u9fff]+")


class Lean(Word):
    """How a text reads on one scale."""

    UNLIKE = "unlike"
    NEITHER = "neither"
    LIKE = "like"


@dataclass(frozen=True, slots=True)
class Scale:
    """One question's weights: tenths → the characters and pairs that weigh so much.

    ``like`` and ``unlike`` count the messages that it was learned from. A text's margin is the sum
    of its weights over the square root of their number, plus ``bias``.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    id: str
    like: int
    unlike: int
    bias: float
    weights: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins up to which a text is unlike, and from which it is like, what a scale tells."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    unlike: float | None = None
    like: float | None = None

    def read(self, margin: float) -> Lean:
        """The lean at a margin."""
        if self.like is not None and margin >= self.like:
            return Lean.LIKE
        if self.unlike is not None and margin <= self.unlike:
            return Lean.UNLIKE
        return Lean.NEITHER


def list_grams(text: str) -> set[str]:
    """The Chinese characters of a text, and the pairs of them that stand side by side."""
    grams: set[str] = set()
    for run in _RUN.findall(text):
        grams.update(run)
        grams.update(map("".join, pairwise(run)))
    return grams


class Reader:
    """One scale, ready to read texts."""

    def __init__(self, scale: Scale) -> None:
        self._bias = scale.bias
        self._weights = {
            gram: int(tenths) for tenths, grams in scale.weights.items() for gram in grams.split()
        }

    def measure(self, grams: AbstractSet[str]) -> float:
        """The margin of a text with these characters and pairs; 0 when too few are known."""
        known = grams & self._weights.keys()
        if len(known) < LEAST:
            return 0.0
        return sum(map(self._weights.__getitem__, known)) / sqrt(len(known)) / 10 + self._bias

    def find_telling(self, text: str) -> Span:
        """The stretch between two signs that leans most; raises ValueError without Chinese."""

        def weigh(run: re.Match[str]) -> int:
            return sum(self._weights.get(gram, 0) for gram in list_grams(run.group()))

        return max(_RUN.finditer(text), key=weigh).span()


class Diction:
    """All scales, and what margins mean on each."""

    def __init__(self, scales: Iterable[Scale], margins: Mapping[str, Margins]) -> None:
        self._margins = margins
        self._readers = {scale.id: Reader(scale) for scale in scales}

    def read(self, text: str) -> dict[str, Lean]:
        """How the text reads on each scale."""
        grams = list_grams(text)
        return {
            name: self._margins[name].read(reader.measure(grams))
            for name, reader in self._readers.items()
        }

    def find_telling(self, text: str, scale: str) -> Span:
        """The stretch that leans most on a scale."""
        return self._readers[scale].find_telling(text)
