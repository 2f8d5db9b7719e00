"""Facts of one message."""

from decimal import Decimal

import pytest

from bot.analysis.amounts import read_numeral, read_yuan
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
    amounts = [(each.start, each.end) for each in facts.amounts]
    assert names(facts, amounts) == ["1,206.35元", "¥300"]
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


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("1,206.35元", "1206.35"),
        ("¥300", "300"),
        ("3.5万元", "35000"),
        ("12万", "120000"),
        ("三万五千元", "35000"),
        ("两千元", "2000"),
        ("十二元", "12"),
        ("一百零五元", "105"),
        ("二十万元", "200000"),
    ],
)
def test_amounts_are_read_as_yuan(written, yuan):
    assert read_yuan(written) == Decimal(yuan)


@pytest.mark.parametrize(
    ("written", "number"),
    [("24", 24), ("十五", 15), ("三", 3), ("二十四", 24), ("两", 2), ("", None), ("甲", None)],
)
def test_numerals(written, number):
    assert read_numeral(written) == number


@pytest.mark.parametrize(
    ("text", "service", "name"),
    [
        ("加微信:dk88661", "wechat", "dk88661"),
        ("微信号 wxid_abc123", "wechat", "wxid_abc123"),
        ("微信同号13800138000", None, None),
        ("微信13800138000", "wechat", "13800138000"),
        ("请关注微信公众号", None, None),
        ("QQ:12345678", "qq", "12345678"),
        ("扣扣群888999", "qq", "888999"),
        ("支付宝13800138000", "alipay", "13800138000"),
        ("支付宝账号 abc@163.com", "alipay", "abc@163.com"),
        ("请打开支付宝查看", None, None),
        ("tg:@helper_a1", "telegram", "helper_a1"),
        ("https://t.me/helper_a1", "telegram", "helper_a1"),
    ],
)
def test_accounts_to_write_or_pay_to(extract, text, service, name):
    found = [(each.service, each.name) for each in extract(text).accounts]
    assert found == ([(service, name)] if service else [])


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("转到6222 0212 3456 7890 128", ["6222 0212 3456 7890 128"]),
        ("转到6222021234567890128", ["6222021234567890128"]),
        ("转到4111-1111-1111-1111", ["4111-1111-1111-1111"]),
        ("转到4111111111111112", []),  # wrong check digit
        ("订单202611210000123456", []),
        ("身份证310105199003076534", []),
        ("回电13800138000", []),
        ("尾号6222****1234", []),
    ],
)
def test_bank_cards(extract, text, cards):
    facts = extract(text)
    assert names(facts, facts.cards) == cards


def test_a_card_is_never_a_phone(extract):
    facts = extract("转到6222 0212 3456 7890 128或回电13800138000")
    assert [phone.number for phone in facts.phones] == ["13800138000"]


def test_a_court_is_cut_out_of_its_sentence(extract):
    facts = extract("请到北京市朝阳区人民法院领取(2025)京0105民初7号传票")
    assert names(facts, facts.courts) == ["北京市朝阳区人民法院"]
