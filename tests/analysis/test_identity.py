"""Claimed institution × sender, link and phone, by the rules of the reference."""

from dataclasses import replace

import pytest

from bot.analysis.content import Confidence, Hotline
from bot.analysis.extract import Extractor
from bot.analysis.facts import Ownership
from bot.analysis.identity import compare_identity
from bot.analysis.model import Agreement
from bot.analysis.normalize import normalize


def facts_of(content, text, sender=None):
    plain = normalize(text, content.characters)
    return Extractor(content).extract(plain, sender, {}, None)


@pytest.fixture(scope="module")
def compare(library):
    extractor = Extractor(library.content)

    def run(text, sender=None):
        plain = normalize(text, library.content.characters)
        found = compare_identity(extractor.extract(plain, sender, {}, None))
        return {each.what: each.answer.value for each in found}

    return run


@pytest.mark.parametrize(
    ("text", "sender", "expected"),
    [
        ("【招商银行】账单已出", "95555", {"sender": "agrees"}),
        ("【招商银行】账单已出", "95588", {"sender": "unknown"}),
        ("【招商银行】账单已出", "106912345678", {"sender": "unknown"}),
        ("【招商银行】账单已出", "13800138000", {"sender": "differs"}),
        ("【招商银行】账单已出", "+85261234567", {"sender": "differs"}),
        ("【马上消费金融】账单已出", "13800138000", {"sender": "unknown"}),
        ("【马上消费金融】账单已出", "+85261234567", {"sender": "differs"}),
        ("【招商银行】账单详询cmbchina.com", None, {"link": "agrees"}),
        ("【招商银行】账单详询cmbchlna.com", None, {"link": "differs"}),
        ("【招商银行】账单详询http://a1b2.vip/x", None, {"link": "differs"}),
        ("【招商银行】账单详询t.cn/abcd", None, {"link": "unknown"}),
        ("【招商银行】账单详询icbc.com.cn", None, {"link": "unknown"}),
        ("【招商银行】cmbchina.com或http://a1b2.vip/x", None, {"link": "differs"}),
        ("【招商银行】请致电95555", None, {"phone": "agrees"}),
        ("【招商银行】请致电4001239999", None, {"phone": "unknown"}),
        ("【招商银行】请致电02161110000", None, {"phone": "unknown"}),
        ("【招商银行】请致电95588", None, {"phone": "unknown"}),
        ("【招商银行】请致电13800138000", None, {"phone": "differs"}),
        ("【招商银行】请致电95555或13800138000", None, {"phone": "agrees"}),
        ("【招商银行】请致电+85261234567", None, {"phone": "differs"}),
        ("【马上消费金融】请致电13800138000", None, {"phone": "unknown"}),
        ("【马上消费金融】请致电023-63250000", None, {"phone": "unknown"}),
        ("您的借款已逾期,请致电13800138000", "95555", {}),
    ],
)
def test_each_thing_gets_an_answer(compare, text, sender, expected):
    assert compare(text, sender) == expected


def test_unverified_numbers_never_contradict(library):
    wrong = []
    for institution in library.content.institutions:
        for number in institution.unverified_numbers:
            text = f"【{institution.names[0]}】请致电{number}"
            found = compare_identity(facts_of(library.content, text))
            wrong += [institution.id for each in found if each.answer is not Agreement.UNKNOWN]
    assert wrong == []


@pytest.fixture
def doubtful(library):
    """Content in which everything known of a bank is of low confidence."""

    def build(**changes):
        institutions = tuple(
            replace(each, **changes) if each.name == "招商银行" else each
            for each in library.content.institutions
        )
        return replace(library.content, institutions=institutions)

    return build


def test_a_hotline_of_low_confidence_is_never_official(doubtful):
    content = doubtful(hotlines=(Hotline("95555", "客服", Confidence.LOW),))
    (found,) = compare_identity(facts_of(content, "【招商银行】账单已出", "95555"))
    assert found.answer is Agreement.UNKNOWN


def test_a_doubtful_institution_has_nothing_official(doubtful):
    content = doubtful(confidence=Confidence.LOW)
    facts = facts_of(content, "【招商银行】详询95555或cmbchina.com", "95555")
    assert {each.answer for each in compare_identity(facts)} == {Agreement.UNKNOWN}
    assert [link.owner for link in facts.links] == [Ownership.KNOWN]


def test_a_doubtful_institutions_host_is_neither_for_nor_against(doubtful):
    content = doubtful(confidence=Confidence.LOW)
    facts = facts_of(content, "【招商银行】详询http://a1b2.vip/x")
    assert [each.answer for each in compare_identity(facts)] == [Agreement.UNKNOWN]


def test_a_missing_hotline_is_no_contradiction(doubtful):
    content = doubtful(hotlines=())
    (found,) = compare_identity(facts_of(content, "【招商银行】请致电4001239999"))
    assert found.answer is Agreement.UNKNOWN


def test_the_report_carries_the_answers(engine):
    report = engine.analyze("【招商银行】请致电95555", sender="+85261234567")
    assert [(each.what, each.answer) for each in report.identity] == [
        ("sender", Agreement.DIFFERS),
        ("phone", Agreement.AGREES),
    ]


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("【招商银行】如有疑问请致电02161110000", False),
        ("【招商银行】如有疑问请致电4001239999", False),
        ("【招商银行】如有疑问请致电13800138000", True),
        ("【马上消费金融】如有疑问请致电13800138000", False),
        ("【招商银行】如有疑问请致电95555或13800138000", False),
    ],
)
def test_only_a_private_number_for_a_bank_speaks_against(engine, text, against):
    rules = {finding.rule for finding in engine.analyze(text).findings}
    assert ("phone-foreign" in rules) is against
