"""The routing table, in order: the first handler that fits takes the update.

A handler module is one thing a user does; its functions are named for the act.
"""

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.context import Context
from bot.views.buttons import Action
from bot.views.receivers import INVITATION
from handlers.admins import notice_rank
from handlers.calculators import open_tools
from handlers.check import check_edited, check_message, check_replied
from handlers.guidance import open_guide, show_card
from handlers.inline import offer_pages
from handlers.letters import open_letters, take_media
from handlers.membership import follow_group, notice_own_rank, welcome
from handlers.notices import (
    refuse_command,
    refuse_media,
    show_about,
    show_help,
    show_privacy,
    start,
)
from handlers.press import press_button
from handlers.receivers import open_invitation, press_receiving
from handlers.reminders import forget_all, list_reminders
from handlers.settings import open_settings, press_settings
from handlers.stats import show_stats

COMMANDS = (
    "start",
    "check",
    "guide",
    "calc",
    "letter",
    "card",
    "reminders",
    "forget",
    "settings",
    "help",
    "privacy",
    "stats",
    "about",
)

_NEW = filters.UpdateType.MESSAGE
_EDITED = filters.UpdateType.EDITED_MESSAGE
_PRIVATE = filters.ChatType.PRIVATE
_GROUP = filters.ChatType.GROUPS
_INVITED = rf"^/start {INVITATION}_"
_PICTURE = filters.PHOTO | filters.Document.IMAGE
_WORDS = filters.TEXT | filters.CAPTION


def list_handlers() -> list[BaseHandler[Update, Context, None]]:
    """Every handler in routing order."""
    return [
        CallbackQueryHandler(press_settings, f"^{Action.SETTINGS}:"),
        CallbackQueryHandler(press_receiving, f"^[{Action.RECEIVE}{Action.REFUSE}]:"),
        CallbackQueryHandler(press_button),
        InlineQueryHandler(offer_pages),
        ChatMemberHandler(notice_own_rank, ChatMemberHandler.MY_CHAT_MEMBER),
        ChatMemberHandler(notice_rank, ChatMemberHandler.CHAT_MEMBER),
        MessageHandler(_NEW & filters.StatusUpdate.MIGRATE, follow_group),
        MessageHandler(_NEW & _GROUP & filters.StatusUpdate.NEW_CHAT_MEMBERS, welcome),
        CommandHandler("start", open_invitation, _NEW & _PRIVATE & filters.Regex(_INVITED)),
        CommandHandler("start", start, _NEW),
        CommandHandler("check", check_replied, _NEW),
        CommandHandler("guide", open_guide, _NEW),
        CommandHandler("calc", open_tools, _NEW),
        CommandHandler("letter", open_letters, _NEW),
        CommandHandler("card", show_card, _NEW),
        CommandHandler("reminders", list_reminders, _NEW),
        CommandHandler("forget", forget_all, _NEW),
        CommandHandler("settings", open_settings, _NEW),
        CommandHandler("help", show_help, _NEW),
        CommandHandler("privacy", show_privacy, _NEW),
        CommandHandler("stats", show_stats, _NEW),
        CommandHandler("about", show_about, _NEW),
        MessageHandler(_NEW & _PRIVATE & filters.COMMAND, refuse_command),
        MessageHandler(_NEW & _PRIVATE & _PICTURE & ~filters.CAPTION, take_media),
        MessageHandler(_NEW & _PRIVATE & _WORDS, check_message),
        MessageHandler(_EDITED & _PRIVATE & _WORDS, check_edited),
        MessageHandler(_NEW & _PRIVATE & ~filters.StatusUpdate.ALL, refuse_media),
    ]
