"""The screen behind 怎么核实: how to check without using the message."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial

from bot.analysis.content import Confidence, Hotline, Institution, Service
from bot.analysis.model import Agreement, CaseReading, Report
from bot.library.speak import split_source
from bot.library.texts import Texts
from bot.views.buttons import Action, Row, button, copy_button, keyboard
from bot.views.frame import Frame
from bot.views.reasons import back_rows
from bot.views.screen import Screen, shown
from bot.views.state import State

COURT_LINE = "12368"
_MOST_HOTLINES = 3
_MOST_CASES = 2
_MOST_COURTS = 2


def render_verify(frame: Frame, report: Report | None, state: State) -> Screen:
    """Steps for the kind, what to have at hand and what is never asked, then official numbers."""
    texts = frame.texts
    steps = texts.find(f"verify.{state.kind}", "verify.default") or ""
    lines = [f"<b>{shown(texts['verify.title'])}</b>", ""]
    lines.append(shown(steps.replace("{ask_three}", texts["verify.ask_three"])))
    lines += _lists(texts, state)
    numbers = [COURT_LINE] if state.kind in frame.library.content.verdicts.papers else []
    if report is not None:
        areas = _areas(frame, report)
        numbers = [f"{area}-{COURT_LINE}" for area in dict.fromkeys(areas.values())] + numbers
        named = [*_courts(frame, report, areas), *_cases(frame, report, areas)]
        lines += ["", *named, *(_say_source(frame) if areas else ())] if named else []
        for institution in _claimed(frame, report):
            lines += _institution(frame, institution)
            numbers += [line.number for line in _official(institution)]
    sites = _list_sites(frame, state)
    lines += ["", *(shown(line) for line in sites.values())] if sites else []
    lines += ["", shown(texts["verify.court_differs"])]
    return Screen("\n".join(lines), keyboard(*_rows(frame, state, [*numbers, *sites])))


def _lists(texts: Texts, state: State) -> Iterator[str]:
    """What to have at hand, and what the true side never asks for."""
    for name in ("bring", "never"):
        listed = texts.find(f"verify.{name}.{state.kind}", f"verify.{name}.default") or ""
        yield f"\n<b>{shown(texts[f'verify.{name}_title'])}</b>\n{shown(listed)}"


def _list_sites(frame: Frame, state: State) -> dict[str, str]:
    """Where to look something up: what can be copied, and the line with source and day."""
    services = [
        frame.library.services[each] for each in frame.library.actions.list_sites(state.kind)
    ]
    return {_address(each): _site(frame.texts, each) for each in services}


def _site(texts: Texts, service: Service) -> str:
    return texts.fill(
        "verify.site",
        name=service.name,
        address=_address(service),
        source=split_source(service.source),
        checked=service.checked,
    )


def _address(service: Service) -> str:
    return service.number or service.domains[0]


def _say_source(frame: Frame) -> list[str]:
    """Where area codes come from."""
    file = frame.library.areas.file
    words = {"source": frame.library.say(file.source, "areas"), "checked": file.checked}
    return [shown(frame.texts.fill("verify.area_source", **words))]


def _areas(frame: Frame, report: Report) -> dict[str, str]:
    """Area codes by the court or place that is shown; nothing in groups."""
    if not frame.private:
        return {}
    areas = frame.library.areas
    found = {each: areas.find_court(each) for each in _named(frame, report)}
    for case in report.cases[:_MOST_CASES]:
        if case.place and case.agrees is not Agreement.DIFFERS:
            found[case.place] = areas.find_place(case.place)
    return {name: area for name, area in found.items() if area}


def _named(frame: Frame, report: Report) -> tuple[str, ...]:
    """The courts that are shown: in papers alone, and never in groups."""
    is_paper = report.kind in frame.library.content.verdicts.papers
    return report.courts[:_MOST_COURTS] if is_paper and frame.private else ()


def _courts(frame: Frame, report: Report, areas: Mapping[str, str]) -> list[str]:
    lines = (_court(frame.texts, each, areas.get(each)) for each in _named(frame, report))
    return [shown(line) for line in lines]


def _court(texts: Texts, court: str, area: str | None) -> str:
    if area is None:
        return texts.fill("verify.court_named", court=court)
    return texts.fill("verify.court_area", court=court, area=area)


def _cases(frame: Frame, report: Report, areas: Mapping[str, str]) -> list[str]:
    """What the case numbers say by their form; never shown in groups."""
    if not frame.private:
        return []
    cases = report.cases[:_MOST_CASES]
    said = {areas[each] for each in _named(frame, report) if each in areas}
    lines = (line for case in cases for line in _case(frame, case, areas, said))
    return [shown(line) for line in lines]


def _case(
    frame: Frame, case: CaseReading, areas: Mapping[str, str], said: Collection[str]
) -> Iterator[str]:
    texts, say = frame.texts, partial(frame.library.say, area="courts")
    said_of = (case.meaning, case.stage, case.court, case.place)
    meaning, stage, court, place = (say(each) if each else "" for each in said_of)
    if meaning and stage:
        yield texts.fill("verify.case", number=case.quote, meaning=meaning, stage=stage)
    if case.agrees is Agreement.DIFFERS:
        yield texts["verify.case_elsewhere"]
    elif court and place:
        yield texts.fill("verify.case_court", court=court, place=place)
    elif place:
        yield texts.fill("verify.case_place", place=place)
    area = areas.get(case.place or "")
    if area is not None and area not in said:
        yield texts.fill("verify.case_area", place=place, area=area)


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
        source=split_source(institution.source),
        checked=institution.checked,
    )


def _rows(frame: Frame, state: State, numbers: list[str]) -> list[Row]:
    texts, code = frame.texts, frame.codec.encode(state)
    page = frame.library.pages[frame.library.actions.verify[state.kind]]
    copies = [
        copy_button(texts.fill("button.copy", number=number), _dialed(number))
        for number in dict.fromkeys(numbers)
    ]
    return [
        *([each] for each in copies),
        [button(page.title, Action.PAGE, page.id, code)],
        *back_rows(frame, state),
    ]


def _dialed(number: str) -> str:
    """What is copied: the court line without the dash behind its area code."""
    return number.replace("-", "") if number.endswith(f"-{COURT_LINE}") else number


def render_todo(frame: Frame, state: State) -> Screen:
    """The screen behind 我该怎么办: pages in the order that helps first for this kind."""
    texts, code = frame.texts, frame.codec.encode(state)
    pages = frame.library.actions.list_todo(state.kind, state.conduct)
    rows: list[Row] = [
        [button(frame.library.pages[each].title, Action.PAGE, each, code)] for each in pages
    ]
    text = f"<b>{shown(texts['todo.title'])}</b>\n{shown(texts['todo.intro'])}"
    return Screen(text, keyboard(*rows, *back_rows(frame, state)))
