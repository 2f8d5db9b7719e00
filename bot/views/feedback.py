"""The screens behind 判断错了: a reason to tap, and thanks."""

from bot.views.buttons import Action, button, keyboard
from bot.views.frame import Frame
from bot.views.reasons import back_rows
from bot.views.screen import Screen, shown
from bot.views.state import State

REASONS = ("real", "scam", "kind", "unclear")


def render_wrong(frame: Frame, state: State) -> Screen:
    """Four reasons; the answer is counted per kind and verdict."""
    texts, code = frame.texts, frame.codec.encode(state)
    body = f"<b>{shown(texts['wrong.title'])}</b>\n{shown(texts['wrong.intro'])}"
    rows = [
        [button(texts[f"wrong.{reason}"], Action.WRONG_REASON, reason, code)] for reason in REASONS
    ]
    return Screen(body, keyboard(*rows, *back_rows(frame, state)))


def render_thanks(frame: Frame, state: State) -> Screen:
    """Thanks, and the check that stays necessary whoever was right."""
    texts = frame.texts
    body = f"{shown(texts['wrong.thanks'])}\n{shown(texts['wrong.still'])}"
    return Screen(body, keyboard(*back_rows(frame, state)))
