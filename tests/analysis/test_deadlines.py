"""Times stated in a message, counted from a given day."""

from datetime import date

import pytest

from bot.analysis.extract import Extractor
from bot.analysis.normalize import normalize

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def extract(library):
    extractor = Extractor(library.content)

    def run(text, today=TODAY):
        return extractor.extract(normalize(text, library.content.characters), None, {}, today)

    return run


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("请于今日18点前处理", (2026, 11, 21)),
        ("今晚8点前还清", (2026, 11, 21)),
        ("明天中午前还款", (2026, 11, 22)),
        ("明日12:00前归还", (2026, 11, 22)),
        ("后天之前联系", (2026, 11, 23)),
        ("24小时内联系", (2026, 11, 22)),
        ("2小时内联系", (2026, 11, 21)),
        ("48小时之内联系", (2026, 11, 23)),
        ("限三日内还清", (2026, 11, 24)),
        ("自收到之日起15日内提出异议", (2026, 12, 6)),
        ("十五日内上诉", (2026, 12, 6)),
        ("两周内答复", (2026, 12, 5)),
        ("5个工作日内缴纳", (2026, 11, 26)),
        ("请在2026年12月1日前缴纳", (2026, 12, 1)),
        ("请在2026-12-05前还款", (2026, 12, 5)),
        ("还款日12月08日", (2026, 12, 8)),
        ("最后还款日为11月28日", (2026, 11, 28)),
        ("11月30日之前", (2026, 11, 30)),
        ("1月5日前还清", (2027, 1, 5)),
        ("7月15日前还清", (2026, 7, 15)),
        ("最迟11月25日晚上8点前", (2026, 11, 25)),
        ("定于2026年12月3日9时30分开庭", (2026, 12, 3)),
        ("将于12月23日扣款", (2026, 12, 23)),
        ("借款合同纠纷排在11月30日审理", (2026, 11, 30)),
        ("合议庭安排12月8日13:45询问当事人", (2026, 12, 8)),
        ("开庭日:2026年12月15日", (2026, 12, 15)),
        ("您的账户12月15日起暂停非柜面业务", (2026, 12, 15)),
        ("明儿早上来局里一趟", (2026, 11, 22)),
        ("12月8日前还款,逾期的请在11月30日前联系", (2026, 11, 30)),
    ],
)
def test_the_earliest_day_to_act_by(extract, text, due):
    assert extract(text).due == date(*due)


@pytest.mark.parametrize(
    "text",
    [
        "您于07月17日成功还款",
        "今天天气不错",
        "2月29日前",
        "9月31日前",
        "逾期41天",
        "客服24小时服务",
        "",
    ],
)
def test_what_binds_nobody(extract, text):
    assert extract(text).due is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("今日18点前", 18),
        ("明天下午5点前", 17),
        ("今晚8点前", 20),
        ("明天中午前", 12),
        ("12月3日9时30分开庭", 9),
        ("12月3日前", None),
    ],
)
def test_the_hour_where_it_is_written(extract, text, hour):
    (moment,) = extract(text).moments
    assert moment.hour == hour


def test_without_today_nothing_is_counted(extract):
    assert extract("请于今日18点前处理", None).moments == ()


def test_a_report_has_a_day_only_with_a_stated_deadline(engine):
    stated = engine.analyze("【招商银行】还款日11月28日,请按时还款", today=TODAY)
    assert stated.due == date(2026, 11, 28)
    assert engine.analyze("借呗逾期了怎么办,3日内能协商吗", today=TODAY).due is None
