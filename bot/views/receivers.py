"""What an admin is asked and told in private: receiving, refusing, the weekly digest."""

from collections.abc import Mapping

from telegram import InlineKeyboardButton

from bot.views.buttons import Action, button, keyboard
from bot.views.deadlines import ALL
from bot.views.frame import Frame
from bot.views.links import link_to
from bot.views.notices import LEAST_SHOWN, render_notice
from bot.views.screen import Screen, shown, untap

INVITATION = "n"  # the letter of its links, t.me/<bot>?start=n_<token>
_MOST_TITLE = 30


def link_invitation(frame: Frame, token: str) -> str:
    """The address by which an admin comes from the group into private."""
    return f"{link_to(frame)}?start={INVITATION}_{token}"


def read_invitation(argument: str) -> str | None:
    """The token in what /start was given, maybe a wrong one; None when it is no invitation."""
    letter, mark, token = argument.partition("_")
    return token if letter == INVITATION and mark else None


def render_invitation(frame: Frame, group: str, token: str) -> Screen:
    """What receiving means and what is kept for it, before anything is."""
    texts = frame.texts
    title = texts.fill("receivers.title", group=name_group(frame, group))
    agree = button(texts["receivers.agree"], Action.RECEIVE, token)
    body = f"<b>{shown(title)}</b>\n{shown(texts['receivers.ask'].strip())}"
    return Screen(body, keyboard([agree], [_home(frame)]))


def render_receiving(frame: Frame, token: str) -> Screen:
    """It is kept now."""
    texts = frame.texts
    refuse = button(texts["receivers.refuse"], Action.REFUSE, token)
    return Screen(shown(texts["receivers.kept"]), keyboard([refuse], [_home(frame)]))


def render_refused(frame: Frame, token: str) -> Screen:
    """It is gone now."""
    return render_notice(frame, "receivers.all_refused" if token == ALL else "receivers.refused")


def render_digest(
    frame: Frame,
    group: str,
    by_kind: Mapping[str, int],
    by_authenticity: Mapping[str, int],
    token: str,
) -> Screen:
    """Counts of a week; small ones are not told apart."""
    texts = frame.texts
    lines = [f"<b>{shown(texts.fill('digest.title', group=name_group(frame, group)))}</b>"]
    total = _say_count(frame, sum(by_kind.values()))
    lines.append(shown(texts.fill("digest.total", count=total)))
    for key, area, counts in (
        ("authenticities", "authenticity", by_authenticity),
        ("kinds", "kind", by_kind),
    ):
        lines += ["", shown(texts[f"digest.{key}"])]
        for label, count in counts.items():
            if (said := texts.find(f"{area}.{label}")) is not None:
                words = {"label": said, "count": _say_count(frame, count)}
                lines.append(shown(texts.fill("digest.line", **words)))
    lines += ["", shown(texts["digest.note"])]
    refuse = button(texts["receivers.refuse"], Action.REFUSE, token)
    return Screen("\n".join(lines), keyboard([refuse]))


def _say_count(frame: Frame, count: int) -> str:
    if count >= LEAST_SHOWN:
        return str(count)
    return frame.texts.fill("digest.few", least=LEAST_SHOWN)


def name_group(frame: Frame, group: str) -> str:
    """A group's title with nothing in it that can be tapped."""
    title = " ".join(group.split())
    cut = title if len(title) <= _MOST_TITLE else title[: _MOST_TITLE - 1] + "…"
    return untap(cut, frame.texts["screen.dot"]) or frame.texts["receivers.some_group"]


def _home(frame: Frame) -> InlineKeyboardButton:
    return button(frame.texts["button.home"], Action.HOME)
