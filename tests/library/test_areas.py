"""Area codes: places and courts that have one, and those of which none is said."""

from dataclasses import replace

import pytest

from bot.library.areas import Areas


@pytest.mark.parametrize(
    ("court", "code"),
    [
        ("上海市嘉定区人民法院", "021"),
        ("嘉定区人民法院", "021"),
        ("杭州互联网法院", "0571"),
        ("广州市天河区人民法院", "020"),
        ("深圳前海合作区人民法院", "0755"),
        ("成都市中级人民法院", "028"),
        ("哈尔滨市道里区人民法院", "0451"),
        ("仙桃市人民法院", "0728"),
        ("株洲市中级人民法院", "0731"),
    ],
)
def test_a_court_has_the_code_of_its_place(library, court, code):
    assert library.areas.find_court(court) == code


@pytest.mark.parametrize(
    "court",
    [
        "朝阳区人民法院",  # in Beijing and in Changchun
        "广东省高级人民法院",  # a province has many
        "晋中市中级人民法院",  # left out: the source is not clear
        "最高人民法院",
        "某某区人民法院",
        "",
    ],
)
def test_what_is_not_certain_has_none(library, court):
    assert library.areas.find_court(court) is None


def test_a_place_has_the_code_of_what_contains_it(library):
    assert library.areas.find_place("浙江省杭州市余杭区") == "0571"
    assert library.areas.find_place("浙江省") is None
    assert library.areas.find_place("") is None


def test_most_counties_have_one(library):
    counties = [name for code, name in library.content.places.items() if code[4:] != "00"]
    found = [name for name in counties if library.areas.find_place(name)]
    assert len(found) / len(counties) > 0.9


def test_well_known_codes(library):
    known = {
        "北京市": "010", "上海市": "021", "天津市": "022", "重庆市": "023",
        "湖北省武汉市": "027", "陕西省西安市": "029",
        "江苏省南京市": "025", "广东省深圳市": "0755",
        "浙江省宁波市": "0574",
        "山东省青岛市": "0532", "辽宁省大连市": "0411", "福建省厦门市": "0592",
        "云南省昆明市": "0871",
        "贵州省遵义市": "0851", "湖南省湘潭市": "0731", "海南省三亚市": "0898",
    }  # fmt: skip
    assert {place: library.areas.find_place(place) for place in known} == known


def test_faults_are_told(library):
    assert list(library.areas.list_faults()) == []
    file = replace(library.areas.file, codes={"21": ("上海市",), "022": ("上海市", "无此市")})
    faults = list(Areas(file, library.content).list_faults())
    assert faults == [
        "21 is no area code",
        "上海市 is there 2 times",
        "there is no place called 无此市",
    ]
