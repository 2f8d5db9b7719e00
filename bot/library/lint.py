"""Checks that hold across files: links, numbers, sources, words, bytes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.analysis.content import Confidence, Rule, code_of
from bot.analysis.model import Kind
from bot.analysis.near import LONGEST_WORD
from bot.analysis.normalize import normalize
from bot.library.calculators import list_calculator_faults, list_texts
from bot.library.letters import list_letter_faults
from bot.library.letters import list_texts as list_letter_texts
from bot.library.load import Library
from bot.library.pages import Page
from bot.library.read import Problem
from bot.library.rules import list_faults
from bot.reckoning.registry import RECKONERS

MOST_PAGE = 900
MOST_TITLE = 14
MOST_ID = 24
_NUMBER = re.compile(r"(?<!\d)(?:1(?:10|19|20)|12\d{3}|9[56]\d{3,4}|400\d{7})(?![\d元%年条号])")
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CLASS = re.compile(r"\[(?:\\.|[^\]\\])+\]")
_UNBOUNDED = re.compile(r"(?<!\\)\.[*+]|\)[*+]")


def lint(library: Library) -> list[Problem]:
    """Everything wrong across files; empty when content is fit to be shown."""
    return [
        *_lint_rules(library),
        *_lint_words(library),
        *_lint_pages(library),
        *_lint_actions(library),
        *_lint_texts(library),
        *_lint_institutions(library),
        *_lint_questions(library),
        *_lint_calculators(library),
        *_lint_letters(library),
        *_lint_rates(library),
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


def _lint_pages(library: Library) -> Iterator[Problem]:
    reached = {each for page in library.pages.values() for each in page.next}
    reached |= set(library.actions.roots)
    aliases = Counter(alias for page in library.pages.values() for alias in page.aliases)
    for page in library.pages.values():
        place = f"guidance/{page.id.replace('.', '/')}.toml"
        for complaint in _page_complaints(library, page):
            yield Problem(place, 0, complaint)
        if page.id not in reached:
            yield Problem(place, 0, "no page leads here")
        for alias in page.aliases:
            if aliases[alias] > 1:
                yield Problem(place, 0, f"another page has the alias {alias} too")


def _page_complaints(library: Library, page: Page) -> Iterator[str]:
    if len(page.title) > MOST_TITLE:
        yield f"the title has more than {MOST_TITLE} characters"
    if len(page.body) > MOST_PAGE:
        yield f"the body has more than {MOST_PAGE} characters"
    if page.parent is not None and page.parent not in library.pages:
        yield f"there is no page {page.parent} above it"
    for each in page.next:
        if each not in library.pages:
            yield f"leads to {each}, which does not exist"
    yield from _fact_complaints(library, page)
    yield from _number_complaints(library, page)
    for words in library.wording.find(page.body):
        yield f"says {words}"


def _fact_complaints(library: Library, page: Page) -> Iterator[str]:
    for ref in page.refs:
        if ref not in library.facts:
            yield f"rests on {ref}, which does not exist"
        elif library.facts[ref].confidence is Confidence.LOW:
            yield f"rests on {ref}, which is of low confidence"


def _number_complaints(library: Library, page: Page) -> Iterator[str]:
    shown = set()
    for service_id in page.services:
        service = library.services.get(service_id)
        if service is None:
            yield f"names the service {service_id}, which does not exist"
            continue
        if service.confidence is Confidence.LOW:
            yield f"shows {service_id}, which is of low confidence"
        shown |= set(_NUMBER.findall(f"{service.number or ''} {service.name}"))
    for number in _NUMBER.findall(page.body):
        if number not in shown:
            yield f"shows the number {number}, which none of its services has"


def _lint_actions(library: Library) -> Iterator[Problem]:
    actions = library.actions
    named = {*actions.roots, *actions.verify.values(), *actions.abusive.pages}
    named |= {page for pages in actions.todo.values() for page in pages}
    for page in sorted(named - set(library.pages)):
        yield Problem("actions.toml", 0, f"there is no page {page}")
    for kind in Kind:
        if kind not in actions.verify or kind not in actions.todo:
            yield Problem("actions.toml", 0, f"{kind} has no pages")


def _list_official_numbers(library: Library) -> set[str]:
    """The numbers that our own sentences may show."""
    return {
        number
        for service in library.services.values()
        if service.confidence is not Confidence.LOW
        for number in _NUMBER.findall(f"{service.number or ''} {service.name}")
    }


def _lint_texts(library: Library) -> Iterator[Problem]:
    numbers = _list_official_numbers(library)
    for language, texts in library.texts.items():
        for key in texts:
            for words in library.wording.find(texts[key]):
                yield Problem(f"texts/{language}.toml", 0, f"{key} says {words}")
            for number in set(_NUMBER.findall(texts[key])) - numbers:
                yield Problem(
                    f"texts/{language}.toml", 0, f"{key} shows {number}: no service has it"
                )
    for rule in library.content.rules:
        for words in library.wording.find(f"{rule.because}\n{rule.detail or ''}"):
            yield Problem(f"rules/{rule.family}.toml", 0, f"{rule.id} says {words}")


def _lint_institutions(library: Library) -> Iterator[Problem]:
    content = library.content
    yield from _repeated("institutions", "institution", (each.id for each in content.institutions))
    yield from _repeated("institutions", "service", (each.id for each in content.services))
    names = (name for each in library.institutions.values() for name in set(each.names))
    yield from _repeated("institutions", "institution", names)
    for each in content.institutions:
        for words in library.wording.find(f"{each.name}{each.verify_in_app or ''}"):
            yield Problem("institutions", 0, f"{each.id} says {words}")


def _lint_questions(library: Library) -> Iterator[Problem]:
    questions = library.content.verdicts.questions
    yield from _repeated("verdicts.toml", "question", (each.code for each in questions))
    for each in questions:
        yield from _repeated("verdicts.toml", "answer", (answer.code for answer in each.answers))


def _lint_calculators(library: Library) -> Iterator[Problem]:
    calculators = library.calculators
    for name in sorted(set(RECKONERS) - set(calculators)):
        yield Problem("calculators", 0, f"there is no calculator {name}")
    for each in calculators.values():
        place = f"calculators/{each.id}.toml"
        for fault in list_calculator_faults(each, calculators, library.pages, library.facts):
            yield Problem(place, 0, fault)
        for text in list_texts(each):
            for words in library.wording.find_in_forms(text):
                yield Problem(place, 0, f"says {words}: {text}")


def _lint_letters(library: Library) -> Iterator[Problem]:
    known = (library.letters, library.pages, library.facts, library.calculators)
    numbers = _list_official_numbers(library)
    for each in library.letters.values():
        place = f"letters/{each.id}.toml"
        for fault in list_letter_faults(each, *known):
            yield Problem(place, 0, fault)
        for text in list_letter_texts(each):
            for words in library.wording.find_in_forms(text):
                yield Problem(place, 0, f"says {words}: {text}")
            for number in set(_NUMBER.findall(text)) - numbers:
                yield Problem(place, 0, f"shows {number}: no service has it")


def _lint_rates(library: Library) -> Iterator[Problem]:
    rates = library.rates
    days = [each.since for each in rates.lpr]
    if days != sorted(set(days)) or days[-1] > rates.checked:
        yield Problem("rates.toml", 0, "rates stand in the order of their days, before checked")
    for ref in set(rates.refs) - set(library.facts):
        yield Problem("rates.toml", 0, f"rests on {ref}, which does not exist")


def list_stale(library: Library, today: date) -> list[Problem]:
    """What was last checked more than a year ago; a warning, not an error."""
    limit = today - timedelta(days=365)
    dated = [
        *((f"rule {rule.id}", rule.checked) for rule in library.content.rules),
        *((f"institution {each.id}", each.checked) for each in library.institutions.values()),
        *((f"service {each.id}", each.checked) for each in library.services.values()),
        *((f"page {page.id}", page.checked) for page in library.pages.values()),
        *((f"fact {fact.id}", fact.checked) for fact in library.facts.values()),
        *((f"calculator {each.id}", each.checked) for each in library.calculators.values()),
        *((f"letter {each.id}", each.checked) for each in library.letters.values()),
        ("rates", library.rates.checked),
    ]
    return [Problem(name, 0, f"checked on {day}") for name, day in dated if day < limit]
