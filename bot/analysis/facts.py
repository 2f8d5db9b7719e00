"""What a message contains, as spans of the normalized text: links, numbers, cases, names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.analysis.content import CaseType, Institution, SpecialCourt
from bot.analysis.diction import Lean
from bot.analysis.keep import kept
from bot.analysis.model import Agreement, Word
from bot.analysis.normalize import Normalized

if TYPE_CHECKING:  # these know the facts that they find
    from bot.analysis.courts import Court
    from bot.analysis.extract import Extractor
    from bot.analysis.warning import Warned

Span = tuple[int, int]
_LONGEST_PUBLIC = 6  # digits of a public number such as 96110


class Ownership(Word):
    """Whose a host is, as far as content knows."""

    CLAIMED = "claimed"  # the institution that the message says it comes from
    OFFICIAL = "official"  # some institution or public service
    COURT = "court"  # a host that courts deliver from
    SHORTENER = "shortener"  # hides where it leads
    IMITATION = "imitation"  # looks like an official host and is not
    KNOWN = "known"  # somebody's, but not known well enough to be official
    UNKNOWN = "unknown"


# Owners whom anybody may answer.
PUBLIC = frozenset({Ownership.CLAIMED, Ownership.OFFICIAL, Ownership.COURT})


@dataclass(frozen=True, slots=True)
class Link:
    """A web address; never opened. ``domain`` is the registrable one, None for an IP."""

    start: int
    end: int
    host: str
    domain: str | None
    path: str
    scheme: str
    owner: Ownership


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call or that sent, digits only with a leading + where written."""

    start: int
    end: int
    number: str
    segment: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account to write or pay to; ``service`` is wechat, qq, alipay or telegram."""

    start: int
    end: int
    service: str
    name: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money; ``yuan`` is None when it can't be read as a number."""

    start: int
    end: int
    yuan: Decimal | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A time stated in the text, as a calendar day and, where written, an hour.

    ``binding``: something is to be done or happens by then.
    """

    start: int
    end: int
    day: date
    hour: int | None
    binding: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A court case number. ``type`` is None for a mark that content does not list.

    ``place`` is the smallest division that the court code is known to name, province first;
    ``special`` names a court that belongs to none; ``agrees`` compares with the courts named.
    """

    start: int
    end: int
    year: int
    province: str
    court_code: str
    mark: str
    type: CaseType | None
    place: str | None = None
    special: SpecialCourt | None = None
    agrees: Agreement = Agreement.UNKNOWN


@dataclass(frozen=True, slots=True)
class Mention:
    """An institution's name in the text; ``claimed`` when the message speaks in its name."""

    start: int
    end: int
    institution: Institution
    claimed: bool


class Facts:
    """What one message contains; each thing is found when it is first asked for, then kept."""

    def __init__(
        self,
        finders: "Extractor",
        plain: Normalized,
        answers: Mapping[str, str],
        sender: str | None,
        sender_segment: str | None,
        today: date | None,
    ) -> None:
        self._finders = finders
        self.text = plain.text
        self.breaks = plain.breaks
        self.disguises = plain.disguises
        self.answers = answers
        self.sender = sender
        self.sender_segment = sender_segment
        self.today = today

    @kept
    def signatures(self) -> tuple[Span, ...]:
        """The names in 【】 or [] with which senders sign, without the brackets."""
        return self._finders.find_signatures(self.text)

    @kept
    def mentions(self) -> tuple[Mention, ...]:
        """Institutions that it names."""
        return self._finders.mentions.find(self.text, self.signatures)

    @kept
    def claimed(self) -> tuple[Institution, ...]:
        """The institutions in whose name it speaks."""
        return tuple([mention.institution for mention in self.mentions if mention.claimed])

    @kept
    def links(self) -> tuple[Link, ...]:
        """Web addresses."""
        return self._finders.links.find(self.text, self.claimed)

    @kept
    def phones(self) -> tuple[Phone, ...]:
        """Numbers to call that are no part of a link, a case number or a bank card."""
        links = [(link.start, link.end) for link in self.links]
        cases = [(case.start, case.end) for case in self.cases]
        return self._finders.phones.find(self.text, (*self.cards, *links, *cases))

    @kept
    def cards(self) -> tuple[Span, ...]:
        """Bank card numbers."""
        return self._finders.find_cards(self.text)

    @kept
    def accounts(self) -> tuple[Account, ...]:
        """Messenger and payment accounts."""
        return self._finders.accounts.find(self.text)

    @kept
    def amounts(self) -> tuple[Amount, ...]:
        """Sums of money."""
        return self._finders.amounts.find(self.text)

    @kept
    def dates(self) -> tuple[Span, ...]:
        """Calendar dates."""
        return self._finders.dates.spans(self.text)

    @kept
    def moments(self) -> tuple[Moment, ...]:
        """Times as days; none when ``today`` is not known."""
        if self.today is None:
            return ()
        return self._finders.moments.find(self.text, self.dates, self.today)

    @property
    def due(self) -> date | None:
        """The earliest day by which something is to be done."""
        return min((each.day for each in self.moments if each.binding), default=None)

    @kept
    def cases(self) -> tuple[Case, ...]:
        """Court case numbers."""
        return self._finders.cases.find(self.text, self._courts)

    @kept
    def courts(self) -> tuple[Span, ...]:
        """Courts by their full name."""
        return tuple([(court.start, court.end) for court in self._courts])

    @kept
    def _courts(self) -> "tuple[Court, ...]":
        return self._finders.courts.find(self.text)

    @kept
    def lawfirms(self) -> tuple[Span, ...]:
        """Law firms by their full name."""
        return self._finders.lawfirms.spans(self.text)

    @kept
    def arbitrators(self) -> tuple[Span, ...]:
        """Arbitration commissions by their full name."""
        return self._finders.arbitrators.spans(self.text)

    @kept
    def beside_app(self) -> bool:
        """Whether another way to pay is offered beside the lender's own app."""
        return any(any(shape.find(self.text)) for shape in self._finders.beside_app)

    @kept
    def addressed(self) -> bool:
        """Whether anything shows that it was sent to the user by others, reported words aside."""
        if self.signatures or self.links or self.cases or self.sender:
            return True
        told = self._finders.reported.sub("", self.text)
        return self._finders.message.show(told) or self.diction["own"] is Lean.UNLIKE

    @kept
    def diction(self) -> Mapping[str, Lean]:
        """How its choice of words reads on each scale."""
        return self._finders.diction.read(self.text)

    def find_telling(self, scale: str) -> Span:
        """The stretch that leans most on a scale."""
        return self._finders.diction.find_telling(self.text, scale)

    @kept
    def _warned(self) -> "Warned":
        return self._finders.warnings.read(self.text, self.signatures)

    @property
    def warned(self) -> float:
        """The share of the text that warns of scammers, from 0 to 1."""
        return self._warned.share

    @kept
    def demanding(self) -> bool:
        """Whether it demands anything itself, beside what it warns of."""
        return self._finders.demand.search(self._warned.besides) is not None

    @kept
    def circular(self) -> bool:
        """Whether it sums up what scammers say, and gives nobody to answer but public numbers."""
        if not any(self._finders.circular.find(self.text)):
            return False
        private = any(len(phone.number) > _LONGEST_PUBLIC for phone in self.phones)
        if private or self.accounts or self.cards:
            return False
        return all(link.owner in PUBLIC for link in self.links)

    def answered(self, answers: Mapping[str, str], sender_segment: str | None) -> "Facts":
        """The same facts after other answers, with all that was found so far."""
        changed = object.__new__(Facts)
        vars(changed).update(vars(self), answers=answers, sender_segment=sender_segment)
        return changed
