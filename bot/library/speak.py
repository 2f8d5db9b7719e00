"""The library in another language: the same content, with whatever people read said anew."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import partial
from typing import Any, TypeVar

from bot.analysis.content import CaseType, Confidence, Hotline, Institution, Rule, Service
from bot.analysis.model import Finding, Report
from bot.forms.fields import Option
from bot.library.actions import Due
from bot.library.letters import Letter
from bot.library.load import Library
from bot.library.pages import Basis, Fact, Page
from bot.library.questions import Asked
from bot.library.texts import DEFAULT_LANGUAGE
from bot.library.translation import Translation

T = TypeVar("T")
_BETWEEN_SOURCES = re.compile(r"；|; ")
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")  # signs of its own too
# What people read of these; all of the others' words are for people, or are ids.
_SHOWN: Mapping[type, frozenset[str]] = {
    Basis: frozenset({"law", "article", "effective"}),
    CaseType: frozenset({"meaning", "stage"}),
    Due: frozenset({"label"}),
    Fact: frozenset({"basis"}),
    Hotline: frozenset({"use"}),
    Institution: frozenset({"name", "source", "verify_in_app", "hotlines"}),
    Option: frozenset({"label"}),
    Page: frozenset({"title", "body"}),
    Rule: frozenset({"because", "detail"}),
    Service: frozenset({"name", "what_for", "source"}),
}
# The letter itself goes to a court or lender in mainland China.
_KEPT: Mapping[type, frozenset[str]] = {
    Asked: frozenset({"shape"}),
    Letter: frozenset({"clause", "heading"}),
}
# Parts of the library that are said anew, by the name of their area.
_AREAS = {
    "facts": "facts",
    "services": "services",
    "institutions": "institutions",
    "actions": "actions",
    "first_aid": "first-aid",
    "calculators": "calculators",
    "letters": "letters",
}


def list_languages(library: Library) -> tuple[str, ...]:
    """The codes of all languages: the default one first, then those that are Chinese too."""
    others = library.translations.values()
    ordered = sorted(others, key=lambda each: (each.script is None, each.code))
    return (DEFAULT_LANGUAGE, *(each.code for each in ordered))


def speak(library: Library, language: str) -> Library:
    """The library in a language; raises KeyError for one that has no folder."""
    if language == DEFAULT_LANGUAGE:
        return library.written
    source, translation = library.written, library.translations[language]
    said = {
        name: change(getattr(source, name), partial(translation.say, area=area))
        for name, area in _AREAS.items()
    }
    pages = {each.id: _say_page(each, translation) for each in source.pages.values()}
    return replace(source, translation=translation, source=source, pages=pages, **said)


def _say_page(page: Page, translation: Translation) -> Page:
    words = translation.pages.get(page.id)
    if words is not None:
        return replace(page, title=words.title, body=words.body, aliases=words.aliases)
    return change(page, translation.say)


def is_chinese(text: str) -> bool:
    """Whether a text has something in it that another language would write otherwise."""
    return _CHINESE.search(text) is not None


def change(value: T, say: Callable[[str], str], *, whole: bool = False) -> T:
    """Data with each Chinese sentence that people read put through ``say``; ``whole``: all."""
    changed: Any = value
    if isinstance(value, str):
        changed = say(value) if is_chinese(value) and not isinstance(value, Enum) else value
    elif isinstance(value, tuple):
        changed = tuple(change(each, say, whole=whole) for each in value)
    elif isinstance(value, Mapping):
        changed = {key: change(each, say, whole=whole) for key, each in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in fields(value)] if whole else _list_shown(value)
        said = {each: change(getattr(value, each), say, whole=whole) for each in names}
        changed = replace(value, **said)
    return changed  # type: ignore[no-any-return]


def _list_shown(value: Any) -> list[str]:
    names = [each.name for each in fields(value)]
    shown = _SHOWN.get(type(value), frozenset(names)) - _KEPT.get(type(value), frozenset())
    return [name for name in names if name in shown]


def list_sources(library: Library) -> Iterator[tuple[str, str]]:
    """Every sentence that people read, with its area; texts by key and pages stand apart."""
    source = library.written
    parts = [(area, getattr(source, name)) for name, area in _AREAS.items()]
    parts = [each for each in parts if each[0] != "institutions"]
    parts += [("institutions", tuple(map(_keep_official, source.institutions.values())))]
    parts += [("rules", source.content.rules), ("courts", source.content.courts.case_types)]
    parts += [("areas", (source.areas.file.source,))]
    for area, part in parts:
        heard: list[str] = []
        change(part, partial(_hear, heard))
        yield from ((area, sentence) for sentence in dict.fromkeys(heard))


def _keep_official(institution: Institution) -> Institution:
    """Without what is of low confidence, which nobody is shown."""
    official = institution.confidence is not Confidence.LOW
    lines = (each for each in institution.hotlines if each.confidence is not Confidence.LOW)
    path = institution.verify_in_app if official else None
    return replace(institution, hotlines=tuple(lines), verify_in_app=path)


def say_report(library: Library, report: Report) -> Report:
    """The report with the reasons of its findings in the library's language."""
    return replace(
        report,
        findings=tuple(
            each._replace(because=say_reason(library, each)) for each in report.findings
        ),
        parts=tuple(say_report(library, each) for each in report.parts),
    )


def list_all_sentences(library: Library) -> set[str]:
    """Every Chinese text of what can be translated, also what is never shown.

    Sources stand in a row: the first of them is a text of its own.
    """
    content, heard = library.written.content, list[str]()
    parts = [getattr(library.written, name) for name in _AREAS]
    parts += [content.rules, content.families, content.segments, content.courts]
    change((*parts, library.areas.file.source), partial(_hear, heard), whole=True)
    return {*heard, *(split_source(each) for each in heard)}


def split_source(source: str) -> str:
    """The first of several sources, in any language."""
    return _BETWEEN_SOURCES.split(source)[0]


def _hear(heard: list[str], sentence: str) -> str:
    heard.append(sentence)
    return sentence


def say_reason(library: Library, finding: Finding) -> str:
    """Why a rule fired, as the engine said it, in the library's language.

    What the engine filled in are the plain words behind disguised ones: those stay.
    """
    if library.translation is None:
        return finding.because
    because = finding.because
    rule = next((each for each in library.content.rules if each.id == finding.rule), None)
    if rule is None or rule.detail is None or because == rule.because:
        return library.say(because, "rules")
    before, _, after = rule.detail.partition("{plain}")
    plain = because.removeprefix(before).removesuffix(after)
    if f"{before}{plain}{after}" != because:
        return library.say(because, "rules")
    return library.say(rule.detail, "rules").replace("{plain}", plain)
