"""Every method of the Bot API that this server carries, except getUpdates, which waits."""

from __future__ import annotations

from collections.abc import Callable

from bot.demo import editing, ephemeral, guests, membership, profile, queries, sending
from bot.demo.parameters import Parameters
from bot.demo.world import World

GET_UPDATES = "getUpdates"

METHODS: dict[str, Callable[[World, Parameters], object]] = {
    "getMe": profile.get_me,
    "setWebhook": profile.set_webhook,
    "deleteWebhook": profile.delete_webhook,
    "getWebhookInfo": profile.get_webhook_info,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "getChat": membership.get_chat,
    "getChatMember": membership.get_chat_member,
    "getChatAdministrators": membership.get_chat_administrators,
    "getChatMemberCount": membership.get_chat_member_count,
    "leaveChat": membership.leave_chat,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "getFile": queries.get_file,
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": queries.answer_inline_query,
    "answerGuestQuery": guests.answer_guest_query,
    "editEphemeralMessageText": ephemeral.edit_ephemeral_message_text,
}

# Telegram reads method names without regard to case.
_NAMES = {name.lower(): name for name in (*METHODS, GET_UPDATES)}


def find_method(name: str) -> str | None:
    """Return the method as the documentation spells it, None when Telegram answers 404."""
    return _NAMES.get(name.lower())
