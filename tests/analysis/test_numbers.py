"""The numbering plan."""

import pytest

from bot.analysis.numbers import NumberPlan


@pytest.fixture(scope="module")
def plan(library):
    return NumberPlan(library.content.segments)


@pytest.mark.parametrize(
    ("text", "number", "segment"),
    [
        ("回电13800138000", "13800138000", "mobile"),
        ("回电138-0013-8000", "13800138000", "mobile"),
        ("回电17012345678", "17012345678", "mvno"),
        ("致电021-61234567", "02161234567", "landline"),
        ("致电400-820-5555", "4008205555", "n400"),
        ("致电95555", "95555", "short_95_big"),
        ("致电12368", "12368", "short_123xx"),
        ("来电+85261234567", "+85261234567", "oversea"),
        ("来电0085212345678", "0085212345678", "oversea"),
    ],
)
def test_finds_and_classifies(plan, text, number, segment):
    assert [(each.number, each.segment) for each in plan.find(text, ())] == [(number, segment)]


@pytest.mark.parametrize("text", ["欠款12368元", "订单号113800138000123", "95555.20元"])
def test_what_is_no_number(plan, text):
    assert plan.find(text, ()) == ()


def test_skips_what_a_link_or_case_took(plan):
    assert plan.find("http://a.cn/13800138000", ((0, 23),)) == ()


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("+86 138 0013 8000", ("13800138000", "mobile")),
        ("0086-95555", ("95555", "short_95_big")),
        ("a@icloud.com", ("a@icloud.com", "email_sender")),
        ("招商银行", (None, None)),
        ("12368", ("12368", "short_123xx")),
    ],
)
def test_classifies_a_sender(plan, sender, expected):
    assert plan.classify_sender(sender) == expected


def test_a_short_port_is_still_a_port(plan):
    number, segment = plan.classify_sender("1069")
    assert number == "1069"
    assert segment is not None
    assert segment.startswith("a2p_")
