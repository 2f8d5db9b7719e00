"""Compares every language with its source: what is missing, what is gone, what says otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.library.figures import list_strange
from bot.library.load import Library
from bot.library.read import Problem
from bot.library.speak import is_chinese, list_all_sentences, list_sources
from bot.library.texts import DEFAULT_LANGUAGE, fits
from bot.library.translation import Translation
from bot.library.translations import FOLDER

TABLE = "table."  # texts of RULES.md, which no bot shows
MOST_PAGE = 2_400  # characters of a page in another language


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that a language says in the default one; ``name`` is a key, an id or a sentence."""

    area: str
    name: str


def list_missing(library: Library, language: str) -> list[Missing]:
    """What falls back; nothing does in another script. Raises KeyError for a language unknown."""
    translation, texts = library.translations[language], library.texts[DEFAULT_LANGUAGE]
    if translation.script is not None:
        return []
    keys = [key for key in texts if not key.startswith(TABLE) and key not in translation.texts]
    pages = [page for page in library.pages if page not in translation.pages]
    sentences = [
        Missing(area, sentence)
        for area, sentence in list_sources(library)
        if translation.find(sentence, area) is None
    ]
    return [
        *(Missing("texts", key) for key in keys),
        *(Missing("guidance", page) for page in pages),
        *sentences,
    ]


def list_loose(library: Library) -> list[Problem]:
    """What a change of the source left behind: a warning, for the source is what is shown."""
    return [each for one in library.translations.values() for each in _list_loose(library, one)]


def _list_loose(library: Library, translation: Translation) -> Iterator[Problem]:
    place, texts = f"{FOLDER}/{translation.code}", library.texts[DEFAULT_LANGUAGE]
    for key in translation.texts:
        if key not in texts:
            yield Problem(f"{place}/texts.toml", 0, f"{key} is no key of the source")
    for page_id, page in translation.pages.items():
        source, name = library.pages.get(page_id), f"{place}/guidance/{page_id}"
        if source is None:
            yield Problem(name, 0, "there is no such page")
        elif page.checked < source.checked:
            yield Problem(name, 0, f"of {page.checked}, its page of {source.checked}")
    known = list_all_sentences(library)
    for area, table in translation.sentences.items():
        for sentence in table:
            if is_chinese(sentence) and sentence not in known:
                yield Problem(f"{place}/sentences/{area}.toml", 0, f"gone: {sentence}")


def collate(library: Library) -> Iterator[Problem]:
    """Every translation that can't be shown as it is, or says something else than its source."""
    for translation in library.translations.values():
        yield from _collate_texts(library, translation)
        yield from _collate_pages(library, translation)
        for area, table in translation.sentences.items():
            place = f"{FOLDER}/{translation.code}/sentences/{area}.toml"
            for source, said in table.items():
                for complaint in _compare(said, source):
                    yield Problem(place, 0, f"{complaint}: {source}")


def _collate_texts(library: Library, translation: Translation) -> Iterator[Problem]:
    texts, place = library.texts[DEFAULT_LANGUAGE], f"{FOLDER}/{translation.code}/texts.toml"
    for key, said in translation.texts.items():
        if key in texts:
            for complaint in _compare(said, texts[key]):
                yield Problem(place, 0, f"{key} {complaint}")


def _collate_pages(library: Library, translation: Translation) -> Iterator[Problem]:
    place = f"{FOLDER}/{translation.code}/guidance"
    for page_id, page in translation.pages.items():
        if len(page.title) + len(page.body) > MOST_PAGE:
            yield Problem(f"{place}/{page_id}", 0, f"has more than {MOST_PAGE} characters")
        if source := library.pages.get(page_id):
            said, written = f"{page.title}\n{page.body}", f"{source.title}\n{source.body}"
            for figure in list_strange(said, written):
                yield Problem(f"{place}/{page_id}", 0, f"only one of two says {figure}")


def _compare(said: str, source: str) -> Iterator[str]:
    if not said.strip() and source.strip():
        yield "is empty"
    if not fits(said, source):
        yield "has other placeholders"
    for figure in list_strange(said, source):
        yield f"does not say {figure}, or says it alone"
