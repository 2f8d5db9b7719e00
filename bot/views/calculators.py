"""Calculators: the menu, and the last screen with figures, arithmetic, cautions and sources."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.forms.form import Progress
from bot.library.calculators import GROUPS, Calculator, Line, Part
from bot.library.pages import list_basis
from bot.reckoning.outcome import Outcome, Quantity, Unit
from bot.views.basis import say_article
from bot.views.buttons import Action, Row, button, in_rows, keyboard, open_button
from bot.views.deadlines import offer_deadline
from bot.views.forms import say_trail
from bot.views.frame import Frame
from bot.views.quantities import say_answer, say_quantity
from bot.views.screen import Screen, shown

PREFIX = "c"  # of the keys of calculators among forms


def key_of(calculator: Calculator) -> str:
    """The key of a calculator's form."""
    return f"{PREFIX}.{calculator.id}"


def render_tools(frame: Frame, group: str = "") -> Screen:
    """The groups of calculators, or those of one group; raises KeyError for an unknown one."""
    texts = frame.texts
    if not group:
        groups = [[button(texts[f"tools.group.{each}"], Action.TOOLS, each)] for each in GROUPS]
        body = f"<b>{shown(texts['tools.title'])}</b>\n{shown(texts['tools.intro'])}"
        return Screen(body, keyboard(*groups, [button(texts["button.home"], Action.HOME)]))
    title = texts[f"tools.group.{group}"]
    listed = [each for each in frame.library.calculators.values() if each.group == group]
    lines = [f"<b>{shown(title)}</b>", ""]
    lines += [f"<b>{shown(each.title)}</b>\n{shown(each.purpose)}" for each in listed]
    rows = in_rows([button(each.title, Action.BEGIN, key_of(each)) for each in listed])
    if group == "deadline" and frame.private:
        rows.append([button(texts["reminders.all"], Action.REMINDERS)])
    ways = [button(texts["button.up"], Action.TOOLS), button(texts["button.home"], Action.HOME)]
    return Screen("\n".join(lines), keyboard(*rows, ways))


def list_offers(frame: Frame, page: str) -> Row:
    """The buttons of the calculators that a page offers; the page stays as it is."""
    return [
        open_button(frame.texts.fill("tools.open", title=each.title), Action.BEGIN, key_of(each))
        for each in frame.library.calculators.values()
        if page in each.on
    ]


def render_result(
    frame: Frame, calculator: Calculator, progress: Progress, outcome: Outcome, today: date
) -> Screen:
    """What was entered, the arithmetic, the result, cautions, sources; buttons open new messages.

    Nothing of it is kept, so no button may replace it. A day to act by that is still to come can be
    put into a calendar or be reminded of.
    """
    texts = frame.texts
    lines = [f"<b>{shown(calculator.title)}</b>", "", shown(texts["tools.entered"])]
    lines += [
        shown(texts.fill("tools.entered_line", label=label, value=value))
        for label, value in say_trail(texts, calculator, progress)
    ]
    said = {part: list(_say(frame, calculator, progress, outcome, part)) for part in _PARTS}
    if said["steps"]:
        lines += ["", shown(texts["tools.steps"]), *map(shown, said["steps"])]
    lines += ["", *(f"<b>{shown(each)}</b>" for each in said["result"])]
    lines += ["", shown(texts["tools.caution"])]
    lines += [shown(texts.fill("tools.caution_line", text=each)) for each in said["caution"]]
    lines += ["", shown(texts["tools.note"]), _say_basis(frame, calculator)]
    deadline = calculator.find_deadline(outcome)
    offers = offer_deadline(frame, deadline) if deadline and deadline.day >= today else []
    return Screen("\n".join(lines), keyboard(offers, *_rows(frame, calculator)))


_PARTS: tuple[Part, ...] = ("steps", "result", "caution")


def _say(
    frame: Frame, calculator: Calculator, progress: Progress, outcome: Outcome, part: Part
) -> Iterator[str]:
    """The lines of a part whose flags hold, filled."""
    answers = {
        place.question.id: say_answer(frame.texts, calculator.questions[place.question.id], value)
        for place, value in progress.trail
    }
    words = answers | _write(frame, calculator, outcome.values)
    for line in calculator.line:
        if line.part == part and _holds(line, outcome.flags):
            for row in outcome.rows.get(line.each, ()) if line.each else ({},):
                yield line.text.format(**words | _write(frame, calculator, row))


def _holds(line: Line, flags: frozenset[str]) -> bool:
    return flags.issuperset(line.when) and flags.isdisjoint(line.unless)


def _write(
    frame: Frame, calculator: Calculator, quantities: Mapping[str, Quantity]
) -> dict[str, str]:
    return {
        name: calculator.words[str(each.value)]
        if each.unit is Unit.WORDS and str(each.value) in calculator.words
        else say_quantity(frame.texts, each)
        for name, each in quantities.items()
    }


def _say_basis(frame: Frame, calculator: Calculator) -> str:
    texts = frame.texts
    basis = list_basis(calculator.refs, frame.library.facts)
    lines = [shown(say_article(texts, each, checked)) for each, checked in basis]
    if set(calculator.refs) & set(frame.library.rates.refs):
        lines.append(shown(texts.fill("tools.basis_lpr", checked=frame.library.rates.checked)))
    return (
        f"<blockquote expandable>{shown(texts['tools.basis'])}\n"
        + "\n".join(lines)
        + "</blockquote>"
    )


def _rows(frame: Frame, calculator: Calculator) -> list[Row]:
    library, texts = frame.library, frame.texts
    pages = [open_button(library.pages[each].title, Action.PAGE, each) for each in calculator.next]
    others = [library.calculators[each] for each in calculator.also]
    more = [
        open_button(texts.fill("tools.open", title=each.title), Action.BEGIN, key_of(each))
        for each in others
    ]
    return [
        *([each] for each in (*pages, *more)),
        [
            open_button(texts["tools.again"], Action.BEGIN, key_of(calculator)),
            open_button(texts["tools.all"], Action.TOOLS),
            open_button(texts["button.home"], Action.HOME),
        ],
    ]
