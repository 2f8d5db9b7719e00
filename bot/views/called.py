"""What a group sees of a verdict: at most five lines, no quotes, no names; reasons are a link."""

from telegram import (
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from bot.analysis.model import Conduct, Deadline
from bot.views.buttons import Action, Row, button, keyboard, link_button
from bot.views.feedback import REASONS
from bot.views.frame import Frame
from bot.views.handoff import WRONG, link_state
from bot.views.links import link_to
from bot.views.screen import Screen, shown
from bot.views.state import State
from bot.views.verdict import say_advice, say_headline, say_people_first

MOST_LINES = 5


def render_called(frame: Frame, state: State, *, note: str = "", linked: bool = False) -> Screen:
    """The short verdict. ``linked``: with links only, for messages whose buttons can't come back.

    People come first in a crisis.
    """
    texts = frame.texts
    headline, *axes = say_headline(frame, state)
    now, _ = say_advice(frame, state)
    telling = state.conduct is Conduct.ABUSIVE or state.deadline is not Deadline.NONE_SEEN
    lines = [headline, *(axes if telling else []), now, texts["verdict.basis"]]
    if state.crisis:
        first, helpers, _ = say_people_first(frame)
        lines = [first, *helpers.splitlines(), headline]
    if note and len(lines) < MOST_LINES:
        lines.insert(0, note)
    first, *others = map(shown, lines)
    return Screen("\n".join([f"<b>{first}</b>", *others]), list_ways(frame, state, linked=linked))


def list_ways(frame: Frame, state: State, *, linked: bool = False) -> InlineKeyboardMarkup:
    """The link to the reasons, and the button for who thinks otherwise."""
    texts = frame.texts
    wrong = button(texts["called.wrong"], Action.WRONG, "", frame.codec.encode(state))
    if linked:
        wrong = link_button(texts["called.wrong"], link_state(frame, state, WRONG))
    return keyboard([link_button(texts["called.reasons"], link_state(frame, state)), wrong])


def list_doubts(frame: Frame, state: State) -> InlineKeyboardMarkup:
    """What may be wrong with the verdict; the verdict itself stays above."""
    texts, code = frame.texts, frame.codec.encode(state)
    rows: list[Row] = [
        [button(texts[f"wrong.{reason}"], Action.WRONG_REASON, reason, code)] for reason in REASONS
    ]
    back = button(texts["doubted.back"], Action.VERDICT, "", code)
    return keyboard(*rows, [back])


def render_hint(frame: Frame, key: str) -> Screen:
    """A kind word in a group, with the way into private."""
    way = link_button(frame.texts["called.open"], link_to(frame))
    return Screen(shown(frame.texts[key]), keyboard([way]))


def render_hint_in_crisis(frame: Frame) -> Screen:
    """People and hotlines, where somebody's own words sound like danger."""
    first, lines, _ = map(shown, say_people_first(frame))
    way = link_button(frame.texts["called.open"], link_to(frame))
    return Screen(f"<b>{first}</b>\n{lines}", keyboard([way]))


def offer_screen(frame: Frame, screen: Screen) -> InlineQueryResultArticle:
    """A screen as the answer to a guest query."""
    content = InputTextMessageContent(
        screen.html, "HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    title = frame.texts["called.title"]
    return InlineQueryResultArticle("g:", title, content, reply_markup=screen.keyboard)
