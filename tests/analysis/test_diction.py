"""Which way a text's choice of words leans."""

from math import sqrt

import pytest

from bot.analysis.diction import LEAST, Diction, Lean, Margins, Reader, Scale, list_grams

WORDS = "春眠不觉晓处闻啼鸟夜来风雨声花落"  # sixteen characters, each once
SCALE = Scale("x", 1, 1, -0.25, {"20": " ".join(WORDS), "-40": "山 山川"})


def _measure(characters: str) -> float:
    return Reader([SCALE]).measure(set(characters))["x"]


def test_grams_are_characters_and_pairs_side_by_side_once_each():
    assert list_grams("还钱,钱还 还钱a还") == {"还", "钱", "还钱", "钱还"}


def test_digits_signs_and_latin_letters_are_no_grams():
    assert list_grams("12:30 【app】!！?") == set()


def test_a_margin_is_the_sum_over_the_root_of_the_count_plus_the_bias():
    assert len(WORDS) == LEAST
    assert _measure(WORDS) == pytest.approx(2.0 * 16 / sqrt(16) - 0.25)
    assert _measure(WORDS + "山") == pytest.approx((2.0 * 16 - 4.0) / sqrt(17) - 0.25)


def test_unknown_words_change_nothing():
    assert Reader([SCALE]).measure({*WORDS, "龘", "龘山"}) == Reader([SCALE]).measure(set(WORDS))


def test_a_text_of_too_few_known_words_leans_nowhere():
    assert _measure(WORDS[1:]) == 0.0


def test_scales_are_measured_each_by_itself():
    heavy = Scale("heavy", 1, 1, 0.5, {"-90": " ".join(WORDS)})
    few = Scale("few", 1, 1, 0.5, {"9": "春 眠"})
    alone = _measure(WORDS)
    assert Reader([heavy, SCALE, few]).measure(set(WORDS)) == {
        "heavy": pytest.approx(-9 * sqrt(16) + 0.5),
        "x": alone,
        "few": 0.0,
    }


@pytest.mark.parametrize(
    ("margin", "lean"), [(-1.0, Lean.UNLIKE), (-0.9, Lean.NEITHER), (0.5, Lean.LIKE)]
)
def test_margins_part_the_scale(margin, lean):
    assert Margins(unlike=-1.0, like=0.5).read(margin) is lean


def test_a_margin_that_is_not_given_parts_nothing():
    assert Margins(like=0.5).read(-9) is Lean.NEITHER
    assert Margins(unlike=0.5).read(9) is Lean.NEITHER


def test_the_stretch_that_leans_most_is_named():
    text = f"山川,{WORDS}。山山山山山山山山山山山山山山山山山山"
    start, end = Diction([SCALE], {"x": Margins(-1, 1)}).find_telling(text, "x")
    assert text[start:end] == WORDS


def test_a_text_is_read_on_every_scale():
    diction = Diction([SCALE], {"x": Margins(-1, 1)})
    assert diction.read(WORDS) == {"x": Lean.LIKE}
    assert diction.read("") == {"x": Lean.NEITHER}


def test_diction_alone_never_accuses(engine):
    text = "通道名额只剩今天,办理即可到账,对接老师会教你操作,别告诉别人,先到先得,我们带着你做"
    report = engine.analyze(text)
    diction = [each for each in report.findings if each.family == "diction"]
    others = [each for each in report.against if each.family != "diction"]
    assert others or report.authenticity not in ("scam", "suspicious")
    assert sum(each.points for each in diction if each.toward == "scam") <= 4
