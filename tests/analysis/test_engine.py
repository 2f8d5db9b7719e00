"""Whole messages through the engine: the promises of the design."""

from dataclasses import replace
from datetime import date

import pytest

from bot.analysis import Authenticity, Conduct, Deadline, Kind

TODAY = date(2026, 11, 21)
COURT = (
    "【杭州市西湖区人民法院】(2026)浙0106民初3127号借款合同纠纷一案的起诉状副本、传票已向您"
    "电子送达,请登录 https://zxfw.court.gov.cn 查收。"
)


@pytest.fixture
def judge(engine):
    return lambda text, **kw: engine.analyze(text, today=TODAY, **kw)


def test_a_genuine_paper_is_plausible_and_has_a_deadline(judge):
    report = judge(COURT)
    assert (report.kind, report.authenticity) == (Kind.COURT_NOTICE, Authenticity.PLAUSIBLE)
    assert (report.conduct, report.deadline) == (Conduct.NOT_APPLICABLE, Deadline.USUAL)
    assert report.courts == ("杭州市西湖区人民法院",)


@pytest.mark.parametrize(
    "demand",
    [
        "请把收到的验证码回复给书记员。",
        "请下载腾讯会议共享屏幕核实。",
        "请转账到书记员个人账户。",
        "缴纳撤案费500元后即可撤案。",
    ],
)
def test_a_decisive_demand_turns_even_a_complete_paper(judge, demand):
    assert judge(COURT + demand).authenticity is Authenticity.SCAM


@pytest.mark.parametrize(
    "line", ["谨防诈骗。", "请注意防范电信诈骗!", "法院不会要求您提供验证码。"]
)
def test_a_warning_at_the_end_changes_nothing(judge, line):
    assert judge(COURT + line).authenticity is Authenticity.PLAUSIBLE
    assert judge(COURT + line).kind is Kind.COURT_NOTICE
    scam = "您的贷款逾期,请把欠款转到专员个人账户。"
    assert judge(scam + line).authenticity is Authenticity.SCAM


def test_a_warning_by_itself_is_other(judge):
    report = judge("【反诈中心】凡要求转账到安全账户的都是诈骗,请勿提供验证码。")
    assert report.kind is Kind.OTHER
    assert report.authenticity in {Authenticity.UNCLEAR, Authenticity.PLAUSIBLE}
    assert report.conduct is Conduct.NOT_APPLICABLE


def test_findings_quote_the_users_own_text(judge):
    text = "【ＸＸ金融】您的欠款请 加 微 信dk88661办理"
    for finding in judge(text).findings:
        assert finding.quote == text[finding.start : finding.end]


def test_the_gravest_of_several_decides_and_all_are_kept(judge):
    report = judge("【招商银行】您的账单已出\n【法务部】请把验证码发给客服核实")
    assert report.authenticity is Authenticity.SCAM
    assert len(report.parts) == 2


def test_a_crisis_in_any_part_is_a_crisis(judge):
    assert judge("我真的不想活了\n【招商银行】您的账单已出,请按时还款").crisis


def test_words_around_a_message_do_not_hide_it(judge):
    report = judge("帮我看看这条是不是真的\n【招商银行】您的账单4718.94元,还款日07月15日")
    assert report.kind is Kind.LENDER_REMINDER


def test_words_of_no_known_kind_do_not_hide_it_either(judge):
    report = judge("老王群里传的\n\n" + COURT)
    assert (report.kind, report.authenticity) == (Kind.COURT_NOTICE, Authenticity.PLAUSIBLE)
    assert report.parts == ()


def test_the_rest_of_an_account_is_no_number_abroad(judge):
    text = "【杭州市西湖区人民法院】请汇入本院专户,账号1002 0001 2345 6789"
    assert "overseas-number-given" not in {each.rule for each in judge(text).findings}
    abroad = judge("【杭州市西湖区人民法院】请速回电+85261234567")
    assert abroad.authenticity is Authenticity.SUSPICIOUS


def test_an_answer_moves_the_verdict(judge):
    text = "您的贷款已逾期,请联系李经理13800138000处理"
    before, after = judge(text), judge(text, answers={"loan": "no"})
    assert len(after.against) > len(before.against)


def test_the_sender_counts(judge):
    text = "【招商银行】您的账单逾期,请尽快还款"
    assert judge(text, sender="+85261234567").against
    assert judge(text, sender="95555").genuine


@pytest.mark.parametrize("text", ["你好", "借呗逾期了怎么办", "", "   "])
def test_own_words_are_never_judged(judge, text):
    report = judge(text)
    assert report.authenticity is Authenticity.UNCLEAR
    assert report.conduct is Conduct.NOT_APPLICABLE
    assert report.deadline is Deadline.NONE_SEEN


def test_links_that_nobody_owns_are_located(judge):
    text = "请登录 http://dk-login.top 处理,或 https://zxfw.court.gov.cn 查收"
    assert [text[start:end] for start, end in judge(text).links] == ["http://dk-login.top"]


def test_a_private_payee_beside_the_own_app_is_suspicious(judge):
    text = "【九秒贷】请在九秒贷APP自助还款!您也可以通过支付宝还款<支付宝:jm***@163.com(刘芳)>"
    assert judge(text).authenticity is Authenticity.SUSPICIOUS
    assert judge(text.replace("请在九秒贷APP自助还款!您也可以", "请")).authenticity is (
        Authenticity.SCAM
    )


def test_how_a_debt_is_collected_is_told_only_where_one_is_demanded(engine):
    report = engine.analyze("欠款再不还就联系你全部联系人")
    assert report.conduct is Conduct.ABUSIVE
    assert report.telling == report.findings
    undemanded = replace(report, conduct=Conduct.NOT_APPLICABLE)
    assert report.abusive
    assert set(undemanded.telling) == set(report.findings) - set(report.abusive)
