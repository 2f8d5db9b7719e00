"""The figures that a sentence says, so that a translation can't say others.

A source writes them in digits or in Chinese numerals, a translation in digits or as a month's name.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, takewhile
from unicodedata import numeric

from bot.forms.numerals import read_number

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_OCLOCK = re.compile(r"(?<=\d):00\b")
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_COUNTED = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿]+)")
_PART = re.compile(r"(\w)分之(\w+)")
_POINT = "点"
_TWO = "两"  # a numeral that Unicode does not know as one


def list_strange(translation: str, source: str) -> tuple[str, ...]:
    """The figures that only one of the two says; empty when they say the same."""
    wanted, given = _read(source), _read(translation)
    allowed = wanted | set(_read_numerals(source))
    named = set(_read_months(translation)) | set(_read_numerals(translation))
    strange = (given - allowed) | (wanted - given - named)
    return tuple(f"{each:f}" for each in sorted(strange))


def _read(text: str) -> set[Decimal]:
    plain = _OCLOCK.sub("", _PLACEHOLDER.sub(" ", text))
    plain = _COUNTED.sub(lambda found: f" {_count(found[0]):f} ", plain)
    return {Decimal(each.replace(",", "")) for each in _DIGITS.findall(plain)}


def _count(text: str) -> Decimal:
    return read_number(text) or Decimal(0)


def _read_numerals(text: str) -> Iterator[Decimal]:
    for whole, rest in _PART.findall(text):
        part = read_number("".join(takewhile(_is_part, rest)))
        if part is not None and _is_numeral(whole):
            of = Decimal(int(numeric(whole, 1)))
            yield from (part, of, 100 * part / of)  # the last in percent
    for is_numeral, letters in groupby(text, _is_numeral):
        run = "".join(letters)
        if is_numeral and (value := read_number(run)) is not None:
            yield value
        elif is_numeral:  # several numbers side by side, or a word with a numeral in it
            yield from (each for each in map(read_number, run) if each is not None)


def _is_part(character: str) -> bool:
    return character.isdecimal() or character == "." or _is_numeral(character)


def _is_numeral(character: str) -> bool:
    if character.isascii():
        return False
    return numeric(character, None) is not None or character in (_TWO, _POINT)


def _read_months(text: str) -> Iterator[Decimal]:
    words = text.lower()
    for number, name in enumerate(_MONTHS, start=1):
        if re.search(rf"\b{name}\b", words):
            yield Decimal(number)
