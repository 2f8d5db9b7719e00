"""What is said about a message that nobody has shown to the bot: to the group, or to its admins."""

from enum import StrEnum

from telegram import InlineKeyboardMarkup

from bot.groups.watch import Concern
from bot.views.buttons import keyboard, link_button
from bot.views.called import list_ways
from bot.views.frame import Frame
from bot.views.handoff import link_state
from bot.views.receivers import name_group
from bot.views.screen import Screen, shown
from bot.views.state import State
from bot.views.verdict import say_headline


class Unsaid(StrEnum):
    """Why the group was not warned, and only its admins are told."""

    QUIET = "quiet"
    HOURS = "hours"
    DRY = "dry"


def render_warning(frame: Frame, concern: Concern, state: State, *, of_bot: bool = False) -> Screen:
    """One short message under the one it is about; ``of_bot`` names whom an impostor imitates."""
    texts = frame.texts
    key = _key(concern, of_bot=of_bot)
    authenticity = texts[f"authenticity.{state.authenticity}"]
    said = texts.fill(f"watched.{key}", authenticity=authenticity, bot=frame.bot_name)
    lines = [said, texts[f"watched.{concern}_now"], texts["watched.basis"]]
    first, *others = map(shown, lines)
    ways = None if concern is Concern.IMPOSTOR else list_ways(frame, state)
    return Screen("\n".join([f"<b>{first}</b>", *others]), ways)


def render_found(
    frame: Frame,
    concern: Concern,
    state: State,
    unsaid: Unsaid,
    *,
    group: str,
    link: str | None,
    of_bot: bool = False,
) -> Screen:
    """The same for an admin in private: which group, what, why it was not said there."""
    texts = frame.texts
    words = {
        "authenticity": texts[f"authenticity.{state.authenticity}"],
        "kind": texts[f"kind.{state.kind}"],
    }
    what = texts.fill(f"watched.found_{_key(concern, of_bot=of_bot)}", **words)
    said = texts.fill("watched.found", group=name_group(frame, group), what=what)
    lines = [said, texts[f"watched.{unsaid}"], texts["watched.basis"]]
    reasons = None if concern is Concern.IMPOSTOR else link_state(frame, state)
    return Screen("\n".join(map(shown, lines)), _list_links(frame, link, reasons))


def render_doubted(
    frame: Frame, state: State, count: int, *, group: str, link: str | None
) -> Screen:
    """That several members doubt a verdict, for an admin in private."""
    said = frame.texts.fill(
        "doubted.told",
        group=name_group(frame, group),
        count=count,
        headline=say_headline(frame, state)[0],
    )
    return Screen(shown(said), _list_links(frame, link, link_state(frame, state)))


def _key(concern: Concern, *, of_bot: bool) -> str:
    if concern is Concern.IMPOSTOR:
        return "bot" if of_bot else "admin"
    return concern


def _list_links(frame: Frame, link: str | None, reasons: str | None) -> InlineKeyboardMarkup:
    row = [link_button(frame.texts["watched.look"], link)] if link else []
    row += [link_button(frame.texts["called.reasons"], reasons)] if reasons else []
    return keyboard(row)
