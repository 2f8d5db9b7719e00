"""What holds for every screen; each check gives words about what is wrong, never the text."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from telegram import InlineKeyboardButton

from bot.analysis import Report
from bot.demo.entities import format_text
from bot.demo.refusal import Refusal
from bot.views.buttons import MOST_BYTES, Action, read_press
from bot.views.screen import Screen
from bot.views.state import StateCodec

JOINER = "\u2060"
STATELESS = {
    Action.PAGE, Action.HOME, Action.BASIS, Action.HAPPENED, Action.TOOLS, Action.LETTERS,
    Action.BEGIN, Action.FORM, Action.REMIND, Action.ZONES, Action.KEEP, Action.REMINDERS,
    Action.CANCEL, Action.LANGUAGE, Action.SETTINGS, Action.RECEIVE, Action.REFUSE,
}  # fmt: skip
OFFICIAL_NUMBER = re.compile(r"1(?:10|19|20)|12\d{3}|96110")
_TAPPED = {"url", "text_link", "mention", "email", "hashtag", "bot_command", "phone_number"}


def count_visible(screen: Screen) -> int:
    return len(screen.visible.replace("\n", "").replace(JOINER, ""))


def count_lines(screen: Screen) -> int:
    return sum(bool(line.strip()) for line in screen.visible.splitlines())


def list_buttons(screen: Screen) -> list[InlineKeyboardButton]:
    rows = screen.keyboard.inline_keyboard if screen.keyboard else ()
    return [each for row in rows for each in row]


def without_quotes(report: Report) -> Report:
    """The same report as if nothing of the text were known."""
    findings = tuple(each._replace(quote="") for each in report.findings)
    return replace(report, findings=findings, courts=(), links=())


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = {"b": [], "blockquote": [("expandable", None)]}
        if tag not in allowed or (attrs and attrs != allowed[tag]):
            self.wrong.append(f"tag {tag}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"unbalanced {tag}")


def html_faults(screen: Screen) -> list[str]:
    """Tags we don't use, tags left open, and what Telegram's own parser refuses or cuts."""
    tags = _Tags()
    tags.feed(screen.html)
    tags.close()
    faults = [*tags.wrong, *(f"open {tag}" for tag in tags.open)]
    try:
        text, _ = format_text(screen.html, "HTML")
    except Refusal as refusal:
        return [*faults, str(refusal)]
    if text != screen.visible.strip():
        faults.append("Telegram shows other text than Screen.visible")
    if len(text.encode("utf-16-le")) // 2 > 4096:
        faults.append("too long")
    return faults


def list_tapped(screen: Screen) -> list[str]:
    """The pieces of the screen that Telegram would make tappable by itself."""
    text, entities = format_text(screen.html, "HTML")
    units = text.encode("utf-16-le")
    return [
        units[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le")
        for each in entities
        if each["type"] in _TAPPED
    ]


def list_numbers(screen: Screen) -> list[str]:
    """Runs of digits long enough to call that are no public hotline."""
    runs = re.findall(r"\d{5,}", screen.visible)
    return [run for run in runs if not OFFICIAL_NUMBER.fullmatch(run)]


def button_faults(screen: Screen, codec: StateCodec) -> list[str]:
    """Buttons too long for Telegram, or that the program itself could not read."""
    faults = []
    for each in list_buttons(screen):
        if not isinstance(each.callback_data, str):
            continue
        data = each.callback_data
        if not data.isascii() or len(data.encode()) > MOST_BYTES:
            faults.append(f"{len(data.encode())} bytes: {data}")
        press = read_press(data)
        if press.action is Action.OPEN:
            Action(press.argument)
        elif press.state:
            codec.decode(press.state)
        elif press.action not in STATELESS:
            faults.append(f"no state: {data}")
    return faults
