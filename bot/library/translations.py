"""Reads ``content/languages/``: a folder for each language beside the default one."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.library.pages import read_page_id
from bot.library.texts import DEFAULT_LANGUAGE, Texts, flatten
from bot.library.translation import PageWords, Script, SentenceFile, Translation

FOLDER = "languages"
Files = Callable[[str, type[Any]], list[tuple[Path, Any]]]


def load_translations(root: Path, files: Files) -> dict[str, Translation]:
    """Every language by its code; ``files`` reads those that match a pattern, as a shape."""
    folders = sorted(each for each in (root / FOLDER).glob("*") if each.is_dir())
    return {each.name: _load(each, f"{FOLDER}/{each.name}", files) for each in folders}


def _load(folder: Path, place: str, files: Files) -> Translation:
    texts: dict[str, str] = {}
    scripts = files(f"{place}/exceptions.toml", Script)
    for path, table in files(f"{place}/*.toml", dict):
        if path.name != "exceptions.toml":
            texts.update(flatten(table))
    return Translation(
        code=folder.name,
        texts=texts,
        pages={
            read_page_id(path.relative_to(folder / "guidance")): page
            for path, page in files(f"{place}/guidance/**/*.toml", PageWords)
        },
        sentences={
            path.stem: file.sentences
            for path, file in files(f"{place}/sentences/*.toml", SentenceFile)
        },
        script=scripts[0][1] if scripts else None,
    )


def build_texts(
    files: Iterable[tuple[Path, Mapping[str, Any]]], translations: Mapping[str, Translation]
) -> dict[str, Texts]:
    """Every language's sentences by key, each with the default language behind it."""
    sentences: dict[str, str] = {}
    for _, table in files:
        sentences.update(flatten(table))
    default = Texts(DEFAULT_LANGUAGE, sentences)
    others = {code: _say_texts(each, default) for code, each in translations.items()}
    return {DEFAULT_LANGUAGE: default, **others}


def _say_texts(translation: Translation, default: Texts) -> Texts:
    said = dict(translation.texts)
    if translation.script is not None:
        said = {key: translation.script.write(default[key]) for key in default} | said
    return Texts(translation.code, said, default)
