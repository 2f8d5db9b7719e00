"""Tells how much of a text warns of scammers, and what it says besides."""

from typing import NamedTuple

import regex

from bot.analysis.facts import Span
from bot.analysis.vocabulary import Vocabulary

_QUOTATION = regex.compile(r"[“\"「][^“”\"」\n]{1,80}[”\"」]")
_CLAUSE_END = regex.compile(r"[。!?;,\n】]+")


class Warned(NamedTuple):
    """The share of the text that warns, from 0 to 1, and the rest of its clauses."""

    share: float
    besides: str


class WarningReader:
    """Knows by content's words what warns and what is business of its own."""

    def __init__(self, words: Vocabulary) -> None:
        self._warning = regex.compile(words.warning_pattern)
        self._business = regex.compile(words.business_pattern)

    def read(self, text: str, signatures: tuple[Span, ...]) -> Warned:
        """Beside business of its own a warning is only a closing line and counts for nothing."""
        if self._warning.search(text) is None:
            return Warned(0.0, text)
        signed = {text[start:end] for start, end in signatures}
        clauses = [each.strip("【】[] ") for each in _CLAUSE_END.split(_QUOTATION.sub("", text))]
        clauses = [each for each in clauses if each not in signed]
        own = [each for each in clauses if self._warning.search(each) is None]
        whole, rest = sum(map(len, clauses)), sum(map(len, own))
        if not whole or self._business.search(text) is not None:
            return Warned(0.0, text)
        return Warned(1 - rest / whole, ",".join(own))
