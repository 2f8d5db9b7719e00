"""Logs of contacts as people paste them."""

from datetime import date

import pytest

from bot.letters.log import Entry, read_log
from tests.letters.answers import TODAY


@pytest.fixture
def read(library):
    return lambda text: read_log(text, library.reading(TODAY))


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("2026-11-18 22:40 106****4567 自称法务", (18, 22 * 60 + 40, "106****4567", "自称法务")),
        ("2026年11月18日 晚上10点40分，138****5678：要上门", (18, 1360, "138****5678", "要上门")),
        ("11月18日22:40 95588 催款", (18, 1360, "95588", "催款")),
        ("11/18 9点 打给我母亲", (18, 540, "", "打给我母亲")),
        ("11.18 下午3点半 某某说话难听", (18, 930, "", "某某说话难听")),
        ("20261118 22:40:15 021****5678 来电", (18, 1360, "021****5678", "来电")),
        ("昨天 早上8:05 短信", (21, 485, "", "短信")),
        ("1. 2026/11/18（周三） 中午12点 来电三次", (18, 720, "", "来电三次")),
        ("- 11月18日 中午1点 来电", (18, 780, "", "来电")),
        ("11月18日 凌晨12点10分 来电", (18, 10, "", "来电")),
        ("11月18日 晚上12点 来电", (18, 1440, "", "来电")),
        ("11月18日 来电3次，说要告诉单位", (18, None, "", "来电3次，说要告诉单位")),
        ("11月18日，打了5个电话", (18, None, "", "打了5个电话")),
    ],
)
def test_a_line_is_read(read, line, entry):
    day, minutes, number, words = entry
    assert read(line) == (Entry(date(2026, 11, day), minutes, number, words),)


def test_lines_come_in_order_of_time_and_those_without_a_day_last(read):
    entries = read("不记得哪天，来过一次\n11月18日 22:40 乙\n2026-11-18 9:00 甲\n11月2日 丙")
    assert [each.words for each in entries] == ["丙", "甲", "乙", "不记得哪天，来过一次"]


def test_a_line_without_a_day_goes_on_with_the_one_before(read):
    entries = read("11月18日 22:40 短信：\n【某某金融】您已逾期\n请处理")
    assert [each.words for each in entries] == ["短信；【某某金融】您已逾期；请处理"]


def test_a_day_to_come_is_no_day_of_a_contact(read):
    assert read("2027-01-01 10:00 来电")[0].day is None


def test_a_day_without_a_year_is_never_in_the_future(read):
    assert read("12月30日 来电")[0].day == date(2025, 12, 30)


@pytest.mark.parametrize("text", ["", "\n\n", "  "])
def test_nothing_is_no_entry(read, text):
    assert read(text) == ()
