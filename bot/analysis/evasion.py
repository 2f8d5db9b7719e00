"""Undoes the ways by which senders hide words, numbers and hosts, and says where it did.

Works on folded text (see ``normalize``) by the table in ``content/evasion.toml``.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise

import ahocorasick
import regex

from bot.analysis.hidden import Edit, HiddenFinder
from bot.analysis.normalize import Normalized, Span, join_broken_words
from bot.analysis.spans import cover
from bot.analysis.spelling import Evasion, Manner, Spelling, fold, list_spellings

_MOST_PASSES = 8  # what one pass writes may complete a word for the next
_MOST_TOLD = 32  # disguises of one text that are told of
_NEAR = 16  # characters before a way in which its surroundings show
_REACH = 32  # the same after it
_LONGEST_HALF = 3  # characters of a word on one side of a seam
# What may stand inside a known word although normalizing kept it.
_MARKS = " \t\n/|\\=+#'&@%—–…`^"
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
        self._symbols = _compile_class(self.symbols)
        self._seam = _compile_seam(self.symbols)
        self._hidden = HiddenFinder(table, find_domain)
        self._characters = characters
        self._spellings = ahocorasick.Automaton()
        for written, spelling in list_spellings(table, characters).items():
            self._spellings.add_word(written, spelling)
        self._spellings.make_automaton()
        plain = [fold(word.plain, characters) for word in table.word]
        self._neighbors = {pair for each in plain for pair in map("".join, pairwise(each))}
        self._telling = _compile_class(
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
            before = revealed.text
            edits = self._edits(revealed)
            hiding = islice((each for each in edits if each.told), _MOST_TOLD - len(told))
            told += [revealed.locate(each.start, each.end) for each in hiding]
            changes = [each for each in edits if each.plain is not None]
            if changes:
                revealed = join_broken_words(_apply(revealed, changes), self.symbols)
            if revealed.text == before and self._symbols.search(before):
                revealed = join_broken_words(revealed)
            if revealed.text == before:
                break
        return replace(revealed, disguises=_find_again(revealed, told)) if told else revealed

    def _edits(self, plain: Normalized) -> list[Edit]:
        """What to change in one pass, in order and apart from each other; seams come first."""
        if seams := list(self._seams(plain.text)):
            return seams
        words, hidden = list(self._words(plain)), list(self._hidden.find(plain.text))
        if not hidden:
            return words
        apart: list[Edit] = []
        for each in sorted((*words, *hidden), key=lambda each: (each.start, -each.end)):
            if not apart or each.start >= apart[-1].end:
                apart.append(each)
        return apart

    def _seams(self, text: str) -> Iterator[Edit]:
        """Marks and line breaks in the middle of a known word."""
        for match in self._seam.finditer(text):
            start, end = match.span()
            if text[start - 1] + text[end] not in self._neighbors:
                continue
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
        folded = self._telling.search(plain.original) is not None
        kept: bytearray | None = None
        reached = 0
        for start, _, spelling in self._spelled(plain, folded):
            if start < reached:
                continue
            end = start + len(spelling.written)
            if spelling.manner is Manner.PLAIN:
                reached = end
                suspect = folded or _is_stretched(plain, start, end)
                if suspect and spelling.word is not None and self._is_broken(plain, start, end):
                    yield Edit(start, end, None, told=True)
            elif self._stands(text, start, end, spelling):
                reached = end
                kept = cover(len(text), _addresses(text)) if kept is None else kept
                if 1 not in kept[start:end]:
                    yield Edit(start, end, spelling.plain, spelling.manner is not Manner.SHORTHAND)

    def _spelled(self, plain: Normalized, folded: bool) -> list[tuple[int, int, Spelling]]:
        """Where a spelling may stand, leftmost and then longest first: (start, -length, spelling).

        Empty when all are plain words in plain writing, with no characters ``folded`` that tell.
        """
        found = []
        hiding = folded
        for last, spelling in self._spellings.iter(plain.text):
            length = len(spelling.written)
            start = last + 1 - length
            if not hiding:
                plainly = spelling.manner is Manner.PLAIN
                hiding = not plainly or _is_stretched(plain, start, last + 1)
            found.append((start, -length, spelling))
        if not hiding:
            return []
        found.sort()  # no two have the same place and length
        return found

    def _stands(self, text: str, start: int, end: int, spelling: Spelling) -> bool:
        """Whether it is no part of a longer Latin word, and its surroundings fit if they must."""
        if _is_latin(text[start]) and _is_latin(text[start - 1 : start]):
            return False
        if spelling.manner is not Manner.BESIDE and end - start > 1:
            following = text[end : end + 1]
            return not (_is_latin(text[end - 1]) and _is_latin(following) and following.isalpha())
        before, after = self._surroundings[spelling.plain]
        followed = after.match(text, end, end + _REACH) is not None
        if followed is (end - start > 1):  # a way of one character needs both, a longer one either
            return followed
        return before.search(text, max(0, start - _NEAR), start) is not None

    def _is_broken(self, plain: Normalized, start: int, end: int) -> bool:
        """Whether the original has more in the middle of a plain word than space."""
        begin, stop = plain.locate(start, end)
        written, word = plain.original[begin:stop], plain.text[start:end]
        if written == word:
            return False
        marks = (each for each in written if not each.isspace())
        hidden = any(not self._characters[each].isalnum() for each in marks)
        return hidden or self._telling.search(written) is not None


def _is_stretched(plain: Normalized, start: int, end: int) -> bool:
    """Whether the original has more characters between the ends of a span."""
    return plain.offsets[end - 1] - plain.offsets[start] >= end - start


def _compile_class(characters: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile("[" + regex.escape("".join(sorted(characters))) + "]")


def _compile_seam(symbols: Iterable[str]) -> regex.Pattern[str]:
    marks = regex.escape("".join((_MARKS, *symbols)), literal_spaces=True)
    return regex.compile(rf"(?<=\p{{Han}})[{marks}]{{1,4}}(?=\p{{Han}})")


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _addresses(text: str) -> Iterator[Span]:
    """Where links and mail addresses stand: nothing in them is rewritten."""
    return (match.span() for match in _TOKEN.finditer(text) if _ADDRESS.search(match.group()))


def _apply(plain: Normalized, edits: Iterable[Edit]) -> Normalized:
    """The text with the edits made."""
    text: list[str] = []
    offsets: list[int] = []
    reached = 0
    for edit in edits:
        replacement = edit.plain or ""
        text += (plain.text[reached : edit.start], replacement)
        offsets += plain.offsets[reached : edit.start]
        written = plain.text[edit.start : edit.end]
        offsets += [plain.offsets[edit.start + place] for place in _spread(written, replacement)]
        reached = edit.end
    text.append(plain.text[reached:])
    offsets += plain.offsets[reached:]
    return replace(plain, text="".join(text), offsets=offsets)


def _spread(written: str, plain: str) -> Sequence[int]:
    """For each character of ``plain`` its place in ``written``; the ends meet the ends."""
    if not plain:
        return []
    if len(written) == len(plain):
        return range(len(plain))
    tail = 0
    while tail < min(len(written), len(plain)) and written[-1 - tail] == plain[-1 - tail]:
        tail += 1
    if tail == len(plain):  # only its end is left, and it stands for all
        tail -= 1
    old, new = len(written) - tail, len(plain) - tail
    head = [index * old // new for index in range(new)]
    if new > 1:
        head[-1] = old - 1
    return head + list(range(old, len(written)))


def _find_again(plain: Normalized, told: Iterable[Span]) -> tuple[Span, ...]:
    """Spans of the original as spans of the plain text; of those that overlap, the shortest."""
    found: list[Span] = []
    for begin, stop in sorted(set(told), key=lambda each: (each[1] - each[0], each)):
        start, end = bisect_left(plain.offsets, begin), bisect_left(plain.offsets, stop)
        if start < end and all(end <= first or last <= start for first, last in found):
            found.append((start, end))
    return tuple(sorted(found))
