"""Words that our own sentences never use."""

from dataclasses import dataclass
from typing import Any, ClassVar

from bot.analysis.content import STRICT


@dataclass(frozen=True, slots=True)
class Wording:
    """``exceptions`` are longer words that contain a banned one and mean something else.

    ``in_forms``: what forms and calculators never say beside that. ``ending`` is the line before
    the numbered steps that every page ends with.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    banned: tuple[str, ...]
    exceptions: tuple[str, ...]
    ending: str
    in_forms: tuple[str, ...] = ()

    def find(self, sentence: str) -> list[str]:
        """The banned words in a sentence of ours."""
        plain = sentence
        for exception in self.exceptions:
            plain = plain.replace(exception, "")
        return [words for words in self.banned if words in plain]

    def find_in_forms(self, sentence: str) -> list[str]:
        """The same, and words that no figure of ours may be called."""
        return [*self.find(sentence), *(words for words in self.in_forms if words in sentence)]
