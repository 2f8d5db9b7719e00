"""Finds where money or talk could go besides phones and links: bank cards, messenger names."""

from collections.abc import Mapping

import regex

from bot.analysis.facts import Account, Span
from bot.analysis.shape import Shape

# Cards issued in China begin with 62 or an international scheme's 3 to 5, older ones with 6 or 9.
_CARD = regex.compile(r"(?<![\d.])[3-69]\d{3}(?:[ -]?\d{4}){2}(?:[ -]?\d{1,4}){1,2}(?![\d*]|\.\d)")
_LENGTHS = range(16, 20)
_IDENTITY = regex.compile(r"\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]")
_CARD_HINT = regex.compile(r"\d{4}[ -]?\d{4}[ -]?\d{4}")


class AccountFinder:
    """Finds accounts by content's patterns, one for each service, each with a group ``name``."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._services = tuple((service, Shape(source)) for service, source in patterns.items())

    def find(self, text: str) -> tuple[Account, ...]:
        """Every messenger or payment account, in the order of their services."""
        return tuple(
            Account(*match.span("name"), service, match["name"])
            for service, shape in self._services
            for match in shape.find(text)
        )


def find_cards(text: str) -> tuple[Span, ...]:
    """Bank card numbers: 16 to 19 digits, spaced or not, whose check digit fits (Luhn)."""
    if _CARD_HINT.search(text) is None:
        return ()
    return tuple(match.span() for match in _CARD.finditer(text) if _is_card(match.group()))


def _is_card(written: str) -> bool:
    digits = "".join(each for each in written if each.isdigit())
    if len(digits) not in _LENGTHS or _IDENTITY.fullmatch(digits):
        return False
    doubled = (sum(divmod(2 * int(each), 10)) for each in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
