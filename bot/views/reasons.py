"""The screen behind 为什么: every finding, both sides, with the words that gave rise to it."""

from bot.analysis.model import Finding, Report, Toward
from bot.library.speak import say_reason
from bot.views.buttons import Action, Row, button, keyboard
from bot.views.frame import Frame
from bot.views.screen import Screen, shown
from bot.views.state import State
from bot.views.verdict import find_rules, render_reason

MOST_A_SIDE = 14  # reasons; more would not fit into one message

_SIDES = (
    (Toward.CRISIS, "crisis"),
    (Toward.SCAM, "against"),
    (Toward.ABUSIVE, "conduct"),
    (Toward.LAWFUL, "lawful"),
    (Toward.GENUINE, "genuine"),
    (Toward.DEADLINE, "deadline"),
)


def render_why(frame: Frame, report: Report, state: State) -> Screen:
    """All findings by side; in groups without quotes."""
    texts = frame.texts
    lines = [f"<b>{shown(texts['why.title'])}</b>"]
    for title, found in list_sides(frame, report):
        reasons = "\n".join(_line(frame, each) for each in found[:MOST_A_SIDE])
        lines.append(f"\n{shown(title)}")
        lines.append(f"<blockquote expandable>{reasons}</blockquote>")
    if len(lines) == 1:
        lines.append(shown(texts["why.nothing"]))
    lines += ["", *map(shown, say_notes(frame, report))]
    return Screen("\n".join(lines), keyboard(*back_rows(frame, state)))


def list_sides(frame: Frame, report: Report) -> list[tuple[str, list[Finding]]]:
    """The sides that have findings, people first: each side's title, the weightiest first."""
    found = {
        key: [each for each in report.telling if each.toward is toward] for toward, key in _SIDES
    }
    return [
        (frame.texts[f"why.{key}"], sorted(each, key=lambda one: (-one.points, one.start)))
        for key, each in found.items()
        if each
    ]


def say_because(frame: Frame, finding: Finding) -> str:
    """Why a finding counts, and whether it decides alone."""
    decides = any(rule.decides for rule in frame.library.content.rules if rule.id == finding.rule)
    because = say_reason(frame.library, finding)
    return because + frame.texts["why.decides"] if decides else because


def render_why_remembered(frame: Frame, state: State) -> Screen:
    """The rules that the button carried, when the text is gone: no quotes."""
    texts = frame.texts
    lines = [f"<b>{shown(texts['why.title'])}</b>", shown(texts["verdict.text_gone"])]
    lines += [
        shown(texts.fill("verdict.reason_plain", because=frame.library.say(rule.because, "rules")))
        for rule in find_rules(frame, state)
    ]
    lines.append("\n" + shown(texts.fill("why.pack", pack=frame.library.content.pack)))
    return Screen("\n".join(lines), keyboard(*back_rows(frame, state)))


def back_rows(frame: Frame, state: State) -> list[Row]:
    """A way back to the verdict and a way home."""
    code = frame.codec.encode(state)
    return [
        [
            button(frame.texts["button.back"], Action.VERDICT, "", code),
            button(frame.texts["button.home"], Action.HOME),
        ]
    ]


def _line(frame: Frame, finding: Finding) -> str:
    return render_reason(frame, finding, shown(say_because(frame, finding)))


def say_notes(frame: Frame, report: Report) -> list[str]:
    """What else belongs to the reasons: other messages, rules not tried, the rules' version."""
    texts, notes = frame.texts, []
    if report.parts:
        each = texts["quantity.between"].join(
            texts[f"authenticity.{part.authenticity}"] for part in report.parts
        )
        notes.append(texts.fill("why.parts", list=each))
    if report.skipped:
        notes.append(texts.fill("why.skipped", count=len(report.skipped)))
    return [*notes, texts.fill("why.pack", pack=report.pack)]
