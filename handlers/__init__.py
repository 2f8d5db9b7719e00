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
from handlers.languages import open_languages
from handlers.letters import open_letters, take_media
from handlers.limits import in_turn
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
from handlers.summon import call, call_as_guest
from handlers.watch import hear, hear_edited

COMMANDS = (
    "start",
    "check",
    "guide",
    "calc",
    "letter",
    "card",
    "reminders",
    "forget",
    "lang",
    "settings",
    "help",
    "privacy",
    "stats",
    "about",
)

_NEW = filters.UpdateType.MESSAGE
_EDITED = filters.UpdateType.EDITED_MESSAGE
_GUEST = filters.UpdateType.GUEST_MESSAGE
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
        CommandHandler("start", in_turn(start), _NEW),
        CommandHandler("check", call, _NEW & _GROUP),
        CommandHandler("check", check_replied, _NEW & _PRIVATE),
        CommandHandler("guide", in_turn(open_guide), _NEW),
        CommandHandler("calc", in_turn(open_tools), _NEW),
        CommandHandler("letter", in_turn(open_letters), _NEW),
        CommandHandler("card", in_turn(show_card), _NEW),
        CommandHandler("reminders", in_turn(list_reminders), _NEW),
        CommandHandler("forget", in_turn(forget_all), _NEW),
        CommandHandler("lang", in_turn(open_languages), _NEW),
        CommandHandler("settings", open_settings, _NEW),
        CommandHandler("help", in_turn(show_help), _NEW),
        CommandHandler("privacy", in_turn(show_privacy), _NEW),
        CommandHandler("stats", in_turn(show_stats), _NEW),
        CommandHandler("about", in_turn(show_about), _NEW),
        MessageHandler(_NEW & _PRIVATE & filters.COMMAND, refuse_command),
        MessageHandler(_NEW & _PRIVATE & _PICTURE & ~filters.CAPTION, take_media),
        MessageHandler(_NEW & _PRIVATE & _WORDS, check_message),
        MessageHandler(_EDITED & _PRIVATE & _WORDS, check_edited),
        MessageHandler(_NEW & _GROUP & _WORDS, hear),
        MessageHandler(_EDITED & _GROUP & _WORDS, hear_edited),
        MessageHandler(_GUEST, call_as_guest),
        MessageHandler(_NEW & _PRIVATE & ~filters.StatusUpdate.ALL, refuse_media),
    ]
