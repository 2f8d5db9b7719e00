"""The first half hour: what happened is asked, and every answer gives ordered, sourced steps."""

from itertools import combinations

import pytest

from bot.views.buttons import MOST_BYTES, Action, read_press
from bot.views.first_aid import list_choices, render_first_aid
from bot.views.guidance import render_page
from bot.views.state import state_of
from bot.views.verdict import is_small_talk, render_remembered
from tests.views.screens import button_faults, html_faults, list_buttons

STATE = "p212-qaqbqc.aaaabbbbcccc"


def list_all(aid):
    """Everything that may have happened together."""
    happened = [each for each in aid.happened if not each.alone]
    for most in range(1, len(happened) + 1):
        yield from combinations(happened, most)
    yield from ((each,) for each in aid.happened if each.alone)


@pytest.mark.parametrize("code", ["", STATE])
def test_every_combination_fits_and_leads_on(frame, library, codec, code):
    for chosen in list_all(library.first_aid):
        screen = render_first_aid(frame, chosen, code)
        assert html_faults(screen) == []
        data = [each.callback_data for each in list_buttons(screen) if each.callback_data]
        assert all(len(each.encode()) <= MOST_BYTES for each in data)
        presses = [read_press(each) for each in data]
        actions = {each.action for each in presses}
        assert {Action.HOME, Action.BASIS, Action.PAGE} <= actions
        assert (Action.VERDICT in actions) is bool(code)
        assert all(each.state == code for each in presses if each.action is not Action.HOME)
        if not code:
            assert button_faults(screen, codec) == []
        for happened in chosen:
            assert happened.label in screen.visible
            assert set(happened.pages) <= {each.argument for each in presses}


def test_the_page_asks_what_happened(frame, library):
    aid = library.first_aid
    asked = [
        read_press(each.callback_data)
        for each in list_buttons(render_page(frame, library.pages[aid.page], STATE))
        if each.callback_data
    ]
    choices = [each for each in asked if each.action is Action.HAPPENED]
    assert asked[: len(choices)] == choices, "what happened stands first"
    assert [each.argument for each in choices] == [each.code for each in aid.happened]
    assert {each.state for each in choices} == {STATE}
    assert len(choices) == 5


def steps_of(library, codes: str) -> list[str]:
    aid = library.first_aid
    return list(aid.list_steps(aid.read_codes(codes)))


def test_who_paid_calls_the_police_first_and_then_the_bank(library):
    first, second, *_ = steps_of(library, "p")
    assert "110" in first
    assert "银行" in second


def test_who_is_watched_stops_that_before_the_call(library):
    first, *others = steps_of(library, "pa")
    assert "共享屏幕" in first
    assert any("打110" in each for each in others[:2])


def test_who_only_clicked_is_sent_to_no_police_station(library):
    aid = library.first_aid
    clicked = aid.read_codes("l")
    assert aid.list_things(clicked) == ()
    assert not any("派出所" in each for each in aid.list_steps(clicked))
    assert any("余额" in each for each in aid.list_steps(clicked))


def test_everybody_else_learns_what_to_bring(frame, library):
    aid = library.first_aid
    for chosen in list_all(aid):
        if not chosen[0].alone:
            said = render_first_aid(frame, chosen).visible
            assert all(thing in said for thing in aid.bring.things)


def test_having_only_clicked_is_forgotten_once_more_happened(library):
    aid = library.first_aid
    assert [each.code for each in aid.read_codes("lp")] == ["p"]
    assert aid.read_codes("l")[0].alone


def test_what_was_chosen_is_not_offered_again(frame, library):
    aid = library.first_aid
    paid = aid.read_codes("p")
    offered = [read_press(row[0].callback_data).argument for row in list_choices(frame, paid)]
    assert offered == ["pa", "pc", "pi"]


def test_nobody_is_told_the_same_twice(library):
    for chosen in list_all(library.first_aid):
        steps = library.first_aid.list_steps(chosen)
        assert len(set(steps)) == len(steps)


def test_an_unknown_letter_is_refused(library):
    with pytest.raises(ValueError, match="no longer"):
        library.first_aid.read_codes("pz")


def test_every_verdict_is_one_tap_from_what_happened(private, library, cases):
    for case in cases:
        if is_small_talk(case.report):
            continue
        remembered = render_remembered(private, state_of(case.report, case.answers))
        for screen in (case.render(private), remembered):
            data = [each.callback_data for each in list_buttons(screen) if each.callback_data]
            presses = [read_press(each) for each in data]
            (paid,) = (each for each in presses if each.argument == library.first_aid.page)
            assert paid.action is Action.PAGE, case.id
            assert paid.state, case.id
