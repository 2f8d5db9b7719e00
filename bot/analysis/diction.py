"""Which way a text's choice of words leans, by learned weights of its characters and pairs.

Only Chinese characters count, each once: digits, signs and repetition are style, and style is no
evidence. ``make diction`` learns the weights.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from operator import add
from typing import Any, ClassVar

from bot.analysis.model import Word
from bot.analysis.normalize import Span

LEAST = 16  # known characters and pairs below which a text leans nowhere
_STRICT: dict[str, Any] = {"extra": "forbid"}
_KNOWN = 1 << 32  # more than the tenths of any text
_WIDTH = 64  # bits of a scale within the sum of all
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
        grams.update(map(add, run, run[1:]))
    return grams


class Reader:
    """Scales, ready to read texts.

    What a character or pair weighs on all of them is one number, since looking each up on each
    takes longer than all else: on every scale that knows it, ``_KNOWN`` and its tenths.
    """

    def __init__(self, scales: Iterable[Scale]) -> None:
        self._scales = tuple(scales)
        self._weights: dict[str, int] = {}
        for place, scale in enumerate(self._scales):
            for gram, tenths in _read_weights(scale).items():
                weight = (_KNOWN + tenths) << place * _WIDTH
                self._weights[gram] = self._weights.get(gram, 0) + weight

    def measure(self, grams: Iterable[str]) -> dict[str, float]:
        """By scale the margin of a text with these characters and pairs, each given once.

        0 when too few of them are known.
        """
        total = sum(filter(None, map(self._weights.get, grams)))
        return {
            scale.id: _margin(total >> place * _WIDTH, scale.bias)
            for place, scale in enumerate(self._scales)
        }


def _read_weights(scale: Scale) -> dict[str, int]:
    return {gram: int(tenths) for tenths, grams in scale.weights.items() for gram in grams.split()}


def _margin(total: int, bias: float) -> float:
    """From the sum of one scale, which holds how many are known above what they weigh."""
    weight = total % (1 << _WIDTH)
    known = (weight + _KNOWN // 2) // _KNOWN
    if known < LEAST:
        return 0.0
    return (weight - known * _KNOWN) / sqrt(known) / 10 + bias


class Diction:
    """All scales, and what margins mean on each."""

    def __init__(self, scales: Iterable[Scale], margins: Mapping[str, Margins]) -> None:
        scales = tuple(scales)
        self._margins = margins
        self._reader = Reader(scales)
        self._weights = {scale.id: _read_weights(scale) for scale in scales}

    def read(self, text: str) -> dict[str, Lean]:
        """How the text reads on each scale."""
        margins = self._reader.measure(list_grams(text))
        return {scale: self._margins[scale].read(margin) for scale, margin in margins.items()}

    def find_telling(self, text: str, scale: str) -> Span:
        """The stretch between two signs that leans most; raises ValueError without Chinese."""
        weights = self._weights[scale]

        def weigh(run: re.Match[str]) -> int:
            return sum(filter(None, map(weights.get, list_grams(run.group()))))

        return max(_RUN.finditer(text), key=weigh).span()
