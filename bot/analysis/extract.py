"""Turns normalized text into facts: who speaks, what it points to, when and how much."""

from collections.abc import Mapping
from datetime import date

import regex

from bot.analysis.accounts import AccountFinder, find_cards
from bot.analysis.amounts import AmountFinder
from bot.analysis.cases import CaseReader
from bot.analysis.content import Content
from bot.analysis.courts import CourtFinder
from bot.analysis.diction import Diction
from bot.analysis.facts import Facts, Span
from bot.analysis.links import LinkFinder
from bot.analysis.mentions import MentionFinder
from bot.analysis.moments import MomentReader
from bot.analysis.normalize import Normalized
from bot.analysis.numbers import NumberPlan
from bot.analysis.pattern import compile_quickly
from bot.analysis.places import Places
from bot.analysis.shape import Shape, Signs
from bot.analysis.warning import WarningReader

_SIGNATURE = regex.compile(
    r"^\s*【(?P<name>[^【】]{1,24})】"
    r"|^\s*\[(?P<name>[^\[\]]{0,20}\p{Han}[^\[\]]{0,20})\]"
    r"|【(?P<name>[^【】]{1,24})】\s*$"
    r"|\[(?P<name>[^\[\]]{0,20}\p{Han}[^\[\]]{0,20})\]\s*$"
    r"|(?<=[。!?;\s])【(?P<name>[^【】]{1,24})】"
)


class Extractor:
    """All finders, compiled once from content; the facts of a message call them when needed."""

    def __init__(self, content: Content) -> None:
        words = content.vocabulary
        short = {each.name: each.prefix for each in content.courts.provinces if each.prefix}
        places = Places(content.places, short)
        self.mentions = MentionFinder(
            content.institutions, words.speaker_before, words.speaker_after
        )
        self.links = LinkFinder(content)
        self.phones = NumberPlan(content.segments)
        self.accounts = AccountFinder(words.accounts)
        self.amounts = AmountFinder(words.amount_pattern)
        self.dates = Shape(words.date_pattern)
        self.moments = MomentReader(words.moments)
        self.cases = CaseReader(content.courts, places)
        self.courts = CourtFinder(content.courts, places)
        self.lawfirms = Shape(words.lawfirm_pattern)
        self.arbitrators = Shape(words.arbitrator_pattern)
        self.warnings = WarningReader(words)
        self.diction = Diction(content.scales, content.verdicts.diction)
        self.beside_app = tuple(map(Shape, words.beside_app_patterns))
        self.message = Signs(words.message_patterns)
        self.reported = regex.compile(words.reported_pattern)
        self.demand = compile_quickly(words.demand_pattern)
        self.circular = Shape(words.circular_pattern)
        self._senders = {
            answer.id: answer.sender
            for question in content.verdicts.questions
            for answer in question.answers
            if answer.sender
        }

    find_cards = staticmethod(find_cards)

    @staticmethod
    def find_signatures(text: str) -> tuple[Span, ...]:
        """Names in brackets at an edge of the text or after a sentence, without the brackets."""
        return tuple([match.span("name") for match in _SIGNATURE.finditer(text)])

    def extract(
        self,
        plain: Normalized,
        sender: str | None,
        answers: Mapping[str, str],
        today: date | None,
    ) -> Facts:
        """The facts of one message; ``sender`` is a number or name as the user gave it."""
        number: str | None = None
        segment = self._senders.get(answers.get("sender", ""))
        if sender:
            number, segment = self.phones.classify_sender(sender)
        return Facts(self, plain, answers, number, segment, today)
