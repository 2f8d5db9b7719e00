"""Answers for every question of letters, each with words that stand nowhere else."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations

from bot.forms.fields import Choice, Choices, Day, List, Money, Month, Whole, Words
from bot.forms.form import Progress, Question
from bot.forms.pictures import Picture, take_print
from bot.forms.secrets import mask_numbers
from bot.library.letters import Letter

TODAY = date(2026, 11, 22)
LOG = (
    "昨天 晚上10点40 13812345678 自称法务，说已通知单位\n"
    "2026-11-18 09:05 10690001234567 短信：今日不处理上门，卡号6222020200112233445\n"
    "【某某金融】您已逾期，请处理\n"
    "11/15 22:40 021-12345678 打给我母亲"
)
_WORDS = {
    "full_name": "欧阳某某",
    "phone": "13800000000",
    "mail_address": "某省某市某区某路7号",
    "lender_name": "某某消费金融有限公司",
    "contract_no": "JK2024-000123",
    "court_name": "某某市某某区人民法院",
    "case_no": "（2026）某0102民初1234号",
    "plaintiff_name": "某某银行股份有限公司",
    "hardship_detail": "六月离职，现在打零工，家里一个孩子上小学。",
    "contact_window": "工作日18点到20点，电话",
    "impact": "家里老人受到惊吓。",
    "lender_complaint_no": "TS20261101，11月1日",
    "lender_reply": "说系统显示无误",
    "credit_item": "某某消金尾号1234，显示逾期，应为已结清",
    "police_receipt": "某某派出所，受案回执第12号",
    "clues": "查报告时发现，去年丢过证件",
    "freeze_info": "尾号6789，冻结18650元",
    "dependants": "一名未成年子女",
    "storage": "本人手机，已备份到电脑",
}
_REQUIRED = {
    "age": "old",
    "ack_since": "none",
    "demand_since": "none",
    "stance": "limit",
    "complained": "yes",
    "mine": "no",
    "by_court": "yes",
    "over_means": "yes",
}
_LONG_AGO = ("last_due_date", "last_repay_date", "last_demand_date")
_MONEY = {
    "repaid_total": 6300,
    "claimed_amount": 18650,
    "monthly_income": 6500,
    "monthly_need": 4300,
    "monthly_offer": 1000,
    "settle_offer": 1100,
    "keep_amount": 2600,
}


def answer(letter: Letter, question: Question, varied: Mapping[str, str] | None = None) -> object:
    """A value as the field would have read it; ``varied`` chooses other options."""
    name, field = question.id, question.answer
    if varied and name in varied:
        return (varied[name],) if isinstance(field, Choices) else varied[name]
    if isinstance(field, Choice):
        if name == "age" and any(stop.holds({"age": "old"}, TODAY) for stop in letter.stop):
            return "young"
        return _REQUIRED.get(name, field.options[0].id)
    if isinstance(field, Choices):
        keys = (each.id for each in field.options)
        return tuple(each for each in keys if not letter.find_stop({name: (each,)}, TODAY))
    return _sample(name, field, list(letter.questions).index(name))


def _sample(name: str, field: object, place: int) -> object:
    match field:
        case Money():
            return Decimal(_MONEY.get(name, 20_000))
        case Whole():
            return 37
        case Day():
            year = 2020 if name in _LONG_AGO else 2026
            return date(year, 1 + place % 12, 1 + place % 28)
        case Month():
            return date(2024, 6, 1)
        case List():
            return (f"甲材料{place}，2026年6月，原单位", f"乙材料{place}")
        case Picture():
            return take_print("截图1.png", b"picture", whole=True)
        case Words(lines=True):
            return mask_numbers(LOG)
    return _WORDS[name]


def fill(
    letter: Letter, given: set[str] | None, varied: Mapping[str, str] | None = None
) -> Progress:
    """A complete form with the optional facts of ``given``, all of them for None."""
    progress = Progress(letter.form)
    while (place := progress.place) is not None:
        wanted = given is None or place.question.id in given
        if place.can_end and (place.round == 1 or not wanted):
            progress = progress.end()
        elif place.question.optional and not wanted:
            progress = progress.skip()
        else:
            progress = progress.answer(answer(letter, place.question, varied))
    assert letter.find_stop(progress.answers, TODAY) is None
    return progress


def list_variants(letter: Letter) -> Iterator[Mapping[str, str]]:
    """No change, then each other option of each question with options, where none stops."""
    yield {}
    for asked in letter.question:
        if isinstance(asked.answer, Choice | Choices):
            for option in asked.options:
                if not letter.find_stop({asked.id: (option,)}, TODAY):
                    yield {asked.id: option}


def list_optional(letter: Letter) -> list[str]:
    """The facts that may be left out."""
    return [each.id for each in letter.question if each.skip or each.group]


def list_pairs(letter: Letter) -> Iterator[set[str]]:
    """Every pair of them, and each alone."""
    names = list_optional(letter)
    yield from ({each} for each in names)
    yield from map(set, combinations(names, 2))
