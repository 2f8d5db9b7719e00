"""The words of a verdict: its axes, what was found, and the report that carries both."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Word(StrEnum):
    """A word of the verdict; hashed as the text that it is, which enums do several times slower."""

    __hash__ = str.__hash__


class Kind(Word):
    """What a message presents itself as, true or not."""

    POLICE_CLAIM = "police_claim"
    COURT_NOTICE = "court_notice"
    ENFORCEMENT = "enforcement"
    ARBITRATION = "arbitration"
    MEDIATION = "mediation"
    LAWYER_LETTER = "lawyer_letter"
    REFUND_OR_UNFREEZE = "refund_or_unfreeze"
    DEBT_FIXER = "debt_fixer"
    LOAN_OFFER = "loan_offer"
    PRE_LITIGATION = "pre_litigation"
    LENDER_REMINDER = "lender_reminder"
    THIRD_PARTY_COLLECTOR = "third_party_collector"
    BANK_SERVICE = "bank_service"
    OTHER_SERVICE = "other_service"
    NOT_AN_SMS = "not_an_sms"
    OTHER = "other"


class Authenticity(Word):
    """How far the message looks like what it says it is; never a ruling."""

    SCAM = "scam"
    SUSPICIOUS = "suspicious"
    UNCLEAR = "unclear"
    PLAUSIBLE = "plausible"


class Conduct(Word):
    """Whether this way of collecting shows signs that the industry's rules forbid."""

    ABUSIVE = "abusive"
    NONE_SEEN = "none_seen"
    NOT_APPLICABLE = "not_applicable"


class Deadline(Word):
    """Whether the message names a time to act by."""

    STATED = "stated"
    USUAL = "usual"
    NONE_SEEN = "none_seen"


class Agreement(Word):
    """Whether two things that a message names fit each other."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"  # can't be told; speaks neither for nor against


class Toward(Word):
    """Which question a rule gives evidence on."""

    SCAM = "scam"
    GENUINE = "genuine"
    ABUSIVE = "abusive"
    LAWFUL = "lawful"  # takes from what speaks for abusive
    DEADLINE = "deadline"
    DEBT = "debt"
    CRISIS = "crisis"
    KIND = "kind"
    CONTEXT = "context"


class Finding(NamedTuple):
    """A rule that fired; spans are code points of the user's text, end exclusive."""

    rule: str
    family: str
    toward: Toward
    points: int
    start: int
    end: int
    quote: str
    because: str


@dataclass(frozen=True, slots=True)
class CaseReading:
    """What a court case number says by its form; whether the case exists, only the court knows.

    The span counts code points of the user's text. ``place`` is the division that the court's
    code names, ``court`` a special court it belongs to, ``agrees`` compares with the court named.
    """

    start: int
    end: int
    quote: str
    meaning: str | None
    stage: str | None
    place: str | None
    court: str | None
    agrees: Agreement


@dataclass(frozen=True, slots=True)
class Comparison:
    """How ``what`` (sender, link or phone) fits an institution that the message speaks for."""

    institution: str
    what: str
    answer: Agreement


@dataclass(frozen=True, slots=True)
class Report:
    """All that is said about a text. ``parts`` is empty unless the text held several messages.

    ``due`` is the earliest day stated to act by, counted from ``today``; None when not given.
    """

    kind: Kind
    authenticity: Authenticity
    conduct: Conduct
    deadline: Deadline
    crisis: bool
    findings: tuple[Finding, ...]
    asks: str | None
    pack: str
    institutions: tuple[str, ...] = ()
    courts: tuple[str, ...] = ()
    sender: str | None = None
    links: tuple[tuple[int, int], ...] = ()
    skipped: tuple[str, ...] = ()
    cases: tuple[CaseReading, ...] = ()
    identity: tuple[Comparison, ...] = ()
    due: date | None = None
    parts: tuple["Report", ...] = field(default=())

    @property
    def telling(self) -> tuple[Finding, ...]:
        """The findings to be shown: on the way of collecting only where a debt is demanded.

        What speaks for a lawful way is shown only beside what speaks for an abusive one.
        """
        hidden = {Toward.ABUSIVE, Toward.LAWFUL}
        if self.conduct is not Conduct.NOT_APPLICABLE:
            hidden = set() if self.abusive else {Toward.LAWFUL}
        return tuple(f for f in self.findings if f.toward not in hidden)

    @property
    def against(self) -> tuple[Finding, ...]:
        """The findings that speak against the message being what it says it is."""
        return tuple(f for f in self.findings if f.toward is Toward.SCAM)

    @property
    def genuine(self) -> tuple[Finding, ...]:
        """The findings that fit a genuine notice."""
        return tuple(f for f in self.findings if f.toward is Toward.GENUINE)

    @property
    def abusive(self) -> tuple[Finding, ...]:
        """The findings on the way of collecting."""
        return tuple(f for f in self.findings if f.toward is Toward.ABUSIVE)
