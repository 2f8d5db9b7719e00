"""What the bot says in a group of its own accord: who it is, what it sees and keeps, a welcome."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.groups.settings import GroupSettings, Watch
from bot.views.buttons import keyboard
from bot.views.card import list_links
from bot.views.frame import Frame
from bot.views.quantities import say_day
from bot.views.screen import Screen, shown

_WELCOME_PAGES = ("verify", "negotiate", "wellbeing.help")


@dataclass(frozen=True, slots=True)
class Ground:
    """What is true of a group now.

    ``hears``: whether Telegram shows the bot all messages, None when that could not be asked.
    ``stored``: whether anything was ever set; ``receivers``: how many admins are told in private.
    """

    settings: GroupSettings
    hears: bool | None
    stored: bool
    receivers: int
    today: date


def render_joined(frame: Frame, ground: Ground) -> Screen:
    """What everybody in a group should know when the bot comes."""
    return Screen(shown(_fill(frame, "group.joined", ground)))


def render_promoted(frame: Frame, ground: Ground) -> Screen:
    """That the bot sees more from now on."""
    return Screen(shown(_fill(frame, "group.promoted", ground)))


def render_group_privacy(frame: Frame, ground: Ground) -> Screen:
    """What the bot sees in this group, does about it, and keeps."""
    return Screen(shown(_fill(frame, "group.privacy", ground)))


def render_welcome(frame: Frame) -> Screen:
    """A short card for who has just come, with links that work for everybody."""
    title, _, rest = frame.texts["group.welcome"].partition("\n")
    links = list_links(frame, _WELCOME_PAGES)
    return Screen(f"<b>{shown(title)}</b>\n{shown(rest)}", keyboard(*links))


def _fill(frame: Frame, key: str, ground: Ground) -> str:
    texts = frame.texts
    hears = {True: "all", False: "called", None: "unknown"}[ground.hears]
    kept = "\n".join(texts[f"group.kept.{each}"] for each in _list_kept(ground))
    words = {"hears": texts[f"group.hears.{hears}"], "watch": _say_watch(frame, ground)}
    return texts.fill(key, kept=kept, **words)


def _say_watch(frame: Frame, ground: Ground) -> str:
    settings = ground.settings
    if settings.watch is Watch.WARN and settings.dry_until and settings.is_dry(ground.today):
        return frame.texts.fill("group.watch.dry", day=say_day(frame.texts, settings.dry_until))
    return frame.texts[f"group.watch.{settings.watch}"]


def _list_kept(ground: Ground) -> Collection[str]:
    held = {
        "settings": ground.stored,
        "receivers": ground.receivers > 0,
        "digest": ground.settings.digest,
    }
    return [each for each, holds in held.items() if holds] or ["none"]
