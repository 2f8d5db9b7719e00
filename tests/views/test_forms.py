"""Screens of a form under way: questions, errors, choices, ends."""

import string
from decimal import Decimal

import pytest

from bot.forms.fields import Choices, FieldError, Option, Whole
from bot.forms.form import Progress
from bot.library.calculators import Calculator
from bot.library.questions import Asked, Rounds, build_form
from bot.views.buttons import Action, read_press
from bot.views.calculators import key_of
from bot.views.forms import (
    Deed,
    read_deed,
    render_cancelled,
    render_choosing,
    render_gone,
    render_question,
    render_still_open,
    say_error,
    say_trail,
)
from bot.views.quantities import say_answer, say_day, say_money, say_percent
from tests.views.screens import button_faults, html_faults, list_buttons

KINDS = ("money", "percent", "times", "whole")
LABELS = ("甲", "乙", "丙")
ASKED = Asked(
    id="some",
    label="哪些",
    ask="有哪些？",
    answer=Choices(tuple(Option(f"o{n}", label) for n, label in enumerate(LABELS))),
)


class Letter:
    """The least that a form needs to be shown."""

    title, purpose = "一封信", "写一封信。"

    def __init__(self) -> None:
        self.questions = {"some": ASKED}
        self.groups: dict[str, Rounds] = {}
        self.form = build_form((ASKED,), {})


@pytest.fixture
def fee(library) -> Calculator:
    return library.calculators["court_fee"]


def test_the_first_question_says_what_it_is_for_and_what_is_kept(private, fee):
    screen = render_question(private, key_of(fee), fee, Progress(fee.form))
    assert fee.purpose in screen.visible
    assert private.texts["forms.privacy"] in screen.visible
    assert "例：50000" in screen.visible
    assert html_faults(screen) == []


def test_a_later_question_says_how_the_answer_was_read(private, fee):
    progress = Progress(fee.form).answer(Decimal(50000))
    screen = render_question(private, key_of(fee), fee, progress)
    assert "记下了：对方要多少 50,000元" in screen.visible
    data = [each.callback_data for each in list_buttons(screen)]
    assert [read_deed(read_press(each).argument) for each in data] == [
        *(Deed("c.court_fee", 1, "o", number) for number in range(4)),
        Deed("c.court_fee", 1, "b", 0),
        Deed("c.court_fee", 1, "x", 0),
    ]


def test_an_error_comes_first_and_says_what_is_wanted(private, fee):
    error = FieldError("money_low", least=Decimal("0.01"))
    screen = render_question(private, key_of(fee), fee, Progress(fee.form), error)
    assert "这个数要大一点，最少 0.01元。" in screen.visible
    assert fee.purpose not in screen.visible


BOUNDED = {f"{kind}{end}" for kind in KINDS for end in ("", "_low", "_high")}
DATED = {f"{kind}_{end}" for kind in ("day", "month") for end in ("early", "late", "future")}
KEYS = {
    *BOUNDED,
    *DATED,
    *("day", "month", "choice", "choices_few", "words_few", "words_many"),
    *("list_comma", "list_few", "list_many", "under_earlier", "over_earlier", "not_below"),
    *("day_past", "secret", "shape", "picture", "picture_large"),
}


def test_every_error_of_a_field_has_its_words(private, fee):
    """Each key that fields raise has a text, and no word of it is left unfilled."""
    texts = private.texts.list_area("forms.error")
    assert set(texts) == KEYS
    sample = {
        "least": 1, "most": 2, "length": 3, "first": 4, "last": 5, "given": 6, "bound": Decimal(7),
        "earlier": "amount",
    }  # fmt: skip
    for key, text in texts.items():
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        error = FieldError(key, **{name: sample[name] for name in names})
        assert "{" not in say_error(private.texts, fee, error), key


def test_several_options_are_marked_and_unmarked_in_the_buttons_alone(private, codec):
    progress = Progress(Letter().form)
    none = render_question(private, "l.x", Letter(), progress)
    assert [each.text for each in list_buttons(none)] == [*LABELS, "选好了", "取消"]
    first = read_deed(read_press(list_buttons(none)[0].callback_data).argument)
    assert first == Deed("l.x", 0, "t", 1)
    one = render_choosing(private, "l.x", Letter(), progress, 1)
    assert [each.text for each in list_buttons(one)][:3] == ["✓ 甲", "乙", "丙"]
    data = [read_deed(read_press(each.callback_data).argument) for each in list_buttons(one)]
    assert [(each.kind, each.number) for each in data[:4]] == [
        ("t", 0), ("t", 3), ("t", 5), ("m", 1),
    ]  # fmt: skip
    assert button_faults(one, codec) == []


def test_ends_without_a_result_offer_to_begin_again(private, fee, codec):
    key = key_of(fee)
    for screen in (render_gone(private, key, fee), render_cancelled(private, key)):
        presses = [read_press(each.callback_data) for each in list_buttons(screen)]
        assert [(each.action, each.argument) for each in presses] == [
            (Action.BEGIN, key), (Action.HOME, ""),
        ]  # fmt: skip
        assert [*html_faults(screen), *button_faults(screen, codec)] == []


def test_a_reminder_repeats_the_question(private, fee):
    progress = Progress(fee.form).answer(Decimal(1))
    question = render_question(private, key_of(fee), fee, progress)
    screen = render_still_open(private, fee, question, "forms.still")
    assert "还开着" in screen.visible
    assert "怎么审" in screen.visible


def test_the_trail_names_what_was_left_open(private, library):
    rate = library.calculators["irr_annual_rate"]
    progress = Progress(rate.form, (Decimal(9600), "week", "no", (Decimal(5),) * 3, None))
    assert say_trail(private.texts, rate, progress) == [
        ("实际到手", "9,600元"),
        ("多久还一次", "每周"),
        ("每期一样吗", "有几期不一样"),
        ("各期付出", "5元×3"),
        ("合同年利率", "没填"),
    ]


@pytest.mark.parametrize(
    "data",
    ["", "c.x", "c.x.1", "c.x.a.b", "c.x.1.", "c.x.1.oz", "c.x.1.o-1", "c.x.1.b1", "c.x.1.o"],
)
def test_foreign_arguments_are_refused(data):
    with pytest.raises(ValueError, match=r"unpack|literal|deed"):
        read_deed(data)


def test_quantities(private, library):
    texts = private.texts
    assert say_money(texts, Decimal("1234567.5")) == "1,234,567.50元"
    assert say_money(texts, Decimal(-20)) == "−20元"
    assert say_money(texts, Decimal("-0.001")) == "0元"
    assert say_percent(texts, Decimal("18.00")) == "18%"
    assert say_percent(texts, Decimal("-1e-13")) == "0%"
    assert say_percent(texts, Decimal("0.0175")) == "0.0175%"
    assert say_percent(texts, Decimal("6.3875")) == "6.39%"
    assert say_percent(texts, Decimal(100)) == "100%"
    assert say_day(texts, library.rates.checked) == "2026年1月20日（周二）"
    many = Asked("a", "a", "a", Choices((Option("x", "甲"), Option("y", "乙"))))
    assert say_answer(texts, many, ("x", "y")) == "甲、乙"
    assert say_answer(texts, many, ()) == "没有"
    assert say_answer(texts, Asked("a", "a", "a", Whole()), 12) == "12"
