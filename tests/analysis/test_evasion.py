"""What senders write instead of a word, a number or a host, and what it is read as."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.evasion import Revealer
from bot.analysis.hidden import HiddenFinder
from bot.analysis.normalize import normalize
from bot.analysis.spelling import Manner, fold, list_spellings
from tests.corpus.messages import load_messages

TODAY = date(2026, 11, 21)
SMS = Path(__file__).resolve().parents[3] / "shared" / "data" / "sms_dev.jsonl"

WORDS = [
    *(("薇信", "微信"), ("微亻言", "微信"), ("微人言", "微信"), ("薇❤", "微信"), ("V❤️", "微信")),
    *(("微❤信", "微信"), ("徽♥", "微信"), ("加威信", "加微信"), ("√信", "微信"), ("wei信", "微信")),
    *(("微xin", "微信"), ("微✉️", "微信"), ("力口薇信", "加微信"), ("伽威信", "加微信")),
    *(("加扣扣", "加qq"), ("企鹅:8876543", "qq:8876543"), ("扌口扌口", "qq"), ("q q", "qq")),
    *(("🐧号8876543", "qq8876543"), ("Q.Q", "qq"), ("还欵", "还款"), ("還歀", "还款")),
    *(("不辶款", "还款"), ("huan款", "还款"), ("贷欵", "贷款"), ("代贝款", "贷款")),
    *(("信用货款额度", "信用贷款额度"), ("dai款", "贷款"), ("转💰", "转钱"), ("贷/款", "贷款")),
    *(("網岱", "网贷"), ("彳正信", "征信"), ("征芯", "征信"), ("洗白证信", "洗白征信")),
    *(
        ("马佥证码", "验证码"),
        ("验正碼", "验证码"),
        ("把验证吗发给", "把验证码发给"),
    ),
    *(("转zhang", "转账"), ("车专账", "转账"), ("轉仗", "转账"), ("钅艮行卡", "银行卡")),
    *(("银荇", "银行"), ("银行咔", "银行卡"), ("信用💳", "信用卡"), ("亻寸款", "付款")),
    *(("支富宝", "支付宝"), ("支fu宝", "支付宝"), ("起讠斥", "起诉"), ("走己诉", "起诉")),
    *(
        ("氵去院", "法院"),
        ("法yuan", "法院"),
        ("法阮", "法院"),
        ("律帅", "律师"),
        ("弓长律师", "张律师"),
    ),
    *(
        ("逾骐", "逾期"),
        ("俞辶期", "逾期"),
        ("亻责务", "债务"),
        ("冫东结", "冻结"),
        ("催収", "催收"),
    ),
    *(
        ("卦账", "挂账"),
        ("炸骗", "诈骗"),
        ("账呺", "账号"),
        ("信甪卡", "信用卡"),
        ("通讯渌", "通讯录"),
    ),
    *(("联糸", "联系"), ("额渡", "额度"), ("讠乍骗", "诈骗"), ("微♡信", "微信")),
    *(("贷.款", "贷款"), ("微\u200b信", "微信"), ("法\u0336院", "法院"), ("转\u202e账", "转账")),
]
# Read, and no sign of hiding: what a line's end, a printer or an ordinary person writes.
SILENT = [
    *(("贷\n款", "贷款"), ("验证\n码", "验证码"), ("还 款", "还款"), ("請還款", "请还款")),
    *(("加VX:dk8866", "加微信:dk8866"), ("加V信", "加微信"), ("zfb转", "支付宝转")),
    *(("加V dk8866", "加微信 dk8866"), ("138.0013.8000", "13800138000")),
    *(("①③⑧00①③⑧000", "13800138000"), ("❶❸❽00❶❸❽000", "13800138000")),
    ("1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", "13800138000"),
    *(("4001-100-100", "4001100100"), ("愈期", "逾期")),
]
NUMBERS = [
    *(("138oo138ooo", "13800138000"), ("l38OOl38OOO", "13800138000")),
    *(("一三八零零一三八零零零", "13800138000"), ("幺三八〇〇一三八〇〇〇", "13800138000")),
    *(("1 3 8 - 0 0 1 3 8 - 0 0 0", "13800138000"), ("1.3.8.0.0.1.3.8.0.0.0", "13800138000")),
    *(("4OO-82o-o588", "4008200588"), ("壹叁捌零零壹叁捌零零零", "13800138000")),
    *(("QQ:8 8 7 6 5 4 3", "qq:8876543"), ("qq号八八七六五四三", "qq号8876543")),
    ("qq八八七六五四三", "qq8876543"),
    ("6 2 2 2 0 2 1 2 3 4 5 6 7 8 9 0 1 2 3", "6222021234567890123"),
]
HOSTS = [
    *(("d k 8 8 . c o m", "dk88.com"), ("dk88点com", "dk88.com"), ("dk88。com", "dk88.com")),
    *(("dk88[.]com", "dk88.com"), ("www.dk88.c0m", "www.dk88.com"), ("dk88 . cn", "dk88.cn")),
    *(("dk88. com", "dk88.com"), ("ɪᴄʙᴄ点com", "icbc.com"), ("zxfw-court点cn", "zxfw-court.cn")),
]

GENUINE = [
    "他在单位很有威信,增加威信靠做事。",
    "树立威信不靠嗓门。",
    "安徽信用社提醒您按时还款。",
    "纽扣扣得很紧。",
    "动物园的企鹅很可爱,小企鹅出生了。",
    "企鹅号已认证。",
    "请于2026年11月21日前支付货款,否则将起诉。",
    "货款利息损失由被告承担,货款逾期未付。",
    "买卖合同纠纷,原告要求支付货款30000元。",
    "本院已受理(2026)浙0106民初1234号。",
    "请拨打12368核实案件,或登录zxfw.court.gov.cn查看。",
    "客服热线400-820-0588,010-85001234。",
    "请致电138 0013 8000联系书记员。",
    "关注微信公众号查看账单。",
    "验证码 1 2 3 4 5 6,请勿告诉他人。",
    "尾号6222的信用卡本期应还1,380,013.80元。",
    "维信金科提醒您尽快还款。",
    "汇率由跌转涨,放还宽限期三天。",
    "一至三号,二〇二六年一月一日零时。",
    "卡号6222 0212 3456 7890 123已绑定。",
    "服务器地址142.215.177.138已停用。",
    "上午8点cntv直播,下午3点复习。",
    "请登录App。comic频道另行通知。",
    "木耳关系到口感,火车连接处禁止吸烟。",
    "替代款项已到,新品手袋款式上架。",
    "端正信念,真正信任,保证信息安全。",
    "全网货架,购物网袋两元。",
    "职责务必履行,开启诉讼程序。",
    "到账沪深基金一笔,金额三百元。",
    "开发院区,自动结算,优惠款式。",
    "请於三日內還款,逾期將依法處理。",
    "我的邮箱vx123@weixin.com,网址https://wx.vx.com/qq/zfb。",
    "加V8会员立减50,满100加1元换购。",
    "关注官微❤转发有礼。",
    "车次G1380,11:38-13:58,2026-11-21。",
    "甲方:张三;身份证号110101199001011234。",
    "亿源公司成立于2001年。",
    "树下栽花,薇薇的婚礼。",
]

TWINS = [
    (
        "【XX贷】您的贷欵已谕骐,今日18点前请加薇❤dk88661转zhang到个人账戸,否则上门。",
        "【XX贷】您的贷款已逾期,今日18点前请加微信dk88661转账到个人账户,否则上门。",
    ),
    (
        "您的馬佥证石马發給客服,逾骐記錄立即消除,加扣扣 8876543",
        "您的验证码发给客服,逾期记录立即消除,加qq 8876543",
    ),
    (
        "公 安 局 通 知:您涉嫌洗錢,請將資金車專账至安全账戶,否則凍結艮行卡",
        "公安局通知:您涉嫌洗钱,请将资金转账至安全账户,否则冻结银行卡",
    ),
    (
        "你的案件巳移交氵去院,撤案需先轉仗2000元到李经理个人支富宝138oo138ooo",
        "你的案件巳移交法院,撤案需先转账2000元到李经理个人支付宝13800138000",
    ),
    (
        "无抵押贷*款,秒到账,先交保证金500元解冫东,详询V❤:dk8899",
        "无抵押贷款,秒到账,先交保证金500元解冻,详询微信:dk8899",
    ),
    (
        "征芯修复,逾期洗白,内部渠道包成功,先付费,加威信zx66338",
        "征信修复,逾期洗白,内部渠道包成功,先付费,加微信zx66338",
    ),
    (
        "【微粒贷】您的借歀额渡已冻洁,解涷请点 d k 8 8 . c o m 輸入銀荇咔密码和马佥證碼",
        "【微粒贷】您的借款额度已冻结,解冻请点 dk88.com 输入银行卡密码和验证码",
    ),
]


@pytest.fixture(scope="module")
def revealer(library):
    content = library.content
    return Revealer(content.evasion, content.characters, content.find_domain)


@pytest.fixture(scope="module")
def reveal(library, revealer):
    characters = library.content.characters
    return lambda text: revealer.reveal(normalize(text, characters, revealer.symbols))


def told(plain):
    """What was written and what it stands for."""
    spans = [(plain.locate(start, end), (start, end)) for start, end in plain.disguises]
    return [(plain.original[a:b], plain.text[c:d]) for (a, b), (c, d) in spans]


def test_the_table_of_pairs_is_large():
    assert len(WORDS) + len(SILENT) + len(NUMBERS) + len(HOSTS) >= 100
    assert len(GENUINE) >= 30


@pytest.mark.parametrize(("written", "read"), [*WORDS, *SILENT, *NUMBERS, *HOSTS])
def test_is_read_as_meant(reveal, written, read):
    assert reveal(written).text == read


@pytest.mark.parametrize("written", [written for written, _ in [*WORDS, *NUMBERS, *HOSTS]])
def test_hiding_is_told_of(reveal, written):
    assert reveal(written).disguises


@pytest.mark.parametrize(("written", "read"), SILENT)
def test_ordinary_writing_is_read_in_silence(reveal, written, read):
    assert reveal(written).disguises == ()


@pytest.mark.parametrize("text", GENUINE)
def test_genuine_text_is_left_alone(library, reveal, text):
    plain = reveal(text)
    assert told(plain) == []
    assert plain.text == normalize(text, library.content.characters).text


def test_no_genuine_message_of_the_corpus_hides_anything(reveal):
    hiding = {
        each.id for each in load_messages() if each.is_genuine and reveal(each.text).disguises
    }
    assert hiding <= {"voices-089"}  # read off a picture, with characters misread


@pytest.mark.skipif(not SMS.exists(), reason="the development data lies outside the repository")
def test_no_benign_message_of_real_phones_hides_anything(reveal):
    rows = [json.loads(line) for line in SMS.read_text("utf-8").splitlines()]
    benign = [row for row in rows if row["label"] == "benign"]
    assert len(benign) > 400
    assert [row["id"] for row in benign if reveal(row["text"]).disguises] == []


@pytest.mark.parametrize(("disguised", "clean"), TWINS)
def test_a_disguise_does_not_change_the_verdict(engine, disguised, clean):
    hidden, open_ = (engine.analyze(text, today=TODAY) for text in (disguised, clean))
    assert (hidden.authenticity, hidden.kind) == (open_.authenticity, open_.kind)
    assert open_.authenticity == "scam"
    assert {each.rule for each in open_.findings} <= {each.rule for each in hidden.findings}
    assert "words-disguised" in {each.rule for each in hidden.findings}
    assert "words-disguised" not in {each.rule for each in open_.findings}


def test_a_finding_quotes_what_was_written_and_names_the_word(engine, library):
    rule = next(each for each in library.content.rules if each.id == "words-disguised")
    text = "您的欠款请加薇❤:dk88661处理"
    report = engine.analyze(text, today=TODAY)
    finding = next(each for each in report.findings if each.rule == rule.id)
    assert finding.quote == text[finding.start : finding.end] == "薇❤"
    assert finding.because == rule.detail.format(plain="微信")


def test_a_hidden_number_is_not_spelled_out_in_the_reason(engine, library):
    rule = next(each for each in library.content.rules if each.id == "words-disguised")
    report = engine.analyze("您的欠款请致电l38oo138ooo处理", today=TODAY)
    finding = next(each for each in report.findings if each.rule == rule.id)
    assert finding.quote == "l38oo138ooo"
    assert finding.because == rule.because


def test_disguises_stay_with_their_message(engine):
    text = "【某银行】您的账单已出,请在App查看。\n【某某贷】您的贷欵已逾期,请加薇信dk88661处理。"
    report = engine.analyze(text, today=TODAY)
    hiding = [
        sum(finding.rule == "words-disguised" for finding in part.findings) for part in report.parts
    ]
    assert hiding == [0, 1]


def test_a_way_of_writing_stands_for_one_word(library):
    """A way listed twice would be read as whichever stands first."""
    table, characters = library.content.evasion, library.content.characters
    meant: dict[str, set[str]] = {}
    for word in table.word:
        for way in (*word.ways, *word.beside, *word.shorthand):
            meant.setdefault(fold(way, characters), set()).add(word.plain)
    assert {way: words for way, words in meant.items() if len(words) > 1} == {}


def test_no_way_of_writing_hides_in_a_plain_word(library):
    """A plain word that holds a way would be rewritten inside itself."""
    spellings = list_spellings(library.content.evasion, library.content.characters)
    plain = {each.plain for each in spellings.values()}
    anywhere = {way for way, each in spellings.items() if each.manner is Manner.DISGUISE}
    assert [(way, word) for way in anywhere for word in plain if way in word] == []


PIECES = [
    *(
        "薇",
        "❤",
        "信",
        "v",
        "微",
        "亻言",
        "加",
        "扣扣",
        "贷",
        "款",
        "欵",
        "\n",
        "*",
        " ",
        "/",
        "力口",
    ),
    *("138oo138ooo", "一三八", "1 3 8 ", "o", "l", "dk88", "点", "。", ".", "com", "c o m", "q q"),
    *("vx", "dk8866", "企鹅", "威信", "安徽", "车专", "账", "\u200b", "🐧", "💳", "银行", "法院"),
    *("网止", "亿源", "5", "货款", "额度", "弓长", "律师", "@", "https://", "验证", "吗", "发给"),
]
LIKELY = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
TEXTS = st.one_of(
    LIKELY,
    st.lists(
        st.sampled_from([written for written, _ in [*WORDS, *SILENT, *NUMBERS, *HOSTS]]),
        max_size=12,
    ).map("".join),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=200),
)
MANY = settings(max_examples=300, deadline=None)


@MANY
@given(text=TEXTS)
def test_revealing_twice_is_revealing_once(reveal, text):
    once = reveal(text).text
    assert reveal(once).text == once


@MANY
@given(text=TEXTS)
def test_offsets_and_disguises_lead_back_into_the_original(reveal, text):
    plain = reveal(text)
    assert len(plain.offsets) == len(plain.text)
    assert list(plain.offsets) == sorted(plain.offsets)
    assert all(0 <= offset < len(text) for offset in plain.offsets)
    reached = 0
    for start, end in plain.disguises:
        assert reached <= start < end <= len(plain.text)
        reached = end
        begin, stop = plain.locate(start, end)
        assert 0 <= begin < stop <= len(text)


@MANY
@given(text=LIKELY)
def test_a_report_on_disguises_quotes_the_text(engine, text):
    report = engine.analyze(text, today=TODAY)
    for each in (report, *report.parts):
        assert each.skipped == ()
        for finding in each.findings:
            assert finding.quote == text[finding.start : finding.end]


@pytest.mark.parametrize(
    "piece",
    ["微❤", "加v", "1 ", "贷\n", "o1", "薇", "qq1 ", "a。com ", "贷*款", "d k 8 8 . c o m "],
)
def test_work_grows_no_faster_than_the_text(library, monkeypatch, piece):
    """Counts places looked at, not time."""
    content = library.content
    looked = 0

    def count(owner, name):
        original = getattr(owner, name)

        def counting(*given):
            nonlocal looked
            looked += 1
            return original(*given)

        monkeypatch.setattr(owner, name, counting)

    for name in ("_stands", "_is_broken"):
        count(Revealer, name)
    for name in ("_number", "_address", "_spelled_out"):
        count(HiddenFinder, name)
    revealer = Revealer(content.evasion, content.characters, content.find_domain)

    def work(times):
        nonlocal looked
        looked = 0
        revealer.reveal(normalize(piece * times, content.characters, revealer.symbols))
        return looked

    assert work(800) <= 2 * work(400) + 8
    assert work(800) <= 8 * 800 + 8
