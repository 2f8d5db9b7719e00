"""A user asks the bot in another chat: it offers pages and official numbers to send there."""

from telegram import Update
from telegram.error import BadRequest

from bot.context import Context
from bot.views.inline import MOST_ENTRIES, MOST_PAGES, render_offers, render_way_out
from handlers.replies import log

# In the language of who asks, so Telegram keeps it a while for that person alone.
_CACHE_SECONDS = 300


def _find(context: Context, asked: str) -> tuple[str, ...]:
    return context.services.find_pages(asked, context.language, MOST_PAGES)


async def offer_pages(update: Update, context: Context) -> None:
    """Without a question the topics and the card are offered, else what fits."""
    query = update.inline_query
    if query is None:
        return
    services = context.services
    frame = services.frame(private=False, language=context.language)
    asked = query.query.strip()
    found = _find(context, asked) if asked else services.library.actions.roots
    offers = render_offers(
        frame,
        [frame.library.pages[each] for each in found],
        services.hotlines.find(asked, MOST_ENTRIES),
        card=not asked or asked == frame.texts["card_to_pin.query"],
    )
    try:
        await query.answer(offers, _CACHE_SECONDS, is_personal=True, button=render_way_out(frame))
    except BadRequest as error:
        log.info("an inline query could not be answered: %s", type(error).__name__)
