"""Another script, with exceptions, and sentences with placeholders."""

import opencc
import pytest

from bot.library.load import load_library
from bot.library.speak import list_sources
from bot.library.texts import Texts, fits
from bot.library.translation import Script, Translation

EXCEPTIONS = load_library().translations["zh-Hant"].script.exceptions


@pytest.fixture(scope="module")
def written(library) -> list[str]:
    """Every sentence of ours."""
    texts = library.texts["zh-Hans"]
    pages = [text for each in library.pages.values() for text in (each.title, each.body)]
    return [*(texts[key] for key in texts), *pages, *(said for _, said in list_sources(library))]


@pytest.mark.parametrize("piece", EXCEPTIONS)
def test_every_exception_is_still_needed(piece, written, library):
    script = library.translations["zh-Hant"].script
    plain = opencc.OpenCC(script.converter)
    found = [each for each in written if piece in each]
    assert found, "no sentence has it any more"
    assert all(EXCEPTIONS[piece] in script.write(each) for each in found)
    assert any(plain.convert(each) != script.write(each) for each in found), "OpenCC has learned it"


@pytest.mark.parametrize(
    ("plain", "traditional"),
    [
        ("先不签，看征信里的余额", "先不簽，看徵信裡的餘額"),
        ("只按短信里写的算，复制后再发", "只按短信裡寫的算，複製後再發"),
        ("恢复执行，申请复议，等答复", "恢復執行，申請復議，等答覆"),
        ("发卡行每周公布", "發卡行每週公佈"),
        ("准不准由法院定，拿不准先打12368", "准不准由法院定，拿不準先打12368"),
        (
            "12368 https://zxfw.court.gov.cn /lang {count}",
            "12368 https://zxfw.court.gov.cn /lang {count}",
        ),
    ],
)
def test_words_are_written_as_they_are_meant(plain, traditional, library):
    assert library.translations["zh-Hant"].say(plain) == traditional


def test_the_longest_exception_wins():
    script = Script("s2tw", {"后": "后", "天后": "天後"})
    assert script.write("三天后，皇后") == "三天後，皇后"


def test_a_sentence_with_other_placeholders_is_not_said():
    translation = Translation("en", sentences={"rules": {"{a}条": "{b} of them", "好": "Good"}})
    assert translation.say("{a}条") == "{a}条"
    assert translation.say("好") == "Good"
    texts = Texts("en", {"x.y": "{b}"}, Texts("zh-Hans", {"x.y": "{a}"}))
    assert texts["x.y"] == "{a}"
    assert fits("{a:02} {a}", "{a}")


def test_an_area_has_words_of_its_own():
    tables = {"first": {"期数": "payments"}, "second": {"期数": "installments"}}
    translation = Translation("en", sentences=tables)
    assert translation.say("期数", "second") == "installments"
    assert translation.say("期数", "third") == "payments"
