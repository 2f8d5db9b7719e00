"""Whole identity and card numbers are seen; the middle of long numbers is hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.fields import Day, FieldError, List, Words
from bot.forms.form import Question
from bot.forms.secrets import holds_secret, mask_numbers

IDENTITY = "11010519491231002X"
CARD = "6222020200112233445"
VISA = "4111 1111 1111 1111"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"身份证{IDENTITY}吧", "身份证****002X吧"),
        ("110105 19491231 002x", "****002x"),
        (f"卡{CARD}", "卡****3445"),
        ("６２２２０２０２００１１２２３３４４５", "****3445"),
        (VISA, "****1111"),
        ("晚上10点40 13812345678 来电", "晚上10点40 138****5678 来电"),
        ("09:05 10690001234567 短信", "09:05 106****4567 短信"),
        ("138 1234 5678", "138****5678"),
        ("021-12345678", "021****5678"),
        ("打 95588 或 12378", "打 95588 或 12378"),
        ("（2026）某0102民初1234号", "（2026）某0102民初1234号"),
        ("2026-11-18 22:40，18650.00元", "2026-11-18 22:40，18650.00元"),
        ("JK2024-000123", "JK2024-000123"),
    ],
)
def test_long_numbers_are_masked(text, masked):
    assert mask_numbers(text) == masked
    assert mask_numbers(masked) == masked


@pytest.mark.parametrize("text", [IDENTITY, IDENTITY.lower(), f"我的是{IDENTITY}。", CARD, VISA])
def test_whole_numbers_are_secrets(text):
    assert holds_secret(text)
    assert not holds_secret(mask_numbers(text))


@pytest.mark.parametrize(
    "text",
    ["123X", "3445", "13812345678", "JK2024-000123", "202403150000123456", "18650", "李某某"],
)
def test_other_numbers_are_none(text):
    assert not holds_secret(text)


@given(st.text(alphabet="0123456789-  xX年:，a", max_size=80))
def test_nothing_secret_is_left_after_masking(text):
    assert not holds_secret(mask_numbers(text))


@pytest.mark.parametrize("field", [Words(most=60), List(Words(most=60))])
def test_a_question_refuses_whole_numbers(field, reading):
    with pytest.raises(FieldError) as caught:
        Question("a", field).read(f"编号{CARD}", reading, {})
    assert caught.value.key == "secret"


def test_a_masked_question_takes_what_is_left_of_them(reading):
    question = Question("a", Words(most=60), masked=True)
    assert question.read(f"昨天 卡号{CARD}", reading, {}) == "昨天 卡号****3445"


def test_an_answer_has_the_shape_that_is_asked_for(reading):
    question = Question("a", Words(least=4, most=4), shape=r"\d{3}[0-9x]")
    assert question.read("123X", reading, {}) == "123X"
    with pytest.raises(FieldError, match="shape"):
        question.read("X123", reading, {})


def test_a_day_to_come_is_not_past(reading):
    question = Question("a", Day(ahead=30), upcoming=True)
    assert question.read("明天", reading, {}) > reading.today
    for text in ("今天", "昨天"):
        with pytest.raises(FieldError, match="day_past"):
            question.read(text, reading, {})
