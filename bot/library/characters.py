"""The plain form of every character: width, case, invisible marks, traditional, look-alikes."""

import re
import unicodedata
from collections.abc import Mapping

import opencc

# Marks, controls and joiners carry no meaning for the reader; line breaks and tabs do.
_INVISIBLE = frozenset({"Mn", "Me", "Cf", "Cc", "Co", "Cn", "Cs"})
_KEPT = frozenset("\n\t")
_LONGEST = 4  # characters that one may stand for; ﷺ would be a sentence, and a page a book
# NFKC folds white circles and squares with a sign in them, and leaves the black ones.
_CIRCLED = re.compile(r"NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER ([A-Z])")


class PlainCharacters(dict[str, str]):
    """Maps a character to its plain form, worked out on first use and remembered."""

    def __init__(self, lookalikes: Mapping[str, str]) -> None:
        super().__init__()
        self._lookalikes = dict(lookalikes)
        self._converter = opencc.OpenCC("t2s")

    def __missing__(self, character: str) -> str:
        plain = character
        # A replacement can itself be replaceable (a full-width traditional character, say).
        for _ in range(4):
            previous, plain = plain, "".join(self._step(each) for each in plain)
            if plain == previous:
                break
        self[character] = plain if len(plain) <= _LONGEST else character
        return self[character]

    def _step(self, character: str) -> str:
        if character in _KEPT:
            return character
        if character == "\r":
            return "\n"
        if character in self._lookalikes:
            return self._lookalikes[character]
        folded = (_read_circled(character) or unicodedata.normalize("NFKC", character)).lower()
        visible = "".join(
            each for each in folded if each in _KEPT or unicodedata.category(each) not in _INVISIBLE
        )
        converted: str = self._converter.convert(visible)
        return converted if len(converted) == len(visible) else visible


def _read_circled(character: str) -> str | None:
    """The letter or number inside a circle or square, for those that NFKC does not know."""
    name = unicodedata.name(character, "")
    if "CIRCLED" not in name and "SQUARED" not in name:
        return None
    if letter := _CIRCLED.fullmatch(name):
        return letter[1]
    number = unicodedata.numeric(character, None)
    return None if number is None else f"{number:g}"
