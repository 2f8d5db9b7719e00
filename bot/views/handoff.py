"""The way from a group into private: a link carries the verdict, without a word of the message."""

from dataclasses import replace

from bot.views.buttons import keyboard
from bot.views.feedback import render_wrong
from bot.views.frame import Frame
from bot.views.links import link_to
from bot.views.screen import Screen, shown
from bot.views.state import State
from bot.views.verdict import render_remembered

REASONS = "v"  # letters of links already shared: never change one
WRONG = "x"
_AXES = 4  # characters of a state before the one for a crisis
_CRISIS = {"!": "1", "-": "0"}  # Telegram takes letters, digits, _ and - in a link


def link_state(frame: Frame, state: State, letter: str = REASONS) -> str:
    """The address that opens a verdict's reasons in private, or asks there what is wrong with it.

    Answers that a member gave stay behind: the link is for everybody.
    """
    code = frame.codec.encode(replace(state, answers={}))
    axes, crisis, rules = code[:_AXES], code[_AXES], code[_AXES + 2 :]
    return link_to(frame, f"{axes}{_CRISIS[crisis]}{rules}", letter)


def read_state(frame: Frame, argument: str) -> tuple[str, State] | None:
    """Letter and state of what /start was given; None when it carries none."""
    letter, _, code = argument.partition("_")
    signs = {digit: sign for sign, digit in _CRISIS.items()}
    if letter not in (REASONS, WRONG) or code[_AXES : _AXES + 1] not in signs:
        return None
    axes, crisis, rules = code[:_AXES], signs[code[_AXES]], code[_AXES + 1 :]
    try:
        return letter, frame.codec.decode(f"{axes}{crisis}.{rules}")
    except ValueError:
        return None


def render_handed(frame: Frame, letter: str, state: State) -> Screen:
    """The verdict of a group in private, or the question what is wrong with it; no quotes."""
    texts = frame.texts
    if letter == WRONG:
        asked = render_wrong(frame, state)
        return Screen(f"{shown(texts['handed.wrong'])}\n{asked.html}", asked.keyboard)
    told = render_remembered(frame, state)
    lines = [shown(texts["handed.intro"]), told.html, "", f"<b>{shown(texts['handed.more'])}</b>"]
    return Screen("\n".join(lines), told.keyboard or keyboard())
