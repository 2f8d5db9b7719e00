"""Checks that hold across files: links, numbers, sources, words, bytes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from bot.analysis.codes import code_of
from bot.analysis.content import Confidence, Rule
from bot.analysis.diction import list_grams
from bot.analysis.model import Kind
from bot.analysis.near import LONGEST_WORD
from bot.analysis.normalize import normalize
from bot.library.calculators import list_calculator_faults, list_texts
from bot.library.collate import collate
from bot.library.letters import list_letter_faults
from bot.library.letters import list_texts as list_letter_texts
from bot.library.load import Library
from bot.library.proofread import find_laws, find_numbers, list_laws, list_official, proofread
from bot.library.read import Problem
from bot.library.rules import list_faults
from bot.library.texts import DEFAULT_LANGUAGE
from bot.reckoning.registry import RECKONERS

MOST_ID = 24
_TENTHS = re.compile(r"-?[1-9]\d*")
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CLASS = re.compile(r"\[(?:\\.|[^\]\\])+\]")
_UNBOUNDED = re.compile(r"(?<!\\)\.[*+]|\)[*+]")


def lint(library: Library) -> list[Problem]:
    """Everything wrong across files; empty when content is fit to be shown."""
    return [
        *_lint_rules(library),
        *_lint_words(library),
        *_lint_diction(library),
        *proofread(library),
        *_lint_actions(library),
        *_lint_texts(library),
        *_lint_institutions(library),
        *_lint_questions(library),
        *_lint_calculators(library),
        *_lint_letters(library),
        *_lint_rates(library),
        *_lint_areas(library),
        *collate(library),
    ]


def _lint_rules(library: Library) -> Iterator[Problem]:
    rules = library.content.rules
    yield from _repeated("rules", "rule", (rule.id for rule in rules))
    yield from _repeated("rules", "family", (each.id for each in library.content.families))
    codes = Counter(code_of(rule.id) for rule in rules)
    known = {rule.id for rule in rules}
    words = library.content.words
    for rule in rules:
        if codes[code_of(rule.id)] > 1:
            yield Problem(f"rules/{rule.family}.toml", 0, f"{rule.id}: another rule has its code")
        for complaint in (*_complaints(rule), *list_faults(rule, known, words)):
            yield Problem(f"rules/{rule.family}.toml", 0, f"{rule.id}: {complaint}")


def _lint_words(library: Library) -> Iterator[Problem]:
    for name, words in library.content.words.items():
        yield from _repeated("words", name, words)
        for word in words:
            if not word or len(word) > LONGEST_WORD:
                yield Problem("words", 0, f"{name}: {word!r} has no fitting length")
            plain = normalize(word, library.content.characters).text
            if word != plain:
                yield Problem("words", 0, f"{name}: normalized text has {plain!r} for {word!r}")


def _lint_diction(library: Library) -> Iterator[Problem]:
    content = library.content
    for name in content.verdicts.diction.keys() ^ {scale.id for scale in content.scales}:
        yield Problem("diction.toml", 0, f"{name}: margins and a scale need each other")
    for scale in content.scales:
        for gram in " ".join(scale.weights.values()).split():
            if not 1 <= len(gram) <= 2 or gram not in list_grams(gram):
                yield Problem("diction.toml", 0, f"{scale.id}: {gram!r} is no character or pair")
        if not all(_TENTHS.fullmatch(tenths) for tenths in scale.weights):
            yield Problem("diction.toml", 0, f"{scale.id}: weights are whole tenths")


def _repeated(place: str, noun: str, identifiers: Iterable[str]) -> Iterator[Problem]:
    for identifier, times in Counter(identifiers).items():
        if times > 1:
            yield Problem(place, 0, f"{times} of {noun} are called {identifier}")


def _complaints(rule: Rule) -> Iterator[str]:
    if not _KEBAB.fullmatch(rule.id) or len(rule.id) > MOST_ID:
        yield f"an id is lower-case ASCII kebab of at most {MOST_ID} characters"
    if not rule.hits or not rule.misses:
        yield "a rule carries texts that it must hit and must miss"
    if not (rule.any or rule.near or rule.all or rule.check or rule.requires):
        yield "nothing to match"
    if (rule.kind is not None) != (rule.toward == "kind"):
        yield "kind is for rules toward kind, and only for them"
    for pattern in (*rule.any, *rule.all, *rule.unless):
        yield from _pattern_complaints(pattern)


def _pattern_complaints(pattern: str) -> Iterator[str]:
    if _UNBOUNDED.search(_CLASS.sub("x", pattern)):
        yield f"{pattern}: a gap needs a bound, such as .{{0,20}}"


def _lint_actions(library: Library) -> Iterator[Problem]:
    actions = library.actions
    named = {*actions.roots, *actions.verify.values(), *actions.abusive.pages}
    named |= {page for pages in actions.todo.values() for page in pages}
    for page in sorted(named - set(library.pages)):
        yield Problem("actions.toml", 0, f"there is no page {page}")
    sites = {each for listed in actions.sites.values() for each in listed}
    for each in sorted(sites):
        service = library.services.get(each)
        if service is None or service.confidence is Confidence.LOW:
            yield Problem("actions.toml", 0, f"{each} is no service, or of low confidence")
        elif not (service.number or service.domains):
            yield Problem("actions.toml", 0, f"{each} has neither number nor address to copy")
    yield from _lint_due(library)
    for kind in Kind:
        if kind not in actions.verify or kind not in actions.todo:
            yield Problem("actions.toml", 0, f"{kind} has no pages")


def _lint_due(library: Library) -> Iterator[Problem]:
    marks = {each.code for each in library.content.courts.case_types}
    for each in library.actions.due:
        calculator = library.calculators.get(each.calculator)
        if calculator is None or not calculator.acts:
            yield Problem("actions.toml", 0, f"{each.calculator} reckons no deadline")
            continue
        for asked, option in zip(calculator.question, each.given, strict=False):
            if option not in asked.options:
                yield Problem("actions.toml", 0, f"{asked.id} can't be answered by {option}")
        for mark in set(each.cases) - marks:
            yield Problem("actions.toml", 0, f"{mark} is no type of case")


def _lint_texts(library: Library) -> Iterator[Problem]:
    numbers, laws = list_official(library), list_laws(library, library.facts)
    texts = library.texts[DEFAULT_LANGUAGE]
    for key in texts:
        for complaint in _sentence_complaints(library, texts[key], numbers, laws):
            yield Problem(f"texts/{DEFAULT_LANGUAGE}.toml", 0, f"{key} {complaint}")
    for rule in library.content.rules:
        said = f"{rule.because}\n{rule.detail or ''}"
        for complaint in _sentence_complaints(library, said, numbers, laws):
            yield Problem(f"rules/{rule.family}.toml", 0, f"{rule.id} {complaint}")


def _sentence_complaints(
    library: Library, said: str, numbers: AbstractSet[str], laws: str
) -> Iterator[str]:
    yield from (f"says {words}" for words in library.wording.find(said))
    yield from _source_complaints(said, numbers, laws)


def _source_complaints(said: str, numbers: AbstractSet[str], laws: str) -> Iterator[str]:
    for number in find_numbers(said) - numbers:
        yield f"shows {number}: nobody publishes it"
    for law in find_laws(said):
        if law not in laws:
            yield f"names {law}: no fact rests on it"


def _lint_institutions(library: Library) -> Iterator[Problem]:
    content = library.content
    yield from _repeated("institutions", "institution", (each.id for each in content.institutions))
    yield from _repeated("institutions", "service", (each.id for each in content.services))
    names = (name for each in library.institutions.values() for name in set(each.names))
    yield from _repeated("institutions", "institution", names)
    official = list_official(library)
    for each in content.institutions:
        said = f"{each.name}{each.verify_in_app or ''}"
        for words in library.wording.find(said):
            yield Problem("institutions", 0, f"{each.id} says {words}")
        for number in find_numbers(said) - official:
            yield Problem("institutions", 0, f"{each.id} shows {number}: nobody publishes it")


def _lint_questions(library: Library) -> Iterator[Problem]:
    questions = library.content.verdicts.questions
    yield from _repeated("verdicts.toml", "question", (each.code for each in questions))
    for each in questions:
        yield from _repeated("verdicts.toml", "answer", (answer.code for answer in each.answers))


def _lint_calculators(library: Library) -> Iterator[Problem]:
    calculators, numbers = library.calculators, list_official(library)
    for name in sorted(set(RECKONERS) - set(calculators)):
        yield Problem("calculators", 0, f"there is no calculator {name}")
    for each in calculators.values():
        place = f"calculators/{each.id}.toml"
        for fault in list_calculator_faults(each, calculators, library.pages, library.facts):
            yield Problem(place, 0, fault)
        laws = list_laws(library, each.refs)
        for text in list_texts(each):
            for words in library.wording.find_in_forms(text):
                yield Problem(place, 0, f"says {words}: {text}")
            for complaint in _source_complaints(text, numbers, laws):
                yield Problem(place, 0, complaint)


def _lint_letters(library: Library) -> Iterator[Problem]:
    known = (library.letters, library.pages, library.facts, library.calculators)
    numbers, laws = list_official(library), list_laws(library, library.facts)
    for each in library.letters.values():
        place = f"letters/{each.id}.toml"
        for fault in list_letter_faults(each, *known):
            yield Problem(place, 0, fault)
        typed = find_numbers(" ".join(asked.example for asked in each.question))
        for text in list_letter_texts(each):
            for words in library.wording.find_in_forms(text):
                yield Problem(place, 0, f"says {words}: {text}")
            for complaint in _source_complaints(text, numbers | typed, laws):
                yield Problem(place, 0, complaint)


def _lint_rates(library: Library) -> Iterator[Problem]:
    rates = library.rates
    days = [each.since for each in rates.lpr]
    if days != sorted(set(days)) or days[-1] > rates.checked:
        yield Problem("rates.toml", 0, "rates stand in the order of their days, before checked")
    for ref in set(rates.refs) - set(library.facts):
        yield Problem("rates.toml", 0, f"rests on {ref}, which does not exist")


def _lint_areas(library: Library) -> Iterator[Problem]:
    for fault in library.areas.list_faults():
        yield Problem("areas.toml", 0, fault)


def list_stale(library: Library, today: date) -> list[Problem]:
    """What was last checked more than a year ago; a warning, not an error."""
    limit = today - timedelta(days=365)
    dated = [
        *((f"rule {rule.id}", rule.checked) for rule in library.content.rules),
        *((f"institution {each.id}", each.checked) for each in library.institutions.values()),
        *((f"service {each.id}", each.checked) for each in library.services.values()),
        *((f"page {page.id}", page.checked) for page in library.pages.values()),
        *((f"fact {fact.id}", fact.checked) for fact in library.facts.values()),
        ("the first half hour", library.first_aid.checked),
        *((f"calculator {each.id}", each.checked) for each in library.calculators.values()),
        *((f"letter {each.id}", each.checked) for each in library.letters.values()),
        ("rates", library.rates.checked),
        ("areas", library.areas.file.checked),
    ]
    return [Problem(name, 0, f"checked on {day}") for name, day in dated if day < limit]
