"""What an admin reads in private: consent first, a digest of counts, nothing to be tapped."""

from dataclasses import replace

import pytest

from bot.views.deadlines import ALL
from bot.views.frame import Frame
from bot.views.receivers import (
    link_invitation,
    read_invitation,
    render_digest,
    render_invitation,
    render_receiving,
    render_refused,
)
from tests.views.screens import button_faults, html_faults, list_buttons, list_tapped

TOKEN = "A-_9" * 14 + "xyz"  # as long as they are
HOSTILE = "<b>t.me/scam @x #y</b> 13800138000 www.scam.com 加群领钱加群领钱加群领钱"


@pytest.fixture
def frame(private: Frame) -> Frame:
    return replace(private, bot_name="biehuang_bot")


def test_an_invitation_comes_back_from_its_link(frame):
    start = link_invitation(frame, TOKEN).partition("?start=")[2]
    assert len(start) <= 64
    assert read_invitation(start) == TOKEN
    assert read_invitation("g_verify") is None
    assert read_invitation("n") is None
    assert read_invitation("n_") == ""


def test_consent_is_asked_and_can_be_taken_back(frame):
    asked = render_invitation(frame, "互助群", TOKEN)
    assert "“互助群”" in asked.visible
    assert "要存：你的编号" in asked.visible
    assert list_buttons(asked)[0].callback_data == f"2:{TOKEN}:"
    assert list_buttons(render_receiving(frame, TOKEN))[0].callback_data == f"3:{TOKEN}:"
    for screen in (asked, render_receiving(frame, TOKEN), render_refused(frame, TOKEN)):
        assert html_faults(screen) + button_faults(screen, frame.codec) == []
    assert render_refused(frame, TOKEN).html != render_refused(frame, ALL).html


def test_a_digest_is_counts_and_small_ones_are_not_told_apart(frame):
    kinds = {"loan_offer": 12, "court_notice": 4, "a-kind-of-the-past": 9}
    screen = render_digest(frame, "互助群", kinds, {"scam": 12, "unclear": 1}, TOKEN)
    lines = screen.visible.splitlines()
    assert "一共看了：25" in lines
    assert "· 推销借钱的短信：12" in lines
    assert "· 法院通知：少于5" in lines
    assert "· 看不出来：少于5" in lines
    assert "past" not in screen.visible
    few = render_digest(frame, "互助群", {"loan_offer": 2}, {"scam": 2}, TOKEN)
    assert "一共看了：少于5" in few.visible
    for each in (screen, few):
        assert html_faults(each) + button_faults(each, frame.codec) == []


@pytest.mark.parametrize("render", ["invitation", "digest"])
def test_a_title_can_do_no_harm(frame, render):
    if render == "invitation":
        screen = render_invitation(frame, HOSTILE, TOKEN)
    else:
        screen = render_digest(frame, HOSTILE, {"other": 9}, {"scam": 9}, TOKEN)
    assert html_faults(screen) == []
    assert [each for each in list_tapped(screen) if each != "/forget"] == []
    assert "这个群" in render_invitation(frame, " \n", TOKEN).visible
