"""Guidance pages, what they rest on, and the menu above them."""

from collections.abc import Sequence
from datetime import date

from bot.analysis.content import Service
from bot.library.pages import Basis, Page, find_basis, join_articles
from bot.views.basis import say_article
from bot.views.buttons import Action, Row, button, copy_button, keyboard, share_button
from bot.views.calculators import list_offers
from bot.views.first_aid import list_choices
from bot.views.frame import Frame
from bot.views.letters import list_letter_offers
from bot.views.screen import MOST_CHARACTERS, Screen, shown


def render_menu(frame: Frame) -> Screen:
    """The roots of the guidance; home."""
    texts = frame.texts
    intro, privacy = shown(texts["menu.intro"]), shown(texts["menu.privacy"])
    body = f"<b>{shown(texts['menu.title'])}</b>\n{intro}\n\n{privacy}"
    return Screen(body, keyboard(*_roots(frame)))


def render_start(frame: Frame, *, foreign: bool = False) -> Screen:
    """The greeting, with the roots of the guidance under it, in private with the languages.

    ``foreign``: whether somebody's client speaks no Chinese, so that a line tells of /lang.
    """
    lines = [frame.texts["start.text"]]
    if foreign:
        lines.append(frame.texts["language.foreign"])
    ways = [[button(frame.texts["button.language"], Action.LANGUAGE)]] if frame.private else []
    return Screen(shown("\n\n".join(lines)), keyboard(*_roots(frame), *ways))


def _roots(frame: Frame) -> list[Row]:
    roots = [frame.library.pages[each] for each in frame.library.actions.roots]
    tools = button(frame.texts["tools.title"], Action.TOOLS)
    letters = button(frame.texts["letters.title"], Action.LETTERS)
    return [*([button(page.title, Action.PAGE, page.id)] for page in roots), [tools, letters]]


def render_page(frame: Frame, page: Page, code: str = "") -> Screen:
    """A page with its breadcrumbs; ``code`` is the verdict that it was opened from, if any."""
    texts, pages = frame.texts, frame.library.pages
    path = " › ".join(pages[each].title for each in _ancestors(page))
    lines = [shown(texts.fill("page.path", path=path))] if path else []
    lines.append(say_page(page))
    asks = page.id == frame.library.first_aid.page
    rows = list_choices(frame, code=code) if asks else []
    rows += [
        [button(pages[each].title, Action.PAGE, each, code)] for each in page.next if each in pages
    ]
    rows += [[each] for each in list_offers(frame, page.id)]
    rows += [[each] for each in list_letter_offers(frame, page.id)]
    rows += _copies(frame, page)
    rows += _ways(frame, page, code)
    return Screen("\n".join(lines), keyboard(*rows))


def say_page(page: Page) -> str:
    """Title and body in HTML."""
    return f"<b>{shown(page.title)}</b>\n\n{shown(page.body.strip())}"


def render_basis(frame: Frame, page: Page, code: str = "") -> Screen:
    """What a page rests on: law, article, since when in force, when checked."""
    texts = frame.texts
    basis = find_basis(page, frame.library.facts)
    body = _say_basis(frame, page, basis)
    if len(body) > MOST_CHARACTERS:  # in a language of letters; a law's long name is said once then
        body = _say_basis(frame, page, join_articles(basis, texts["quantity.between"]))
    up = button(texts["button.up"], Action.PAGE, page.id, code)
    return Screen(body, keyboard([up, button(texts["button.home"], Action.HOME)]))


def _say_basis(frame: Frame, page: Page, basis: Sequence[tuple[Basis, date]]) -> str:
    texts = frame.texts
    lines = [f"<b>{shown(texts.fill('page.basis_title', title=page.title))}</b>", ""]
    lines += [shown(say_article(texts, each, checked)) for each, checked in basis]
    lines += [shown(_service(frame, frame.library.services[each])) for each in page.services]
    return "\n".join([*lines, "", shown(texts["page.basis_note" if basis else "page.basis_none"])])


def _service(frame: Frame, service: Service) -> str:
    return frame.texts.fill(
        "page.basis_service", name=service.name, source=service.source, checked=service.checked
    )


def _ancestors(page: Page) -> list[str]:
    parts = page.id.split(".")
    return [".".join(parts[: index + 1]) for index in range(len(parts) - 1)]


def _copies(frame: Frame, page: Page) -> list[Row]:
    """Copy buttons for the numbers that the page shows."""
    numbers = [
        service.number
        for service in (frame.library.services[each] for each in page.services)
        if service.number and service.number.isdigit() and service.number in page.body
    ]
    row = [copy_button(frame.texts.fill("button.copy", number=each), each) for each in numbers]
    return [row[start : start + 3] for start in range(0, len(row), 3)]


def _ways(frame: Frame, page: Page, code: str) -> list[Row]:
    """Basis and share; back to the verdict or up, and home."""
    texts = frame.texts
    about = [button(texts["button.basis"], Action.BASIS, page.id, code)]
    if frame.inline:
        about.append(share_button(texts["button.share"], page.title))
    way: Row = []
    if code:
        way.append(button(texts["button.back"], Action.VERDICT, "", code))
    elif page.parent:
        way.append(button(texts["button.up"], Action.PAGE, page.parent))
    return [about, [*way, button(texts["button.home"], Action.HOME)]]


def render_found(frame: Frame, page_ids: tuple[str, ...], asked: str = "") -> Screen:
    """The page when there is one, or when it is called as was asked, else some to choose from."""
    pages = [frame.library.pages[each] for each in page_ids]
    if len(pages) == 1 or (pages and asked and asked in pages[0].title):
        return render_page(frame, pages[0])
    rows: list[Row] = [[button(page.title, Action.PAGE, page.id)] for page in pages]
    text = frame.texts["check.found" if pages else "guide.not_found"]
    home = button(frame.texts["button.search_more"], Action.HOME)
    return Screen(shown(text), keyboard(*rows, [home]))
