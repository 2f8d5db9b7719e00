"""Undoes what senders do to characters, and remembers where each one stood in the original."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import regex

Span = tuple[int, int]

# What may stand between two Han characters without belonging there: senders break words with it.
_SEPARATORS = regex.compile(r"(?<=\p{Han})[ \t\u3000*·•._~^\-\p{So}]+(?=\p{Han})")


@dataclass(frozen=True, slots=True)
class Normalized:
    """Plain text and, for each of its characters, the original's offset in code points.

    ``disguises`` are the spans of the plain text that were written so as to hide it.
    """

    original: str
    text: str
    offsets: tuple[int, ...]
    breaks: int
    disguises: tuple[Span, ...] = ()

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The original's span for a span of the plain text, end exclusive."""
        if start >= end:
            return (0, 0)
        return self.offsets[start], self.offsets[end - 1] + 1


def normalize(
    text: str, characters: Mapping[str, str], symbols: Collection[str] = ()
) -> Normalized:
    """Replaces each character by its plain form and joins words that separators broke.

    ``characters`` gives the plain form (possibly empty or longer) of any character; see
    ``bot.library.characters``. ``symbols`` are kept where they would be dropped as separators,
    since ``bot.analysis.evasion`` reads them. Idempotent on its own output.
    """
    plain: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        for replacement in characters[character]:
            plain.append(replacement)
            offsets.append(index)
    folded = Normalized(text, "".join(plain), tuple(offsets), 0)
    return join_broken_words(folded, symbols)


def join_broken_words(plain: Normalized, symbols: Collection[str] = ()) -> Normalized:
    """The text without separators between Han characters; ``breaks`` counts those not blank."""
    kept: list[str] = []
    offsets: list[int] = []
    position = 0
    breaks = plain.breaks
    for match in _SEPARATORS.finditer(plain.text):
        start, end = match.span()
        kept.append(plain.text[position:start])
        offsets += plain.offsets[position:start]
        position = end
        dropped = match.group()
        if symbols:
            stays = [place for place in range(start, end) if plain.text[place] in symbols]
            kept += [plain.text[place] for place in stays]
            offsets += [plain.offsets[place] for place in stays]
            dropped = "".join(each for each in dropped if each not in symbols)
        breaks += bool(dropped) and not dropped.isspace()
    kept.append(plain.text[position:])
    offsets += plain.offsets[position:]
    return Normalized(plain.original, "".join(kept), tuple(offsets), breaks, plain.disguises)
