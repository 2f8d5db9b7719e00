"""Opens a paste: the sender's line, the message itself, and the user's own words around it."""

from dataclasses import dataclass

import regex

from bot.analysis.facts import Span
from bot.analysis.pattern import compile_quickly
from bot.analysis.sentences import are_joined
from bot.analysis.shape import Shape, Signs
from bot.analysis.vocabulary import EnvelopeWords

_MOST_LINES = 6  # sender, time, forwarding marks, a greeting and a question
_SHORTEST = 10  # characters of what may still be a message
_WORD = regex.compile(r"\S")
_TAIL = 320  # characters at the end in which the user may speak
_QUOTES = ("“", '"', "「")  # what is quoted at length to the end was written by somebody else
_MOST_ASIDES = 4  # each is judged by itself


@dataclass(frozen=True, slots=True)
class Envelope:
    """The message's span in the text, who sent it if shown, and the spans of own words.

    ``asides`` are sentences within the message that nothing shows to be the sender's.
    """

    start: int
    end: int
    sender: str | None = None
    own: tuple[Span, ...] = ()
    asides: tuple[Span, ...] = ()


class EnvelopeOpener:
    """Knows by content what people paste around a message; ``message`` shows what others wrote."""

    def __init__(self, words: EnvelopeWords, message: Signs) -> None:
        self._sender = regex.compile(words.sender)
        self._mark = regex.compile(words.mark)
        self._ask_before = compile_quickly(words.ask_before)
        self._ask_after = regex.compile(words.ask_after)
        self._aside = Shape(words.aside)
        self._message = message

    def open(self, text: str) -> Envelope:
        """The whole text as the message when nothing stands around it, or nothing would be left."""
        start, sender, own = self._read_head(text)
        end = self._find_tail(text, start)
        if not self._is_message(text, start, end):
            return Envelope(0, len(text))
        if end < len(text):
            own = (*own, (end, len(text)))
        return Envelope(start, end, sender, own, self._find_asides(text, start, end))

    def is_received(self, text: str) -> bool:
        """Whether the whole text shows signs of another writer."""
        return self._is_message(text, 0, len(text))

    def _read_head(self, text: str) -> tuple[int, str | None, tuple[Span, ...]]:
        """Where the message begins, its sender, and the own words in front."""
        position, sender = 0, None
        own: tuple[Span, ...] = ()
        for _ in range(_MOST_LINES):
            word = _WORD.search(text, position)
            begin = word.start() if word else len(text)
            if mark := self._mark.match(text, begin):
                position = mark.end()
            elif sender is None and (line := self._sender.match(text, begin)):
                position, sender = line.end(), line["sender"].strip()
            elif asked := self._ask_before.match(text, begin):
                position, own = asked.end(), (*own, (position, asked.end()))
            else:
                break
        return position, sender, own

    def _find_tail(self, text: str, start: int) -> int:
        """Where the message ends and a question of the user begins."""
        tail = max(start, len(text) - _TAIL)
        asked = self._ask_after.search(text, tail)
        return asked.start() if asked else len(text)

    def _find_asides(self, text: str, start: int, end: int) -> tuple[Span, ...]:
        """The last sentences in which the user may speak; those that touch are one."""
        spans: list[Span] = []
        for match in self._aside.find(text, start, end):
            if spans and are_joined(text, spans[-1][1], match.start()):
                spans[-1] = (spans[-1][0], match.end())
            else:
                spans.append(match.span())
        return tuple(spans[-_MOST_ASIDES:])

    def _is_message(self, text: str, start: int, end: int) -> bool:
        if end - start < _SHORTEST:
            return False
        if text[:start].endswith(_QUOTES) or "【" in text[start:end]:
            return True
        return self._message.show(text, start, end)
