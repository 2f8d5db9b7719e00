"""The screen behind 怎么核实: how to check without using the message."""

from collections.abc import Iterator

from bot.analysis.content import Confidence, Hotline, Institution
from bot.analysis.model import Agreement, CaseReading, Report
from bot.library.texts import Texts
from bot.views.buttons import Action, Row, button, copy_button, keyboard
from bot.views.frame import Frame
from bot.views.reasons import back_rows
from bot.views.screen import Screen, shown
from bot.views.state import State

COURT_LINE = "12368"
_MOST_HOTLINES = 3
_MOST_CASES = 2


def render_verify(frame: Frame, report: Report | None, state: State) -> Screen:
    """Steps for the kind, then what the claimed institution itself publishes."""
    texts = frame.texts
    steps = texts.find(f"verify.{state.kind}", "verify.default") or ""
    lines = [f"<b>{shown(texts['verify.title'])}</b>", ""]
    lines.append(shown(steps.replace("{ask_three}", texts["verify.ask_three"])))
    numbers = [COURT_LINE] if state.kind in frame.library.content.verdicts.papers else []
    if report is not None:
        lines += _courts(frame, report)
        lines += _cases(frame, report)
        for institution in _claimed(frame, report):
            lines += _institution(frame, institution)
            numbers += [line.number for line in _official(institution)]
    lines += ["", shown(texts["verify.court_differs"])]
    return Screen("\n".join(lines), keyboard(*_rows(frame, state, numbers)))


def _courts(frame: Frame, report: Report) -> list[str]:
    if report.kind not in frame.library.content.verdicts.papers or not frame.private:
        return []
    named = (frame.texts.fill("verify.court_named", court=each) for each in report.courts[:2])
    return ["", *map(shown, named)]


def _cases(frame: Frame, report: Report) -> list[str]:
    """What the case numbers say by their form; never shown in groups."""
    if not frame.private:
        return []
    lines = (line for case in report.cases[:_MOST_CASES] for line in _case(frame.texts, case))
    return [shown(line) for line in lines]


def _case(texts: Texts, case: CaseReading) -> Iterator[str]:
    if case.meaning and case.stage:
        yield texts.fill("verify.case", number=case.quote, meaning=case.meaning, stage=case.stage)
    if case.agrees is Agreement.DIFFERS:
        yield texts["verify.case_elsewhere"]
    elif case.court and case.place:
        yield texts.fill("verify.case_court", court=case.court, place=case.place)
    elif case.place:
        yield texts.fill("verify.case_place", place=case.place)


def _claimed(frame: Frame, report: Report) -> list[Institution]:
    return [frame.library.institutions[each] for each in report.institutions[:2]]


def _official(institution: Institution) -> list[Hotline]:
    """Numbers good enough to be shown as the institution's own."""
    known = [each for each in institution.hotlines if each.confidence is not Confidence.LOW]
    return known[:_MOST_HOTLINES]


def _institution(frame: Frame, institution: Institution) -> list[str]:
    texts = frame.texts
    lines = ["", *(_hotline(frame, institution, each) for each in _official(institution))]
    if len(lines) == 1:
        lines.append(texts["verify.no_hotline"])
    if institution.verify_in_app and institution.confidence is not Confidence.LOW:
        lines.append(texts.fill("verify.app", path=institution.verify_in_app))
    return [shown(line) for line in lines]


def _hotline(frame: Frame, institution: Institution, hotline: Hotline) -> str:
    return frame.texts.fill(
        "verify.hotline",
        name=institution.name,
        number=hotline.number,
        source=institution.source.split("；")[0],
        checked=institution.checked,
    )


def _rows(frame: Frame, state: State, numbers: list[str]) -> list[Row]:
    texts, code = frame.texts, frame.codec.encode(state)
    page = frame.library.pages[frame.library.actions.verify[state.kind]]
    copies = [
        copy_button(texts.fill("button.copy", number=number), number)
        for number in dict.fromkeys(numbers)
    ]
    return [
        *([each] for each in copies),
        [button(page.title, Action.PAGE, page.id, code)],
        *back_rows(frame, state),
    ]


def render_todo(frame: Frame, state: State) -> Screen:
    """The screen behind 我该怎么办: pages in the order that helps first for this kind."""
    texts, code = frame.texts, frame.codec.encode(state)
    pages = frame.library.actions.list_todo(state.kind, state.conduct)
    rows: list[Row] = [
        [button(frame.library.pages[each].title, Action.PAGE, each, code)] for each in pages
    ]
    text = f"<b>{shown(texts['todo.title'])}</b>\n{shown(texts['todo.intro'])}"
    return Screen(text, keyboard(*rows, *back_rows(frame, state)))
