"""Facts of one message."""

import pytest

from bot.analysis.extract import Extractor
from bot.analysis.normalize import normalize


@pytest.fixture(scope="module")
def extract(library):
    extractor = Extractor(library.content)

    def run(text, sender=None, answers=None):
        plain = normalize(text, library.content.characters)
        return extractor.extract(plain, sender, answers or {}, None)

    return run


def names(facts, spans):
    return [facts.text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    "text",
    [
        "【招商银行】账单已出",
        "账单已出【招商银行】",
        "[招商银行]账单已出",
        "账单已出。【招商银行】回T退订",
    ],
)
def test_reads_the_signature_wherever_it_stands(extract, text):
    facts = extract(text)
    assert names(facts, facts.signatures) == ["招商银行"]
    assert [each.name for each in facts.claimed] == ["招商银行"]


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("我是马上消费金融客服", True),
        ("尊敬的工商银行客户", True),
        ("请存入您在工商银行开立的账户,谢谢", False),
    ],
)
def test_tells_speaking_for_from_speaking_of(extract, text, claimed):
    assert bool(extract(text).claimed) is claimed


def test_a_longer_name_hides_the_shorter_inside(extract):
    facts = extract("【招商银行信用卡】账单")
    assert len(facts.mentions) == 1


def test_reads_amounts_and_dates(extract):
    facts = extract("本期应还1,206.35元,¥300,还款日11月08日")
    assert names(facts, facts.amounts) == ["1,206.35元", "¥300"]
    assert names(facts, facts.dates) == ["11月08日"]


def test_reads_courts_firms_and_arbitrators(extract):
    facts = extract("杭州市西湖区人民法院;上海某某律师事务所;广州仲裁委员会")
    assert names(facts, facts.courts) == ["杭州市西湖区人民法院"]
    assert names(facts, facts.lawfirms) == ["上海某某律师事务所"]
    assert names(facts, facts.arbitrators) == ["广州仲裁委员会"]


def test_a_warning_fills_the_text_or_only_ends_it(extract):
    assert extract("【反诈中心】凡要求转账到安全账户的都是诈骗,请勿转账").warned == 1
    assert extract("您的借款本期应还500元,请于明天前还款到App,感谢您的配合。谨防诈骗").warned < 0.2
    assert extract("您的借款本期应还500元").warned == 0


def test_business_of_its_own_is_no_warning(extract):
    assert extract("验证码 508316,切勿告知他人,谨防诈骗").warned == 0


def test_an_answer_stands_in_for_an_unknown_sender(extract):
    assert extract("账单已出", answers={"sender": "mobile"}).sender_segment == "mobile"
    assert extract("账单已出", "95555", {"sender": "mobile"}).sender == "95555"


def test_app_first_and_a_private_way_beside_it(extract):
    assert extract("请在九秒贷APP自助还款!您也可以通过支付宝还款").beside_app
    assert not extract("APP已停用,请转账至支付宝").beside_app
