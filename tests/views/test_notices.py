"""Plain notices and the feedback screens."""

import pytest

from bot.analysis.model import Authenticity, Kind
from bot.views.buttons import Action, read_press
from bot.views.feedback import REASONS, render_thanks, render_wrong
from bot.views.notices import (
    LEAST_SHOWN,
    Numbers,
    render_about,
    render_help,
    render_notice,
    render_stats,
)
from bot.views.state import state_of
from tests.views.screens import button_faults, html_faults, list_buttons

COMMANDS = ("start", "check", "guide", "help", "privacy", "stats", "about")


def numbers(by_kind: dict[str, int], by_authenticity: dict[str, int] | None = None) -> Numbers:
    total = sum(by_kind.values())
    return Numbers(total, total, by_authenticity or {}, by_kind)


@pytest.mark.parametrize(
    "key",
    [
        "privacy.text",
        "check.how",
        "check.media",
        "check.no_text",
        "error.sorry",
        "error.unknown_command",
    ],
)
def test_a_notice_is_valid_and_leads_home(frame, codec, key):
    screen = render_notice(frame, key)
    assert html_faults(screen) == []
    assert button_faults(screen, codec) == []
    assert [read_press(each.callback_data).action for each in list_buttons(screen)] == [Action.HOME]


def test_help_lists_every_command(frame):
    screen = render_help(frame, COMMANDS)
    assert html_faults(screen) == []
    assert [name for name in COMMANDS if f"/{name} " not in screen.visible] == []


def test_stats_leave_out_small_counts(frame):
    screen = render_stats(
        frame,
        numbers(
            {
                Kind.COURT_NOTICE: 1_234,
                Kind.ARBITRATION: LEAST_SHOWN,
                Kind.MEDIATION: LEAST_SHOWN - 1,
            },
            {Authenticity.SCAM: 987, Authenticity.UNCLEAR: 1},
        ),
    )
    said = screen.visible
    assert "1234" in said
    assert "987" in said
    assert frame.texts["kind.court_notice"] in said
    assert frame.texts["kind.arbitration"] in said
    assert frame.texts["kind.mediation"] not in said
    assert frame.texts["authenticity.unclear"] not in said
    assert html_faults(screen) == []


def test_stats_with_only_small_counts_name_no_kind(frame):
    said = render_stats(frame, numbers({Kind.COURT_NOTICE: 4}, {Authenticity.SCAM: 4})).visible
    assert frame.texts["kind.court_notice"] not in said
    assert frame.texts["authenticity.scam"] not in said
    assert frame.texts["stats.by_kind"] not in said


def test_stats_tell_the_operator_of_doubts(frame):
    counted = Numbers(50, 20, {}, {}, wrong=7)
    assert "判断错了：7 次" in render_stats(frame, counted).visible
    few = Numbers(50, 20, {}, {}, wrong=LEAST_SHOWN - 1)
    assert f"判断错了：不到 {LEAST_SHOWN} 次" in render_stats(frame, few).visible
    assert "判断错了" not in render_stats(frame, Numbers(50, 20, {}, {})).visible


def test_stats_without_a_count_say_so(frame):
    assert render_stats(frame, numbers({})).visible == frame.texts["stats.empty"]


def test_stats_survive_a_label_of_last_year(frame):
    render_stats(frame, numbers({"a_kind_of_last_year": 9}))


@pytest.mark.parametrize("operator", ["", "某互助会 <admin@example.org>"])
def test_about_names_the_operator_and_the_pack(frame, library, operator):
    screen = render_about(frame, operator)
    assert html_faults(screen) == []
    assert library.content.pack in screen.visible
    assert (operator or frame.texts["about.operator_unknown"]) in screen.visible


def test_wrong_offers_every_reason_and_a_way_back(frame, codec, cases):
    state = state_of(cases[0].report, {})
    screen = render_wrong(frame, state)
    assert button_faults(screen, codec) == []
    presses = [read_press(each.callback_data) for each in list_buttons(screen)]
    reasons = [each.argument for each in presses if each.action is Action.WRONG_REASON]
    assert tuple(reasons) == REASONS
    assert any(each.action is Action.VERDICT for each in presses)
    assert all(codec.decode(each.state) == state for each in presses if each.state)


def test_thanks_keep_the_official_check(frame, codec, cases):
    screen = render_thanks(frame, state_of(cases[0].report, {}))
    assert frame.texts["wrong.still"] in screen.visible
    assert html_faults(screen) == []
    assert button_faults(screen, codec) == []
