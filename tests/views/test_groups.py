"""What is said in groups: true for each setting, short, and nothing in it that is pressed twice."""

from dataclasses import replace
from datetime import date

import pytest

from bot.groups.settings import GroupSettings, Watch
from bot.views.frame import Frame
from bot.views.groups import (
    Ground,
    render_group_privacy,
    render_joined,
    render_promoted,
    render_welcome,
)
from tests.views.screens import button_faults, html_faults, list_buttons, list_tapped

TODAY = date(2026, 11, 22)
PLAIN = Ground(GroupSettings(), hears=False, stored=False, receivers=0, today=TODAY)


@pytest.fixture
def frame(group: Frame) -> Frame:
    return replace(group, bot_name="biehuang_bot")


def grounds() -> list[Ground]:
    settings = [GroupSettings(watch=each, digest=dig) for each in Watch for dig in (False, True)]
    settings.append(GroupSettings(watch=Watch.WARN, dry_until=TODAY))
    return [
        Ground(each, hears=hears, stored=stored, receivers=receivers, today=TODAY)
        for each in settings
        for hears in (True, False, None)
        for stored in (True, False)
        for receivers in (0, 2)
    ]


@pytest.mark.parametrize("render", [render_joined, render_promoted, render_group_privacy])
def test_every_ground_makes_a_clean_screen_without_buttons(frame, render):
    for ground in grounds():
        screen = render(frame, ground)
        assert html_faults(screen) == []
        assert screen.keyboard is None
        assert "{" not in screen.html
        assert len(screen.visible) < 450
        assert set(list_tapped(screen)) <= {"/check", "/settings", "/privacy"}


def test_it_says_what_it_hears(frame):
    for hears, said in ((True, "看得到所有消息"), (False, "只看得到"), (None, "现在问不到")):
        for render in (render_joined, render_group_privacy):
            assert said in render(frame, replace(PLAIN, hears=hears)).visible


def test_it_says_what_it_does_unasked(frame):
    def say(**values):
        ground = replace(PLAIN, settings=GroupSettings(**values))
        return render_group_privacy(frame, ground).visible

    assert "没人叫我，我不看消息" in say()
    assert "只在私聊告诉" in say(watch=Watch.QUIET)
    assert "在群里提醒一句" in say(watch=Watch.WARN)
    assert "管理员在试“留意”，到2026年11月22日" in say(watch=Watch.WARN, dry_until=TODAY)
    assert "在群里提醒一句" in say(watch=Watch.WARN, dry_until=date(2026, 11, 21))


def test_it_says_what_is_kept(frame):
    assert "现在没有" in render_group_privacy(frame, PLAIN).visible
    full = Ground(GroupSettings(digest=True), hears=False, stored=True, receivers=1, today=TODAY)
    said = render_group_privacy(frame, full).visible
    assert "现在没有" not in said
    assert said.count("存：") == 4
    assert "群编号，加密的" in said


def test_the_welcome_card_is_short_and_its_links_work_for_everybody(frame):
    screen = render_welcome(frame)
    assert html_faults(screen) == []
    assert button_faults(screen, frame.codec) == []
    assert len(screen.visible) < 200
    assert all(each.url for each in list_buttons(screen))
