"""Turns normalized text into facts: who speaks, what it points to, when and how much."""

from collections.abc import Iterable, Mapping
from datetime import date

import ahocorasick
import regex

from bot.analysis.accounts import AccountFinder, find_cards
from bot.analysis.amounts import AmountFinder
from bot.analysis.cases import CaseReader
from bot.analysis.content import Content
from bot.analysis.courts import CourtFinder
from bot.analysis.facts import Facts, Mention, Span
from bot.analysis.links import LinkFinder
from bot.analysis.literals import find_needs
from bot.analysis.moments import MomentReader
from bot.analysis.normalize import Normalized
from bot.analysis.numbers import NumberPlan
from bot.analysis.places import Places

_SIGNATURE = regex.compile(
    r"^\s*【(?P<name>[^【】]{1,24})】"
    r"|^\s*\[(?P<name>[^\[\]]{0,20}\p{Han}[^\[\]]{0,20})\]"
    r"|【(?P<name>[^【】]{1,24})】\s*$"
    r"|\[(?P<name>[^\[\]]{0,20}\p{Han}[^\[\]]{0,20})\]\s*$"
    r"|(?<=[。!?;\s])【(?P<name>[^【】]{1,24})】"
)
_QUOTATION = regex.compile(r"[“\"「][^“”\"」\n]{1,80}[”\"」]")
_CLAUSE_END = regex.compile(r"[。!?;,\n】]+")
_NEAR = 12  # characters around a name in which a speaker shows


class _Names:
    """A pattern that is only tried on texts that hold one of its endings."""

    def __init__(self, source: str) -> None:
        self._pattern = regex.compile(source)
        self._needs = find_needs(source)

    def spans(self, text: str) -> tuple[Span, ...]:
        if not all(any(phrase in text for phrase in need) for need in self._needs):
            return ()
        return tuple(match.span() for match in self._pattern.finditer(text))


class Extractor:
    """Holds what extraction compiles once from content."""

    def __init__(self, content: Content) -> None:
        self._links = LinkFinder(content)
        self._plan = NumberPlan(content.segments)
        short = {each.name: each.prefix for each in content.courts.provinces if each.prefix}
        places = Places(content.places, short)
        self._cases = CaseReader(content.courts, places)
        self._courts = CourtFinder(content.courts, places)
        words = content.vocabulary
        self._lawfirm = _Names(words.lawfirm_pattern)
        self._arbitrator = _Names(words.arbitrator_pattern)
        self._amounts = AmountFinder(words.amount_pattern)
        self._accounts = AccountFinder(words.accounts)
        self._moments = MomentReader(words.moments)
        self._date = regex.compile(words.date_pattern)
        self._beside_app = regex.compile(words.beside_app_pattern)
        self._message = regex.compile(words.message_pattern)
        self._demand = regex.compile(words.demand_pattern)
        self._warning = regex.compile(words.warning_pattern)
        self._business = regex.compile(words.business_pattern)
        self._speaker_before = regex.compile(words.speaker_before)
        self._speaker_after = regex.compile(words.speaker_after)
        self._names = ahocorasick.Automaton()
        self._senders = {
            answer.id: answer.sender
            for question in content.verdicts.questions
            for answer in question.answers
            if answer.sender
        }
        for institution in content.institutions:
            for name in institution.names:
                self._names.add_word(name, (len(name), institution))
        if len(self._names):
            self._names.make_automaton()

    def extract(
        self,
        plain: Normalized,
        sender: str | None,
        answers: Mapping[str, str],
        today: date | None,
    ) -> Facts:
        """All facts of one message; ``sender`` is a number or name as the user gave it."""
        text = plain.text
        signatures = tuple(match.span("name") for match in _SIGNATURE.finditer(text))
        mentions = self._mentions(text, signatures)
        links = self._links.find(text, [each.institution for each in mentions if each.claimed])
        courts = self._courts.find(text)
        cases = self._cases.find(text, courts)
        dates = tuple(match.span() for match in self._date.finditer(text))
        cards = find_cards(text)
        taken = (
            *cards,
            *((link.start, link.end) for link in links),
            *((case.start, case.end) for case in cases),
        )
        number, segment = self._sender(sender, answers)
        sent = bool(signatures or links or cases or number)  # then wording can't change it
        warned, besides = self._read_warnings(text, signatures)
        return Facts(
            text=text,
            breaks=plain.breaks,
            disguises=plain.disguises,
            signatures=signatures,
            links=links,
            phones=self._plan.find(text, taken),
            amounts=self._amounts.find(text),
            dates=dates,
            cases=cases,
            cards=cards,
            accounts=self._accounts.find(text),
            moments=self._moments.find(text, dates, today) if today else (),
            courts=tuple((court.start, court.end) for court in courts),
            lawfirms=self._lawfirm.spans(text),
            arbitrators=self._arbitrator.spans(text),
            mentions=mentions,
            beside_app=self._beside_app.search(text) is not None,
            addressed=sent or self._message.search(text) is not None,
            demanding=self._demand.search(besides) is not None,
            warned=warned,
            sender=number,
            sender_segment=segment,
            answers=answers,
            today=today,
        )

    def _read_warnings(self, text: str, signatures: tuple[Span, ...]) -> tuple[float, str]:
        """The share of the text that warns of scammers, and what it says besides."""
        if self._warning.search(text) is None:
            return 0.0, text
        signed = {text[start:end] for start, end in signatures}
        clauses = [each.strip("【】[] ") for each in _CLAUSE_END.split(_QUOTATION.sub("", text))]
        clauses = [each for each in clauses if each not in signed]
        own = [each for each in clauses if self._warning.search(each) is None]
        whole, rest = sum(map(len, clauses)), sum(map(len, own))
        if not whole or self._business.search(text) is not None:
            return 0.0, text
        return 1 - rest / whole, ",".join(own)

    def _sender(
        self, sender: str | None, answers: Mapping[str, str]
    ) -> tuple[str | None, str | None]:
        if sender:
            return self._plan.classify_sender(sender)
        return None, self._senders.get(answers.get("sender", ""))

    def _mentions(self, text: str, signatures: tuple[Span, ...]) -> tuple[Mention, ...]:
        found: dict[int, Mention] = {}
        if not len(self._names):
            return ()
        for last, (length, institution) in self._names.iter(text):
            start, end = last - length + 1, last + 1
            longer = found.get(end)
            if longer is not None and longer.start <= start:
                continue
            claimed = any(begin <= start and end <= stop for begin, stop in signatures)
            claimed = claimed or self._speaks(text, start, end)
            found[end] = Mention(start, end, institution, claimed)
        return _without_nested(found.values())

    def _speaks(self, text: str, start: int, end: int) -> bool:
        """Whether a name stands where senders put their own: at the edge, or as 我是X, X用户."""
        if not text[:start].strip("【[(") or not text[end:].strip("】]). 。"):
            return True
        before = text[max(0, start - _NEAR) : start]
        after = text[end : end + _NEAR]
        return bool(self._speaker_before.search(before) or self._speaker_after.search(after))


def _without_nested(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    ordered: list[Mention] = sorted(mentions, key=lambda each: (each.start, -each.end))
    kept: list[Mention] = []
    for mention in ordered:
        if not kept or mention.end > kept[-1].end:
            kept.append(mention)
    return tuple(kept)
