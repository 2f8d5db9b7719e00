"""The shapes of whole content files: anything else in a file is a mistake and said so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from bot.analysis.content import STRICT, Family, Institution, NumberSegment, Rule, Service
from bot.analysis.diction import Scale
from bot.library.pages import Fact


@dataclass(frozen=True, slots=True)
class RuleFile:
    """``rules/<family>.toml``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    family: Family
    rule: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class FactFile:
    """``facts/<topic>.toml``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    topic: str
    fact: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class InstitutionFile:
    """``institutions/<kind>.toml``: institutions, or public services."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    institution: tuple[Institution, ...] = ()
    service: tuple[Service, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberFile:
    """``numbers.toml``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    segment: tuple[NumberSegment, ...]


@dataclass(frozen=True, slots=True)
class CharacterFile:
    """``characters.toml``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    checked: date
    lookalikes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DictionFile:
    """``diction.toml``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    scale: tuple[Scale, ...]


@dataclass(frozen=True, slots=True)
class PackFile:
    """``pack.toml``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    version: str


@dataclass(frozen=True, slots=True)
class SampleFile:
    """``samples.toml``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    samples: Mapping[str, str]
