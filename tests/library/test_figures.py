"""The figures of a sentence and of its translation."""

import pytest

from bot.library.figures import list_strange

SAME = [
    ("Within 15 days.", "十五日以内。"),
    ("Dial 12368 before 6:00.", "6点前打12368。"),
    ("On March 31, 2026.", "2026年3月31日。"),
    ("1.75 per 10,000 a day (0.0175%)", "每天万分之一点七五"),
    ("At most 30,000 yuan", "最多3万元"),
    ("Amendment 12: 2024-03-01", "修正案十二2024-03-01"),
    ("Do it once.", "做一次。"),
    ("{count} of {month:02}", "{count}条，{month:02}月"),
]
OTHER = [
    ("Within 10 days.", "十五日以内。", ("10",)),
    ("Within some days.", "15日以内。", ("15",)),
    ("Call 12345.", "打12368。", ("12345", "12368")),
    ("On April 31.", "3月31日。", ("3",)),
]


@pytest.mark.parametrize(("translation", "source"), SAME)
def test_the_same_is_said(translation, source):
    assert list_strange(translation, source) == ()


@pytest.mark.parametrize(("translation", "source", "strange"), OTHER)
def test_something_else_is_said(translation, source, strange):
    assert list_strange(translation, source) == strange
