"""Every page, its basis and the menu: they fit, they lead on, and what they show has a source."""

import re
from dataclasses import replace

import pytest

from bot.analysis.content import Confidence
from bot.library.pages import find_basis
from bot.views.buttons import Action, read_press
from bot.views.first_aid import render_first_aid
from bot.views.guidance import (
    render_basis,
    render_found,
    render_menu,
    render_page,
    render_start,
)
from bot.views.links import link_to, read_link
from bot.views.state import State
from tests.views.screens import button_faults, html_faults, list_buttons

MOST_BUTTONS = 100  # Telegram's bound for one keyboard
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@pytest.fixture(scope="session")
def code(codec, library) -> str:
    """The longest state a button can carry."""
    kind, authenticity, conduct, deadline = ("other", "plausible", "not_applicable", "none_seen")
    questions = library.content.verdicts.questions
    answers = {each.id: each.answers[0].id for each in questions}
    rules = tuple(rule.id for rule in library.content.rules[:3])
    return codec.encode(State(kind, authenticity, conduct, deadline, True, answers, rules))


def leads_to(screen) -> dict[str, str]:
    """Argument of every page button by its label."""
    presses = {
        each.text: read_press(each.callback_data)
        for each in list_buttons(screen)
        if isinstance(each.callback_data, str)
    }
    return {label: each.argument for label, each in presses.items() if each.action is Action.PAGE}


@pytest.mark.parametrize("from_verdict", [False, True])
def test_every_page_fits_with_all_its_buttons(frame, library, codec, code, from_verdict):
    given = code if from_verdict else ""
    faults = {}
    for page in library.pages.values():
        for screen in (render_page(frame, page, given), render_basis(frame, page, given)):
            found = [*html_faults(screen), *button_faults(screen, codec)]
            if len(list_buttons(screen)) > MOST_BUTTONS:
                found.append("too many buttons")
            if found:
                faults[page.id] = found
    assert faults == {}


def test_every_page_leads_on_and_back(frame, library, code):
    for page in library.pages.values():
        screen = render_page(frame, page, code)
        assert set(page.next) <= set(leads_to(screen).values()), page.id
        data = [each.callback_data for each in list_buttons(screen) if each.callback_data]
        actions = [read_press(each).action for each in data]
        assert {Action.BASIS, Action.VERDICT, Action.HOME} <= set(actions), page.id
        # All that leads on keeps the verdict that the page was opened from.
        leading = [each for each in data if not each.startswith(("h:", "o:"))]
        assert all(read_press(each).state == code for each in leading)


def test_a_page_opened_from_the_menu_leads_up(frame, library):
    for page in library.pages.values():
        screen = render_page(frame, page)
        up = leads_to(screen).get(frame.texts["button.up"])
        assert up == page.parent, page.id


def test_every_page_shows_its_title_and_body(frame, library):
    for page in library.pages.values():
        said = render_page(frame, page).visible
        assert page.title in said
        assert page.body.strip() in said


def test_the_basis_shows_law_article_and_dates(frame, library):
    for page in library.pages.values():
        lines = render_basis(frame, page).visible.splitlines()
        for basis, checked in find_basis(page, library.facts):
            assert any(
                basis.law in line
                and basis.article in line
                and basis.effective in line
                and str(checked) in line
                for line in lines
            ), (page.id, basis)
        for service_id in page.services:
            service = library.services[service_id]
            assert any(
                service.name in line and service.source in line and str(service.checked) in line
                for line in lines
            ), (page.id, service_id)


def test_a_page_with_refs_has_a_basis_and_a_date(frame, library):
    for page in library.pages.values():
        lines = render_basis(frame, page).visible
        if page.refs or page.services:
            assert DAY.search(lines), page.id


def test_a_fact_of_low_confidence_is_no_basis(private, library):
    page = next(each for each in library.pages.values() if find_basis(each, library.facts))
    low = {ref: replace(library.facts[ref], confidence=Confidence.LOW) for ref in page.refs}
    frame = replace(private, library=replace(library, facts={**library.facts, **low}))
    said = render_basis(frame, page).visible
    assert not any(basis.law in said for basis, _ in find_basis(page, library.facts))
    assert frame.texts["page.basis_none"] in said


def test_a_copy_button_copies_a_number_that_the_page_shows(frame, library):
    copied = {}
    for page in library.pages.values():
        numbers = {library.services[each].number for each in page.services}
        for each in list_buttons(render_page(frame, page)):
            if each.copy_text:
                number = each.copy_text.text
                assert number in page.body, page.id
                assert number in numbers, page.id
                copied.setdefault(number, page.id)
    assert {"110", "12356", "12368"} <= set(copied)


@pytest.mark.parametrize("render", [render_menu, render_start])
def test_the_menu_opens_every_root(frame, library, codec, render):
    screen = render(frame)
    assert tuple(leads_to(screen).values()) == library.actions.roots
    assert html_faults(screen) == []
    assert button_faults(screen, codec) == []


def open_screen(frame, data: str):
    """The screen behind a button that needs no verdict."""
    press = read_press(data)
    if press.action is Action.PAGE:
        return render_page(frame, frame.library.pages[press.argument])
    assert press.action is Action.HAPPENED
    return render_first_aid(frame, frame.library.first_aid.read_codes(press.argument))


def test_every_page_is_at_most_three_taps_from_the_menu(private, library):
    waiting, reached = [render_menu(private)], {}
    for taps in (1, 2, 3):
        data = {
            each.callback_data
            for screen in waiting
            for each in list_buttons(screen)
            if each.callback_data and each.callback_data[0] in (Action.PAGE, Action.HAPPENED)
        }
        waiting = [open_screen(private, each) for each in data - set(reached)]
        reached.update(dict.fromkeys(data - set(reached), taps))
    pages = {read_press(each).argument for each in reached if each.startswith(Action.PAGE)}
    assert set(library.pages) - pages == set()


def test_a_page_can_be_shared_where_the_bot_may_be_asked(private, library):
    able = replace(private, bot_name="some_bot", inline=True)
    for page in library.pages.values():
        (share,) = (
            each.switch_inline_query_chosen_chat
            for each in list_buttons(render_page(able, page))
            if each.switch_inline_query_chosen_chat
        )
        assert share.query == page.title
        assert not any(
            each.switch_inline_query_chosen_chat
            for each in list_buttons(render_page(private, page))
        )


def test_every_page_has_a_link_that_leads_back_to_it(private, library):
    named = replace(private, bot_name="some_bot")
    for page_id in library.pages:
        bot, _, argument = link_to(named, page_id).partition("?start=")
        assert bot == "https://t.me/some_bot"
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", argument), page_id
        assert read_link(argument) == page_id
    assert link_to(named) == bot
    assert read_link("k_something") is None


def test_one_page_found_is_shown_and_several_are_offered(private, library):
    one = render_found(private, ("legal.limit",))
    assert one.visible == render_page(private, library.pages["legal.limit"]).visible
    named = render_found(private, ("legal.limit", "negotiate.old"), "时效")
    assert named.visible == one.visible
    several = render_found(private, ("legal.limit", "negotiate.old"), "过了三年")
    assert list(leads_to(several).values()) == ["legal.limit", "negotiate.old"]
    assert private.texts["guide.not_found"] in render_found(private, ()).visible
