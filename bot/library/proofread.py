"""Checks of the guidance: pages, their ways, numbers and sources, and the first half hour."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.analysis.content import Confidence
from bot.library.load import Library
from bot.library.pages import Page
from bot.library.read import Problem

MOST_PAGE = 900
MOST_TITLE = 14
MOST_TAPS = 3  # from the menu
MOST_PAGE_ID = 37  # bytes; with the longest state behind it a button is full
MOST_LABEL = 24  # of a choice; longer ones are cut on a narrow phone
_PAGE_ID = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)*")  # as a deep link may carry it, dots aside
_NUMBER = re.compile(
    r"(?<![\d.])(?:1(?:10|19|20)|12\d{3}|9[56]\d{3,4}|[48]00\d{7}|0\d{2,3}-\d{7,8}|1[3-9]\d{9})"
    r"(?![\d元%年条号])"
)
_LAW = re.compile(r"《([^》]+)》")
_STEPS = re.compile(r"(?:\d+\. .+\n?)+")


def proofread(library: Library) -> Iterator[Problem]:
    """Everything wrong with pages, facts and the first half hour."""
    yield from _read_pages(library)
    yield from _read_facts(library)
    yield from _read_first_aid(library)


def find_numbers(text: str) -> set[str]:
    """What looks like a number to call."""
    return set(_NUMBER.findall(text))


def list_official(library: Library) -> set[str]:
    """Every number of a public service or an institution good enough to be shown."""
    good = [each for each in library.services.values() if each.confidence is not Confidence.LOW]
    named = {number for each in good for number in find_numbers(f"{each.number} {each.name}")}
    hotlines = (line for each in library.institutions.values() for line in each.hotlines)
    return named | {line.number for line in hotlines if line.confidence is not Confidence.LOW}


def list_laws(library: Library, refs: Iterable[str]) -> str:
    """The laws that facts rest on, in one text to look for names in."""
    facts = (library.facts[ref] for ref in refs if ref in library.facts)
    return "\n".join(basis.law for fact in facts for basis in fact.basis)


def find_laws(text: str) -> set[str]:
    """The laws and documents that a text names."""
    return set(_LAW.findall(text))


def count_taps(library: Library) -> dict[str, int]:
    """How many taps from the menu each page is away; a page that can't be reached is missing."""
    aid = library.first_aid
    taps = dict.fromkeys(library.actions.roots, 1)
    waiting = list(taps)
    for page_id in waiting:
        if page_id not in library.pages:
            continue
        ways = [(each, 1) for each in library.pages[page_id].next]
        if page_id == aid.page:
            ways += [(each, 2) for each in aid.pages]  # what happened, then its page
        for each, more in ways:
            if each not in taps or taps[each] > taps[page_id] + more:
                taps[each] = taps[page_id] + more
                waiting.append(each)
    return taps


def _read_pages(library: Library) -> Iterator[Problem]:
    taps = count_taps(library)
    above = {page.parent for page in library.pages.values()}
    aliases = Counter(alias for page in library.pages.values() for alias in page.aliases)
    for page in library.pages.values():
        path = page.id.replace(".", "/") + ("/index" if page.id in above else "")
        place = f"guidance/{path}.toml"
        for complaint in _page_complaints(library, page):
            yield Problem(place, 0, complaint)
        if page.id not in taps:
            yield Problem(place, 0, "no page leads here")
        elif taps[page.id] > MOST_TAPS:
            yield Problem(place, 0, f"is {taps[page.id]} taps from the menu, not {MOST_TAPS}")
        for alias in page.aliases:
            if aliases[alias] > 1:
                yield Problem(place, 0, f"another page has the alias {alias} too")


def _page_complaints(library: Library, page: Page) -> Iterator[str]:
    yield from _shape_complaints(library, page)
    for each in page.next:
        if each not in library.pages:
            yield f"leads to {each}, which does not exist"
    yield from _fact_complaints(library, page.refs)
    yield from _number_complaints(library, page.services, page.body)
    for law in find_laws(page.body):
        if law not in list_laws(library, page.refs):
            yield f"names {law}, which none of its facts rests on"
    for words in library.wording.find(f"{page.title}\n{page.body}"):
        yield f"says {words}"


def _shape_complaints(library: Library, page: Page) -> Iterator[str]:
    if not _PAGE_ID.fullmatch(page.id) or len(page.id) > MOST_PAGE_ID:
        yield f"a path is lower-case ASCII of at most {MOST_PAGE_ID} characters"
    if len(page.title) > MOST_TITLE:
        yield f"the title has more than {MOST_TITLE} characters"
    if len(page.body) > MOST_PAGE:
        yield f"the body has more than {MOST_PAGE} characters"
    if not _STEPS.fullmatch(page.body.rpartition(f"\n{library.wording.ending}\n")[2]):
        yield f"does not end in numbered steps after {library.wording.ending}"
    if page.parent is not None and page.parent not in library.pages:
        yield f"there is no page {page.parent} above it"


def _fact_complaints(library: Library, refs: Iterable[str]) -> Iterator[str]:
    for ref in refs:
        if ref not in library.facts:
            yield f"rests on {ref}, which does not exist"
        elif library.facts[ref].confidence is Confidence.LOW:
            yield f"rests on {ref}, which is of low confidence"


def _number_complaints(library: Library, services: Iterable[str], text: str) -> Iterator[str]:
    shown = set()
    for service_id in services:
        service = library.services.get(service_id)
        if service is None:
            yield f"names the service {service_id}, which does not exist"
            continue
        if service.confidence is Confidence.LOW:
            yield f"shows {service_id}, which is of low confidence"
        shown |= find_numbers(f"{service.number or ''} {service.name}")
    for number in find_numbers(text) - shown:
        yield f"shows the number {number}, which none of its services has"


def _read_facts(library: Library) -> Iterator[Problem]:
    for fact in library.facts.values():
        if not fact.sources:
            yield Problem("facts", 0, f"{fact.id} has no source")
        for basis in fact.basis:
            if not (basis.law and basis.article and basis.effective):
                yield Problem("facts", 0, f"{fact.id} rests on a law without article or date")


def _read_first_aid(library: Library) -> Iterator[Problem]:
    aid = library.first_aid
    for complaint in _first_aid_complaints(library):
        yield Problem("first-aid.toml", 0, complaint)
    texts = [each.label for each in aid.happened] + [each.text for each in aid.step]
    written = "\n".join((*texts, *aid.bring.things))
    for complaint in (
        *_fact_complaints(library, aid.refs),
        *_number_complaints(library, aid.services, written),
        *(f"says {words}" for words in library.wording.find(written)),
    ):
        yield Problem("first-aid.toml", 0, complaint)


def _first_aid_complaints(library: Library) -> Iterator[str]:
    aid = library.first_aid
    for each in {aid.page, *aid.pages} - set(library.pages):
        yield f"there is no page {each}"
    used = Counter((*(each.id for each in aid.happened), *(each.code for each in aid.happened)))
    yield from (f"{name} stands twice" for name, times in used.items() if times > 1)
    known = {each.id for each in aid.happened}
    for step in aid.step:
        for each in {*step.after, *step.unless} - known:
            yield f"a step is for {each}, which can't have happened"
    for happened in aid.happened:
        if len(happened.code) != 1 or not happened.code.isalpha():
            yield f"the code of {happened.id} is not one letter"
        if len(happened.label) > MOST_LABEL:
            yield f"the label of {happened.id} has more than {MOST_LABEL} characters"
    if page := library.pages.get(aid.page):
        for ref in set(aid.refs) - set(page.refs):
            yield f"rests on {ref}, which the page {aid.page} does not show"
