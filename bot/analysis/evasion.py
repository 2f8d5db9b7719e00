"""Undoes the ways by which senders hide words, numbers and hosts, and says where it did.

Works on folded text (see ``normalize``) by the table in ``content/evasion.toml``.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

import ahocorasick
import regex

from bot.analysis.hidden import Edit, HiddenFinder
from bot.analysis.normalize import Normalized, Span, join_broken_words
from bot.analysis.spelling import Evasion, Manner, Spelling, fold, list_spellings

_MOST_PASSES = 4  # what one pass writes may complete a word for the next
_NEAR = 16  # characters around a way in which its surroundings show
_LONGEST_HALF = 3  # characters of a word on one side of a seam
# What may stand inside a known word although normalizing kept it.
_SEAM = regex.compile(r"(?<=[\p{Han}])[ \t\n/|\\=+#'&@%—–…`^]{1,4}(?=[\p{Han}])")
_TOKEN = regex.compile(r"[a-z0-9@:/._?&=#%+~-]{4,}")
_ADDRESS = regex.compile(r"://|@[a-z0-9]|[a-z0-9]\.[a-z]{2}|/[a-z0-9]")


class Revealer:
    """Compiles the table once; afterwards holds no state."""

    def __init__(
        self,
        table: Evasion,
        characters: Mapping[str, str],
        find_domain: Callable[[str], str | None],
    ) -> None:
        self.symbols = frozenset("".join(characters[each] for each in table.symbols))
        self._symbols = regex.compile("[" + regex.escape("".join(sorted(self.symbols))) + "]")
        self._hidden = HiddenFinder(table, find_domain)
        self._characters = characters
        self._spellings = ahocorasick.Automaton()
        for written, spelling in list_spellings(table, characters).items():
            self._spellings.add_word(written, spelling)
        self._spellings.make_automaton()
        self._telling = frozenset(
            way
            for plain, ways in table.characters.items()
            for way in ways
            if len(way) == 1 and characters[way] == plain
        )
        self._surroundings = {
            fold(word.plain, characters): (regex.compile(before), regex.compile(after))
            for word in table.word
            for before, after in [(word.before or table.before, word.after or table.after)]
        }

    def reveal(self, plain: Normalized) -> Normalized:
        """The same text with disguises undone; its ``disguises`` are spans of the new text.

        ``plain`` is normalized with this table's ``symbols`` kept. Idempotent.
        """
        told: list[Span] = []
        revealed = plain
        for _ in range(_MOST_PASSES):
            edits = list(self._edits(revealed))
            told += [revealed.locate(each.start, each.end) for each in edits if each.told]
            if all(each.plain is None for each in edits):
                break
            revealed = _apply(revealed, edits)
        if self._symbols.search(revealed.text):
            revealed = join_broken_words(revealed)
        return replace(revealed, disguises=_find_again(revealed, told)) if told else revealed

    def _edits(self, plain: Normalized) -> Iterator[Edit]:
        """What to change in one pass, in order and apart from each other."""
        found = [*self._seams(plain.text), *self._words(plain), *self._hidden.find(plain.text)]
        found.sort(key=lambda each: (each.start, -each.end))
        reached = 0
        for each in found:
            if each.start >= reached:
                reached = each.end
                yield each

    def _seams(self, text: str) -> Iterator[Edit]:
        """Marks and line breaks in the middle of a known word."""
        for match in _SEAM.finditer(text):
            start, end = match.span()
            before = text[max(0, start - _LONGEST_HALF) : start]
            joined = before + text[end : end + _LONGEST_HALF]
            if any(
                last + 1 > len(before) > last + 1 - len(spelling.written)
                for last, spelling in self._spellings.iter(joined)
                if spelling.manner is Manner.PLAIN and spelling.word is not None
            ):
                yield Edit(start, end, "", told=False)

    def _words(self, plain: Normalized) -> Iterator[Edit]:
        """Every known word that is not written plainly; the longest of those that overlap."""
        text = plain.text
        reached = 0
        addresses: tuple[Span, ...] | None = None
        for start, end, spelling in self._spelled(text):
            if start < reached:
                continue
            reached = end
            if spelling.manner is Manner.PLAIN:
                if spelling.word is not None and self._is_broken(plain, start, end):
                    yield Edit(start, end, None, told=True)
                continue
            addresses = _addresses(text) if addresses is None else addresses
            if not any(start < stop and begin < end for begin, stop in addresses):
                yield Edit(start, end, spelling.plain, spelling.manner is not Manner.SHORTHAND)

    def _spelled(self, text: str) -> list[tuple[int, int, Spelling]]:
        """Where a spelling stands by itself, leftmost and then longest first."""
        found = []
        for last, spelling in self._spellings.iter(text):
            start, end = last + 1 - len(spelling.written), last + 1
            if spelling.manner is Manner.PLAIN or self._stands(text, start, end, spelling):
                found.append((start, end, spelling))
        found.sort(key=lambda each: (each[0], -each[1]))
        return found

    def _stands(self, text: str, start: int, end: int, spelling: Spelling) -> bool:
        """Whether it is no part of a longer Latin word, and its surroundings fit if they must."""
        if _is_latin(text[start]) and _is_latin(text[start - 1 : start]):
            return False
        alone = not (_is_latin(text[end - 1]) and text[end : end + 1].isalpha())
        alone = alone or not _is_latin(text[end : end + 1])
        if spelling.manner is not Manner.BESIDE and end - start > 1:
            return alone
        before, after = self._surroundings[spelling.plain]
        led = before.search(text[max(0, start - _NEAR) : start]) is not None
        followed = after.match(text[end : end + _NEAR + _NEAR]) is not None
        if end - start == 1:
            return led and followed
        return alone and (led or followed)

    def _is_broken(self, plain: Normalized, start: int, end: int) -> bool:
        """Whether the original has more in the middle of a plain word than space."""
        begin, stop = plain.locate(start, end)
        written, word = plain.original[begin:stop], plain.text[start:end]
        if written == word:
            return False
        return any(
            each in self._telling or not self._characters[each].isalnum()
            for each in written
            if not each.isspace()
        )


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _addresses(text: str) -> tuple[Span, ...]:
    """Where links and mail addresses stand: nothing in them is rewritten."""
    return tuple(
        match.span() for match in _TOKEN.finditer(text) if _ADDRESS.search(match.group())
    )


def _apply(plain: Normalized, edits: Iterable[Edit]) -> Normalized:
    """The text with the edits made; a longer or shorter word is spread over what it replaces."""
    text: list[str] = []
    offsets: list[int] = []
    reached = 0
    for edit in edits:
        if edit.plain is None:
            continue
        text += (plain.text[reached : edit.start], edit.plain)
        offsets += plain.offsets[reached : edit.start]
        old, new = edit.end - edit.start, len(edit.plain)
        places = [edit.start + index * old // new for index in range(new)]
        if places:
            places[-1] = edit.end - 1 if new > 1 else places[-1]
        offsets += [plain.offsets[place] for place in places]
        reached = edit.end
    text.append(plain.text[reached:])
    offsets += plain.offsets[reached:]
    return replace(plain, text="".join(text), offsets=tuple(offsets))


def _find_again(plain: Normalized, told: Iterable[Span]) -> tuple[Span, ...]:
    """Spans of the original as spans of the plain text; of those that overlap, the shortest."""
    found: list[Span] = []
    for begin, stop in sorted(set(told), key=lambda each: (each[1] - each[0], each)):
        start, end = bisect_left(plain.offsets, begin), bisect_left(plain.offsets, stop)
        if start < end and all(end <= first or last <= start for first, last in found):
            found.append((start, end))
    return tuple(sorted(found))
