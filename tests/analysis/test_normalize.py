"""Characters that senders swap, and where each one stood."""

import pytest

from bot.analysis.normalize import normalize


@pytest.fixture(scope="module")
def plain(library):
    return lambda text: normalize(text, library.content.characters)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("逾\u200b期", "逾期"),
        ("還欵", "还款"),
        ("аррӏе.com", "apple.com"),
        ("1️⃣8️⃣", "18"),
        ("加 微 信", "加微信"),
        ("加*微❤信", "加微信"),
        ("（2026）", "(2026)"),
        ("一行\r\n二行", "一行\n\n二行"),
    ],
)
def test_reads_what_a_reader_sees(plain, written, read):
    assert plain(written).text == read


def test_counts_breaks_only_where_words_were_broken(plain):
    assert plain("加*微*信*号").breaks == 3
    assert plain("请 登录 app").breaks == 0


def test_locates_a_joined_word_in_the_original(plain):
    normalized = plain("请加 微 信吧")
    start = normalized.text.index("微信")
    assert normalized.locate(start, start + 2) == (3, 6)


def test_locates_nothing_for_an_empty_span(plain):
    assert plain("你好").locate(0, 0) == (0, 0)


def test_one_character_may_become_several(plain):
    normalized = plain("㎏重")
    assert normalized.text == "kg重"
    assert list(normalized.offsets) == [0, 0, 1]


def test_long_runs_of_blanks_are_cut_and_places_kept(plain):
    normalized = plain("甲" + "\n " * 900 + "乙。\n\n丙")
    assert normalized.text == "甲" + "\n " * 4 + "乙。\n\n丙"
    assert normalized.locate(9, 10) == (1801, 1802)
    assert plain(normalized.text).text == normalized.text
