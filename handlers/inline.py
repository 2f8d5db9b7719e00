"""A user asks the bot in another chat: it offers pages and official numbers to send there."""

from telegram import Update
from telegram.error import BadRequest

from bot.context import Context
from bot.views.inline import MOST_ENTRIES, MOST_PAGES, render_offers, render_way_out
from handlers.replies import log

# The same for everybody, so Telegram may keep it a while; nothing of who asked is kept.
_CACHE_SECONDS = 300


async def offer_pages(update: Update, context: Context) -> None:
    """Without a question the topics and the card are offered, else what fits."""
    query = update.inline_query
    if query is None:
        return
    services = context.services
    frame = services.frame(private=False)
    asked = query.query.strip()
    found = services.search.find(asked, MOST_PAGES) if asked else services.library.actions.roots
    offers = render_offers(
        frame,
        [services.library.pages[each] for each in found],
        services.hotlines.find(asked, MOST_ENTRIES),
        card=not asked or asked == frame.texts["card_to_pin.query"],
    )
    try:
        await query.answer(offers, _CACHE_SECONDS, button=render_way_out(frame))
    except BadRequest as error:
        log.info("an inline query could not be answered: %s", type(error).__name__)
