"""Loads the whole of ``content/``; problems are collected over all files before raising."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from publicsuffixlist import PublicSuffixList

from bot.analysis.content import (
    Content,
    Courts,
    Family,
    Institution,
    NumberSegment,
    Rule,
    Service,
    Verdicts,
    Vocabulary,
)
from bot.library.actions import Actions
from bot.library.characters import PlainCharacters
from bot.library.pages import Fact, Page
from bot.library.read import ContentError, Problem, parse, read_toml
from bot.library.texts import DEFAULT_LANGUAGE, Texts, flatten
from bot.library.wording import Wording

CONTENT = Path(__file__).resolve().parents[2] / "content"
T = TypeVar("T")


@dataclass(frozen=True)
class Library:
    """The content as the rest of the program uses it."""

    content: Content
    pages: Mapping[str, Page]
    facts: Mapping[str, Fact]
    services: Mapping[str, Service]
    institutions: Mapping[str, Institution]
    texts: Mapping[str, Texts]
    actions: Actions
    wording: Wording
    samples: Mapping[str, str]


class _Loader:
    """Reads files and keeps every complaint until all were read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def table(self, name: str, shape: type[T], key: str | None = None) -> T | None:
        """One file as one object."""
        return self._guard(lambda: self._table(self.root / name, shape, key))

    def _table(self, path: Path, shape: type[T], key: str | None) -> T:
        data = read_toml(path, self.root)
        return parse(data[key] if key else data, shape, path, self.root, key or "")

    def rows(self, pattern: str, key: str, shape: type[T]) -> list[T]:
        """The ``[[key]]`` tables of all files that match."""
        found: list[T] = []
        for path in self.paths(pattern):
            found += self._guard(lambda path=path: self._rows(path, key, shape)) or []  # type: ignore[misc]
        return found

    def _rows(self, path: Path, key: str, shape: type[T]) -> list[T]:
        data = read_toml(path, self.root).get(key, [])
        return parse(data, list[shape], path, self.root, key)  # type: ignore[valid-type]

    def paths(self, pattern: str) -> Iterable[Path]:
        """The files that match, in a fixed order."""
        return sorted(self.root.glob(pattern))

    def _guard(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except ContentError as error:
            self.problems += error.problems
            return None

    def families(self) -> tuple[list[Family], list[Rule]]:
        """Every rule file: its family, and its rules with the family's id set."""
        families, rules = [], []
        for path in self.paths("rules/*.toml"):
            family = self._guard(lambda path=path: self._table(path, Family, "family"))  # type: ignore[misc]
            listed = self._guard(lambda path=path: self._rows(path, "rule", Rule))  # type: ignore[misc]
            if family is not None and listed is not None:
                families.append(family)
                rules += [replace(rule, family=family.id) for rule in listed]
        return families, rules

    def pages(self) -> list[Page]:
        """Every guidance page; its id is its path."""
        found = []
        for path in self.paths("guidance/**/*.toml"):
            parts = path.relative_to(self.root / "guidance").with_suffix("").parts
            identifier = ".".join(part for part in parts if part != "index")
            page = self._guard(lambda path=path, id=identifier: self._page(path, id))  # type: ignore[misc] # noqa: A006
            if page is not None:
                found.append(page)
        return found

    def _page(self, path: Path, identifier: str) -> Page:
        data: dict[str, Any] = read_toml(path, self.root)
        return parse({"id": identifier, **data}, Page, path, self.root)

    def texts(self) -> dict[str, Texts]:
        """Every language's sentences, each with the default language behind it."""
        sentences: dict[str, dict[str, str]] = {}
        for path in self.paths("texts/*.toml"):
            table = self._guard(lambda path=path: read_toml(path, self.root))  # type: ignore[misc]
            language = path.name.split(".")[0]
            sentences.setdefault(language, {}).update(flatten(table or {}))
        default = Texts(DEFAULT_LANGUAGE, sentences.pop(DEFAULT_LANGUAGE, {}))
        others = {name: Texts(name, each, default) for name, each in sentences.items()}
        return {DEFAULT_LANGUAGE: default, **others}


def load_library(root: Path = CONTENT) -> Library:
    """Everything under ``root``; raises ContentError with all problems found."""
    loader = _Loader(root)
    content = _load_content(loader)
    pages = loader.pages()
    facts = loader.rows("facts/*.toml", "fact", Fact)
    texts = loader.texts()
    actions = loader.table("actions.toml", Actions)
    wording = loader.table("wording.toml", Wording)
    samples = loader.table("samples.toml", dict[str, str], "samples")
    if not (content and actions and wording and samples) or loader.problems:
        raise ContentError(loader.problems)
    return Library(
        content=content,
        pages={page.id: page for page in pages},
        facts={fact.id: fact for fact in facts},
        services={service.id: service for service in content.services},
        institutions={each.id: each for each in content.institutions},
        texts=texts,
        actions=actions,
        wording=wording,
        samples=samples,
    )


def _load_content(loader: _Loader) -> Content | None:
    families, rules = loader.families()
    courts = loader.table("courts.toml", Courts)
    verdicts = loader.table("verdicts.toml", Verdicts)
    vocabulary = loader.table("vocabulary.toml", Vocabulary)
    lookalikes = loader.table("characters.toml", dict[str, str], "lookalikes")
    pack = loader.table("pack.toml", str, "version")
    institutions = loader.rows("institutions/*.toml", "institution", Institution)
    services = loader.rows("institutions/*.toml", "service", Service)
    segments = loader.rows("numbers.toml", "segment", NumberSegment)
    if not (courts and verdicts and vocabulary and lookalikes and pack):
        return None
    return Content(
        pack=pack,
        families=tuple(families),
        rules=tuple(rules),
        institutions=tuple(institutions),
        services=tuple(services),
        segments=tuple(segments),
        courts=courts,
        verdicts=verdicts,
        vocabulary=vocabulary,
        characters=PlainCharacters(lookalikes),
        find_domain=_domain_finder(),
    )


def _domain_finder() -> Callable[[str], str | None]:
    suffixes = PublicSuffixList(accept_unknown=False)

    def find_domain(host: str) -> str | None:
        domain: str | None = suffixes.privatesuffix(host)
        return domain

    return find_domain
