"""The languages to choose from, each by its own name."""

from bot.library.speak import list_languages
from bot.views.buttons import Action, button, keyboard
from bot.views.frame import Frame
from bot.views.guidance import render_start
from bot.views.screen import Screen, shown


def render_languages(frame: Frame) -> Screen:
    """A button for each language, and the way home."""
    rows = [
        [button(frame.library.texts[code]["language.name"], Action.LANGUAGE, code)]
        for code in list_languages(frame.library)
    ]
    home = button(frame.texts["button.home"], Action.HOME)
    return Screen(shown(frame.texts["language.choose"]), keyboard(*rows, [home]))


def render_chosen(frame: Frame) -> Screen:
    """The greeting in the language that was chosen, under a word that it was."""
    start = render_start(frame)
    said = frame.texts.fill("language.chosen", name=frame.texts["language.name"])
    return Screen(f"<b>{shown(said)}</b>\n\n{start.html}", start.keyboard)
