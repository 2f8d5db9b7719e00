"""What is offered in other chats: it fits, it has links only, and numbers have their source."""

from dataclasses import replace

import pytest

from bot.library.hotlines import build_hotlines
from bot.views.card import render_card
from bot.views.inline import render_offers, render_way_out
from bot.views.screen import Screen
from tests.views.screens import html_faults, list_buttons


@pytest.fixture
def named(frame):
    return replace(frame, bot_name="some_bot", inline=True)


def read_offers(offers):
    return {
        each.id: Screen(each.input_message_content.message_text, each.reply_markup)
        for each in offers
    }


def test_every_page_can_be_offered(named, library):
    offers = render_offers(named, library.pages.values(), (), card=False)
    assert len({each.id for each in offers}) == len(library.pages)
    for each in offers:
        assert len(each.id.encode()) <= 64
        assert each.description
    for page, screen in zip(library.pages.values(), read_offers(offers).values(), strict=True):
        assert page.body.strip() in screen.visible
        assert html_faults(screen) == []
        links = [each.url for each in list_buttons(screen)]
        assert all(each and each.startswith("https://t.me/some_bot") for each in links)
        assert len(links) == 2


def test_every_official_number_is_offered_with_source_and_day(named, library):
    hotlines = build_hotlines(library)
    entries = [entry for entry, _ in hotlines._entries]
    offers = render_offers(named, (), entries, card=False)
    assert len({each.id for each in offers}) == len(entries) > 60
    for entry, screen in zip(entries, read_offers(offers).values(), strict=True):
        assert html_faults(screen) == []
        assert entry.source in screen.visible
        assert str(entry.checked) in screen.visible
        assert all(number in screen.visible for number, _ in entry.numbers)


def test_the_card_comes_first_when_it_is_asked_for(named, library):
    offers = render_offers(named, [library.pages["verify"]], (), card=True)
    assert [each.id for each in offers] == ["c:", "g:verify"]
    assert render_way_out(named).start_parameter


def test_the_card_names_only_checked_numbers_and_has_links_only(named, library):
    card = render_card(named)
    assert html_faults(card) == []
    assert len(card.visible) <= 500
    days = {str(each.checked) for each in library.services.values()}
    assert any(day in card.visible for day in days)
    assert not any(each.callback_data for each in list_buttons(card))
    silent = render_card(replace(named, inline=False))
    assert all(each.url for each in list_buttons(silent))
