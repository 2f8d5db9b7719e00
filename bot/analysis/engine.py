"""Text in, Report out: normalize → split → extract → match → score. Pure and synchronous."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.analysis.ask import choose_question
from bot.analysis.cases import read_cases
from bot.analysis.content import Content, Rule
from bot.analysis.envelope import Envelope, EnvelopeOpener
from bot.analysis.evasion import Revealer
from bot.analysis.extract import Extractor
from bot.analysis.facts import PUBLIC, Facts, Span
from bot.analysis.identity import compare_identity
from bot.analysis.match import Hit, Matcher
from bot.analysis.model import Authenticity, Conduct, Deadline, Finding, Kind, Report, Toward
from bot.analysis.normalize import Normalized, normalize
from bot.analysis.score import (
    Evidence,
    gravity,
    judge_authenticity,
    judge_conduct,
    judge_deadline,
    judge_kind,
)
from bot.analysis.sentences import are_joined
from bot.analysis.split import split

LONGEST_TEXT = 20_000  # code points read; Telegram's longest message has 4,096


class Engine:
    """Compiles content once; afterwards holds no state, so one instance serves all threads."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._revealer = Revealer(content.evasion, content.characters, content.find_domain)
        self._extractor = Extractor(content)
        self._opener = EnvelopeOpener(content.vocabulary.envelope, self._extractor.message)
        self._matcher = Matcher(content.rules, content.families, content.vocabulary, content.words)
        self._caps = {family.id: family.cap for family in content.families}

    def analyze(
        self,
        text: str,
        sender: str | None = None,
        answers: Mapping[str, str] | None = None,
        today: date | None = None,
    ) -> Report:
        """Judges ``text``; raises nothing, whatever the text.

        ``sender`` is a number or name as the user gave it; ``answers`` maps question ids to
        answer ids of ``content/verdicts.toml``; ``today`` lets years and dates be checked.
        """
        plain = self.fold(text)
        envelope = self._opener.open(plain.text)
        sender = sender or envelope.sender
        own = [self._judge(_cut(plain, span), None, {}, today) for span in envelope.own]
        asides = [self._judge(_cut(plain, span), None, {}, today) for span in envelope.asides]
        end = _find_end(plain.text, envelope, asides)
        message = _cut(plain, (envelope.start, end))
        reports = [
            self._judge(_cut(message, span), sender, answers or {}, today)
            for span in split(message.text)
        ]
        report = reports[0] if len(reports) == 1 else _summarize(reports)
        return _heed(report, [*own, *asides])

    def fold(self, text: str) -> Normalized:
        """The text as rules read it: plain characters, disguises undone."""
        cut = text[:LONGEST_TEXT]
        folded = normalize(cut, self._content.characters, self._revealer.symbols)
        return self._revealer.reveal(folded)

    def is_received(self, text: str) -> bool:
        """Whether a text shows signs that somebody else wrote it, and not the user."""
        return self._opener.is_received(self.fold(text).text)

    def has_own_words(self, text: str) -> bool:
        """Whether words of the user's own stand around a message."""
        return bool(self._opener.open(self.fold(text).text).own)

    def _judge(
        self, plain: Normalized, sender: str | None, answers: Mapping[str, str], today: date | None
    ) -> Report:
        facts = self._extractor.extract(plain, sender, answers, today)
        matches = self._matcher.match(facts)
        verdicts = self._content.verdicts
        evidence = Evidence(matches.hits, self._caps)
        kind = judge_kind(evidence, verdicts, facts.signatures)
        authenticity = judge_authenticity(evidence, kind, verdicts)
        deadline = judge_deadline(evidence, kind, verdicts)
        match_again = self._matcher.match_again(matches)

        def judge_again(changed: Facts) -> Authenticity:
            change = match_again(changed)
            if change is None:
                return authenticity
            return judge_authenticity(evidence.change(*change), kind, verdicts)

        return Report(
            kind=kind,
            authenticity=authenticity,
            conduct=judge_conduct(evidence, kind, verdicts),
            deadline=deadline,
            crisis=bool(evidence.toward(Toward.CRISIS)),
            findings=tuple([_finding(hit, plain) for hit in matches.hits]),
            asks=choose_question(kind, authenticity, facts, verdicts.questions, judge_again),
            pack=self._content.pack,
            institutions=tuple(dict.fromkeys(each.id for each in facts.claimed)),
            courts=_courts(facts),
            sender=facts.sender_segment,
            links=_links(facts, plain),
            skipped=matches.skipped,
            cases=read_cases(facts.cases, plain),
            identity=compare_identity(facts),
            due=facts.due if deadline is Deadline.STATED else None,
        )


def _cut(plain: Normalized, span: Span) -> Normalized:
    start, end = span
    if (start, end) == (0, len(plain.text)):
        return plain
    return replace(
        plain,
        text=plain.text[start:end],
        offsets=plain.offsets[start:end],
        disguises=tuple(
            (begin - start, stop - start)
            for begin, stop in plain.disguises
            if start <= begin and stop <= end
        ),
    )


def _finding(hit: Hit, plain: Normalized) -> Finding:
    start, end = plain.locate(hit.start, hit.end)
    rule = hit.rule
    return Finding(
        rule=rule.id,
        family=rule.family,
        toward=rule.toward,
        points=rule.points,
        start=start,
        end=end,
        quote=plain.original[start:end],
        because=_because(rule, plain.text[hit.start : hit.end]),
    )


def _because(rule: Rule, matched: str) -> str:
    """What to say of a hit: a word is named, a number or an address is not."""
    if rule.detail is None or not matched.isalpha():
        return rule.because
    return rule.detail.replace("{plain}", matched)


def _courts(facts: Facts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(facts.text[start:end] for start, end in facts.courts))


def _links(facts: Facts, plain: Normalized) -> tuple[tuple[int, int], ...]:
    """Where links stand that no known institution owns: shown so that they can't be tapped."""
    return tuple(
        [plain.locate(link.start, link.end) for link in facts.links if link.owner not in PUBLIC]
    )


def _find_end(text: str, envelope: Envelope, asides: list[Report]) -> int:
    """Where the message ends, once its last sentences have turned out to be the user's cry."""
    end = envelope.end
    for (start, stop), aside in zip(reversed(envelope.asides), reversed(asides), strict=True):
        cries = aside.crisis and aside.kind is Kind.NOT_AN_SMS
        if not cries or start == envelope.start or not are_joined(text, stop, end):
            break
        end = start
    return end


def _heed(report: Report, asked: list[Report]) -> Report:
    """The user's own words around a message change nothing, unless a person is in danger."""
    urgent = [each for each in asked if each.crisis]
    if not urgent:
        return report
    findings = (
        finding for each in urgent for finding in each.findings if finding.toward is Toward.CRISIS
    )
    return replace(report, crisis=True, findings=(*report.findings, *findings))


def _gravity(report: Report) -> tuple[int, int, int]:
    return gravity(report.authenticity, report.conduct, report.crisis)


def _weighs(report: Report) -> bool:
    """Whether a text of no known kind says more than that nothing is known of it."""
    return _gravity(report) > gravity(Authenticity.UNCLEAR, Conduct.NOT_APPLICABLE, crisis=False)


def _summarize(reports: list[Report]) -> Report:
    """The gravest message decides; the user's own words around it only where they are all."""
    received = [each for each in reports if each.kind is not Kind.NOT_AN_SMS] or reports
    messages = [each for each in received if each.kind is not Kind.OTHER or _weighs(each)]
    messages = messages or received
    gravest = max(messages, key=_gravity)
    return Report(
        kind=gravest.kind,
        authenticity=gravest.authenticity,
        conduct=gravest.conduct,
        deadline=gravest.deadline,
        crisis=any(each.crisis for each in reports),
        findings=gravest.findings,
        asks=gravest.asks,
        pack=gravest.pack,
        institutions=gravest.institutions,
        courts=gravest.courts,
        sender=gravest.sender,
        links=gravest.links,
        skipped=tuple(dict.fromkeys(rule for each in reports for rule in each.skipped)),
        cases=gravest.cases,
        identity=gravest.identity,
        due=gravest.due,
        parts=tuple(messages) if len(messages) > 1 else (),
    )
