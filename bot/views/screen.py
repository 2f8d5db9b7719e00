"""What is shown: a message in Telegram's HTML and its keyboard."""

import re
from dataclasses import dataclass
from html import escape, unescape

from telegram import InlineKeyboardMarkup

MOST_CHARACTERS = 4096
LONGEST_QUOTE = 20
_TAG = re.compile(r"<[^>]+>")
_HOST_DOT = re.compile(r"(?<=[A-Za-z0-9])[.。．](?=[A-Za-z0-9])")
_DIGITS = re.compile(r"\d{3}(?=\d{2})")
_WORD_JOINER = "\u2060"  # keeps clients from turning digits into a link to call


@dataclass(frozen=True, slots=True)
class Screen:
    """One message; ``html`` is within Telegram's length after entities."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None

    @property
    def visible(self) -> str:
        """The text as the user sees it."""
        return unescape(_TAG.sub("", self.html))


def shown(text: str) -> str:
    """Any text, safe inside HTML."""
    return escape(text, quote=False)


def quoted(text: str, dot: str) -> str:
    """A piece of the user's text, at most 20 characters, with nothing in it that can be tapped."""
    flat = " ".join(text.split())
    cut = flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + "…"
    untapped = _DIGITS.sub(lambda match: match.group() + _WORD_JOINER, _HOST_DOT.sub(dot, cut))
    return shown(untapped.replace("@", "@" + _WORD_JOINER))
