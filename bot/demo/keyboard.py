"""Keyboards under a message, refused for the same reasons as by Telegram."""

from __future__ import annotations

from bot.demo.links import find_link
from bot.demo.markup import count_units
from bot.demo.model import Json
from bot.demo.refusal import Refusal, bad_request

BUTTONS = 100
DATA_BYTES = 64
COPY_UNITS = 256

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
_STYLES = ("danger", "success", "primary")


def check_markup(value: object, private: bool) -> Json | None:
    """Return the inline keyboard as the message will carry it, None for any other; raise a 400."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    rows = value.get("inline_keyboard")
    if rows is None:
        return None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    if sum(len(row) for row in rows) > BUTTONS:
        raise bad_request("reply markup is too long")
    checked = [[_check_button(button, private) for button in row] for row in rows if row]
    return {"inline_keyboard": checked} if checked else None


def find_data(markup: object) -> list[str]:
    """Return the callback data of every button, in order."""
    rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else []
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def _refuse_button(reason: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def _check_button(button: object, private: bool) -> Json:
    if not isinstance(button, dict):
        raise _refuse_button("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _refuse_button('Can\'t find field "text"')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if button.get("style") not in (None, "", *_STYLES):
        raise _refuse_button("Invalid button style specified")
    actions = [name for name in _ACTIONS if button.get(name) not in (None, False)]
    if not actions:
        raise _refuse_button("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _refuse_button(f"exactly one action is allowed, found {', '.join(actions)}")
    return {**button, **_check_action(actions[0], button[actions[0]], private)}


def _check_action(name: str, value: object, private: bool) -> Json:
    if name == "callback_data":
        _check_data(value)
    elif name == "url":
        return {"url": _check_url(value)}
    elif name == "copy_text":
        _check_copy(value)
    elif name == "web_app":
        _check_web_app(value, private)
    elif name.startswith("switch_inline_query") and not name.endswith("chosen_chat"):
        if not isinstance(value, str):
            raise _refuse_button(f'Field "{name}" must be of type String')
        if count_units(value) > COPY_UNITS:
            raise bad_request("BUTTON_DATA_INVALID")
    return {}


def _check_data(value: object) -> None:
    if not isinstance(value, str):
        raise _refuse_button('Field "callback_data" must be of type String')
    if not 1 <= len(value.encode(errors="surrogatepass")) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(value: object) -> str:
    link = find_link(value) if isinstance(value, str) else None
    if link is None:
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    return link


def _check_copy(value: object) -> None:
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str) or not 1 <= count_units(text) <= COPY_UNITS:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_web_app(value: object, private: bool) -> None:
    if not private:
        raise bad_request("BUTTON_TYPE_INVALID")
    url = value.get("url") if isinstance(value, dict) else None
    link = find_link(url) if isinstance(url, str) else None
    if link is None or not link.startswith("https://"):
        raise bad_request(
            f"inline keyboard button web app URL '{url}' is invalid: Only HTTPS links are allowed"
        )
