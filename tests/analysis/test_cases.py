"""Court case numbers (法〔2015〕137号), and the courts that messages name beside them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.cases import CaseReader
from bot.analysis.courts import CourtFinder
from bot.analysis.model import Agreement, Kind
from bot.analysis.places import Places
from bot.library.load import Library


@pytest.fixture(scope="module")
def places(library: Library) -> Places:
    courts = library.content.courts
    short = {each.name: each.prefix for each in courts.provinces if each.prefix}
    return Places(library.content.places, short)


@pytest.fixture(scope="module")
def finder(library, places):
    return CourtFinder(library.content.courts, places)


@pytest.fixture(scope="module")
def reader(library, places):
    return CaseReader(library.content.courts, places)


@pytest.mark.parametrize(
    ("text", "year", "mark", "kind", "place"),
    [
        ("(2026)沪0114民初2208号", 2026, "民初", Kind.COURT_NOTICE, "上海市嘉定区"),
        ("(2025)粤0304执9921号", 2025, "执", Kind.ENFORCEMENT, "广东省深圳市福田区"),
        ("(2026)京0108民诉前调5566号", 2026, "民诉前调", Kind.MEDIATION, "北京市海淀区"),
        ("【2024】浙0106民初1号", 2024, "民初", Kind.COURT_NOTICE, "浙江省杭州市西湖区"),
        ("2024粤03民初1234号", 2024, "民初", Kind.COURT_NOTICE, "广东省深圳市"),
        # valid_examples of reference/red_flags.yaml
        ("(2024)沪0115民初12345号", 2024, "民初", Kind.COURT_NOTICE, "上海市浦东新区"),
        ("(2025)苏0981民初1234号", 2025, "民初", Kind.COURT_NOTICE, "江苏省盐城市东台市"),
        ("(2024)粤0604执保5678号", 2024, "执保", Kind.ENFORCEMENT, "广东省佛山市禅城区"),
        ("(2023)沪7101民初1556号", 2023, "民初", Kind.COURT_NOTICE, "上海市"),
        ("(2021)川0104民诉前调801号", 2021, "民诉前调", Kind.MEDIATION, "四川省成都市锦江区"),
        ("(2025)浙02民诉前调595号", 2025, "民诉前调", Kind.MEDIATION, "浙江省宁波市"),
        ("(2025)粤1973财保6689号", 2025, "财保", Kind.COURT_NOTICE, "广东省东莞市"),
        ("(2016)最高法民终254号", 2016, "民终", Kind.COURT_NOTICE, None),
        ("(2024)甘03民终7331号", 2024, "民终", Kind.COURT_NOTICE, "甘肃省金昌市"),
        ("(2020)甘03执23号之五", 2020, "执", Kind.ENFORCEMENT, "甘肃省金昌市"),
        ("(2022)京73民终2463号", 2022, "民终", Kind.COURT_NOTICE, "北京市"),
        ("(2024)浙0192民初1779号", 2024, "民初", Kind.COURT_NOTICE, "浙江省"),
        # other ways to write them
        ("〔2024〕沪0115民督7号", 2024, "民督", Kind.COURT_NOTICE, "上海市浦东新区"),
        ("(2024) 沪0115 民初 7 号", 2024, "民初", Kind.COURT_NOTICE, "上海市浦东新区"),
        ("(2024)鄂9004民初7号", 2024, "民初", Kind.COURT_NOTICE, "湖北省仙桃市"),
        ("(2024)渝01民终7号", 2024, "民终", Kind.COURT_NOTICE, "重庆市"),
        ("(2024)浙民终7号", 2024, "民终", Kind.COURT_NOTICE, "浙江省"),
        ("(2024)兵01民初7号", 2024, "民初", Kind.COURT_NOTICE, "新疆生产建设兵团"),
        ("(2024)京73知民初7号", 2024, "知民初", Kind.COURT_NOTICE, "北京市"),
    ],
)
def test_reads_the_parts(reader, text, year, mark, kind, place):
    (case,) = reader.find(text)
    assert (case.year, case.mark, case.type and case.type.kind, case.place) == (
        year,
        mark,
        kind,
        place,
    )


@pytest.mark.parametrize("text", ["(2024)浙0106催欠8号", "(2024)沪0115民诉催8号"])
def test_an_unlisted_mark_has_no_type(reader, text):
    (case,) = reader.find(text)
    assert case.type is None


@pytest.mark.parametrize(
    "text",
    [
        "合同编号20241234567",
        "(2024)第8号",
        "2024年沪市第8号楼",
        "",
        # invalid_examples of reference/red_flags.yaml; (2031)京0105民初1号 is for the check
        "(2024)民诉字第123号",
        "LA2024123456",
        "(2024)法调字第8号",
        "案件编号202412345678",
        "(2024)京朝法民初字第1号",
    ],
)
def test_what_is_no_case_number(reader, text):
    assert reader.find(text) == ()


def test_finds_each_of_several(reader):
    found = reader.find("(2026)沪0115民初1号,(2026)沪0115执2号")
    assert [case.mark for case in found] == ["民初", "执"]


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("(2023)沪7101民初1556号", "铁路运输法院"),
        ("(2023)粤72民初1号", "海事法院"),
        ("(2022)京73民终2463号", "知识产权法院"),
        ("(2024)浙0192民初1779号", "杭州互联网法院"),
        ("(2023)京0491民初7号", "北京互联网法院"),
        ("(2023)粤0192民初7号", "广州互联网法院"),
        ("(2023)苏0192民初7号", None),
        ("(2023)沪0115民初7号", None),
    ],
)
def test_special_courts_are_known_by_their_code(reader, number, title):
    (case,) = reader.find(number)
    assert (case.special and case.special.title) == title


@pytest.mark.parametrize(
    ("text", "courts"),
    [
        ("请到北京市朝阳区人民法院领取传票", ["北京市朝阳区人民法院"]),
        ("案件已移交至杭州市西湖区人民法院审理", ["杭州市西湖区人民法院"]),
        ("您与某银行信用卡纠纷一案已由上海市浦东新区人民法院受理", ["上海市浦东新区人民法院"]),
        ("请到重庆两江新区人民法院", ["重庆两江新区人民法院"]),
        ("请于周一到苏州工业园区人民法院", ["苏州工业园区人民法院"]),
        ("将由广东省深圳市中级人民法院二审", ["广东省深圳市中级人民法院"]),
        ("已向东莞市第三人民法院起诉", ["东莞市第三人民法院"]),
        ("提交最高人民法院", ["最高人民法院"]),
        ("来自内蒙古自治区高级人民法院的通知", ["内蒙古自治区高级人民法院"]),
        ("某某市某某区人民法院", ["某某市某某区人民法院"]),
        ("我司已委托律师向某某县人民法院起诉", ["某某县人民法院"]),
        ("请到杭州互联网法院", ["杭州互联网法院"]),
        ("由上海海事法院审理", ["上海海事法院"]),
        ("由上海铁路运输法院审理", ["上海铁路运输法院"]),
        (
            "已在东城区人民法院和西城区人民法院立案",
            ["东城区人民法院", "西城区人民法院"],
        ),
        ("我司将向人民法院起诉", []),
        ("向当地人民法院起诉", []),
        ("向有管辖权的人民法院提起诉讼", []),
        ("被告住所地人民法院", []),
        ("请登录人民法院在线服务", []),
        ("移交法院", []),
    ],
)
def test_cuts_a_court_out_of_the_sentence(finder, text, courts):
    assert [text[court.start : court.end] for court in finder.find(text)] == courts


@pytest.mark.parametrize(
    ("court", "number", "answer"),
    [
        ("上海市浦东新区人民法院", "(2025)沪0115民初88号", Agreement.AGREES),
        ("浦东新区人民法院", "(2025)沪0115民初88号", Agreement.AGREES),
        ("深圳市中级人民法院", "(2024)粤03民终7号", Agreement.AGREES),
        ("浙江省高级人民法院", "(2024)浙民终7号", Agreement.AGREES),
        ("东莞市第三人民法院", "(2025)粤1973财保6689号", Agreement.AGREES),
        ("朝阳区人民法院", "(2025)吉0104民初1号", Agreement.AGREES),
        ("朝阳区人民法院", "(2025)京0105民初1号", Agreement.AGREES),
        ("南通市海门区人民法院", "(2019)苏0684民初1号", Agreement.AGREES),
        ("北京市朝阳区人民法院", "(2025)沪0115民初88号", Agreement.DIFFERS),
        ("朝阳区人民法院", "(2025)沪0115民初1号", Agreement.DIFFERS),
        ("深圳市南山区人民法院", "(2025)浙0106民初1号", Agreement.DIFFERS),
        ("杭州市西湖区人民法院", "(2025)浙0105民初1号", Agreement.DIFFERS),
        ("上海市嘉定区人民法院", "(2025)沪0115民初1号", Agreement.DIFFERS),
        ("温州市中级人民法院", "(2025)浙02民终1号", Agreement.DIFFERS),
        ("简阳市人民法院", "(2015)川2081民初2号", Agreement.UNKNOWN),
        ("某某区人民法院", "(2025)沪0115民初1号", Agreement.UNKNOWN),
        ("重庆市江北区人民法院", "(2025)渝0105民初1号", Agreement.AGREES),  # merged, not 宁波's
        ("由重庆市江北区人民法院", "(2025)沪0115民初1号", Agreement.DIFFERS),
        ("宁波市江北区人民法院", "(2025)浙0205民初1号", Agreement.AGREES),
        ("苏州工业园区人民法院", "(2025)苏0591民初88号", Agreement.UNKNOWN),
        ("苏州工业园区人民法院", "(2025)沪0591民初88号", Agreement.UNKNOWN),
        ("北京互联网法院", "(2025)京0491民初88号", Agreement.UNKNOWN),
        ("杭州铁路运输法院", "(2025)沪7101民初88号", Agreement.UNKNOWN),
        ("北京市朝阳区人民法院", "(2025)沪7101民初88号", Agreement.UNKNOWN),
        ("最高人民法院", "(2025)沪0115民初88号", Agreement.UNKNOWN),
        ("深圳市中级人民法院", "(2025)粤0304民初88号", Agreement.UNKNOWN),
    ],
)
def test_compares_the_number_with_the_court(finder, reader, court, number, answer):
    (case,) = reader.find(number, finder.find(court))
    assert case.agrees is answer


def test_one_court_that_agrees_is_enough(finder, reader):
    courts = finder.find("北京市朝阳区人民法院;上海市浦东新区人民法院")
    (case,) = reader.find("(2025)沪0115民初88号", courts)
    assert case.agrees is Agreement.AGREES


def test_without_a_court_nothing_is_compared(reader):
    (case,) = reader.find("(2025)沪0115民初88号")
    assert case.agrees is Agreement.UNKNOWN


PIECES = [
    *("(2026)", "【2026】", "沪0115", "浙0192", "最高法", "民初", "执", "88号", "号", "人民法院"),
    *(
        "上海市",
        "浦东新区",
        "向",
        "第三",
        "发件人:",
        "来自",
        "1069123456",
        "\n",
        "帮我看看",
        "【转发】",
    ),
    *(
        "6222 0212 3456 7890 128",
        "+86 ",
        "13800138000",
        "微信",
        "dk88661",
        "今日",
        "18点前",
        "三日内",
    ),
    *("2026年", "13月", "2月30日", "99999日内", "三万", "元", ":", "这是真的吗?"),
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=300),
)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, today=st.one_of(st.none(), st.just(date.max), st.just(date(2024, 2, 29))))
def test_any_text_is_read_and_quoted_as_it_stands(engine, text, today):
    report = engine.analyze(text, today=today)
    for each in (report, *report.parts):
        assert [case.quote for case in each.cases] == [
            text[case.start : case.end] for case in each.cases
        ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("【法院】案号(2031)京0105民初1号", "future-case-number"),
        ("您的案件今日立案,案号(2021)京0105民初1号", "old-case-number"),
        ("【上海市嘉定区人民法院】(2025)沪0115民初1号", "case-court-differ"),
    ],
)
def test_what_can_not_be_speaks_against(engine, text, rule):
    report = engine.analyze(text, today=date(2026, 11, 21))
    assert rule in {finding.rule for finding in report.findings}


def test_a_case_is_explained_in_plain_data(engine):
    text = "【上海市嘉定区人民法院】案号(2026)沪0114执8号"
    (case,) = engine.analyze(text, today=date(2026, 11, 21)).cases
    assert (case.quote, case.meaning, case.stage, case.place, case.court, case.agrees) == (
        *("(2026)沪0114执8号", "首次执行", "强制执行", "上海市嘉定区", None, Agreement.AGREES),
    )


def test_a_type_of_low_confidence_is_not_explained(engine):
    (case,) = engine.analyze("(2026)沪0114执他8号", today=date(2026, 11, 21)).cases
    assert case.meaning is None
