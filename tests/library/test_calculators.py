"""Calculators in content: a mistake is named, and the real ones have none."""

from dataclasses import replace
from datetime import date

import pytest

from bot.forms.fields import Money, Whole
from bot.library.calculators import Line, list_calculator_faults, list_texts
from bot.library.lint import lint
from bot.library.questions import Asked, Rounds, build_form, list_question_faults
from bot.reckoning.registry import RECKONERS


@pytest.fixture
def faults(library):
    """The complaints about the court fee's calculator with something changed."""
    fee = library.calculators["court_fee"]

    def find(**changed):
        broken = replace(fee, **changed)
        others = library.calculators | {broken.id: broken}
        return list(list_calculator_faults(broken, others, library.pages, library.facts))

    return find


def test_every_arithmetic_has_its_content(library):
    assert set(library.calculators) == set(RECKONERS)
    assert len(RECKONERS) == 21


def test_the_real_ones_have_no_fault(faults):
    assert faults() == []


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"title": "长" * 15}, "a title has more than 14"),
        ({"purpose": "长" * 81}, "a purpose has more than 80"),
        ({"on": ("no.page",)}, "names the page no.page"),
        ({"next": ("no.page",)}, "names the page no.page"),
        ({"also": ("no_tool",)}, "names the calculator no_tool"),
        ({"refs": ("no-fact",)}, "rests on no-fact"),
        ({"id": "no_such"}, "there is no arithmetic for it"),
        ({"line": (Line("result", "{nothing}"),)}, "nothing is called nothing"),
        ({"line": (Line("result", "x", when=("never",)),)}, "nothing raises never"),
        ({"line": (Line("result", "x", unless=("never",)),)}, "nothing raises never"),
        ({"line": (Line("result", "x", each="rows"),)}, "there are no rows called rows"),
        ({"line": (Line("result", "{percent}"),)}, "nothing is called percent"),
        ({"line": (Line("result", "长" * 91),)}, "a line has more than 90"),
        ({"question": ()}, "amount is asked and not used, or used and not asked"),
    ],
)
def test_a_mistake_is_named(faults, changed, complaint):
    assert any(each.startswith(complaint) for each in faults(**changed))


def test_a_figure_is_never_called_unlawful(library):
    fee = library.calculators["court_fee"]
    worse = replace(fee, line=(*fee.line, Line("result", "超过就违法，不用还。")))
    broken = replace(library, calculators=library.calculators | {fee.id: worse})
    said = [str(each) for each in lint(broken)]
    assert any("says 违法" in each for each in said)
    assert any("says 不用还" in each for each in said)


def test_a_number_or_law_without_a_source_is_named(library):
    fee = library.calculators["court_fee"]
    worse = replace(fee, line=(*fee.line, Line("caution", "打12355问，按《没有的法》。")))
    broken = replace(library, calculators=library.calculators | {fee.id: worse})
    said = [str(each) for each in lint(broken)]
    assert any("court_fee.toml" in each and "shows 12355" in each for each in said)
    assert any("court_fee.toml" in each and "names 没有的法" in each for each in said)


def test_a_missing_calculator_is_named(library):
    some = {name: each for name, each in library.calculators.items() if name != "court_fee"}
    assert any("court_fee" in str(each) for each in lint(replace(library, calculators=some)))


def test_rates_out_of_order_are_named(library):
    rates = replace(library.rates, lpr=library.rates.lpr[::-1])
    assert any(each.file == "rates.toml" for each in lint(replace(library, rates=rates)))


def asked(name: str, **more) -> Asked:
    return Asked(name, "标签", "问题", more.pop("answer", Money()), example="1", **more)


@pytest.mark.parametrize(
    ("questions", "groups", "complaint"),
    [
        ([asked("a"), asked("a")], {}, "a is there twice"),
        ([asked("a", when={"b": ("x",)})], {}, "a names b"),
        ([asked("a", at_least="b"), asked("b")], {}, "a names b"),
        ([asked("a", below="b")], {}, "a names b"),
        ([asked("a", group="g")], {}, "the group g is described once"),
        ([asked("a")], {"g": Rounds("完")}, "the group g is described once"),
        (
            [asked("a", group="g"), asked("b"), asked("c", group="g")],
            {"g": Rounds("完")},
            "the group g is described once",
        ),
        ([replace(asked("a"), example="")], {}, "a: an example helps"),
        ([replace(asked("a"), ask="")], {}, "a: nothing to say"),
        ([replace(asked("a"), ask="长" * 61)], {}, "a: ask has more than 60"),
        ([replace(asked("a"), buttons=("长" * 21,))], {}, "a: button has more than 20"),
    ],
)
def test_a_fault_of_a_question_is_named(questions, groups, complaint):
    found = list(list_question_faults(tuple(questions), groups))
    assert any(each.startswith(complaint) for each in found), found


def test_a_form_is_built_in_order_with_its_groups():
    questions = (asked("a"), asked("b", group="g"), asked("c", group="g", answer=Whole()))
    form = build_form(questions, {"g": Rounds("完", least=1, most=3)})
    assert [each.id for each in form.steps] == ["a", "g"]
    assert [each.id for each in form.steps[1].questions] == ["b", "c"]
    assert (form.steps[1].least, form.steps[1].most) == (1, 3)


def test_every_quick_answer_and_example_can_be_read(library):
    """A button types its label, and an example is meant to be copied."""
    reading = library.reading(date(2026, 11, 22))
    for calculator in library.calculators.values():
        for each in calculator.question:
            for text in (*each.buttons, *([each.example] if each.example else [])):
                each.answer.read(text, reading)


def test_every_sentence_is_listed(library):
    said = set(list_texts(library.calculators["limitation_date"]))
    assert {"诉讼时效粗算", "债权转让通知", "程序结束日", "今天就打12348问。"} & said
