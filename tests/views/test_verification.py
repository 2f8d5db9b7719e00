"""怎么核实 and 我该怎么办: official ways only, for every institution and every kind."""

from dataclasses import replace
from datetime import date

import pytest

from bot.analysis.content import Confidence
from bot.analysis.model import Conduct, Kind
from bot.views.buttons import Action, read_press
from bot.views.state import state_of
from bot.views.verification import render_todo, render_verify
from tests.views.screens import button_faults, html_faults, list_buttons


@pytest.fixture(scope="module")
def report(cases):
    """A reminder in the name of an institution."""
    return next(
        each.report
        for each in cases
        if each.report.kind is Kind.LENDER_REMINDER and len(each.report.institutions) == 1
    )


def copied(screen) -> list[str]:
    return [each.copy_text.text for each in list_buttons(screen) if each.copy_text]


def test_every_institution_shows_good_numbers_only(frame, library, codec, report):
    for institution in library.institutions.values():
        claimed = replace(report, institutions=(institution.id,))
        screen = render_verify(frame, claimed, state_of(claimed, {}))
        good = [
            each.number for each in institution.hotlines if each.confidence is not Confidence.LOW
        ]
        assert copied(screen) == list(dict.fromkeys(good))[:3], institution.id
        assert html_faults(screen) == []
        assert button_faults(screen, codec) == []
        bad = {each.number for each in institution.hotlines} | set(institution.unverified_numbers)
        shown = screen.visible.replace(institution.source, "").replace(institution.name, "")
        for number in good:
            shown = shown.replace(number, "")
        assert [each for each in bad - set(good) if each in shown] == [], institution.id


def test_every_number_shown_has_a_source_and_a_day(frame, library, report):
    for institution in library.institutions.values():
        claimed = replace(report, institutions=(institution.id,))
        screen = render_verify(frame, claimed, state_of(claimed, {}))
        for number in copied(screen):
            line = next(each for each in screen.visible.splitlines() if number in each)
            assert str(institution.checked) in line
            assert institution.source.split("；")[0] in line


def test_a_number_of_low_confidence_is_never_shown(frame, library, report):
    institution = next(each for each in library.institutions.values() if len(each.hotlines) > 1)
    low = tuple(replace(each, confidence=Confidence.LOW) for each in institution.hotlines)
    changed = {**library.institutions, institution.id: replace(institution, hotlines=low)}
    doubtful = replace(frame, library=replace(library, institutions=changed))
    claimed = replace(report, institutions=(institution.id,))
    screen = render_verify(doubtful, claimed, state_of(claimed, {}))
    assert copied(screen) == []
    assert frame.texts["verify.no_hotline"] in screen.visible


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_verified_and_acted_on(frame, library, codec, report, kind):
    state = replace(state_of(report, {}), kind=kind)
    for screen in (render_verify(frame, None, state), render_todo(frame, state)):
        assert html_faults(screen) == []
        assert button_faults(screen, codec) == []
        assert "{" not in screen.visible
        pages = [
            read_press(each.callback_data)
            for each in list_buttons(screen)
            if each.callback_data and each.callback_data.startswith("g:")
        ]
        assert pages
        assert all(each.argument in library.pages and each.state for each in pages)


def test_abusive_collecting_comes_first(frame, library, report):
    for kind in Kind:
        state = replace(state_of(report, {}), kind=kind, conduct=Conduct.ABUSIVE)
        data = [each.callback_data for each in list_buttons(render_todo(frame, state))]
        pages = [each.argument for each in map(read_press, data) if each.action is Action.PAGE]
        assert tuple(pages[: len(library.actions.abusive.pages)]) == library.actions.abusive.pages
        assert len(set(pages)) == len(pages), kind


@pytest.fixture
def enforced(engine):
    return engine.analyze(
        "【上海市嘉定区人民法院】(2026)沪0114执8号案件,请履行义务", today=date(2026, 11, 21)
    )


def test_a_case_number_is_explained_in_private_only(frame, codec, enforced):
    state = state_of(enforced, {})
    private = render_verify(replace(frame, private=True), enforced, state)
    assert "首次执行" in private.visible
    assert "上海市嘉定区" in private.visible
    assert html_faults(private) == []
    group = render_verify(replace(frame, private=False), enforced, state)
    assert "(2026)" not in group.visible
    assert "上海市嘉定区" not in group.visible


def test_a_case_number_of_another_place_is_said(frame, engine):
    text = "【北京市朝阳区人民法院】(2025)沪0115民初88号,请到庭"
    report = engine.analyze(text, today=date(2026, 11, 21))
    screen = render_verify(replace(frame, private=True), report, state_of(report, {}))
    assert frame.texts["verify.case_elsewhere"] in screen.visible


def test_a_number_without_known_meaning_is_not_explained(frame, enforced):
    unknown = tuple(
        replace(each, meaning=None, stage=None, place=None, court=None) for each in enforced.cases
    )
    report = replace(enforced, cases=unknown)
    screen = render_verify(replace(frame, private=True), report, state_of(report, {}))
    assert "(2026)" not in screen.visible


def test_the_court_line_of_the_court_named_can_be_copied(private, codec, enforced):
    screen = render_verify(private, enforced, state_of(enforced, {}))
    assert "当地区号是021，打021-12368" in screen.visible
    assert copied(screen)[:2] == ["02112368", "12368"]
    assert str(private.library.areas.file.checked) in screen.visible
    assert html_faults(screen) == []


def test_no_area_code_is_said_in_groups_or_of_a_place_that_differs(
    private, group, engine, enforced
):
    screen = render_verify(group, enforced, state_of(enforced, {}))
    assert "021" not in screen.visible
    assert "02112368" not in copied(screen)
    text = "【北京市朝阳区人民法院】(2025)沪0115民初88号,请到庭"
    report = engine.analyze(text, today=date(2026, 11, 21))
    screen = render_verify(private, report, state_of(report, {}))
    assert "010-12368" in screen.visible
    assert "021" not in screen.visible


def test_a_case_number_alone_tells_the_area_code(private, engine):
    report = engine.analyze("您的(2026)粤0305执8号案件,请履行义务", today=date(2026, 11, 21))
    screen = render_verify(private, report, state_of(report, {}))
    assert "0755-12368" in screen.visible
    assert "075512368" in copied(screen)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_tells_what_to_have_at_hand_and_what_is_never_asked(frame, report, kind):
    state = replace(state_of(report, {}), kind=kind)
    screen = render_verify(frame, None, state)
    for name in ("bring", "never"):
        assert frame.texts[f"verify.{name}_title"] in screen.visible
        listed = frame.texts.find(f"verify.{name}.{kind}", f"verify.{name}.default")
        assert listed in screen.visible
    for each in frame.library.actions.list_sites(kind):
        service = frame.library.services[each]
        assert service.confidence is not Confidence.LOW
        assert (service.number or service.domains[0]) in copied(screen)
        assert str(service.checked) in screen.visible


def test_whatever_can_be_copied_stands_in_the_text(private, cases):
    """For every message of the corpus: no number without the line that tells whose it is."""
    for case in cases:
        screen = render_verify(private, case.report, state_of(case.report, {}))
        plain = screen.visible.replace("-12368", "12368")
        assert [each for each in copied(screen) if each not in plain] == [], case.id
        assert html_faults(screen) == [], case.id
