"""Questions as people type them find their page among the first three; noise finds nothing."""

import tomllib
from pathlib import Path

import pytest

from bot.library.search import PageSearch, build_search

VOICES = {"plain", "spoken", "traditional", "typo", "dialect"}
FRESH = 0.85  # of the questions that nothing was tuned for

QUESTIONS = [
    ("欠网贷会坐牢吗", "legal.criminal"),
    ("網貸逾期會被抓嗎", "legal.criminal"),
    ("收到法院传票了怎么办", "legal.sued"),
    ("信用卡还不起怎么和银行协商", "negotiate"),
    ("催收一天打我几十个电话", "collection_misconduct.calls"),
    ("催收给我爸妈打电话了", "collection_misconduct.contacts"),
    ("催收说要上门怎么办", "collection_misconduct.door"),
    ("催收骂我全家", "collection_misconduct.threat"),
    ("催收把我的信息贴到小区", "collection_misconduct.post"),
    ("警察打电话说我涉嫌洗钱", "collection_misconduct.impersonate"),
    ("我已经把钱转给骗子了", "scammed_already.money"),
    ("我点了短信里的链接", "scammed_already"),
    ("验证码告诉对方了怎么办", "scammed_already.info"),
    ("他让我下载会议软件共享屏幕", "scammed_already.app"),
    ("有人冒用我的身份证贷款", "scammed_already.identity"),
    ("律师函是真的吗", "verify.lawyer"),
    ("法院短信是不是真的", "verify.court"),
    ("仲裁委员会发的短信是真的吗", "verify.arb"),
    ("106开头的短信是骗子吗", "verify.numbers"),
    ("没有借过钱却收到催款短信", "verify.notme"),
    ("怎么投诉网贷平台", "complaint.lender"),
    ("12378投诉有用吗", "complaint.12378"),
    ("征信上的错误怎么改", "complaint.credit"),
    ("停息挂账的中介能信吗", "negotiate.agent"),
    ("三年前的欠款还用还吗", "negotiate.old"),
    ("协商分期签协议要注意什么", "negotiate.sign"),
    ("怎么跟老婆说我欠钱了", "wellbeing.tell"),
    ("我不想活了", "wellbeing.now"),
    ("群友说想自杀怎么办", "group_admins.crisis"),
    ("怎么申请法律援助", "legal.aid"),
    ("微信和银行卡被法院冻结了", "legal.freeze"),
    ("利息太高了合法吗", "legal.rate"),
    ("诉前调解的电话要不要接", "legal.mediate"),
    ("收到支付令怎么办", "legal.payorder"),
    ("老公欠的债我要还吗", "legal.family"),
    ("个人能不能申请破产", "legal.bankrupt"),
    ("催收短信要怎么保存当证据", "evidence.sms"),
    ("可以录音吗", "evidence.record"),
    ("借银行卡给朋友用有事吗", "prevention.card"),
    ("低保怎么办理", "prevention.relief"),
    ("被列入失信被执行人会怎样", "legal.enforce"),
]

NOISE = [
    "",
    " \n",
    "的",
    "asdfghjkl qwerty",
    "哈哈哈哈哈哈",
    "今天天气真好啊",
    "🙂🙂🙂",
    "明天一起去爬山",
    "你好",
    "谢谢",
    "lorem ipsum dolor sit amet",
    "。。。！！！",
    "\ud800\u200b",
]


ASKED = Path(__file__).parent / "questions"


@pytest.fixture(scope="module")
def search(library) -> PageSearch:
    return build_search(library)


def read_questions(name: str) -> list[tuple[str, str, list[str]]]:
    """How it was written, the question, and the pages that answer it."""
    table = tomllib.loads((ASKED / f"{name}.toml").read_text("utf-8"))
    return [(voice, each["asks"], each["pages"]) for voice, rows in table.items() for each in rows]


def measure(search: PageSearch, name: str) -> tuple[float, list[str]]:
    """The share of questions with an answer among the first three, and those without."""
    asked = read_questions(name)
    missed = [asks for _, asks, pages in asked if not set(pages) & set(search.find(asks))]
    return 1 - len(missed) / len(asked), missed


def test_questions_as_people_type_them_find_their_page(search):
    share, missed = measure(search, "known")
    assert len(read_questions("known")) >= 150
    assert share >= 0.95, missed


def test_questions_written_after_the_tuning_mostly_find_theirs(search):
    share, missed = measure(search, "fresh")
    assert len(read_questions("fresh")) >= 60
    assert share >= FRESH, missed


@pytest.mark.parametrize("name", ["known", "fresh"])
def test_questions_are_of_many_voices_and_name_pages_that_exist(library, name):
    asked = read_questions(name)
    assert len({asks for _, asks, _ in asked}) == len(asked)
    assert {voice for voice, _, _ in asked} == VOICES
    assert {page for _, _, pages in asked for page in pages} <= set(library.pages)
    assert all(pages for _, _, pages in asked)


@pytest.mark.parametrize(("question", "page"), QUESTIONS)
def test_a_question_finds_its_page(search, question, page):
    found = search.find(question)
    assert page in found
    assert len(found) <= 3


@pytest.mark.parametrize("noise", NOISE)
def test_noise_finds_nothing(search, noise):
    assert search.find(noise) == ()


def test_every_title_finds_its_own_page_first(search, library):
    missed = [
        page.id for page in library.pages.values() if search.find(page.title)[:1] != (page.id,)
    ]
    assert missed == []


def test_every_alias_finds_its_own_page(search, library):
    missed = [
        (page.id, alias)
        for page in library.pages.values()
        for alias in page.aliases
        if page.id not in search.find(alias)
    ]
    assert missed == []


def test_a_long_paste_is_answered(search):
    assert len(search.find("催收一直打电话怎么办" * 2_000)) <= 3


def test_most_bounds_the_answer(search):
    assert len(search.find("怎么投诉网贷平台", most=1)) == 1
