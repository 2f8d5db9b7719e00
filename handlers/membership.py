"""The bot comes into a group, rises, falls, goes; the group moves; somebody joins."""

from datetime import UTC, datetime, timedelta

from telegram import Chat, ChatMember, ChatMemberRestricted, Update
from telegram.constants import ChatType

from bot.clock import today
from bot.context import App, Context
from bot.groups.settings import GroupSettings
from bot.views.groups import (
    Ground,
    render_group_privacy,
    render_joined,
    render_promoted,
    render_welcome,
)
from bot.views.screen import Screen
from handlers.admins import find_hearing
from handlers.replies import announce

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_WELCOME_SECONDS = 600.0
_LATE = timedelta(seconds=_WELCOME_SECONDS)


async def notice_own_rank(update: Update, context: Context) -> None:
    """Says in a group what everybody there should know; forgets a group that it has left."""
    change = update.my_chat_member
    if change is None:
        return
    chat, before, after = change.chat, change.old_chat_member, change.new_chat_member
    app = context.app
    if chat.type == ChatType.PRIVATE:
        if not _is_in(after):
            await context.services.groups.forget_receiver(chat.id)
        return
    context.services.admins.drop(chat.id)
    context.services.talk.forget_refusal(chat.id)
    if not _is_in(after):
        await forget_group(app, chat.id)
    elif chat.type in _GROUPS and _may_write(after):
        await _introduce(app, chat, before, after)


async def _introduce(app: App, chat: Chat, before: ChatMember, after: ChatMember) -> None:
    """Once on coming, and again on rising where that lets the bot see more."""
    services = app.bot_data
    frame = services.frame(private=False, language=services.find_group_language(chat.id))
    if not _is_in(before):
        if app.bot_data.rhythm.is_due(("joined", chat.id), _WELCOME_SECONDS):
            await announce(app, chat.id, render_joined(frame, await build_ground(app, chat.id)))
        return
    rose = after.status == ChatMember.ADMINISTRATOR != before.status
    if rose and not (await app.bot.get_me()).can_read_all_group_messages:
        await announce(app, chat.id, render_promoted(frame, await build_ground(app, chat.id)))


async def follow_group(update: Update, context: Context) -> None:
    """A group has become a supergroup: told by both, in any order."""
    message = update.message
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        await move_group(context.app, message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await move_group(context.app, message.migrate_from_chat_id, message.chat.id)


async def welcome(update: Update, context: Context) -> None:
    """A card for people who come, if admins want it, not too often and not at quiet hours."""
    message = update.message
    if message is None or all(each.is_bot for each in message.new_chat_members):
        return
    services, chat_id = context.services, message.chat.id
    settings, now = services.groups.find(chat_id), datetime.now(UTC)
    late = now - message.date > _LATE  # the bot was away; the newcomer is none any more
    if not settings.welcome or settings.is_quiet(now) or late:
        return
    if services.rhythm.is_due(("welcome", chat_id), _WELCOME_SECONDS):
        frame = context.frame(private=False)
        await announce(context.app, chat_id, render_welcome(frame))


async def show_group_privacy(app: App, chat_id: int) -> Screen:
    """What is true of this group now."""
    services = app.bot_data
    frame = services.frame(private=False, language=services.find_group_language(chat_id))
    return render_group_privacy(frame, await build_ground(app, chat_id))


async def build_ground(app: App, chat_id: int) -> Ground:
    """What the bot hears, does and keeps in a group."""
    groups = app.bot_data.groups
    settings = groups.find(chat_id)
    return Ground(
        settings=settings,
        hears=await find_hearing(app, chat_id),
        stored=settings != GroupSettings(),
        receivers=len(groups.list_receivers(chat_id)),
        today=today(),
    )


async def forget_group(app: App, chat_id: int) -> None:
    """Removes all that is kept of a group."""
    services = app.bot_data
    services.admins.drop(chat_id)
    await services.digests.forget(chat_id)
    await services.groups.forget(chat_id)


async def move_group(app: App, old: int, new: int) -> None:
    """Keeps all of a group under its new id; may come twice."""
    services = app.bot_data
    services.admins.drop(old)
    services.rhythm.is_due(("joined", new), _WELCOME_SECONDS)  # it was introduced already
    await services.digests.move(old, new)
    await services.groups.move(old, new)


def _is_in(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in (ChatMember.LEFT, ChatMember.BANNED)


def _may_write(member: ChatMember) -> bool:
    return not isinstance(member, ChatMemberRestricted) or member.can_send_messages
