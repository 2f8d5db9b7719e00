"""An admin agrees to be told about a group in private, or no longer does."""

import logging

from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.context import App, Context
from bot.storage.groups import CrowdError, Receiver
from bot.views.buttons import Action, read_press
from bot.views.deadlines import ALL
from bot.views.frame import Frame
from bot.views.notices import render_notice
from bot.views.receivers import (
    read_invitation,
    render_invitation,
    render_receiving,
    render_refused,
)
from bot.views.screen import Screen
from handlers.admins import find_admins
from handlers.check import is_private
from handlers.replies import answer_press, edit_screen, reply_screen

log = logging.getLogger(__name__)


class _NotAdminError(Exception):
    """Who came does not administer the group, or that can't be asked."""


async def open_invitation(update: Update, context: Context) -> None:
    """/start with the link of a panel: says what receiving means, to admins only."""
    message = update.message
    token = read_invitation(context.args[0]) if context.args else None
    if message is None or message.from_user is None or token is None:
        return
    app, frame = context.app, context.frame(private=True)
    try:
        group = await _find_group(app, token, message.from_user.id)
        title = (await app.bot.get_chat(group)).title or ""
    except (ValueError, TelegramError):
        screen = render_notice(frame, "receivers.invalid")
    except _NotAdminError:
        screen = render_notice(frame, "receivers.members")
    else:
        screen = render_invitation(frame, title, token)
    await reply_screen(message, screen)


async def press_receiving(update: Update, context: Context) -> None:
    """A press on one of the two buttons: I agree, no longer."""
    query = update.callback_query
    if query is None:
        return
    frame, message = context.frame(private=True), query.message
    if not isinstance(message, Message) or not message.is_accessible or not is_private(message):
        await answer_press(query, frame.texts["check.too_old"], alert=True)
        return
    agrees = (query.data or "").startswith(Action.RECEIVE)
    try:
        token = read_press(query.data or "").argument
        screen = await (_keep if agrees else _drop)(context.app, frame, query, token)
    except (ValueError, TelegramError):
        await answer_press(query, frame.texts["receivers.invalid"], alert=True)
        return
    await answer_press(query)
    if agrees:
        await edit_screen(query, screen)
    else:
        await reply_screen(message, screen)


async def _keep(app: App, frame: Frame, query: CallbackQuery, token: str) -> Screen:
    user = query.from_user.id
    try:
        await app.bot_data.groups.add_receiver(await _find_group(app, token, user), user)
    except _NotAdminError:
        return render_notice(frame, "receivers.members")
    except CrowdError:
        return render_notice(frame, "receivers.full")
    return render_receiving(frame, token)


async def _drop(app: App, frame: Frame, query: CallbackQuery, token: str) -> Screen:
    """Anybody may refuse, admin or not any more."""
    services, user = app.bot_data, query.from_user.id
    if token == ALL:
        await services.groups.forget_receiver(user)
    else:
        await services.groups.remove_receiver(services.invitations.read(token), user)
    return render_refused(frame, token)


async def _find_group(app: App, token: str, user: int) -> int:
    """The group of a token; raises ValueError, TelegramError, _NotAdminError."""
    group = app.bot_data.invitations.read(token)
    if user not in await find_admins(app, group, within=0):
        raise _NotAdminError
    return group


async def tell_receivers(app: App, chat_id: int, screen: Screen) -> int:
    """Sends a screen to every admin of a group who asked for it; how many got it."""
    admins = await find_admins(app, chat_id)
    receivers = app.bot_data.groups.find_receivers(chat_id)
    return sum([await tell_receiver(app, chat_id, each, admins, screen) for each in receivers])


async def tell_receiver(
    app: App, chat_id: int, receiver: Receiver, admins: frozenset[int], screen: Screen
) -> bool:
    """Sends to one; who is no admin any more, or has closed the chat to us, is removed.

    Raises TelegramError for what may be tried again.
    """
    groups = app.bot_data.groups
    if receiver.user not in admins:
        await groups.remove_receiver(chat_id, receiver.user)
        return False
    try:
        await app.bot.send_message(receiver.user, screen.html, "HTML", reply_markup=screen.keyboard)
    except Forbidden:
        await groups.forget_receiver(receiver.user)
        return False
    except BadRequest as error:
        log.error("an admin could not be told: %s", type(error).__name__)
        if "chat not found" in error.message.lower():
            await groups.forget_receiver(receiver.user)
        return False
    return True
