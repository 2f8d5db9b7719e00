"""What the bot offers when it is asked in another chat: pages, official numbers, the card.

Their messages stand in chats where the bot may not be, so their buttons are links.
"""

from collections.abc import Iterable

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from bot.library.hotlines import Entry
from bot.library.pages import Page
from bot.views.buttons import keyboard
from bot.views.card import list_links, render_card
from bot.views.frame import Frame
from bot.views.guidance import say_page
from bot.views.screen import Screen, shown

MOST_PAGES = 8
MOST_ENTRIES = 6


def render_offers(
    frame: Frame, pages: Iterable[Page], entries: Iterable[Entry], *, card: bool
) -> list[InlineQueryResultArticle]:
    """One result for each; what is asked for in the words of an office comes first."""
    offers = [_offer_numbers(frame, each) for each in entries]
    offers += [_offer_page(frame, each) for each in pages]
    return [*([_offer_card(frame)] if card else []), *offers]


def render_way_out(frame: Frame) -> InlineQueryResultsButton:
    """The button over the results that opens the private chat."""
    return InlineQueryResultsButton(frame.texts["inline.open"], start_parameter="inline")


def _offer_page(frame: Frame, page: Page) -> InlineQueryResultArticle:
    first, *_ = page.body.strip().splitlines()
    screen = Screen(say_page(page), keyboard(*list_links(frame, (page.id,))))
    return _offer(f"g:{page.id}", page.title, first, screen)


def _offer_numbers(frame: Frame, entry: Entry) -> InlineQueryResultArticle:
    texts = frame.texts
    lines = [
        f"<b>{shown(entry.name)}</b>",
        *(
            shown(texts.fill("inline.number", number=number, use=use))
            for number, use in entry.numbers
        ),
        "",
        shown(texts.fill("inline.source", source=entry.source, checked=entry.checked)),
        shown(texts["inline.forged"]),
    ]
    numbers = texts["inline.and"].join(number for number, _ in entry.numbers)
    screen = Screen("\n".join(lines), keyboard(*list_links(frame, ())))
    return _offer(f"n:{entry.id}", entry.name, numbers, screen)


def _offer_card(frame: Frame) -> InlineQueryResultArticle:
    texts = frame.texts
    return _offer("c:", texts["inline.card"], texts["inline.card_about"], render_card(frame))


def _offer(offer_id: str, title: str, description: str, screen: Screen) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        screen.html, "HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return InlineQueryResultArticle(
        offer_id, title, content, reply_markup=screen.keyboard, description=description
    )
