"""Each kind of answer, as people type it; and what is refused, with the key of a kind text."""

import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.fields import (
    Choice,
    Choices,
    Day,
    FieldError,
    List,
    Money,
    Month,
    Option,
    Percent,
    Times,
    Whole,
    Words,
)

KINDS = (
    Option("bank", "银行、消费金融", ("持牌", "网贷平台")),
    Option("person", "个人或普通公司", ("朋友",)),
    Option("unknown", "不知道"),
)


def key(field, text, reading) -> str:
    with pytest.raises(FieldError) as caught:
        field.read(text, reading)
    return caught.value.key


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("3000", "3000"),
        ("3000元", "3000"),
        ("３０００元", "3000"),
        ("３，０００．５元", "3000.5"),
        ("3,000", "3000"),
        ("1,234,567.89", "1234567.89"),
        ("1 200", "1200"),
        ("￥800", "800"),
        ("800块", "800"),
        ("800块钱", "800"),
        ("3千5", "3500"),
        ("3千零5", "3005"),
        ("3千50", "3050"),
        ("3千5百", "3500"),
        ("3k", "3000"),
        ("1.2万", "12000"),
        ("1.2W", "12000"),
        ("1万2", "12000"),
        ("1万2千", "12000"),
        ("1万2000", "12000"),
        ("三万", "30000"),
        ("三万元整", "30000"),
        ("三萬", "30000"),
        ("叁万伍仟元", "35000"),
        ("十万", "100000"),
        ("十二万三千四百五十六", "123456"),
        ("两万零五百", "20500"),
        ("一百二", "120"),
        ("二百五十", "250"),
        ("廿万", "200000"),
        ("一点五万", "15000"),
        ("十点五万", "105000"),
        ("三块五", "3.5"),
        ("3块5毛", "3.5"),
        ("12元3角4分", "12.34"),
        ("1亿", "100000000"),
        ("①千②", "1200"),
        ("一百零五万", "1050000"),
        ("大概3000左右", "3000"),
        ("总共是3000吧", "3000"),
        (" 3000 。", "3000"),
        ("0.01", "0.01"),
        ("9600.005", "9600.00"),
    ],
)
def test_money(text, yuan, reading):
    assert Money().read(text, reading) == Decimal(yuan)


@pytest.mark.parametrize(
    "text",
    [
        *("", "不知道", "abc", "3000 5000", "1,2", "万", "百五", "3..5", "-5", "五千三万五千"),
        *("3000到5000", "3000/期", "1e5", "NaN", "9" * 41, "3.5.1", "一二点", "点五", "千"),
        *("12.5元3角", "3元吗", "3元3元3", "3千5千"),
    ],
)
def test_money_that_is_none(text, reading):
    assert key(Money(), text, reading) == "money"


def test_money_out_of_bounds_says_the_bound(reading):
    assert key(Money(), "0", reading) == "money_low"
    assert Money(least=Decimal(0)).read("0", reading) == 0
    with pytest.raises(FieldError) as caught:
        Money(most=Decimal(100)).read("101", reading)
    assert caught.value.key == "money_high"
    assert caught.value.words == {"most": 100}


@given(value=st.decimals("0.01", "99999999.99", places=2))
def test_money_reads_what_is_written_plainly(value, reading):
    for text in (f"{value}", f"{value}元", f"{value:,}", f"¥{value}"):
        assert Money().read(text, reading) == value


@given(text=st.text(max_size=60))
def test_no_text_breaks_a_field(text, reading):
    fields = [Money(), Percent(), Percent(per="day"), Times(), Whole(), Day(), Month(), Words()]
    fields += [Choice(KINDS), Choices(KINDS), List(Money()), List(Day()), List(Words())]
    for field in fields:
        with contextlib.suppress(FieldError):
            field.read(text, reading)


@pytest.mark.parametrize(
    ("text", "per", "percent"),
    [
        ("18%", "year", "18"),
        ("18", "year", "18"),
        ("１８％", "year", "18"),
        ("十八", "year", "18"),
        ("十八点二五", "year", "18.25"),
        ("18.25%", "year", "18.25"),
        ("百分之十八", "year", "18"),
        ("百分之18.5", "year", "18.5"),
        ("18个点", "year", "18"),
        ("年化18%", "year", "18"),
        ("年利率18", "year", "18"),
        ("年利率是18%", "year", "18"),
        ("0.5%", "year", "0.5"),
        ("0", "year", "0"),
        ("1分5", "year", "18"),
        ("1分5厘", "year", "18"),
        ("一分五", "month", "1.5"),
        ("月息2分", "year", "24"),
        ("月息八厘", "year", "9.6"),
        ("8厘", "month", "0.8"),
        ("年息8厘", "year", "8"),
        ("年利1分", "year", "10"),
        ("月费率1%", "year", "12"),
        ("0.3", "month", "0.3"),
        ("0.3%", "month", "0.3"),
        ("千分之三", "month", "0.3"),
        ("3‰", "month", "0.3"),
        ("日息万五", "day", "0.05"),
        ("万五", "day", "0.05"),
        ("万分之五", "day", "0.05"),
        ("0.0005", "day", "0.05"),
        ("0.05%", "day", "0.05"),
        ("0.05", "day", "0.05"),
        ("日息万五", "year", "18.25"),
        ("每天0.05%", "day", "0.05"),
    ],
)
def test_percent(text, per, percent, reading):
    assert Percent(per=per).read(text, reading) == Decimal(percent)


@pytest.mark.parametrize(
    "text", ["", "0.18", "8厘", "很高", "18%吗", "十八分之一", "1分5分", "-3%"]
)
def test_percent_that_is_none_or_unclear(text, reading):
    assert key(Percent(), text, reading) == "percent"


def test_percent_out_of_bounds(reading):
    assert key(Percent(most=Decimal(60)), "61%", reading) == "percent_high"
    assert key(Percent(least=Decimal(1)), "0.5%", reading) == "percent_low"


@pytest.mark.parametrize(
    ("text", "times"),
    [("1.5", "1.5"), ("1.5倍", "1.5"), ("一点五倍", "1.5"), ("上浮50%", "1.5"), ("加收30%", "1.3")],
)
def test_times(text, times, reading):
    assert Times().read(text, reading) == Decimal(times)


def test_times_refused(reading):
    assert key(Times(), "一半", reading) == "times"
    assert key(Times(), "3", reading) == "times_high"
    assert key(Times(), "0.5", reading) == "times_low"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("十二期", 12),
        ("12个月", 12),
        ("3年", 36),
        ("三年", 36),
        ("１２", 12),
        ("12.0", 12),
    ],
)
def test_whole(text, number, reading):
    periods = Whole(most=120, units={"期": 1, "个月": 1, "月": 1, "年": 12})
    assert periods.read(text, reading) == number


def test_whole_refused(reading):
    assert key(Whole(), "1.5", reading) == "whole"
    assert key(Whole(), "十二天", reading) == "whole"
    assert key(Whole(most=120), "121", reading) == "whole_high"
    assert key(Whole(), "0", reading) == "whole_low"
    assert key(Whole(), "9" * 30, reading) == "whole"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年3月1日", date(2026, 3, 1)),
        ("2026年3月1号", date(2026, 3, 1)),
        ("2026 年 3 月 1 日", date(2026, 3, 1)),
        ("二〇二六年三月一日", date(2026, 3, 1)),
        ("二零二六年十月三十一日", date(2026, 10, 31)),
        ("2026.3.1", date(2026, 3, 1)),
        ("2026-03-01", date(2026, 3, 1)),
        ("2026/3/1", date(2026, 3, 1)),
        ("２０２６．３．１", date(2026, 3, 1)),
        ("20260301", date(2026, 3, 1)),
        ("26年3月1日", date(2026, 3, 1)),
        ("26.3.1", date(2026, 3, 1)),
        ("2026 3 1", date(2026, 3, 1)),
        ("2026年3月1日（周日）", date(2026, 3, 1)),
        ("3月1日", date(2026, 3, 1)),
        ("三月一号", date(2026, 3, 1)),
        ("3.1", date(2026, 3, 1)),
        ("3-1", date(2026, 3, 1)),
        ("3/1", date(2026, 3, 1)),
        ("12月1日", date(2025, 12, 1)),
        ("十一月廿二日", date(2026, 11, 22)),
        ("今天", date(2026, 11, 22)),
        ("昨天", date(2026, 11, 21)),
        ("前天", date(2026, 11, 20)),
        ("大前天", date(2026, 11, 19)),
        ("3天前", date(2026, 11, 19)),
        ("三天前", date(2026, 11, 19)),
        ("去年12月3号", date(2025, 12, 3)),
        ("今年3月1日", date(2026, 3, 1)),
        ("前年2月29日", date(2024, 2, 29)),
        ("大概是3月1日吧", date(2026, 3, 1)),
    ],
)
def test_day(text, day, reading):
    assert Day().read(text, reading) == day


def test_a_day_without_year_is_the_nearest_that_the_field_admits(reading):
    assert Day().read("12月1日", reading) == date(2025, 12, 1)
    assert Day(ahead=90).read("12月1日", reading) == date(2026, 12, 1)
    assert Day(ahead=90).read("11月1日", reading) == date(2026, 11, 1)
    assert Day(ahead=90).read("后天", reading) == date(2026, 11, 24)
    assert Day(ahead=90).read("10天后", reading) == date(2026, 12, 2)


@pytest.mark.parametrize(
    "text",
    [
        *("", "不记得", "2月30日", "2026年13月1日", "2025年2月29日", "20261301", "3月", "1号"),
        *("2026", "2026年3月1日和2日", "999999999天前", "9999天后"),
    ],
)
def test_day_that_is_none(text, reading):
    assert key(Day(), text, reading) in {"day", "day_future"}


def test_day_out_of_bounds(reading):
    assert key(Day(), "明天", reading) == "day_future"
    assert key(Day(ahead=10), "2027年1月1日", reading) == "day_late"
    assert key(Day(first=date(2019, 8, 20)), "2019.8.19", reading) == "day_early"


@given(day=st.dates(date(1990, 1, 1), date(2026, 11, 22)))
def test_every_day_is_read_in_every_form(day, reading):
    forms = ("{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}", "{0:%Y%m%d}", "{0}")
    for form in forms:
        assert Day().read(form.format(day), reading) == day


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026年3月", date(2026, 3, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("202603", date(2026, 3, 1)),
        ("3月", date(2026, 3, 1)),
        ("三月份", date(2026, 3, 1)),
        ("12月", date(2025, 12, 1)),
        ("去年十二月", date(2025, 12, 1)),
        ("上个月", date(2026, 10, 1)),
        ("本月", date(2026, 11, 1)),
    ],
)
def test_month(text, month, reading):
    assert Month().read(text, reading) == month


def test_month_refused(reading):
    assert key(Month(), "13月", reading) == "month"
    assert key(Month(), "下个月", reading) == "month_future"
    assert key(Month(), "1980年1月", reading) == "month_early"


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("银行、消费金融", "bank"),
        ("銀行、消費金融", "bank"),
        ("银行", "bank"),
        ("持牌", "bank"),
        ("1", "bank"),
        ("第二个", "person"),
        ("朋友", "person"),
        ("不知道", "unknown"),
    ],
)
def test_choice(text, choice, reading):
    assert Choice(KINDS).read(text, reading) == choice


@pytest.mark.parametrize("text", ["", "4", "0", "火星", "1.5"])
def test_choice_refused(text, reading):
    assert key(Choice(KINDS), text, reading) == "choice"


def test_choices(reading):
    assert Choices(KINDS).read("3、1", reading) == ("bank", "unknown")
    assert Choices(KINDS).read("朋友，不知道", reading) == ("person", "unknown")
    assert Choices(KINDS, least=0).read("", reading) == ()
    assert key(Choices(KINDS), "", reading) == "choices_few"
    assert key(Choices(KINDS), "1、火星", reading) == "choice"


def test_words(reading):
    assert Words().read("  甲银行 \u200b 信用卡\n二行 ", reading) == "甲银行 信用卡 二行"
    assert Words(lines=True).read("一\n\n 二 ", reading) == "一\n二"
    assert Words().read("臺灣銀行", reading) == "臺灣銀行"
    assert key(Words(), " \n", reading) == "words_few"
    assert key(Words(most=3), "一二三四", reading) == "words_many"


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("933.33", [933.33]),
        ("500，500，600", [500, 500, 600]),
        ("500、500 600", [500, 500, 600]),
        ("500\n1千2", [500, 1200]),
        ("946.8×3", [946.8] * 3),
        ("100*2、50x2", [100, 100, 50, 50]),
        ("500共3期", [500] * 3),
        ("1,5", [1, 5]),
    ],
)
def test_list(text, amounts, reading):
    assert List(Money()).read(text, reading) == tuple(Decimal(str(each)) for each in amounts)


def test_list_refused(reading):
    assert key(List(Money()), "500,600", reading) == "list_comma"
    assert key(List(Money()), "500、很多", reading) == "money"
    assert key(List(Money()), " ", reading) == "list_few"
    assert key(List(Money(), most=12), "5×13", reading) == "list_many"
    assert key(List(Money()), "5×100000", reading) == "whole_high"
    assert List(Day()).read("2026.3.1、3月5日", reading) == (date(2026, 3, 1), date(2026, 3, 5))
    assert List(Words(most=5)).read("甲 乙\n丙", reading) == ("甲 乙", "丙")
