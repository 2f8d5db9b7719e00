"""The numbering plan."""

import pytest

from bot.analysis.numbers import NumberPlan, strip_marks


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
        ("来电+852 6123 4567", "+85261234567", "oversea"),
        ("来电+1 415 555 0132", "+14155550132", "oversea"),
        ("回电138 0013 8000", "13800138000", "mobile"),
        ("回电+86 138-0013-8000", "13800138000", "mobile"),
        ("回电008613800138000", "13800138000", "mobile"),
        ("回电19912345678", "19912345678", "mobile"),
        ("回电16512345678", "16512345678", "mvno"),
        ("致电+86-21-61234567", "02161234567", "landline"),
        ("致电0086 755 86012345", "075586012345", "landline"),
        ("致电+8602161234567", "02161234567", "landline"),
        ("致电(010)8500 1234", "01085001234", "landline"),
        ("致电0571-8500123", "05718500123", "landline"),
        ("致电021-110", "021110", "police_fake"),
        ("致电02112368", "02112368", "police_fake"),
        ("致电4008205555", "4008205555", "n400"),
        ("致电400 8205 555", "4008205555", "n400"),
        ("致电4008-205-555", "4008205555", "n400"),
        ("致电800-820-5555", "8008205555", "n800"),
        ("致电10107888", "10107888", "n1010"),
        ("致电95188", "95188", "short_95_vas"),
        ("致电950618", "950618", "short_95_vas"),
        ("致电956033", "956033", "short_95_big"),
        ("致电96588", "96588", "short_96"),
        ("致电962999", "962999", "short_96"),
        ("致电12378", "12378", "short_123xx"),
        ("致电110", "110", "emergency"),
        ("回复106912345678", "106912345678", "a2p_1069"),
        ("回复10655123456", "10655123456", "a2p_1065"),
    ],
)
def test_finds_and_classifies(plan, text, number, segment):
    assert [(each.number, each.segment) for each in plan.find(text, ())] == [(number, segment)]


@pytest.mark.parametrize(
    "text",
    [
        "欠款12368元",
        "订单号113800138000123",
        "95555.20元",
        "2026-11-21",
        "身份证110105199003076534",
        "验证码482913",
        "尾号3304",
        "卡号6222021380013800012",
    ],
)
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
        ("+8602161234567", ("02161234567", "landline")),
        ("+85261234567", ("+85261234567", "oversea")),
        ("10690000123456", ("10690000123456", "a2p_1069")),
    ],
)
def test_classifies_a_sender(plan, sender, expected):
    assert plan.classify_sender(sender) == expected


def test_a_short_port_is_still_a_port(plan):
    number, segment = plan.classify_sender("1069")
    assert number == "1069"
    assert segment is not None
    assert segment.startswith("a2p_")


@pytest.mark.parametrize(
    ("written", "dialed"),
    [("021-61295599", "02161295599"), ("95188转3", "95188"), ("0755 8376 5566", "075583765566")],
)
def test_a_published_number_is_compared_as_it_is_dialed(written, dialed):
    assert strip_marks(written) == dialed
