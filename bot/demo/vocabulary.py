"""The words a call may use in Bot API 10.3: parameters of methods, fields of their objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_REPLYING = "reply_parameters reply_markup reply_to_message_id allow_sending_without_reply"
_SENDING = (
    "chat_id business_connection_id message_thread_id direct_messages_topic_id parse_mode"
    " disable_notification protect_content allow_paid_broadcast message_effect_id"
    " suggested_post_parameters ephemeral_message_parameters receiver_user_id callback_query_id "
    + _REPLYING
)
_MEDIA = _SENDING + " caption caption_entities"
_EDITING = "business_connection_id chat_id message_id inline_message_id reply_markup"

PARAMETERS: dict[str, frozenset[str]] = {
    method: frozenset(names.split())
    for method, names in {
        "getMe": "",
        "getUpdates": "offset limit timeout allowed_updates",
        "deleteWebhook": "drop_pending_updates",
        "setWebhook": "url certificate ip_address max_connections allowed_updates"
        " drop_pending_updates secret_token",
        "getWebhookInfo": "",
        "setMyCommands": "commands scope language_code",
        "getMyCommands": "scope language_code",
        "setMyDescription": "description language_code",
        "getMyDescription": "language_code",
        "setMyShortDescription": "short_description language_code",
        "getMyShortDescription": "language_code",
        "getChat": "chat_id",
        "getChatMember": "chat_id user_id",
        "getChatAdministrators": "chat_id return_bots",
        "getChatMemberCount": "chat_id",
        "leaveChat": "chat_id",
        "sendMessage": _SENDING + " text entities link_preview_options disable_web_page_preview",
        "sendPhoto": _MEDIA + " photo has_spoiler show_caption_above_media",
        "sendDocument": _MEDIA + " document thumbnail disable_content_type_detection",
        "sendChatAction": "chat_id action business_connection_id message_thread_id",
        "editMessageText": _EDITING + " text parse_mode entities link_preview_options"
        " disable_web_page_preview rich_message",
        "editMessageCaption": _EDITING + " caption parse_mode caption_entities"
        " show_caption_above_media",
        "editMessageReplyMarkup": _EDITING,
        "deleteMessage": "chat_id message_id",
        "getFile": "file_id",
        "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
        "answerInlineQuery": "inline_query_id results cache_time is_personal next_offset button"
        " switch_pm_parameter switch_pm_text",
        "answerGuestQuery": "guest_query_id result",
        "editEphemeralMessageText": "chat_id receiver_user_id ephemeral_message_id text parse_mode"
        " entities link_preview_options reply_markup rich_message",
    }.items()
}

# Known to Telegram, unknown to this server: taking them silently would show a test
# an ordinary message where Telegram sends something else.
NOT_CARRIED = (
    "business_connection_id",
    "direct_messages_topic_id",
    "suggested_post_parameters",
    "receiver_user_id",
    "rich_message",
)

_OBJECTS = (
    "reply_markup reply_parameters entities caption_entities link_preview_options commands scope"
    " allowed_updates results result button ephemeral_message_parameters suggested_post_parameters"
    " rich_message"
)
_INTEGERS = (
    "chat_id message_id user_id message_thread_id reply_to_message_id offset limit timeout"
    " cache_time max_connections receiver_user_id ephemeral_message_id direct_messages_topic_id"
)
_FLAGS = (
    "disable_notification protect_content allow_paid_broadcast allow_sending_without_reply"
    " disable_web_page_preview has_spoiler show_caption_above_media show_alert is_personal"
    " disable_content_type_detection drop_pending_updates return_bots"
)

OBJECTS = frozenset(_OBJECTS.split())
INTEGERS = frozenset(_INTEGERS.split())
FLAGS = frozenset(_FLAGS.split())

_ENTITY = "type offset length url user language custom_emoji_id unix_time date_time_format"
_MARKUP = (
    "inline_keyboard force_reply keyboard is_persistent resize_keyboard one_time_keyboard"
    " input_field_placeholder selective remove_keyboard"
)
_BUTTON = (
    "text icon_custom_emoji_id style url callback_data web_app login_url switch_inline_query"
    " switch_inline_query_current_chat switch_inline_query_chosen_chat copy_text callback_game"
    " pay disabled"
)
_KEY = (
    "text icon_custom_emoji_id style request_users request_chat request_contact request_location"
    " request_poll request_managed_bot web_app"
)
_PREVIEW = "is_disabled url prefer_small_media prefer_large_media show_above_text"
_CHOSEN = "query allow_user_chats allow_bot_chats allow_group_chats allow_channel_chats"
# Of an article; other types of results have other fields.
_RESULT = (
    "type id title description input_message_content reply_markup url thumbnail_url"
    " thumbnail_width thumbnail_height"
)
_CONTENT = "message_text parse_mode entities link_preview_options disable_web_page_preview"

FIELDS: dict[str, frozenset[str]] = {
    path: frozenset(names.split())
    for path, names in {
        "entities": _ENTITY,
        "caption_entities": _ENTITY,
        "link_preview_options": _PREVIEW,
        "commands": "command description is_ephemeral",
        "scope": "type chat_id user_id",
        "button": "text web_app start_parameter",
        "reply_parameters": "message_id chat_id allow_sending_without_reply quote"
        " quote_parse_mode quote_entities quote_position checklist_task_id poll_option_id"
        " ephemeral_message_id",
        "ephemeral_message_parameters": "receiver_user_id callback_query_id"
        " replace_callback_query_message",
        "reply_markup": _MARKUP,
        "reply_markup.keyboard": _KEY,
        "reply_markup.inline_keyboard": _BUTTON,
        "reply_markup.inline_keyboard.copy_text": "text",
        "reply_markup.inline_keyboard.web_app": "url",
        "reply_markup.inline_keyboard.login_url": "url forward_text bot_username"
        " request_write_access",
        "reply_markup.inline_keyboard.switch_inline_query_chosen_chat": _CHOSEN,
        "results": _RESULT,
        "results.reply_markup": _MARKUP,
        "results.reply_markup.inline_keyboard": _BUTTON,
        "results.input_message_content": _CONTENT,
        "results.input_message_content.link_preview_options": _PREVIEW,
        "result": _RESULT,
        "result.reply_markup": _MARKUP,
        "result.reply_markup.inline_keyboard": _BUTTON,
        "result.input_message_content": _CONTENT,
        "result.input_message_content.link_preview_options": _PREVIEW,
    }.items()
}

# Nothing Telegram knows is nested deeper; a stranger's JSON may be.
_DEEPEST = 12


def find_unknown(method: str, parameters: Mapping[str, object]) -> Iterator[str]:
    """Yield the names Telegram would ignore; a field inside an object as `parameter.field`."""
    for name, value in parameters.items():
        if name not in PARAMETERS[method]:
            yield name
        else:
            yield from _find_unknown_fields(name, value, 0)


def _find_unknown_fields(path: str, value: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _find_unknown_fields(path, item, depth + 1)
    elif isinstance(value, dict):
        known = FIELDS.get(path)
        for key, inner in value.items():
            if known is not None and key not in known:
                yield f"{path}.{key}"
            else:
                yield from _find_unknown_fields(f"{path}.{key}", inner, depth + 1)
