"""Guidance pages and the facts they lean on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any, ClassVar

from bot.analysis.content import STRICT, Confidence


@dataclass(frozen=True, slots=True)
class Basis:
    """An article of a law or document, and since when it is in force."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    law: str
    article: str
    effective: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something researched that pages may rest on: where it is written and when it was checked."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    confidence: Confidence
    checked: date
    basis: tuple[Basis, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One guidance page. ``id`` is its path, dotted; ``next`` are the pages its buttons open."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    title: str
    body: str
    refs: tuple[str, ...]
    services: tuple[str, ...]
    checked: date
    next: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    @property
    def parent(self) -> str | None:
        """The id of the page above, None for a root."""
        return self.id.rpartition(".")[0] or None


def read_page_id(path: PurePath) -> str:
    """The id of a page by its file's path below ``guidance``: an index is its folder's page."""
    return ".".join(part for part in path.with_suffix("").parts if part != "index")


def find_basis(page: Page, facts: Mapping[str, Fact]) -> tuple[tuple[Basis, date], ...]:
    """What a page rests on, each article once, with the day it was checked; low facts left out."""
    return list_basis(page.refs, facts)


def join_articles(
    basis: Sequence[tuple[Basis, date]], between: str
) -> tuple[tuple[Basis, date], ...]:
    """Each law once with all of its articles, in the order in which the laws came."""
    articles: dict[tuple[str, str, date], list[str]] = {}
    for each, checked in basis:
        articles.setdefault((each.law, each.effective, checked), []).append(each.article)
    return tuple(
        (Basis(law, between.join(listed), effective), checked)
        for (law, effective, checked), listed in articles.items()
    )


def list_basis(refs: tuple[str, ...], facts: Mapping[str, Fact]) -> tuple[tuple[Basis, date], ...]:
    """The same for the ids of facts."""
    found: dict[Basis, date] = {}
    for ref in refs:
        fact = facts[ref]
        if fact.confidence is not Confidence.LOW:
            found.update((basis, fact.checked) for basis in fact.basis)
    return tuple(found.items())
