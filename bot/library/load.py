"""Loads the whole of ``content/``; problems are collected over all files before raising."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.analysis.content import (
    Content,
    Courts,
    Institution,
    Service,
    Verdicts,
)
from bot.analysis.spelling import Evasion
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
    InstitutionFile,
    NumberFile,
    PackFile,
)
from bot.library.first_aid import FirstAid
from bot.library.letters import Letter
from bot.library.loader import Loader
from bot.library.pages import Fact, Page
from bot.library.phrasing import Phrasing
from bot.library.places import load_places
from bot.library.read import ContentError, Problem
from bot.library.texts import DEFAULT_LANGUAGE, Texts
from bot.library.translation import Translation
from bot.library.translations import build_texts, load_translations
from bot.library.wording import Wording
from bot.reckoning.rates import RateTable

CONTENT = Path(__file__).resolve().parents[2] / "content"


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


def load_library(root: Path = CONTENT, *, languages: bool = True) -> Library:
    """Everything under ``root``; raises ContentError with all problems found.

    Without ``languages`` only the default one, in less time.
    """
    loader = Loader(root)
    library = _load_library(loader, languages=languages)
    if library is None or loader.problems:
        raise ContentError(loader.problems)
    return library


def _load_library(loader: Loader, *, languages: bool) -> Library | None:
    root = loader.root
    content, facts = _load_content(loader), loader.facts()
    translations = load_translations(root, loader.files) if languages else {}
    pages, calculators, letters = loader.pages(), loader.calculators(), loader.letters()
    actions = loader.file(root / "actions.toml", Actions)
    wording = loader.file(root / "wording.toml", Wording)
    phrasing = loader.file(root / "search.toml", Phrasing)
    first_aid = loader.file(root / "first-aid.toml", FirstAid)
    spoken = loader.file(root / "forms.toml", Spoken)
    rates = loader.file(root / "rates.toml", RateTable)
    areas = loader.file(root / "areas.toml", AreaFile)
    samples, watch = loader.samples(), loader.watch()
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


def _load_content(loader: Loader) -> Content | None:
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
