"""Loads the whole of ``content/``; problems are collected over all files before raising."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import regex

from bot.analysis.content import (
    Content,
    Courts,
    Family,
    Institution,
    Rule,
    Service,
    Verdicts,
)
from bot.analysis.spelling import Evasion
from bot.analysis.vocabulary import Vocabulary
from bot.forms.reading import Reading, Spoken
from bot.groups.watch import WatchWords
from bot.library.actions import Actions
from bot.library.areas import AreaFile, Areas
from bot.library.calculators import Calculator
from bot.library.characters import PlainCharacters
from bot.library.domains import build_domain_finder
from bot.library.files import (
    CharacterFile,
    DictionFile,
    FactFile,
    InstitutionFile,
    NumberFile,
    PackFile,
    RuleFile,
    SampleFile,
)
from bot.library.first_aid import FirstAid
from bot.library.letters import FieldFile, Letter, fill_fields
from bot.library.pages import Fact, Page, read_page_id
from bot.library.phrasing import Phrasing
from bot.library.places import load_places
from bot.library.read import ContentError, Problem, find_text, parse, read_toml
from bot.library.rules import fill_lists, fill_patterns, list_faults, write_list
from bot.library.texts import DEFAULT_LANGUAGE, Texts
from bot.library.translation import Translation
from bot.library.translations import build_texts, load_translations
from bot.library.wording import Wording
from bot.reckoning.rates import RateTable

CONTENT = Path(__file__).resolve().parents[2] / "content"
T = TypeVar("T")
Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Library:
    """The content as the rest of the program uses it.

    In another language it has that as ``translation``, and as ``source`` the one it was made from.
    """

    content: Content
    pages: Mapping[str, Page]
    facts: Mapping[str, Fact]
    services: Mapping[str, Service]
    institutions: Mapping[str, Institution]
    texts: Mapping[str, Texts]
    actions: Actions
    wording: Wording
    phrasing: Phrasing
    first_aid: FirstAid
    samples: Mapping[str, str]
    spoken: Spoken
    calculators: Mapping[str, Calculator]
    letters: Mapping[str, Letter]
    rates: RateTable
    areas: Areas
    watch: WatchWords
    translations: Mapping[str, Translation]
    translation: Translation | None = None
    source: "Library | None" = None

    @property
    def language(self) -> str:
        """The code of the language that it is in."""
        return self.translation.code if self.translation else DEFAULT_LANGUAGE

    @property
    def written(self) -> "Library":
        """The library as content has it: what answers are read with, and letters written."""
        return self.source or self

    def say(self, sentence: str, area: str = "") -> str:
        """A sentence that the engine said, or of content that is the same in all languages."""
        return self.translation.say(sentence, area) if self.translation else sentence

    def reading(self, today: date) -> Reading:
        """How answers in forms are read on a day."""
        return Reading(self.content.characters, self.spoken, today)


class _Loader:
    """Reads files and keeps every complaint until all were read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def file(self, path: Path, shape: type[T], **added: str) -> T | None:
        """One file as one object; ``added`` keys do not stand in the file."""
        try:
            return parse({**read_toml(path, self.root), **added}, shape, path, self.root)
        except ContentError as error:
            self.problems += error.problems
            return None

    def files(self, pattern: str, shape: type[T]) -> list[tuple[Path, T]]:
        """All files that match, in a fixed order."""
        read = [(path, self.file(path, shape)) for path in sorted(self.root.glob(pattern))]
        return [(path, each) for path, each in read if each is not None]

    def words(self) -> Words:
        """Every list of words by its name, from all files."""
        found: dict[str, tuple[str, ...]] = {}
        for path, lists in self.files("words/*.toml", dict[str, tuple[str, ...]]):
            for name in found.keys() & lists:
                self._complain(path, f"{name} =", f"another file has a list called {name}")
            found.update(lists)
        return found

    def rules(self, words: Words) -> tuple[list[Family], list[Rule]]:
        """Every family, and its rules with the family's id set; each rule can be compiled."""
        found = self.files("rules/*.toml", RuleFile)
        known = {rule.id for _, each in found for rule in each.rule}
        lists = _write_lists(words)
        rules = []
        for path, each in found:
            for written in each.rule:
                rule = replace(fill_lists(written, lists), family=each.family.id)
                for complaint in list_faults(rule, known, words):
                    self._complain(path, f'"{rule.id}"', f"{rule.id}: {complaint}")
                rules.append(rule)
        return [each.family for _, each in found], rules

    def vocabulary(self, words: Words) -> Vocabulary | None:
        """The words that extraction needs, with the named lists of ``words`` written out."""
        found = self.file(self.root / "vocabulary.toml", Vocabulary)
        if found is None:
            return None
        patterns = fill_patterns(found.message_patterns, _write_lists(words))
        return replace(found, message_patterns=patterns)

    def checked(
        self, name: str, shape: type[T], list_patterns: Callable[[T], Iterable[str]]
    ) -> T | None:
        """One file as one object, whose patterns can be compiled."""
        path = self.root / name
        found = self.file(path, shape)
        for pattern in list_patterns(found) if found is not None else ():
            try:
                regex.compile(pattern)
            except regex.error as error:
                self._complain(path, pattern, f"{pattern}: {error}")
        return found

    def _complain(self, path: Path, near: str, message: str) -> None:
        name = str(path.relative_to(self.root))
        self.problems.append(Problem(name, find_text(path, near), message))

    def pages(self) -> dict[str, Page]:
        """Every guidance page; its id is its path."""
        found = {}
        for path in sorted(self.root.glob("guidance/**/*.toml")):
            page_id = read_page_id(path.relative_to(self.root / "guidance"))
            if (page := self.file(path, Page, id=page_id)) is not None:
                found[page_id] = page
        return found

    def facts(self) -> dict[str, Fact]:
        """Every fact by its id."""
        facts = [fact for _, each in self.files("facts/*.toml", FactFile) for fact in each.fact]
        for fact_id, times in Counter(fact.id for fact in facts).items():
            if times > 1:
                self.problems.append(Problem("facts", 0, f"{times} facts are called {fact_id}"))
        return {fact.id: fact for fact in facts}

    def calculators(self) -> dict[str, Calculator]:
        """Every calculator; its id is the name of its file."""
        paths = sorted(self.root.glob("calculators/*.toml"))
        found = [self.file(path, Calculator, id=path.stem) for path in paths]
        return {each.id: each for each in found if each is not None}

    def letters(self) -> dict[str, Letter]:
        """Every letter with its questions; its id is the name of its file."""
        common = self.file(self.root / "letters" / "fields.toml", FieldFile)
        paths = sorted(set(self.root.glob("letters/*.toml")) - {self.root / "letters/fields.toml"})
        found = [(path, self.file(path, Letter, id=path.stem)) for path in paths]
        letters = {}
        for path, letter in found:
            try:
                if letter is not None and common is not None:
                    letters[letter.id] = fill_fields(letter, common)
            except KeyError as error:
                self._complain(path, "fields =", f"there is no field {error.args[0]}")
        return letters


def load_library(root: Path = CONTENT, *, languages: bool = True) -> Library:
    """Everything under ``root``; raises ContentError with all problems found.

    Without ``languages`` only the default one, in less time.
    """
    loader = _Loader(root)
    library = _load_library(loader, languages=languages)
    if library is None or loader.problems:
        raise ContentError(loader.problems)
    return library


def _load_library(loader: _Loader, *, languages: bool) -> Library | None:
    root = loader.root
    content, facts = _load_content(loader), loader.facts()
    translations = load_translations(root, loader.files) if languages else {}
    pages, calculators, letters = loader.pages(), loader.calculators(), loader.letters()
    actions = loader.file(root / "actions.toml", Actions)
    wording = loader.file(root / "wording.toml", Wording)
    phrasing = loader.file(root / "search.toml", Phrasing)
    first_aid = loader.file(root / "first-aid.toml", FirstAid)
    samples = loader.file(root / "samples.toml", SampleFile)
    spoken = loader.file(root / "forms.toml", Spoken)
    rates = loader.file(root / "rates.toml", RateTable)
    areas = loader.file(root / "areas.toml", AreaFile)
    watch = loader.checked(
        "watch.toml", WatchWords, lambda each: (*each.asks, *each.addresses, *each.solicits)
    )
    if samples is not None and not samples.samples:
        loader.problems.append(Problem("samples.toml", 0, "there is no sample"))
    if not (content and actions and wording and phrasing and first_aid):
        return None
    if not (samples and spoken and rates and areas and watch):
        return None
    return Library(
        content=content,
        pages=pages,
        facts=facts,
        services={service.id: service for service in content.services},
        institutions={each.id: each for each in content.institutions},
        texts=build_texts([*loader.files("texts/*.toml", dict)], translations),
        actions=actions,
        wording=wording,
        phrasing=phrasing,
        first_aid=first_aid,
        samples=samples.samples,
        spoken=spoken,
        calculators=calculators,
        letters=letters,
        rates=rates,
        areas=Areas(areas, content),
        translations=translations,
        watch=watch,
    )


def _load_content(loader: _Loader) -> Content | None:
    root = loader.root
    words = loader.words()
    families, rules = loader.rules(words)
    listed = [each for _, each in loader.files("institutions/*.toml", InstitutionFile)]
    courts = loader.file(root / "courts.toml", Courts)
    verdicts = loader.file(root / "verdicts.toml", Verdicts)
    vocabulary = loader.vocabulary(words)
    characters = loader.file(root / "characters.toml", CharacterFile)
    evasion = loader.checked("evasion.toml", Evasion, lambda each: each.patterns)
    pack = loader.file(root / "pack.toml", PackFile)
    numbers = loader.file(root / "numbers.toml", NumberFile)
    diction = loader.file(root / "diction.toml", DictionFile)
    if pack is not None and not pack.version:
        loader.problems.append(Problem("pack.toml", 0, "the version is empty"))
    if not (courts and verdicts and vocabulary and characters and evasion):
        return None
    if not (pack and numbers and diction):
        return None
    plain = PlainCharacters(characters.lookalikes)
    return Content(
        pack=pack.version,
        families=tuple(families),
        rules=tuple(rules),
        institutions=tuple(institution for each in listed for institution in each.institution),
        services=tuple(service for each in listed for service in each.service),
        segments=numbers.segment,
        courts=courts,
        verdicts=verdicts,
        vocabulary=vocabulary,
        words=words,
        scales=diction.scale,
        evasion=evasion,
        characters=plain,
        places=load_places(plain),
        find_domain=build_domain_finder(),
    )


def _write_lists(words: Words) -> Mapping[str, str]:
    return {name: write_list(each) for name, each in words.items() if each}
