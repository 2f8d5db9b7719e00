"""Other words for the same thing, as people search for pages."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.analysis.content import STRICT


@dataclass(frozen=True, slots=True)
class Phrasing:
    """``search.toml``: words by the word they are compared by, and words that say nothing.

    One of ``topics`` is enough to know what a question is about, a character of ``signs`` nearly
    so; ``same`` may stand in any.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    topics: Mapping[str, tuple[str, ...]]
    same: Mapping[str, tuple[str, ...]]
    filler: tuple[str, ...]
    signs: str

    def build_folder(self) -> Callable[[str], str]:
        """A function that puts one word for all that mean the same, set apart by spaces."""
        tables = {**self.topics, **self.same}
        said = {word: f" {kept} " for kept, words in tables.items() for word in (kept, *words)}
        said.update(dict.fromkeys(self.filler, " "))
        longest_first = sorted(said, key=lambda word: (-len(word), word))
        words = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        return lambda text: words.sub(lambda found: said[found[0]], text)

    def list_pairs(self) -> list[str]:
        """Every word of two characters that stands for another one."""
        tables = {**self.topics, **self.same}
        return [word for words in tables.values() for word in words if len(word) == 2]
