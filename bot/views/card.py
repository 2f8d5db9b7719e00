"""The card that a group pins: what to do first, and links that work for everybody."""

from datetime import date

from bot.views.buttons import Row, keyboard, link_button, share_button
from bot.views.frame import Frame
from bot.views.links import link_to
from bot.views.screen import Screen, shown

# A press on a button of ours would change the pinned card for the whole group: links only.
PAGES = ("verify", "scammed_already", "negotiate", "legal.sued", "wellbeing.help")


def render_card(frame: Frame) -> Screen:
    """The card, with the day on which the oldest of its numbers was checked."""
    texts = frame.texts
    body = texts.fill("card_to_pin.text", checked=_oldest(frame))
    title, _, rest = body.partition("\n")
    rows = list_links(frame, PAGES)
    if frame.inline:
        rows.append([share_button(texts["button.share"], texts["card_to_pin.query"])])
    return Screen(f"<b>{shown(title)}</b>\n{shown(rest)}", keyboard(*rows))


def list_links(frame: Frame, pages: tuple[str, ...]) -> list[Row]:
    """A link to each page, and one to the bot itself."""
    rows: list[Row] = [
        [link_button(frame.library.pages[each].title, link_to(frame, each))] for each in pages
    ]
    return [*rows, [link_button(frame.texts["button.open_bot"], link_to(frame))]]


def _oldest(frame: Frame) -> date:
    said = frame.texts["card_to_pin.text"]
    services = frame.library.services.values()
    return min(each.checked for each in services if each.number and each.number in said)
