"""Another language: its own sentences, or another script of ours with exceptions.

A language is a folder of ``content/languages/``; DECISIONS.md says why it looks as it does.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

import opencc

from bot.analysis.content import STRICT
from bot.library.texts import fits

Tables = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page in another language; ``checked`` is the day of the page that it was made from."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    title: str
    body: str
    checked: date
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceFile:
    """``sentences/<area>.toml``: the source's sentence, exactly, and what it becomes."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    sentences: Mapping[str, str]


@dataclass(frozen=True)
class Script:
    """``exceptions.toml``: how OpenCC writes our sentences, and where it is wrong.

    ``converter`` is one of its configurations. ``exceptions`` are pieces of our sentences with
    their right form, the longest first where several fit.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    converter: str
    exceptions: Mapping[str, str]

    @cached_property
    def _opencc(self) -> opencc.OpenCC:
        return opencc.OpenCC(self.converter)

    @cached_property
    def _pieces(self) -> re.Pattern[str]:
        longest_first = sorted(self.exceptions, key=lambda piece: (-len(piece), piece))
        return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def write(self, sentence: str) -> str:
        """A sentence of ours in this script."""
        written, at = "", 0
        for found in self._pieces.finditer(sentence):
            written += self._convert(sentence[at : found.start()]) + self.exceptions[found[0]]
            at = found.end()
        return written + self._convert(sentence[at:])

    def _convert(self, piece: str) -> str:
        converted: str = self._opencc.convert(piece)
        return converted


@dataclass(frozen=True)
class Translation:
    """All that ``content/languages/<code>/`` holds, as it stands there.

    ``texts`` by dotted key, ``pages`` by id, ``sentences`` by area and source. With ``script``
    whatever is not in them is written in it; else it stays as the source says it.
    """

    code: str
    texts: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, PageWords] = field(default_factory=dict)
    sentences: Tables = field(default_factory=dict)
    script: Script | None = None

    @cached_property
    def _said(self) -> Mapping[str, str]:
        """What every sentence becomes where its area has no words of its own for it."""
        return {
            source: said
            for table in reversed(tuple(self.sentences.values()))
            for source, said in table.items()
            if fits(said, source)
        }

    def find(self, sentence: str, area: str) -> str | None:
        """What a sentence becomes, in the words of its area first; None if it is not there."""
        said = self.sentences.get(area, {}).get(sentence)
        if said is not None and fits(said, sentence):
            return said
        return self._said.get(sentence)

    def say(self, sentence: str, area: str = "") -> str:
        """A sentence of the source in this language, or as it is."""
        said = self.find(sentence, area)
        if said is not None:
            return said
        return self.script.write(sentence) if self.script else sentence
