"""The short verdict of a group: five lines, no word of the message, a link for the rest."""

import re
from dataclasses import replace

import pytest

from bot.analysis.model import Kind
from bot.groups.watch import Concern
from bot.views.called import (
    list_doubts,
    offer_screen,
    render_called,
    render_hint,
    render_hint_in_crisis,
)
from bot.views.handoff import REASONS, WRONG, link_state, read_state, render_handed
from bot.views.screen import Screen
from bot.views.state import state_of
from bot.views.watched import Unsaid, render_doubted, render_found, render_warning
from tests.views.screens import (
    button_faults,
    count_lines,
    html_faults,
    list_buttons,
    list_tapped,
)

LINK = re.compile(r"https://t\.me/biehuang_bot\?start=([A-Za-z0-9_-]{1,64})")


@pytest.fixture(scope="session")
def named(group):
    return replace(group, bot_name="biehuang_bot")


@pytest.fixture(scope="session")
def verdicts(cases):
    return [each for each in cases if each.report.kind is not Kind.NOT_AN_SMS]


def test_every_verdict_is_short_and_quotes_nothing(named, verdicts, codec):
    faults = []
    for each in verdicts:
        state = state_of(each.report, each.answers)
        for note in ("", named.texts["called.edited"]):
            screen = render_called(named, state, note=note)
            # The words depend on what the buttons carry alone: nothing of the text can be in them.
            wrong = [*html_faults(screen), *button_faults(screen, codec)]
            if count_lines(screen) > 5 or wrong or list_tapped(screen):
                faults.append(each.id)
    assert faults == []


def test_papers_keep_12368_and_a_crisis_its_hotlines(named, verdicts):
    courts = [each for each in verdicts if each.report.kind is Kind.COURT_NOTICE]
    assert courts
    for each in courts:
        state = replace(state_of(each.report, {}), crisis=False)
        assert "12368" in render_called(named, state).visible
        crisis = render_called(named, replace(state, crisis=True)).visible
        assert "12356" in crisis
        assert "110" in crisis
    assert "12356" in render_hint_in_crisis(named).visible


def test_links_carry_the_state_and_nothing_else(named, verdicts):
    for each in verdicts:
        state = state_of(each.report, each.answers)
        for letter in (REASONS, WRONG):
            found = LINK.fullmatch(link_state(named, state, letter))
            assert found, each.id
            read = read_state(named, found.group(1))
            assert read == (letter, replace(state, answers={})), each.id


@pytest.mark.parametrize(
    "argument", ["", "v", "v_", "v_a", "v_a0101", "x_zzzz0", "v_a9999", "g_verify", "v_a012!abcd"]
)
def test_what_carries_no_state_is_none(named, argument):
    read = read_state(named, argument)
    assert read is None or argument == "v_a0101"


def test_the_private_side_asks_for_the_text_and_quotes_nothing(private, verdicts, codec):
    for each in verdicts[::25]:
        state = replace(state_of(each.report, {}), answers={})
        screen = render_handed(private, REASONS, state)
        assert private.texts["handed.more"] in screen.visible
        assert html_faults(screen) == []
        assert button_faults(screen, codec) == []
        asked = render_handed(private, WRONG, state)
        assert private.texts["wrong.title"] in asked.visible


def test_buttons_of_a_guest_are_links(named, verdicts):
    screen = render_called(named, state_of(verdicts[0].report, {}), linked=True)
    assert all(each.url and not each.callback_data for each in list_buttons(screen))
    offered = offer_screen(named, screen).to_dict()
    assert offered["input_message_content"]["message_text"] == screen.html
    assert offered["input_message_content"]["link_preview_options"] == {"is_disabled": True}


def test_doubts_go_back_to_where_they_came_from(named, verdicts, codec):
    screen = Screen("x", list_doubts(named, state_of(verdicts[0].report, {})))
    assert len(list_buttons(screen)) == 5
    assert button_faults(screen, codec) == []


def test_hints_are_short(named):
    for key in ("how", "no_text", "talk", "busy", "admins", "changed", "restless"):
        screen = render_hint(named, f"called.{key}")
        assert count_lines(screen) <= 3
        assert html_faults(screen) == []


@pytest.mark.parametrize("concern", list(Concern))
@pytest.mark.parametrize("of_bot", [True, False])
def test_warnings_are_short_and_name_nobody(named, private, verdicts, concern, of_bot):
    state = state_of(verdicts[0].report, {})
    screen = render_warning(named, concern, state, of_bot=of_bot)
    assert count_lines(screen) <= 5
    assert html_faults(screen) == []
    for unsaid in Unsaid:
        told = render_found(
            replace(private, bot_name="biehuang_bot"),
            concern,
            state,
            unsaid,
            group="加我 @zhaiwu888 t.me/x 13800001234 <b>",
            link="https://t.me/c/1/2",
            of_bot=of_bot,
        )
        assert html_faults(told) == []
        assert list_tapped(told) == []
        assert list_buttons(told)[0].url == "https://t.me/c/1/2"


def test_doubts_are_told_with_the_verdict_and_its_link(private, verdicts):
    state = state_of(verdicts[0].report, {})
    frame = replace(private, bot_name="biehuang_bot")
    screen = render_doubted(frame, state, 3, group="", link=None)
    assert "3 位成员" in screen.visible
    assert html_faults(screen) == []
    assert [bool(each.url) for each in list_buttons(screen)] == [True]
