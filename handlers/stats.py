"""A user asks how often it was used: numbers, never people."""

from datetime import timedelta

from telegram import Update

from bot.clock import today
from bot.context import Context
from bot.views.notices import Numbers, render_stats
from handlers.check import is_private
from handlers.replies import reply_screen


async def show_stats(update: Update, context: Context) -> None:
    """/stats sums the daily counters."""
    message = update.message
    if message is None:
        return
    stats = context.services.stats
    await stats.flush()
    week = await stats.summarize("kind", today() - timedelta(days=6))
    by_kind = await stats.summarize("kind")
    numbers = Numbers(
        total=sum(by_kind.values()),
        week=sum(week.values()),
        by_authenticity=await stats.summarize("authenticity"),
        by_kind=by_kind,
        wrong=sum((await stats.summarize("wrong")).values()),
    )
    frame = context.frame(private=is_private(message))
    await reply_screen(message, render_stats(frame, numbers))
