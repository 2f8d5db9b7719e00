"""What a group's watch speaks up about: very strong findings, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from bot.analysis import Engine, Report
from bot.analysis.content import STRICT, Rule
from bot.analysis.model import Authenticity, Kind
from bot.analysis.shape import Signs

_SHORTEST = 12  # characters of a text that can be anything but talk
_FAMILIES = 2  # of evidence that speak against it, so that one unlucky word warns of nobody
_SKELETON = 200  # characters


class Concern(StrEnum):
    """Why a message is spoken up about."""

    SCAM = "scam"  # a demand that only scammers make
    FIXER = "fixer"  # a paid debt fixer looking for clients
    IMPOSTOR = "impostor"  # somebody named like an admin or like this bot


@dataclass(frozen=True, slots=True)
class WatchWords:
    """How people ask, speak to somebody, ask to be contacted, and titles put around a name.

    Patterns see normalized text.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    asks: tuple[str, ...]
    addresses: tuple[str, ...]
    solicits: tuple[str, ...]
    titles: tuple[str, ...]


class Watchman:
    """Judges what nobody has shown to the bot; pure, one instance for all groups."""

    def __init__(self, engine: Engine, rules: Iterable[Rule], words: WatchWords) -> None:
        self._engine = engine
        self._asks = Signs(words.asks)
        self._addresses = Signs(words.addresses)
        self._solicits = Signs(words.solicits)
        self._decisive = {rule.id for rule in rules if rule.decides is Authenticity.SCAM}

    def find_concern(self, text: str, report: Report) -> Concern | None:
        """Why a message of somebody who is no admin is to be spoken up about, if at all.

        Whoever asks about a message, tells of one, warns of one or is in danger is left alone.
        """
        if len(text) < _SHORTEST or report.authenticity is not Authenticity.SCAM or report.crisis:
            return None
        against = [each for each in report.against if each.points > 0]
        decided = any(each.rule in self._decisive for each in against)
        fixer = report.kind is Kind.DEBT_FIXER
        if len({each.family for each in against}) < _FAMILIES or not (decided or fixer):
            return None
        plain = self._engine.fold(text).text
        solicits = self._solicits.show(plain)
        theirs = self._engine.is_received(text) or (fixer and solicits)
        if not theirs or not (solicits or self._addresses.show(plain)):
            return None
        if self._engine.has_own_words(text) or self._asks.show(plain):
            return None
        return Concern.FIXER if fixer else Concern.SCAM

    def solicits(self, text: str) -> bool:
        """Whether somebody asks to be written to, added, rung, paid, or followed elsewhere."""
        return self._solicits.show(self._engine.fold(text).text)

    def find_skeleton(self, text: str) -> str:
        """What remains the same when a message is sent again with other numbers and signs."""
        plain = self._engine.fold(text).text
        letters = "".join(each for each in plain if each.isalpha())
        return letters[:_SKELETON]
