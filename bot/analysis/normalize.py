"""Undoes what senders do to characters, and remembers where each one stood in the original."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

Span = tuple[int, int]

_MOST_BLANKS = 8  # in a row; more say nothing, and how to part them is many patterns' worst case
_BLANKS = re.compile(rf"\s{{{_MOST_BLANKS + 1},}}")
# What may stand between two Han characters without belonging there: senders break words with it.
_SEPARATORS = regex.compile(r"(?<=\p{Han})[ \t\u3000*·•._~^\-\p{So}]+(?=\p{Han})")


@dataclass(frozen=True, slots=True)
class Normalized:
    """Plain text and, for each of its characters, the original's offset in code points.

    ``disguises`` are the spans of the plain text that were written so as to hide it.
    """

    original: str
    text: str
    offsets: Sequence[int]
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
    """Replaces each character by its plain form, joins words that separators broke, cuts blanks.

    ``characters`` gives the plain form (possibly empty or longer) of any character; see
    ``bot.library.characters``. ``symbols`` are kept where they would be dropped as separators,
    since ``bot.analysis.evasion`` reads them. Idempotent on its own output.
    """
    forms = list(map(characters.__getitem__, text))
    plain = "".join(forms)
    offsets: Sequence[int] = range(len(text))
    if len(plain) != len(text) or not all(forms):
        offsets = [index for index, form in enumerate(forms) for _ in form]
    return join_broken_words(_shorten_blanks(Normalized(text, plain, offsets, 0)), symbols)


def _shorten_blanks(plain: Normalized) -> Normalized:
    """The text with at most so many blanks in a row."""
    kept: list[str] = []
    places: list[int] = []
    position = 0
    for match in _BLANKS.finditer(plain.text):
        stop = match.start() + _MOST_BLANKS
        kept.append(plain.text[position:stop])
        places += plain.offsets[position:stop]
        position = match.end()
    if not position:
        return plain
    text = "".join((*kept, plain.text[position:]))
    return replace(plain, text=text, offsets=[*places, *plain.offsets[position:]])


def join_broken_words(plain: Normalized, symbols: Collection[str] = ()) -> Normalized:
    """The text without separators between Han characters; ``breaks`` counts those not blank."""
    text, offsets = plain.text, plain.offsets
    kept: list[str] = []
    places: list[int] = []
    position = 0
    breaks = plain.breaks
    for match in _SEPARATORS.finditer(text):
        start, end = match.span()
        if symbols and all(map(symbols.__contains__, match.group())):
            continue
        kept.append(text[position:start])
        places += offsets[position:start]
        position = end
        noisy = False
        for place in range(start, end):
            if text[place] in symbols:
                kept.append(text[place])
                places.append(offsets[place])
            elif not text[place].isspace():
                noisy = True
        breaks += noisy
    if not position:
        return plain
    kept.append(text[position:])
    places += offsets[position:]
    return Normalized(plain.original, "".join(kept), places, breaks, plain.disguises)
