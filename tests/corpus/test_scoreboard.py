"""The scoreboard's arithmetic on made-up verdicts, and that its file says what the code says."""

from types import SimpleNamespace

import pytest

from tests.corpus import scoreboard
from tests.corpus.ablate import ABLATIONS, drop_punctuation, drop_signatures, neutralize_hosts
from tests.corpus.measure import (
    Alarms,
    Errors,
    Judged,
    Twins,
    count_accepted,
    count_alarms,
    count_errors,
    count_pairs,
    count_twins,
    find_worst,
    wrong_axes,
)
from tests.corpus.messages import DATA, Message, Side, side_of

GENUINE = ("plausible", "unclear")


def judged(identifier, right, said, twin=None, **axes):
    """One message with accepted authenticity, and ``axis=(right, said)`` for other axes."""
    accepted = {"authenticity": right, **{axis: pair[0] for axis, pair in axes.items()}}
    message = Message(identifier, "", None, twin, accepted, "label", side_of(right))
    said_axes = {axis: pair[1] for axis, pair in axes.items()}
    return Judged(message, SimpleNamespace(authenticity=said, **said_axes))


def test_both_error_rates_count_their_own_side_only():
    made = [
        judged("a", GENUINE, "scam"),
        judged("b", GENUINE, "suspicious"),
        judged("c", GENUINE, "unclear"),
        judged("d", ("scam",), "suspicious"),
        judged("e", ("scam", "suspicious"), "unclear"),
        judged("f", ("scam",), "scam"),
        judged("g", ("suspicious", "unclear"), "scam"),
    ]
    assert count_errors(made) == Errors(3, 1, 1, 3, 2, 1)


@pytest.mark.parametrize(
    ("right", "side"),
    [
        (GENUINE, Side.GENUINE),
        (("scam",), Side.SCAM),
        (("suspicious", "scam"), Side.SCAM),
        (("suspicious",), Side.OPEN),
        (("suspicious", "unclear"), Side.OPEN),
    ],
)
def test_a_message_stands_on_the_side_that_its_right_values_leave(right, side):
    assert side_of(right) is side


def test_alarms_leave_out_what_may_go_either_way():
    made = [
        judged("a", GENUINE, "unclear", conduct=(("abusive",), "abusive")),
        judged("b", GENUINE, "unclear", conduct=(("abusive",), "none_seen")),
        judged("c", GENUINE, "unclear", conduct=(("none_seen",), "abusive")),
        judged("d", GENUINE, "unclear", conduct=(("none_seen", "abusive"), "abusive")),
        judged("e", GENUINE, "unclear"),
    ]
    assert count_alarms(made, "conduct", "abusive") == Alarms(2, 1, 1, 1)
    assert count_accepted(made, "conduct") == (2, 4)


def test_a_pair_is_right_only_when_both_twins_are():
    made = [
        judged("a1", GENUINE, "unclear", "a"),
        judged("a2", ("scam",), "suspicious", "a"),
        judged("b1", GENUINE, "suspicious", "b"),
        judged("b2", ("scam",), "scam", "b"),
        judged("c1", GENUINE, "plausible", "c"),
        judged("c2", ("scam",), "unclear", "c"),
        judged("d1", GENUINE, "unclear", "d"),
        judged("d2", ("suspicious", "unclear"), "unclear", "d"),
    ]
    assert count_twins(made) == Twins(3, ("b", "c"))


def test_the_confusion_matrix_counts_pairs():
    made = [judged(each, GENUINE, each) for each in ("scam", "scam", "unclear")]
    table = count_pairs(made, lambda each: "row", lambda each: each.authenticity)
    assert table == {"row": {"scam": 2, "unclear": 1}}


def test_the_worst_error_is_the_furthest_from_right():
    made = [
        judged("near", GENUINE, "suspicious"),
        judged("far", GENUINE, "scam"),
        judged("right", GENUINE, "unclear"),
        judged("opposite", ("scam",), "plausible"),
        judged("wrong-kind", GENUINE, "unclear", kind=(("other",), "court_notice")),
    ]
    assert [each.message.id for _, each in find_worst(made)] == [
        *("opposite", "far", "near", "wrong-kind"),
    ]
    assert [each.message.id for _, each in find_worst(made, 1)] == ["opposite"]
    assert wrong_axes(made[-1]) == ["kind"]


def test_a_label_alone_makes_the_same_error():
    message = Message("x", "", None, None, {}, "scam", Side.SCAM)
    assert wrong_axes(Judged(message, SimpleNamespace(authenticity="unclear"))) == ["authenticity"]


def test_ablations_take_away_what_they_say_and_nothing_else():
    text = "【甲行】您好,应还1,234.50元,详见http://ab.c.example/x?y=1。[乙]"
    assert drop_signatures(text) == "您好,应还1,234.50元,详见http://ab.c.example/x?y=1。"
    assert neutralize_hosts("x.example/1 example.com") == "k7m2q9.com/1 example.com"
    assert drop_punctuation(text) == "甲行您好应还1,234.50元详见http://ab.c.example/x?y=1乙"
    assert ABLATIONS["as written"](text) == text


def test_absent_data_are_said_and_no_failure(tmp_path, capsys):
    assert scoreboard.shared_corpora(tmp_path) == []
    assert capsys.readouterr().out.count("NOT MEASURED") == 2


def test_the_file_says_what_the_code_measures(engine):
    """Where it fails, the rules have changed: run ``make scoreboard`` and look at what moved."""
    written = scoreboard.FILE.read_text(encoding="utf-8").partition(scoreboard.BORDER)[0]
    assert written.split("\n") == [*scoreboard.render_own(engine).split("\n"), ""]


@pytest.mark.skipif(not (DATA / "sms_dev.jsonl").is_file(), reason="../shared/data is not here")
def test_the_file_says_what_the_shared_data_show(engine):
    written = scoreboard.FILE.read_text(encoding="utf-8").partition(scoreboard.BORDER)[2]
    measured = scoreboard.render_shared(engine, scoreboard.shared_corpora())
    assert written.strip("\n").split("\n") == measured.rstrip("\n").split("\n")
