"""The figures that a sentence says, so that a translation can't say others.

A source writes them in digits or in Chinese numerals, a translation in digits or as a month's name.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.forms.numerals import read_number

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_OCLOCK = re.compile(r"(?<=\d):00\b")
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_COUNTED = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿]+)")
_NUMERALS = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+")
_PARTS = re.compile(r"([百千万])分之([一二三四五六七八九十点\d.]+)")
_WHOLES = {"百": Decimal(100), "千": Decimal(1_000), "万": Decimal(10_000)}


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
    for whole, part in _PARTS.findall(text):
        value = read_number(part)
        if value is not None:
            yield from (value, _WHOLES[whole], 100 * value / _WHOLES[whole])  # the last in percent
    for run in _NUMERALS.findall(text):
        whole = read_number(run)
        if whole is not None:
            yield whole
        else:  # several numbers side by side, or a word with a numeral in it
            yield from (each for each in map(read_number, run) if each is not None)


def _read_months(text: str) -> Iterator[Decimal]:
    words = text.lower()
    for number, name in enumerate(_MONTHS, start=1):
        if re.search(rf"\b{name}\b", words):
            yield Decimal(number)
