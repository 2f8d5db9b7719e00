"""The plain form of characters, whatever senders do to them."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.normalize import normalize
from bot.library.characters import PlainCharacters

PLAIN = PlainCharacters({"а": "a", "о": "o", "Ｏ": "o"})


def plain(text: str) -> str:
    return "".join(PLAIN[each] for each in text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("強制執行", "强制执行"),
        ("轉帳匯款", "转帐汇款"),
        ("１２３６８", "12368"),
        ("ＷｅＣｈａｔ", "wechat"),
        ("①②③", "123"),
        ("⑩", "10"),
        ("❶➋⓿❿", "12010"),
        ("🅥🅇", "vx"),
        ("⒈", "1."),
        ("㈠", "(一)"),
        ("𝟗𝟓𝟓", "955"),
        ("㎡", "m2"),
        ("微\u200b信\u200d\ufeff号\u2060", "微信号"),
        ("转\u00ad账", "转账"),
        ("法\u0300院", "法院"),
        ("\u202e反\u202c", "反"),
        ("（2026）", "(2026)"),
        ("аоО", "aoo"),
        ("ABC", "abc"),
        ("a\r\nb", "a\n\nb"),
        ("a\tb\nc", "a\tb\nc"),
        ("\ud83d", ""),
        ("\x00\x07", ""),
        ("😀", "😀"),
        ("", ""),
    ],
)
def test_the_plain_form(written, read):
    assert plain(written) == read


def test_a_look_alike_that_content_lists_becomes_what_is_seen(library):
    characters = library.content.characters
    assert "".join(characters[each] for each in "соurt") == "court"
    assert "".join(characters[each] for each in "ɪᴄʙᴄ.ᴄᴏᴍ") == "icbc.com"
    assert "".join(characters[each] for each in "微\u3164信\u2028V♥") == "微信\nv❤"


def test_one_character_never_becomes_a_sentence():
    assert plain("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 3) == "\ufdfa" * 3
    assert plain("㍿⑳Ⅷ") == "株式会社20viii"


@settings(max_examples=400, deadline=None)
@given(st.characters(codec=None))
def test_the_plain_form_is_stable_and_visible(character):
    once = plain(character)
    assert plain(once) == once
    assert not any(unicodedata.category(each) in {"Cf", "Cs", "Mn"} for each in once)


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.one_of(st.characters(codec=None), st.sampled_from("強１①\u200b\r\n\t . 法院微信")))
)
def test_every_plain_character_knows_its_place(text):
    normal = normalize(text, PLAIN)
    assert len(normal.text) == len(normal.offsets)
    assert list(normal.offsets) == sorted(normal.offsets)
    for index, offset in enumerate(normal.offsets):
        assert normal.text[index] in PLAIN[text[offset]]
