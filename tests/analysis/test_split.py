"""A paste of several messages."""

from itertools import pairwise

import pytest

from bot.analysis.envelope import EnvelopeOpener
from bot.analysis.shape import Signs
from bot.analysis.split import split


def parts(text):
    return [text[start:end].strip() for start, end in split(text)]


def test_one_message_stays_whole():
    text = "【招商银行】您的账单已出\n详询95555"
    assert split(text) == ((0, len(text)),)


@pytest.mark.parametrize(
    "text",
    [
        "【甲】第一条短信\n【乙】第二条短信",
        "第一条短信【甲】\n第二条短信【乙】",
        "1.【甲】第一条短信\n\n2.【乙】第二条短信",
    ],
)
def test_signatures_divide(text):
    assert len(parts(text)) == 2


def test_words_of_the_user_before_a_message_are_a_part():
    assert parts("帮我看看这两条\n【甲】第一条短信") == ["帮我看看这两条", "【甲】第一条短信"]


def test_nothing_is_lost_between_parts():
    text = "【甲】第一条\n【乙】第二条\n【丙】第三条"
    spans = split(text)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(left[1] == right[0] for left, right in pairwise(spans))


def test_a_flood_of_signatures_is_not_judged_one_by_one():
    spans = split("【甲】第一条\n" * 500)
    assert 30 < len(spans) < 40
    assert spans[-1][1] == len("【甲】第一条\n" * 500)


@pytest.mark.parametrize("text", ["", "\n\n\n", "【】", "好"])
def test_what_is_too_short_to_divide(text):
    assert split(text) == ((0, len(text)),)


SIGNED = "【招商银行】您的账单4718.94元,还款日07月15日"
UNSIGNED = "您的贷款已逾期,请联系李经理13800138000处理"


@pytest.fixture(scope="module")
def open_envelope(library):
    words = library.content.vocabulary
    opener = EnvelopeOpener(words.envelope, Signs(words.message_patterns))

    def run(text):
        found = opener.open(text)
        return text[found.start : found.end].strip(), found.sender, len(found.own)

    return run


@pytest.mark.parametrize("message", [SIGNED, UNSIGNED])
@pytest.mark.parametrize(
    ("before", "after", "sender", "own"),
    [
        ("", "", None, 0),
        ("催收小李 14:02\n", "", None, 0),
        ("张经理 2026/11/20 下午2:33\n", "", None, 0),
        ("[14:32] 法务老刘:", "", None, 0),
        ("群聊的聊天记录\n\n法务部陈 11月20日 15:20\n", "", None, 0),
        ("发件人:10690000123\n时间:2026年11月20日 10:11\n内容:", "", "10690000123", 0),
        ("这是对方发给我的原话:", "", None, 1),
        ("发件人:1069123456\n", "", "1069123456", 0),
        ("发件人:招商银行\n", "", "招商银行", 0),
        ("来自 95588\n", "", "95588", 0),
        ("95588\n", "", "95588", 0),
        ("10690123456:", "", "10690123456", 0),
        ("+85261234567:", "", "+85261234567", 0),
        ("【转发】", "", None, 0),
        ("2026-11-20 14:03\n", "", None, 0),
        ("11月20日 下午2:03\n", "", None, 0),
        ("昨天 14:03\n", "", None, 0),
        ("帮我看看这个:", "", None, 1),
        ("帮我看看这条是真的吗\n", "", None, 1),
        ("麻烦帮忙看一下,", "", None, 1),
        ("我刚收到一条短信:", "", None, 1),
        ("请问这是诈骗吗:", "", None, 1),
        ("", "\n这是真的吗?", None, 1),
        ("", "\n我该怎么办", None, 1),
        ("", "\n要不要理?", None, 1),
        ("【转发】发件人:+85261234567\n2026/11/20 9:00\n", "\n这是诈骗吗?", "+85261234567", 1),
    ],
)
def test_what_stands_around_a_message(open_envelope, message, before, after, sender, own):
    assert open_envelope(before + message + after) == (message, sender, own)


def test_a_long_quotation_at_the_end_is_the_message(open_envelope):
    told = "我妈今天收到的,吓得饭都没吃:\n"
    message, _, own = open_envelope(f"{told}“{SIGNED}”")
    assert (message, own) == (f"{SIGNED}”", 1)
    question = "短信上写“你不还钱就等着坐牢”,真的会坐牢吗"
    assert open_envelope(question) == (question, None, 0)


@pytest.mark.parametrize(
    "text",
    [
        "帮我看看这个短信是真的吗",
        "我收到法院的短信了怎么办,说我被起诉了",
        "95588:您的账户异常,请联系13800138000",
        "来自星星的你,请帮我看看",
        "",
        "\n\n",
        "【转发】",
    ],
)
def test_what_has_no_envelope_stays_whole(open_envelope, text):
    assert open_envelope(text) == (text.strip(), None, 0)


TAILS = [
    "我家门口现在有人砸门,说不还钱不走",
    "他们说要上门,我已经在楼顶了",
    "刚收到这个,然后就有三个人来我家堵门要我还款",
    "欠了6家,一共128000,撑不下去了,想跳楼",
    "起诉就起诉吧,反正我今晚就走了,孩子托付给我妈",
    "真的还不起了,药都买好了",
    "我怕,能不能别让他们上门,现在外面有人踹门",
    "催收刚才打了我,现在还在楼下。我不敢回去",
]


@pytest.mark.parametrize("message", [SIGNED, UNSIGNED, f"{SIGNED}。退订回T"])
@pytest.mark.parametrize("gap", ["\n", "。", "。 "])
@pytest.mark.parametrize("tail", TAILS)
def test_a_danger_told_behind_a_message_is_heard(engine, message, gap, tail):
    alone, told = engine.analyze(message), engine.analyze(message + gap + tail)
    assert not alone.crisis
    assert told.crisis
    assert (told.kind, told.authenticity) == (alone.kind, alone.authenticity)


@pytest.mark.parametrize(
    "tail",
    [
        "我在银行门口排队",
        "他们说要上门,我该怎么办",
        "我对不起家里,想好好上班把钱还上",
        "老公车祸住院,真的还不起",
    ],
)
def test_a_worry_told_behind_a_message_is_no_danger(engine, tail):
    assert not engine.analyze(f"{SIGNED}\n{tail}").crisis


def test_asides_are_bounded_and_touching_ones_are_one(library):
    words = library.content.vocabulary
    opener = EnvelopeOpener(words.envelope, Signs(words.message_patterns))
    text = SIGNED + "。我在楼顶。别找我了。" + "您好,请还款。我不想活了。" * 9
    found = opener.open(text).asides
    assert 1 <= len(found) <= 4
    assert "我在楼顶。别找我了" in text[slice(*opener.open(text[:60]).asides[0])]


@pytest.mark.parametrize("before", ["帮我看看这条是真的吗\n", "【转发】", "2026-11-20 14:03\n"])
@pytest.mark.parametrize("message", [SIGNED, UNSIGNED])
def test_words_around_a_message_change_nothing(engine, before, message):
    alone, framed = engine.analyze(message), engine.analyze(before + message)
    assert (framed.kind, framed.authenticity, framed.conduct, framed.deadline) == (
        *(alone.kind, alone.authenticity, alone.conduct, alone.deadline),
    )
    assert [each.rule for each in framed.findings] == [each.rule for each in alone.findings]
    assert [each.start - len(before) for each in framed.findings if each.end] == [
        each.start for each in alone.findings if each.end
    ]


def test_a_cry_for_help_around_a_message_is_heard(engine):
    report = engine.analyze("帮我看看这个我不想活了\n" + SIGNED)
    assert report.crisis
    assert report.kind is engine.analyze(SIGNED).kind


def test_a_sender_line_counts_as_the_sender_unless_one_is_given(engine):
    text = "发件人:+85261234567\n" + SIGNED
    assert engine.analyze(text).sender == "oversea"
    assert engine.analyze(text, sender="95555").sender == "short_95_big"
