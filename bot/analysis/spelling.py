"""The shape of ``content/evasion.toml``, and every way that it says a word may be written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from itertools import product
from typing import Any, ClassVar

_STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word and how else it is written.

    ``ways`` count anywhere, ``beside`` only where ``before`` or ``after`` fits, ``shorthand`` is
    read as the word and is no sign of hiding. A way of one character needs both to fit.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    plain: str
    ways: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    shorthand: tuple[str, ...] = ()
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Hosts:
    """What stands for the dot of a host, and the endings by which a broken host shows."""

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    dots: tuple[str, ...]
    endings: tuple[str, ...]
    misspelled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evasion:
    """The whole table. ``characters`` maps one to what stands for it inside the words.

    ``before`` and ``after`` are regular expressions that apply to words without their own.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT
    checked: date
    breakers: tuple[str, ...]
    symbols: str
    before: str
    after: str
    genuine: tuple[str, ...]
    characters: Mapping[str, tuple[str, ...]]
    word: tuple[Word, ...]
    digits: Mapping[str, str]
    hosts: Hosts

    @property
    def patterns(self) -> tuple[str, ...]:
        """Every regular expression of the table."""
        own = (each for word in self.word for each in (word.before, word.after) if each)
        return (self.before, self.after, *own)


class Manner(Enum):
    """How much a way of writing says."""

    PLAIN = auto()  # the word itself, or a genuine one that must be left as it is
    SHORTHAND = auto()
    DISGUISE = auto()
    BESIDE = auto()  # a disguise where its surroundings fit


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way of writing a word, folded as normalized text is; without a word: a genuine one."""

    written: str
    plain: str
    manner: Manner
    word: Word | None = None


def list_spellings(table: Evasion, characters: Mapping[str, str]) -> dict[str, Spelling]:
    """Every way of writing, by how it is written; the plain and the genuine win over disguises."""
    listed: dict[str, Spelling] = {}
    for word in table.word:
        plain = fold(word.plain, characters)
        for written, manner in _ways(word, table):
            folded = fold(written, characters)
            listed.setdefault(folded, Spelling(folded, plain, manner, word))
    for word in table.word:
        plain = fold(word.plain, characters)
        listed[plain] = Spelling(plain, plain, Manner.PLAIN, word)
    for each in table.genuine:
        folded = fold(each, characters)
        listed[folded] = Spelling(folded, folded, Manner.PLAIN)
    return listed


def _ways(word: Word, table: Evasion) -> Iterator[tuple[str, Manner]]:
    named = (
        (Manner.SHORTHAND, word.shorthand),
        (Manner.BESIDE, word.beside),
        (Manner.DISGUISE, word.ways),
    )
    for manner, ways in named:
        for way in ways:
            yield way, manner
    for way in (word.plain, *word.shorthand):
        if way.isascii() and way.isalpha():
            yield from ((breaker.join(way), Manner.DISGUISE) for breaker in table.breakers)
    if not word.plain.isascii():
        yield from ((way, Manner.DISGUISE) for way in _stand_ins(word.plain, table))


def _stand_ins(plain: str, table: Evasion) -> Iterator[str]:
    """The word with characters replaced; never all Latin letters, which may be a name.

    What changes only a shorter word within it is left to that word.
    """
    shorter = [each.plain for each in table.word if each.plain in plain and each.plain != plain]
    inner = [range(plain.index(each), plain.index(each) + len(each)) for each in shorter]
    parts = [(each, *table.characters.get(each, ())) for each in plain]
    for chosen in product(*parts):
        changed = [index for index, part in enumerate(chosen) if part != plain[index]]
        within = any(all(index in each for index in changed) for each in inner)
        if not within and not all(part.isascii() for part in chosen):
            yield "".join(chosen)


def fold(text: str, characters: Mapping[str, str]) -> str:
    """``text`` with each character in its plain form."""
    return "".join(characters[each] for each in text)
