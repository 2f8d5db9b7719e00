"""Every calculator, walked through with any answers: each screen fits, each figure is there."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.fields import Choice, Choices, Day, FieldError, List, Money, Month, Words
from bot.forms.form import Progress
from bot.library.calculators import GROUPS
from bot.reckoning.outcome import Known
from bot.reckoning.registry import RECKONERS
from bot.reckoning.workdays import WorkDays
from bot.views.buttons import Action, read_press
from bot.views.calculators import key_of, list_offers, render_result, render_tools
from bot.views.forms import render_question
from tests.views.screens import button_faults, html_faults, list_buttons, list_tapped

TODAY = date(2026, 11, 22)
IDS = sorted(RECKONERS)
WORKDAYS = WorkDays()


@pytest.fixture(scope="session")
def known(library) -> Known:
    return Known(TODAY, library.rates, WORKDAYS)


def answers_for(field: Any) -> st.SearchStrategy[Any]:
    """Values that a field could have read."""
    match field:
        case Choice():
            return st.sampled_from([each.id for each in field.options])
        case Choices():
            return st.just(tuple(each.id for each in field.options))
        case Day() | Month():
            return st.dates(field.first, TODAY + timedelta(days=field.ahead))
        case Words():
            return st.text("甲<&>{}% 1@#/:.ac", min_size=1, max_size=field.most)
        case List():
            return st.lists(answers_for(field.item), min_size=1, max_size=field.most).map(tuple)
        case Money():
            return st.decimals(field.least, field.most, places=2)
    if hasattr(field, "units"):
        return st.integers(field.least, field.most)
    return st.decimals(field.least, field.most, places=2)


def fill(form: Any, data: st.DataObject) -> Progress:
    """A walk to the end; an answer that an earlier one forbids becomes that one."""
    progress = Progress(form)
    while (place := progress.place) is not None:
        question = place.question
        if place.can_end and (place.round > 5 or data.draw(st.booleans())):
            progress = progress.end()
        elif question.optional and data.draw(st.booleans()):
            progress = progress.skip()
        else:
            value = data.draw(answers_for(question.answer))
            try:
                question._check(value, place.known)
            except FieldError as error:
                value = error.words["bound"]
                value = value - 1 if error.key == "not_below" else value
            progress = progress.answer(value)
    return progress


@pytest.mark.parametrize("name", IDS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_last_screen_of_any_answers_fits_and_fills(name, private, codec, known, data):
    calculator = private.library.calculators[name]
    progress = fill(calculator.form, data)
    outcome = RECKONERS[name].reckon(progress.answers, known)
    assert outcome.flags <= RECKONERS[name].flags
    assert set(outcome.values) <= RECKONERS[name].gives
    screen = render_result(private, calculator, progress, outcome, TODAY)
    assert [*html_faults(screen), *button_faults(screen, codec)] == []
    assert list_tapped(screen) == []


@pytest.mark.parametrize("name", IDS)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_every_question_on_the_way_fits(name, private, codec, data):
    calculator = private.library.calculators[name]
    progress = fill(calculator.form, data)
    for length in range(progress.step):
        earlier = replace(progress, given=progress.given[:length])
        screen = render_question(private, key_of(calculator), calculator, earlier)
        assert [*html_faults(screen), *button_faults(screen, codec)] == []
        labels = {each.text for each in list_buttons(screen)}
        assert private.texts["forms.button.cancel"] in labels
        assert (private.texts["forms.button.back"] in labels) is (length > 0)


@pytest.mark.parametrize("name", IDS)
def test_every_line_is_shown_for_some_answers(name, private, known):
    """A line whose flags never hold together would be dead."""
    calculator = private.library.calculators[name]
    seen: set[frozenset[str]] = set()

    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(data=st.data())
    def collect(data):
        seen.add(RECKONERS[name].reckon(fill(calculator.form, data).answers, known).flags)

    collect()
    seen |= {frozenset(each) for each in RARE.get(name, ())}
    dead = [
        line.text
        for line in calculator.line
        if not any(each.issuperset(line.when) and each.isdisjoint(line.unless) for each in seen)
    ]
    assert dead == []


# Days that a random date rarely meets; tests/reckoning meets them.
PERIOD = [
    {"period", "normal", "order", "last", "moved"},
    {"period", "normal", "order", "last"},
    {"period", "ahead", "moved", "soon"},
    {"period", "unsure"},
]
RARE = {
    "answer_deadline": [*PERIOD, {"stated", "late"}, {"stated", "ahead"}, {"unstated"}],
    "appeal_deadline": PERIOD,
    "enforcement_deadline": [*PERIOD, {"stated", "late"}, {"stated", "ahead"}, {"unstated"}],
    "arbitration_deadline": [{"award", "ahead"}, {"stated", "late"}, {"stated", "ahead"}],
    "payment_order_deadline": PERIOD,
    "limitation_date": [{"near", "dated"}],
    "mediation_confirm_deadline": [{"ahead"}],
    "lpr4_at_signing": [{"found", "late", "unsure", "segmented"}],
    "cap_compare": [{"private", "late", "unsure", "segmented"}],
    "overdue_estimate": [{"private", "late", "unsure", "segmented"}],
}


def test_the_menu_holds_every_calculator_once(private, codec):
    menu = render_tools(private)
    groups = [read_press(each.callback_data) for each in list_buttons(menu)]
    assert [each.argument for each in groups if each.action is Action.TOOLS] == list(GROUPS)
    offered: Counter[str] = Counter()
    for group in GROUPS:
        screen = render_tools(private, group)
        assert [*html_faults(screen), *button_faults(screen, codec)] == []
        presses = [read_press(each.callback_data) for each in list_buttons(screen)]
        offered.update(each.argument for each in presses if each.action is Action.BEGIN)
    assert offered == Counter({f"c.{name}": 1 for name in IDS})


def test_an_unknown_group_is_refused(private):
    with pytest.raises(KeyError):
        render_tools(private, "no_such_group")


def test_every_calculator_is_offered_on_a_page_and_leads_to_one(private):
    for calculator in private.library.calculators.values():
        assert calculator.on, calculator.id
        assert calculator.next, calculator.id
        for page in calculator.on:
            arguments = [
                read_press(each.callback_data).state for each in list_offers(private, page)
            ]
            assert key_of(calculator) in arguments


def test_figures_are_written_as_people_write_them(private, known):
    calculator = private.library.calculators["irr_annual_rate"]
    given = (Decimal("9600.00"), "month", "yes", Decimal("946.80"), 12, Decimal(18))
    progress = Progress(calculator.form, given)
    outcome = RECKONERS[calculator.id].reckon(progress.answers, known)
    said = render_result(private, calculator, progress, outcome, TODAY).visible
    assert "· 实际到手：9,600元" in said
    assert "11,361.60元 − 9,600元 = 1,761.60元" in said
    assert "真实年利率约 32.31%（名义）" in said
    assert "合同写的是 18%，差 14.31%" in said
    assert "请求调减" in said
    assert "中国人民银行公告" in said


def test_buttons_under_a_result_open_messages_of_their_own(private, known):
    calculator = private.library.calculators["delay_interest"]
    progress = Progress(calculator.form, (Decimal(50000), 180))
    outcome = RECKONERS[calculator.id].reckon(progress.answers, known)
    screen = render_result(private, calculator, progress, outcome, TODAY)
    presses = [read_press(each.callback_data) for each in list_buttons(screen)]
    assert {each.action for each in presses} == {Action.OPEN}
    inner = {(each.argument, each.state) for each in presses}
    assert {("n", "c.delay_interest"), ("g", "legal.enforce"), ("k", ""), ("h", "")} <= inner
