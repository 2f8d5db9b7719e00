"""Screens of deadlines: papers that fit, the calendar, reminders, within Telegram's limits."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.analysis.model import Kind
from bot.reckoning.deadlines import BEIJING, MORNING, Deadline, Reminder
from bot.storage.reminders import MOST_IN_CHAT
from bot.views.buttons import Action, read_press
from bot.views.deadlines import (
    list_papers,
    offer_deadline,
    read_wish,
    render_calendar,
    render_kept,
    render_papers,
    render_reminder,
    render_reminders,
    render_wish,
    render_zones,
    say_act,
    write_start,
)
from bot.views.state import state_of
from bot.views.verdict import is_small_talk
from tests.views.screens import button_faults, html_faults, list_buttons

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
DAY = date(2026, 12, 10)


def all_acts(library) -> list[str]:
    calculators = library.calculators.values()
    return [f"{each.id}.{flag}" for each in calculators for flag in each.acts]


def faults(screen, codec) -> list[str]:
    return [*html_faults(screen), *button_faults(screen, codec)]


def test_every_deadline_can_be_kept_and_told(private, codec):
    offsets = [int(each) for each in private.texts.list_area("reminders.zone")]
    assert BEIJING in offsets
    for act in all_acts(private.library):
        deadline = Deadline(act, DAY)
        assert say_act(private, deadline)
        for offset in offsets:
            assert read_wish(private, f"{deadline}+{offset}") == (deadline, offset)
            assert faults(render_wish(private, deadline, offset, NOW), codec) == []
        for screen in (render_zones(private, deadline), render_kept(private, deadline)):
            assert faults(screen, codec) == []
        assert all(len(each.callback_data) <= 64 for each in offer_deadline(private, deadline))
        for left in (7, 1, 0, -1):
            reminder = Reminder("0" * 16, 1, deadline, BEIJING, 0, trying=left == 1)
            screen = render_reminder(private, reminder, left)
            assert faults(screen, codec) == []
            assert say_act(private, deadline) in screen.visible
            again = private.texts["reminders.again"] in screen.visible
            assert again is (left == 1)


def test_a_calendar_file_says_what_is_to_be_done(private):
    deadline = Deadline("appeal_deadline.judgment", DAY)
    screen = render_calendar(private, deadline, NOW)
    (file,) = screen.files
    assert file.name == "20261210.ics"
    assert "交上诉状" in file.data.decode()
    assert "7天、3天、1天" in screen.visible
    assert len(screen.visible) <= 1024  # Telegram's bound for the words of a file


@pytest.mark.parametrize(
    "argument",
    ["", "x", "appeal_deadline.judgment", "appeal_deadline.none.20261210", "none.x.20261210",
     "appeal_deadline.judgment.20261210+17", "appeal_deadline.judgment.20261210+x"],
)  # fmt: skip
def test_a_wish_that_content_does_not_know_is_refused(private, argument):
    with pytest.raises((ValueError, KeyError)):
        read_wish(private, argument)


def test_the_wish_says_what_is_kept_before_it_is(private):
    deadline = Deadline("appeal_deadline.judgment", NOW.date() + timedelta(days=5))
    screen = render_wish(private, deadline, BEIJING, NOW)
    assert "提前3天、1天，早上9点（北京时间）" in screen.visible
    assert MORNING.hour == 9
    for word in ("聊天的编号", "加密存", "/reminders"):
        assert word in screen.visible
    near = render_wish(private, Deadline(deadline.act, NOW.date()), BEIJING, NOW)
    assert private.texts["reminders.too_near"] in near.visible
    assert not any(each.callback_data.startswith("y:") for each in list_buttons(near))
    far = render_wish(private, Deadline(deadline.act, date(2030, 1, 1)), BEIJING, NOW)
    assert private.texts["reminders.too_far"] in far.visible


def test_a_full_list_fits_and_each_can_be_cancelled(private, codec):
    acts = all_acts(private.library)
    kept = [
        Reminder(f"{n:016}", 1, Deadline(acts[n % len(acts)], DAY), BEIJING, 0)
        for n in range(MOST_IN_CHAT)
    ]
    screen = render_reminders(private, kept)
    assert faults(screen, codec) == []
    presses = [read_press(each.callback_data) for each in list_buttons(screen)]
    cancelled = [each.argument for each in presses if each.action is Action.CANCEL]
    assert cancelled == [*(each.id for each in kept), "all"]
    assert f"最多存{MOST_IN_CHAT}个" in private.texts["reminders.full"]
    assert private.texts["reminders.none"] in render_reminders(private, []).visible


def test_a_reminder_of_what_content_forgot_is_still_told(private, codec):
    old = Reminder("0" * 16, 1, Deadline("gone.x", DAY), BEIJING, 0)
    for screen in (render_reminder(private, old, 3), render_reminders(private, [old])):
        assert faults(screen, codec) == []
        assert private.texts["reminders.something"] in screen.visible


def test_every_paper_begins_its_form_with_its_answers(private, codec):
    due = private.library.actions.due
    assert faults(render_papers(private, due), codec) == []
    for each in due:
        name, *given = write_start(each).removeprefix("c.").split("+")
        questions = private.library.calculators[name].question
        for asked, option in zip(questions, given, strict=False):
            assert option in asked.options


@pytest.mark.parametrize(
    ("kind", "meanings", "calculators"),
    [
        (Kind.COURT_NOTICE, {"支付令(督促程序)"}, {"payment_order_deadline"}),
        (Kind.LAWYER_LETTER, {"民事一审"}, {"answer_deadline", "appeal_deadline", "paper_date"}),
        (Kind.ENFORCEMENT, set(), {"enforcement_deadline", "paper_date"}),
        (Kind.ARBITRATION, {None}, {"arbitration_deadline", "paper_date"}),
        (Kind.LOAN_OFFER, set(), set()),
    ],
)
def test_the_papers_that_fit(private, kind, meanings, calculators):
    assert {each.calculator for each in list_papers(private, kind, meanings)} == calculators


def test_papers_and_case_numbers_lead_to_their_deadlines(frame, cases):
    papers = frame.library.content.verdicts.papers
    seen = set()
    for case in cases:
        if is_small_talk(case.report):
            continue
        dated = case.report.kind in papers or bool(case.report.cases)
        screen = case.render(frame)
        found = [each for each in list_buttons(screen) if each.text == frame.texts["button.due"]]
        assert bool(found) is dated, case.id
        if found:
            press = read_press(found[0].callback_data)
            assert (press.action, press.argument) == (Action.OPEN, Action.DUE)
            assert frame.codec.decode(press.state).kind is state_of(case.report, {}).kind
        seen.add(dated)
    assert seen == {True, False}
