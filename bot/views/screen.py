"""What is shown: a message in Telegram's HTML and its keyboard."""

import re
from dataclasses import dataclass, field
from html import escape, unescape

from telegram import InlineKeyboardMarkup

MOST_CHARACTERS = 4096
LONGEST_QUOTE = 20
_TAG = re.compile(r"<[^>]+>")
_DOT = re.compile(r"(?<=\S)[.．](?=[^\s\u2060])|(?<=[A-Za-z0-9])。(?=[A-Za-z0-9])")
_DECIMAL = re.compile(r"(?<=\d)[.．](?=\d)")
_NUMBER = re.compile(r"\d(?:[ -]?\d){4,}")
_STARTS_LINK = re.compile(r"[@#/:]")
_WORD_JOINER = "\u2060"  # invisible; keeps clients from turning what it stands in into a link


@dataclass(frozen=True, slots=True)
class File:
    """A file made in memory, which nobody keeps."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Screen:
    """One message; ``html`` is within Telegram's length after entities.

    A single file bears it as its caption; several are sent on their own.
    """

    html: str
    keyboard: InlineKeyboardMarkup | None = None
    files: tuple[File, ...] = ()

    @property
    def visible(self) -> str:
        """The text as the user sees it."""
        return unescape(_TAG.sub("", self.html))


def shown(text: str) -> str:
    """Any text, safe inside HTML."""
    return escape(text, quote=False)


def quoted(text: str, dot: str) -> str:
    """A piece of the user's text in HTML, short, with nothing in it that can be tapped."""
    return shown(cut_quote(text, dot))


def cut_quote(text: str, dot: str) -> str:
    """The same as plain text: at most 20 characters, ``dot`` for the dots of a link."""
    flat = " ".join(text.split())
    return untap(flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + "…", dot)


def untap(text: str, dot: str) -> str:
    """A user's words as plain text with nothing in it that can be tapped."""
    untapped = _DOT.sub(dot, _DECIMAL.sub(f".{_WORD_JOINER}", text))
    untapped = _NUMBER.sub(lambda match: _break_number(match.group()), untapped)
    return _STARTS_LINK.sub(lambda match: match.group() + _WORD_JOINER, untapped)


def _break_number(number: str) -> str:
    """Digits with an invisible joiner after every third character."""
    return _WORD_JOINER.join(number[start : start + 3] for start in range(0, len(number), 3))
