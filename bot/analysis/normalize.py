"""Undoes what senders do to characters, and remembers where each one stood in the original."""

from collections.abc import Mapping
from dataclasses import dataclass

import regex

# What may stand between two Han characters without belonging there: senders break words with it.
_SEPARATORS = regex.compile(r"(?<=\p{Han})[ \t\u3000*·•._~^\-\p{So}]+(?=\p{Han})")


@dataclass(frozen=True, slots=True)
class Normalized:
    """Plain text and, for each of its characters, the original's offset in code points."""

    original: str
    text: str
    offsets: tuple[int, ...]
    breaks: int

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The original's span for a span of the plain text, end exclusive."""
        if start >= end:
            return (0, 0)
        return self.offsets[start], self.offsets[end - 1] + 1


def normalize(text: str, characters: Mapping[str, str]) -> Normalized:
    """Replaces each character by its plain form and joins words that separators broke.

    ``characters`` gives the plain form (possibly empty or longer) of any character; see
    ``bot.library.characters``. Idempotent on its own output.
    """
    plain: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        for replacement in characters[character]:
            plain.append(replacement)
            offsets.append(index)
    return _join_broken_words(text, "".join(plain), offsets)


def _join_broken_words(original: str, plain: str, offsets: list[int]) -> Normalized:
    kept: list[str] = []
    kept_offsets: list[int] = []
    position = 0
    breaks = 0
    for match in _SEPARATORS.finditer(plain):
        kept.append(plain[position : match.start()])
        kept_offsets += offsets[position : match.start()]
        position = match.end()
        breaks += not match.group().isspace()
    kept.append(plain[position:])
    kept_offsets += offsets[position:]
    return Normalized(original, "".join(kept), tuple(kept_offsets), breaks)
