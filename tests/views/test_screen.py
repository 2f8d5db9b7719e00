"""Quotations: short, escaped, and with nothing in them that a client makes tappable."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.views.screen import Screen, quoted, shown
from tests.views.screens import JOINER, count_visible, html_faults, list_numbers, list_tapped

DOT = "[点]"


def visible(text: str) -> str:
    return Screen(quoted(text, DOT)).visible.replace(JOINER, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("短", "短"),
        ("字" * 20, "字" * 20),
        ("字" * 21, "字" * 19 + "…"),
        ("一\n二\t三", "一 二 三"),
        ("<b>&amp;", "<b>&amp;"),
        ("t.cn/A1b2", "t[点]cn/A1b2"),
        ("court.gov-cn.top", "court[点]gov-cn[点]top"),
        ("3.5万元", "3.5万元"),
        ("", ""),
    ],
)
def test_what_a_quotation_says(text, said):
    assert visible(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "http://t.cn/A1b2c3",
        "www.court-12368.top/x",
        "zxfw.court.gov-cn.top",
        "evil．com/登录",
        "evil。com",
        "加 @scammer_bot 领取",
        "a@evil.com",
        "192.168.1.1/x",
    ],
)
def test_a_link_or_name_can_not_be_tapped(text):
    assert list_tapped(Screen(shown(text))) or "．" in text or "。" in text
    assert list_tapped(Screen(quoted(text, DOT))) == []


@pytest.mark.parametrize(
    "text", ["13800001234", "4001234567", "95588", "6222020200112233445", "１３８００００１２３４"]
)
def test_a_number_can_not_be_tapped(text):
    assert list_numbers(Screen(shown(text)))
    assert list_numbers(Screen(quoted(text, DOT))) == []
    assert visible(text) == text


@pytest.mark.parametrize(
    "text",
    ["登录招商.com 领", "银行.中国", "查看 /start 详情", "#还款", "tg://resolve?domain=x"],
)
def test_other_things_that_telegram_finds_can_not_be_tapped(text):
    assert list_tapped(Screen(quoted(text, DOT))) == []


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.text("ab1.@/:<>&\"'。．转账\n ", max_size=40))
@example("<b><b><b><b><b><b>")
@example("&lt;")
@example("a" * 19 + "<>")
def test_any_quotation_is_short_valid_html(text):
    screen = Screen(quoted(text, DOT))
    said = screen.visible.replace(DOT, ".")
    assert len(said.replace(JOINER, "")) <= 20
    faults = html_faults(Screen(f"x{screen.html}x")) if text.isprintable() else []
    assert faults == []


def test_visible_text_has_no_tags():
    screen = Screen("<b>粗</b>\n<blockquote expandable>引 &lt;b&gt; &amp;</blockquote>")
    assert screen.visible == "粗\n引 <b> &"
    assert count_visible(screen) == len("粗引 <b> &")
