"""The one place that writes and reads callback data: ``action:argument:state``."""

from dataclasses import dataclass
from enum import StrEnum

from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    SwitchInlineQueryChosenChat,
)

MOST_BYTES = 64
MOST_COPY = 256
GIVEN = "+"  # in an argument, before what is known already: a form's first answers, a zone


class Action(StrEnum):
    """What a button does. Letters are part of buttons already sent: never reuse one."""

    VERDICT = "v"
    WHY = "w"
    VERIFY = "c"
    STEPS = "t"
    WRONG = "x"
    WRONG_REASON = "r"
    ANSWER = "a"
    PAGE = "g"
    BASIS = "b"
    HOME = "h"
    TOOLS = "k"  # the calculators, or those of a group
    BEGIN = "n"  # a form from its beginning
    FORM = "f"  # a step in a form under way
    LETTERS = "l"  # the letters, those of a group, or what one is for
    OPEN = "o"  # the screen of another action in a message of its own
    DUE = "d"  # the papers with a deadline that fit a verdict
    CALENDAR = "i"  # a deadline as a calendar file
    REMIND = "m"  # what being reminded of a deadline means, before it is kept
    ZONES = "u"  # where the morning of a reminder may be
    KEEP = "y"  # the reminder is wanted
    REMINDERS = "s"  # the reminders kept
    CANCEL = "q"  # one of them, or all, is no longer wanted
    LANGUAGE = "j"  # the languages, or the one that is chosen
    HAPPENED = "e"  # what happened, in the first half hour
    SETTINGS = "1"  # the panel of a group, one of its choices, or a value chosen
    RECEIVE = "2"  # an admin wants to be told in private
    REFUSE = "3"  # an admin no longer does, about one group or all


@dataclass(frozen=True, slots=True)
class Press:
    """A button's data, read. ``state`` is empty outside a verdict."""

    action: Action
    argument: str
    state: str


Row = list[InlineKeyboardButton]


def button(text: str, action: Action, argument: str = "", state: str = "") -> InlineKeyboardButton:
    """A button that edits its own message; raises ValueError past Telegram's 64 bytes."""
    data = f"{action}:{argument}:{state}"
    if len(data.encode()) > MOST_BYTES:
        raise ValueError(f"callback data of {len(data.encode())} bytes for {action}:{argument}")
    return InlineKeyboardButton(text, callback_data=data)


def open_button(text: str, action: Action, argument: str = "") -> InlineKeyboardButton:
    """A button that shows the screen of an action in a message of its own."""
    return button(text, Action.OPEN, action, argument)


def copy_button(text: str, copied: str) -> InlineKeyboardButton:
    """A button that copies a short text, such as a hotline."""
    return InlineKeyboardButton(text, copy_text=CopyTextButton(copied[:MOST_COPY]))


def link_button(text: str, address: str) -> InlineKeyboardButton:
    """A button that opens a link; it works in chats where the bot is not."""
    return InlineKeyboardButton(text, url=address)


def share_button(text: str, query: str) -> InlineKeyboardButton:
    """A button that lets the user choose a chat and asks the bot there, inline, for ``query``."""
    chosen = SwitchInlineQueryChosenChat(
        query[:MOST_COPY], allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
    )
    return InlineKeyboardButton(text, switch_inline_query_chosen_chat=chosen)


def read_press(data: str) -> Press:
    """The meaning of callback data; raises ValueError on what this version does not know."""
    action, argument, state = data.split(":", 2)
    return Press(Action(action), argument, state)


def read_inner(press: Press) -> Press:
    """The action whose screen ``OPEN`` shows in a message of its own; raises ValueError."""
    return Press(Action(press.argument), press.state, "")


def in_rows(buttons: Row, width: int = 2) -> list[Row]:
    """Buttons in rows of ``width``; a long label takes a row of its own."""
    rows: list[Row] = []
    for each in buttons:
        wide = len(each.text) > 9  # characters that fit half a phone's width
        if rows and not wide and len(rows[-1]) < width and len(rows[-1][0].text) <= 9:
            rows[-1].append(each)
        else:
            rows.append([each])
    return rows


def keyboard(*rows: Row) -> InlineKeyboardMarkup:
    """A keyboard of the rows that hold anything."""
    return InlineKeyboardMarkup([row for row in rows if row])
