"""What content says, as frozen data: rules, institutions, courts, bands and words.

``__pydantic_config__`` lets ``bot.library`` read content strictly into these same classes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from bot.analysis.diction import Margins, Scale
from bot.analysis.model import Authenticity, Kind, Toward
from bot.analysis.spelling import Evasion
from bot.analysis.vocabulary import Vocabulary

STRICT: dict[str, Any] = {"extra": "forbid"}


class Confidence(StrEnum):
    """How well a fact of the reference is supported; low is never shown as official."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that say the same thing in other words; together they weigh at most ``cap``.

    ``quotable``: official warnings quote these words, so a quoted or forbidden one is no evidence.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    cap: int
    quotable: bool = False
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A text of a rule's own proof, with the sender and answers that belong to it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    text: str
    sender: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    r"""One piece of evidence and its own proof.

    Patterns are regular expressions over normalized text; ``\L<name>`` in one is a list of
    ``content/words``. Each entry of ``near`` names lists whose words stand in one sentence, in
    any order, with at most ``gap`` characters between. ``unless`` applies to the sentence that
    matched. ``decides`` is the least grave verdict that a hit still allows, and of a
    rule toward a kind the gravest, while the text is of that kind. ``detail`` says
    ``because`` of a hit whose words are plain Chinese: ``{plain}`` is what they stand for.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    toward: Toward
    points: int
    because: str
    source: str
    checked: date
    hits: tuple[str | Example, ...]
    misses: tuple[str | Example, ...]
    family: str = ""
    kind: Kind | None = None
    decides: Authenticity | None = None
    any: tuple[str, ...] = ()
    near: tuple[tuple[str, ...], ...] = ()
    gap: int = 8
    all: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    check: str | None = None
    requires: tuple[str, ...] = ()
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number that an institution publishes, digits and hyphens."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    number: str
    use: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Institution:
    """A lender, bank, platform or public body that messages claim to come from."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    name: str
    type: str
    confidence: Confidence
    source: str
    checked: date
    names: tuple[str, ...] = ()
    hotlines: tuple[Hotline, ...] = ()
    unverified_numbers: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    short_domains: tuple[str, ...] = ()
    verify_in_app: str | None = None
    complaint: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A public hotline or site: who answers, what for, how to reach it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    name: str
    category: str
    what_for: str
    how_to_use: str
    confidence: Confidence
    source: str
    checked: date
    number: str | None = None
    url: str | None = None
    domains: tuple[str, ...] = ()
    hours: str | None = None
    from_outside_mainland: str | None = None
    outgoing: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NumberSegment:
    """A range of the numbering plan; ``match`` is a regular expression over the whole number."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    match: str
    title: str
    meaning: str
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True)
class CaseType:
    """A type mark inside a court case number, such as 民初 or 执."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    code: str
    meaning: str
    stage: str
    kind: Kind
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Province:
    """The one-character mark of a province in case numbers, and its administrative prefix."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    mark: str
    name: str
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class DeliveryPlatform:
    """A host that courts really deliver papers from; some are not under .gov.cn."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    host: str
    title: str
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True)
class SpecialCourt:
    """Court codes that begin with one of ``codes`` and name no administrative division.

    ``marks`` limits them to provinces' marks; empty: all provinces.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    codes: tuple[str, ...]
    title: str
    confidence: Confidence
    source: str
    marks: str = ""


@dataclass(frozen=True, slots=True)
class Courts:
    """What is known about courts' numbers, names and delivery hosts."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    case_types: tuple[CaseType, ...]
    provinces: tuple[Province, ...]
    platforms: tuple[DeliveryPlatform, ...]
    special: tuple[SpecialCourt, ...]
    name_pattern: str
    level_pattern: str
    special_pattern: str
    before_pattern: str
    unnamed_pattern: str
    source: str
    checked: date


@dataclass(frozen=True, slots=True)
class Answer:
    """A one-tap answer: ``code`` travels in buttons, ``sender`` is a number class it stands for."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    code: str
    sender: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question whose answer could change the verdict, asked for these kinds."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    code: str
    kinds: tuple[Kind, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Bands:
    """Points, after family caps, from which a verdict holds."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    scam: int
    suspicious: int
    plausible: int
    abusive: int
    groups: int
    demanded: int


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How findings become a verdict: bands, the order of kinds, and what kinds imply."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    bands: Bands
    kind_order: tuple[Kind, ...]
    speakers: tuple[Kind, ...]
    refinements: Mapping[Kind, tuple[Kind, ...]]
    papers: tuple[Kind, ...]
    usual_deadline: tuple[Kind, ...]
    demands: tuple[Kind, ...]
    may_demand: tuple[Kind, ...]
    diction: Mapping[str, Margins]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Content:
    """Everything the engine reads, loaded once.

    ``words``: lists that rules name, by the part that the words play in a sentence.
    ``characters``: character → its plain form. ``places``: six-digit code → full name.
    ``find_domain`` returns the registrable domain of a host by the public suffix list, or None.
    """

    pack: str
    families: tuple[Family, ...]
    rules: tuple[Rule, ...]
    institutions: tuple[Institution, ...]
    services: tuple[Service, ...]
    segments: tuple[NumberSegment, ...]
    courts: Courts
    verdicts: Verdicts
    vocabulary: Vocabulary
    words: Mapping[str, tuple[str, ...]]
    scales: tuple[Scale, ...]
    evasion: Evasion
    characters: Mapping[str, str]
    places: Mapping[str, str]
    find_domain: Callable[[str], str | None]
