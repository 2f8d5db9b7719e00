"""What holds for any text at all."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis import engine as engine_module
from bot.analysis import pattern as pattern_module
from bot.analysis.match import MOST_PLACES
from bot.analysis.normalize import normalize

TODAY = date(2026, 11, 21)
PIECES = [
    *("【招商银行】", "请", "转账", "到", "个人账户", "验证码", "发给", "客服", "逾期", "法院"),
    *("起诉", "，", "。", "https://", "zxfw.court.gov.cn", "6222 0000 1111", "13800138000"),
    *("(2026)浙0106民初1号", " ", "勿", "谨防", "诈骗", "\n", "联系", "通讯录", "❤", "今天"),
    *("18点前", "Ａ", "還", "\U0001f468\u200d\U0001f467", "\u202e", "*"),
]
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=400)
LIKELY = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)
TEXTS = st.one_of(ANY, LIKELY, st.tuples(LIKELY, ANY).map("".join))
MANY = settings(max_examples=150, deadline=None)


@MANY
@given(text=TEXTS)
def test_normalizing_twice_is_normalizing_once(library, text):
    once = normalize(text, library.content.characters).text
    assert normalize(once, library.content.characters).text == once


@MANY
@given(text=TEXTS)
def test_offsets_lead_back_into_the_original(library, text):
    plain = normalize(text, library.content.characters)
    assert len(plain.offsets) == len(plain.text)
    assert list(plain.offsets) == sorted(plain.offsets)
    assert all(0 <= offset < len(text) for offset in plain.offsets)


@MANY
@given(text=TEXTS, sender=st.one_of(st.none(), st.text(max_size=30)))
def test_any_text_gets_a_report_whose_quotes_are_its_own(engine, text, sender):
    report = engine.analyze(text, sender=sender, today=TODAY)
    for each in (report, *report.parts):
        assert each.skipped == ()
        for finding in each.findings:
            assert finding.quote == text[finding.start : finding.end]
        for start, end in each.links:
            assert 0 <= start < end <= len(text)


@MANY
@given(text=LIKELY)
def test_the_same_text_gets_the_same_report(engine, text):
    assert engine.analyze(text, today=TODAY) == engine.analyze(text, today=TODAY)


@pytest.mark.parametrize(
    "piece", ["a", "1", "【", "法院通知你", "请勿转账,", "http://a.b/", "62", "\n【甲】"]
)
def test_a_very_long_text_is_an_answer_too(engine, piece):
    report = engine.analyze((piece * 30_000)[:30_000], today=TODAY)
    assert report.pack


@pytest.mark.parametrize(
    "piece", ["您的贷款逾期,联系你单位,", "请勿转账到个人账户", "请把验证码发给客服。"]
)
def test_work_grows_no_faster_than_the_text(engine, monkeypatch, piece):
    """Counts places looked at, not time: twice the text must not mean four times the places."""
    looked = 0
    find, find_all = pattern_module.Pattern.find, pattern_module.Pattern.find_all

    def counting_one(self, scan):
        nonlocal looked
        looked += 1
        return find(self, scan)

    def counting_all(self, scan):
        nonlocal looked
        for match in find_all(self, scan):
            looked += 1
            yield match

    monkeypatch.setattr(pattern_module.Pattern, "find", counting_one)
    monkeypatch.setattr(pattern_module.Pattern, "find_all", counting_all)

    def count(times):
        nonlocal looked
        looked = 0
        engine.analyze(piece * times, today=TODAY)
        return looked

    assert 0 < count(200) <= 2 * count(100) + 8
    patterns = engine._matcher.patterns
    assert count(1000) <= patterns * MOST_PLACES


def test_what_lies_beyond_the_longest_text_is_not_read(engine):
    padding = "好" * engine_module.LONGEST_TEXT
    assert engine.analyze(padding + "请把验证码发给客服").authenticity != "scam"
