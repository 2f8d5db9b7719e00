"""Plain notices: start, help, privacy, numbers, about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.views.buttons import Action, button, keyboard, open_button
from bot.views.deadlines import ALL
from bot.views.frame import Frame
from bot.views.screen import Screen, shown

LEAST_SHOWN = 5  # smaller counts could point at a person


@dataclass(frozen=True, slots=True)
class Numbers:
    """What /stats shows: sums over all days, and of the last seven."""

    total: int
    week: int
    by_authenticity: Mapping[str, int]
    by_kind: Mapping[str, int]
    wrong: int = 0


def render_notice(frame: Frame, key: str, **words: object) -> Screen:
    """A text with the way home."""
    home = button(frame.texts["button.home"], Action.HOME)
    return Screen(shown(frame.texts.fill(key, **words)), keyboard([home]))


def render_help(frame: Frame, commands: Iterable[str]) -> Screen:
    """How to use it, with the commands and what they do."""
    lines = "\n".join(f"/{name} {frame.texts[f'commands.{name}']}" for name in commands)
    texts = frame.texts
    row = [button(texts["button.home"], Action.HOME)]
    if frame.private:
        row.append(button(texts["button.language"], Action.LANGUAGE))
    return Screen(shown(texts.fill("help.text", commands=lines)), keyboard(row))


def render_privacy(frame: Frame, reminders: int, *, groups: int = 0, chose: bool = False) -> Screen:
    """What is kept and what not; of this private chat: reminders, groups, a language."""
    texts, rows = frame.texts, [[button(frame.texts["button.home"], Action.HOME)]]
    lines = [texts["privacy.text"], "", texts.fill("privacy.kept", count=reminders)]
    if chose:
        lines.append(texts.fill("privacy.language", name=texts["language.name"]))
    if groups:
        lines.append(texts.fill("receivers.count", count=groups))
        rows.insert(0, [button(texts["receivers.stop_all"], Action.REFUSE, ALL)])
    if reminders:
        rows.insert(0, [open_button(texts["reminders.all"], Action.REMINDERS)])
    return Screen(shown("\n".join(lines)), keyboard(*rows))


def render_stats(frame: Frame, numbers: Numbers) -> Screen:
    """Counts only; small ones are left out."""
    texts = frame.texts
    if not numbers.total:
        return render_notice(frame, "stats.empty")
    lines = [texts["stats.title"], ""]
    total, week = (_rounded(frame, each) for each in (numbers.total, numbers.week))
    lines.append(texts.fill("stats.total", count=total, week=week))
    if numbers.wrong:
        lines.append(texts.fill("stats.wrong", count=_rounded(frame, numbers.wrong)))
    for area, counts in (
        ("authenticity", numbers.by_authenticity),
        ("kind", numbers.by_kind),
    ):
        shown_counts = [
            texts.fill("stats.line", label=texts[f"{area}.{label}"], count=count)
            for label, count in counts.items()
            if count >= LEAST_SHOWN and f"{area}.{label}" in texts
        ]
        if shown_counts:
            lines += ["", texts[f"stats.by_{area}"], *shown_counts]
    lines += ["", texts.fill("stats.few", least=LEAST_SHOWN)]
    home = button(texts["button.home"], Action.HOME)
    return Screen(shown("\n".join(lines)), keyboard([home]))


def _rounded(frame: Frame, count: int) -> str:
    """A sum, or that it is too small to be shown."""
    if count >= LEAST_SHOWN:
        return str(count)
    return frame.texts.fill("stats.less", least=LEAST_SHOWN)


def render_about(frame: Frame, operator: str) -> Screen:
    """Who runs it and which rules it uses."""
    library = frame.library
    return render_notice(
        frame,
        "about.text",
        rules=len(library.content.rules),
        institutions=len(library.institutions),
        pages=len(library.pages),
        pack=library.content.pack,
        operator=operator or frame.texts["about.operator_unknown"],
    )
