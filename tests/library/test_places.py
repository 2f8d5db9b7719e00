"""Administrative divisions as they are called today."""

import pytest


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("110000", "北京市"),
        ("110105", "北京市朝阳区"),
        ("310115", "上海市浦东新区"),
        ("330100", "浙江省杭州市"),
        ("330106", "浙江省杭州市西湖区"),
        ("441900", "广东省东莞市"),
        ("429004", "湖北省仙桃市"),
        ("130502", "河北省邢台市襄都区"),  # called otherwise until 2019
        ("659001", "新疆维吾尔自治区石河子市"),
        ("532300", "云南省楚雄彝族自治州"),
        ("232761", "黑龙江省大兴安岭地区加格达奇区"),  # traditional in the source
    ],
)
def test_the_name_of_today_with_what_contains_it(library, code, name):
    assert library.content.places[code] == name


@pytest.mark.parametrize("code", ["310100", "310230", "120225", "110103", "371202", "330192"])
def test_headings_and_codes_out_of_use_are_left_out(library, code):
    assert code not in library.content.places


def test_names_carry_no_marks_of_their_history(library):
    assert [code for code, name in library.content.places.items() if not name.isalpha()] == []


def test_every_province_of_the_case_numbers_has_a_name(library):
    places = library.content.places
    missing = [
        each.mark
        for each in library.content.courts.provinces
        if each.prefix and not places[each.prefix + "0000"].startswith(each.name)
    ]
    assert missing == []
