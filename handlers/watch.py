"""What people write in a group without calling the bot: silence, but for a watch that is set."""

import logging
from datetime import UTC, datetime

from telegram import Message, Update
from telegram.error import TelegramError

from bot.analysis import Report
from bot.clock import today
from bot.context import Context
from bot.groups.roster import fold_name, poses
from bot.groups.settings import GroupSettings, Watch
from bot.groups.watch import Concern
from bot.views.screen import Screen
from bot.views.state import state_of
from bot.views.watched import Unsaid, render_found, render_warning
from handlers.check import analyze, read_text
from handlers.receivers import tell_receivers
from handlers.replies import reply_screen
from handlers.roster import find_roster
from handlers.summon import call_by_name, is_called, judge_again

log = logging.getLogger(__name__)


async def hear(update: Update, context: Context) -> None:
    """A message of a group calls the bot by name, or is only watched."""
    message = update.message
    if message is None:
        return
    if is_called(context, message):
        await call_by_name(context, message)
    else:
        await _watch(context, message)


async def hear_edited(update: Update, context: Context) -> None:
    """A changed message changes the answers to it; where there are none, it is watched anew."""
    message = update.edited_message
    if message is None:
        return
    if context.services.talk.find_answers(message.chat.id, message.message_id):
        await judge_again(context, message)
    elif not is_called(context, message):
        await _watch(context, message)


async def _watch(context: Context, message: Message) -> None:
    services = context.services
    settings = services.groups.find(message.chat.id)
    if settings.watch is Watch.OFF or not _is_stranger(context, message):
        return
    text = _read_all(message)
    report = analyze(context, text, {})
    concern = services.watchman.find_concern(text, report)
    suspect = concern is not None or services.watchman.solicits(text)
    roster = await find_roster(context, message) if suspect else None
    if roster is None or (message.from_user and message.from_user.id in roster.admins):
        return
    of_bot = _poses(context, message, _list_own_names(context))
    if concern is None and (of_bot or _poses(context, message, roster.names)):
        concern = Concern.IMPOSTOR
    if concern is None:
        return
    skeleton = f"{concern}:{services.watchman.find_skeleton(text)}"
    if services.talk.may_warn(message.chat.id, skeleton, today()):
        await _speak_up(context, message, settings, concern, report, of_bot=of_bot)


async def _speak_up(
    context: Context,
    message: Message,
    settings: GroupSettings,
    concern: Concern,
    report: Report,
    *,
    of_bot: bool,
) -> None:
    """Warns the group, or tells its receivers what it would have said."""
    frame, state = context.frame(private=False), state_of(report, {})
    unsaid = _find_hindrance(settings)
    context.services.stats.count(today(), [("watch", f"{concern}/{unsaid or 'warned'}")])
    if unsaid is None:
        await reply_screen(message, render_warning(frame, concern, state, of_bot=of_bot))
        return
    title, link = message.chat.title or "", message.link
    screen = render_found(
        context.frame(private=True),
        concern,
        state,
        unsaid,
        group=title,
        link=link,
        of_bot=of_bot,
    )
    await tell(context, message.chat.id, screen)


def _find_hindrance(settings: GroupSettings) -> Unsaid | None:
    if settings.watch is Watch.QUIET:
        return Unsaid.QUIET
    if settings.is_dry(today()):
        return Unsaid.DRY
    return Unsaid.HOURS if settings.is_quiet(datetime.now(UTC)) else None


async def tell(context: Context, chat: int, screen: Screen) -> None:
    """Sends a screen to the receivers of a group; Telegram's trouble is not the group's."""
    try:
        await tell_receivers(context.app, chat, screen)
    except TelegramError as error:
        log.warning("receivers could not be told: %s", type(error).__name__)


def _is_stranger(context: Context, message: Message) -> bool:
    """Whether a person, or a channel a member speaks as, wrote it; not the group's own voices."""
    if message.is_automatic_forward or message.via_bot == context.bot.bot:
        return False
    if message.sender_chat is not None:
        return message.sender_chat.id != message.chat.id
    return message.from_user is not None and not message.from_user.is_bot


def _read_all(message: Message) -> str:
    """The words of a message; what it quotes from another chat is its own word too."""
    quoted = message.quote.text if message.quote and message.external_reply else ""
    return "\n".join(each for each in (read_text(message), quoted) if each)


def _poses(context: Context, message: Message, known: frozenset[str]) -> bool:
    library = context.services.library
    user, channel = message.from_user, message.sender_chat
    names = [channel.title, channel.username] if channel else []
    names += [user.full_name, user.username] if user and not channel else []
    folded = [fold_name(each, library.content.characters) for each in names if each]
    return poses(folded, known, library.watch.titles)


def _list_own_names(context: Context) -> frozenset[str]:
    characters = context.services.library.content.characters
    names = (context.bot.first_name, context.services.bot_name)
    return frozenset(fold_name(each, characters) for each in names if each)
