"""Whose a link is, judged by its host alone."""

import pytest

from bot.analysis.facts import Ownership
from bot.analysis.links import LinkFinder


@pytest.fixture(scope="module")
def finder(library):
    return LinkFinder(library.content)


@pytest.fixture(scope="module")
def bank(library):
    return next(each for each in library.content.institutions if "cmbchina.com" in each.domains)


def owners(finder, text, claimed=()):
    return [link.owner for link in finder.find(text, claimed)]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("https://zxfw.court.gov.cn/zxfw/#/x", Ownership.COURT),
        ("http://sd.gdems.com/a8kd2", Ownership.COURT),
        ("http://www.miit.gov.cn", Ownership.OFFICIAL),
        ("t.cn/a6abx9d", Ownership.SHORTENER),
        ("http://lsh.dwz.cn/3kf9", Ownership.UNKNOWN),
        ("http://zxfw.court.gov.cn.xk1.top/a", Ownership.IMITATION),
        ("http://court-gov.cn.sfpt.vip", Ownership.IMITATION),
        ("wap.icbctk.com", Ownership.IMITATION),
        ("http://xn--fiqs8s.cn/a", Ownership.IMITATION),
        ("http://gw95598.top", Ownership.IMITATION),
        ("http://a1b2c3.vip/x", Ownership.UNKNOWN),
        ("http://8.8.8.8/x", Ownership.UNKNOWN),
    ],
)
def test_owner_of_a_host(finder, text, owner):
    assert owners(finder, text) == [owner]


def test_a_claimed_host_is_claimed_and_a_near_one_imitates(finder, bank):
    assert owners(finder, "cmbchina.com", [bank]) == [Ownership.CLAIMED]
    assert owners(finder, "cmbchlna.com", [bank]) == [Ownership.IMITATION]


@pytest.mark.parametrize("text", ["www.10010.com", "http://e95555.cn/x7"])
def test_operators_and_banks_real_hosts_do_not_imitate(finder, text):
    assert owners(finder, text) == [Ownership.KNOWN]


@pytest.mark.parametrize("text", ["4,718.94元", "1.2.3.4版", "a@b.com", "3.第四条", "见.附件", ""])
def test_what_is_no_link(finder, text):
    assert owners(finder, text) == []


def test_a_suffix_inside_a_longer_host_is_not_official(finder):
    assert owners(finder, "http://notcmbchina.com.cn")[0] is not Ownership.OFFICIAL
