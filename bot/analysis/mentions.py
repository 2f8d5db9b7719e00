"""Finds institutions by name, and tells those that speak from those spoken of."""

from collections.abc import Iterable, Iterator

import ahocorasick
import regex

from bot.analysis.content import Institution
from bot.analysis.facts import Mention, Span
from bot.analysis.spans import cover

_OPENING, _CLOSING = "【[(", "】]). 。"  # what may stand between a name and the text's edge
_NEAR = 12  # characters around a name in which a speaker shows
_Named = tuple[int, int, Institution]


class MentionFinder:
    """Knows all names; ``before`` and ``after`` are patterns of what shows a speaker."""

    def __init__(self, institutions: Iterable[Institution], before: str, after: str) -> None:
        self._before = regex.compile(before)
        self._after = regex.compile(after)
        self._names = ahocorasick.Automaton()
        for institution in institutions:
            for name in institution.names:
                self._names.add_word(name, (len(name), institution))
        if len(self._names):
            self._names.make_automaton()

    def find(self, text: str, signatures: Iterable[Span]) -> tuple[Mention, ...]:
        """Every name that lies in no longer one, in order; ``signatures`` are where senders sign.

        A name is claimed in a signature, at the edge of the text, or as in 我是X, X用户.
        """
        named = _without_nested(self._list(text))
        if not named:
            return ()
        signed = cover(len(text), signatures)
        opened = len(text) - len(text.lstrip(_OPENING))
        closed = len(text.rstrip(_CLOSING))
        mentions = []
        for start, end, institution in named:
            claimed = start <= opened or end >= closed or 0 not in signed[start:end]
            claimed = claimed or self._speaks(text, start, end)
            mentions.append(Mention(start, end, institution, claimed))
        return tuple(mentions)

    def _list(self, text: str) -> Iterator[_Named]:
        if len(self._names):
            for last, (length, institution) in self._names.iter(text):
                yield last - length + 1, last + 1, institution

    def _speaks(self, text: str, start: int, end: int) -> bool:
        before = text[max(0, start - _NEAR) : start]
        after = text[end : end + _NEAR]
        return bool(self._before.search(before) or self._after.search(after))


def _without_nested(named: Iterable[_Named]) -> list[_Named]:
    kept: list[_Named] = []
    for each in sorted(named, key=lambda name: (name[0], -name[1])):
        if not kept or each[1] > kept[-1][1]:
            kept.append(each)
    return kept
