"""Finds phone, QQ and card numbers and hosts that are written so that nobody can read them."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import regex

from bot.analysis.spelling import Evasion, Hosts

_GAP = r"[ \t\n.·*_~—–-]{0,3}+"
_GAPS = regex.compile(r"[ \t\n.·*_~—–-]+")
_ORDINARY = regex.compile(r"1\d{2}[- ]?\d{4}[- ]?\d{4}|400[- ]?\d{3,4}[- ]?\d{3,4}")
_IP = regex.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_MOST_GAPS = 4  # 138 0013 8000 has two; only who hides a number parts every digit
_LEAST_DIGITS = 4  # letters alone are no number
_SPELLED_OUT = regex.compile(
    r"(?<![a-z0-9])(?<![a-z0-9] )[a-z0-9](?: [a-z0-9-]){1,30} ?\. ?[a-z](?: [a-z]){1,9}(?![a-z0-9])"
)
_CARD = regex.compile(r"(?<!\d)(?<!\d[ .*-])\d(?P<gap>[ .*-])\d(?:(?P=gap)\d){14,17}(?![ .*-]?\d)")


class Edit(NamedTuple):
    """A span of the text and what to write there; None: nothing, it is only told of."""

    start: int
    end: int
    plain: str | None
    told: bool


class HiddenFinder:
    """Compiles the shapes of hidden numbers and hosts once."""

    def __init__(self, table: Evasion, find_domain: Callable[[str], str | None]) -> None:
        self._find_domain = find_domain
        self._digits = str.maketrans(dict(table.digits))
        self._letters = frozenset(each for each in table.digits if each.isascii())
        self._phone, self._qq = _compile_numbers(table.digits)
        self._misspelled = table.hosts.misspelled
        self._dot, self._host, self._odd_ending = _compile_hosts(table.hosts)

    def find(self, text: str) -> Iterator[Edit]:
        """What is hidden, in no order; spans of different sorts may overlap."""
        for match in self._phone.finditer(text):
            yield from self._number(match.group(), match.start(), ordinary=_ORDINARY)
        if "qq" in text:
            for match in self._qq.finditer(text):
                yield from self._number(match.group(), match.start(), ordinary=None)
        for match in _CARD.finditer(text):
            yield from self._number(match.group(), match.start(), ordinary=None)
        if self._odd_ending.search(text) is not None:
            for match in self._host.finditer(text):
                yield from self._address(match)
        for match in _SPELLED_OUT.finditer(text):
            yield from self._spelled_out(match)

    def _number(
        self, written: str, start: int, ordinary: regex.Pattern[str] | None
    ) -> Iterator[Edit]:
        if (ordinary is not None and ordinary.fullmatch(written)) or _IP.fullmatch(written):
            return
        compact = _GAPS.sub("", written)
        plain = compact.translate(self._digits)
        sure = sum(each not in self._letters for each in compact)
        if plain == written or sure < _LEAST_DIGITS:
            return
        gaps = len(_GAPS.findall(written))
        yield Edit(start, start + len(written), plain, told=plain != compact or gaps > _MOST_GAPS)

    def _address(self, match: regex.Match[str]) -> Iterator[Edit]:
        ending = self._misspelled.get(match["ending"], match["ending"])
        plain = self._dot.sub(".", match["name"]).strip(".") + "." + ending
        if plain != match.group() and self._find_domain(plain) is not None:
            yield Edit(*match.span(), plain, told=True)

    def _spelled_out(self, match: regex.Match[str]) -> Iterator[Edit]:
        plain = match.group().replace(" ", "")
        if self._find_domain(plain) is not None:
            yield Edit(*match.span(), plain, told=True)


def _compile_numbers(digits: Mapping[str, str]) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Patterns for a mobile or 400 number, and for the digits that follow ``qq``."""

    def written(values: str, letters: bool = True) -> str:
        others = [each for each in digits if digits[each] in values]
        kept = [each for each in others if letters or not each.isascii()]
        return "[" + regex.escape("".join(kept)) + values + "]"

    any_digit, spoken = written("0123456789"), written("0123456789", letters=False)
    mobile = rf"{written('1')}{_GAP}{written('3456789')}(?:{_GAP}{any_digit}){{9}}"
    service = rf"{written('4')}(?:{_GAP}{written('0')}){{2}}(?:{_GAP}{any_digit}){{7}}"
    return (
        regex.compile(
            r"(?<![a-z0-9@/])(?<![^a-z0-9][0-9][ .*_-])"
            rf"(?:{mobile}|{service})(?!{spoken}|[a-z]|\.\d)"
        ),
        regex.compile(
            rf"(?<=qq[:号是为 ]{{0,3}})(?:{spoken}{{5,12}}|\d(?:[ .*_-]\d){{4,11}})(?![a-z0-9])"
        ),
    )


def _compile_hosts(
    hosts: Hosts,
) -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    """Patterns for what stands for a dot, for a broken host, and for the end of one."""
    dot = "|".join(map(regex.escape, sorted(hosts.dots, key=len, reverse=True)))
    ending = "|".join(map(regex.escape, hosts.endings))
    odd = "|".join(map(regex.escape, hosts.misspelled))
    whole = (
        rf"(?<![a-z0-9@.-])(?P<name>(?:[a-z0-9-]{{1,40}}(?:{dot}|\.)){{1,4}})"
        rf"(?P<ending>{ending}|{odd})(?![a-z0-9@])"
    )
    hint = rf"(?:{dot})(?:{ending}|{odd})(?![a-z0-9@])|\.(?:{odd})"
    return regex.compile(dot), regex.compile(whole), regex.compile(hint)
