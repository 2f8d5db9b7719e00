"""What a message contains, as spans of the normalized text: links, numbers, cases, names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from bot.analysis.content import CaseType, Institution, SpecialCourt
from bot.analysis.model import Agreement, Word

Span = tuple[int, int]


class Ownership(Word):
    """Whose a host is, as far as content knows."""

    CLAIMED = "claimed"  # the institution that the message says it comes from
    OFFICIAL = "official"  # some institution or public service
    COURT = "court"  # a host that courts deliver from
    SHORTENER = "shortener"  # hides where it leads
    IMITATION = "imitation"  # looks like an official host and is not
    KNOWN = "known"  # somebody's, but not known well enough to be official
    UNKNOWN = "unknown"


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


@dataclass(frozen=True)
class Facts:
    """All that was extracted from one message.

    ``warned`` is the share of its text that warns of scammers, from 0 to 1.
    """

    text: str
    breaks: int
    signatures: tuple[Span, ...]
    links: tuple[Link, ...]
    phones: tuple[Phone, ...]
    amounts: tuple[Amount, ...]
    dates: tuple[Span, ...]
    cases: tuple[Case, ...]
    courts: tuple[Span, ...]
    lawfirms: tuple[Span, ...]
    arbitrators: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    disguises: tuple[Span, ...] = ()
    cards: tuple[Span, ...] = ()
    accounts: tuple[Account, ...] = ()
    moments: tuple[Moment, ...] = ()
    beside_app: bool = False
    addressed: bool = False
    demanding: bool = False
    warned: float = 0.0
    sender: str | None = None
    sender_segment: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None

    @cached_property
    def claimed(self) -> tuple[Institution, ...]:
        """The institutions in whose name the message speaks."""
        return tuple(mention.institution for mention in self.mentions if mention.claimed)

    @property
    def due(self) -> date | None:
        """The earliest day by which something is to be done."""
        return min((each.day for each in self.moments if each.binding), default=None)

    def answered(self, answers: Mapping[str, str], sender_segment: str | None) -> "Facts":
        """The same facts after other answers; a tenth of what dataclasses.replace costs."""
        changed = object.__new__(Facts)
        vars(changed).update(vars(self), answers=answers, sender_segment=sender_segment)
        return changed
