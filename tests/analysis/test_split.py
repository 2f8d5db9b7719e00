"""A paste of several messages."""

from itertools import pairwise

import pytest

from bot.analysis.split import split


def parts(text):
    return [text[start:end].strip() for start, end in split(text)]


def test_one_message_stays_whole():
    text = "【招商银行】您的账单已出\n详询95555"
    assert split(text) == ((0, len(text)),)


@pytest.mark.parametrize(
    "text",
    [
        "【甲】第一条短信\n【乙】第二条短信",
        "第一条短信【甲】\n第二条短信【乙】",
        "1.【甲】第一条短信\n\n2.【乙】第二条短信",
    ],
)
def test_signatures_divide(text):
    assert len(parts(text)) == 2


def test_words_of_the_user_before_a_message_are_a_part():
    assert parts("帮我看看这两条\n【甲】第一条短信") == ["帮我看看这两条", "【甲】第一条短信"]


def test_nothing_is_lost_between_parts():
    text = "【甲】第一条\n【乙】第二条\n【丙】第三条"
    spans = split(text)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(left[1] == right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize("text", ["", "\n\n\n", "【】", "好"])
def test_what_is_too_short_to_divide(text):
    assert split(text) == ((0, len(text)),)
