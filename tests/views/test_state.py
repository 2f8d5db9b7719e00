"""A verdict's state in a button: short, exact, and nothing else is taken for one."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis import Engine
from bot.analysis.codes import code_of
from bot.analysis.model import Authenticity, Conduct, Deadline, Kind
from bot.library.load import load_library
from bot.views.buttons import MOST_BYTES, Action, button, read_press
from bot.views.state import MOST_RULES, State, StateCodec, state_of, top_findings

LIBRARY = load_library()
RULES = [rule.id for rule in LIBRARY.content.rules]
QUESTIONS = LIBRARY.content.verdicts.questions
CODEC = StateCodec(LIBRARY.content.rules, QUESTIONS)


def answer_sets() -> st.SearchStrategy[dict[str, str]]:
    """Any questions answered, in any order."""
    choices = {each.id: [answer.id for answer in each.answers] for each in QUESTIONS}
    orders = st.lists(st.sampled_from(sorted(choices)), unique=True)
    return orders.flatmap(
        lambda order: st.tuples(*(st.sampled_from(choices[each]) for each in order)).map(
            lambda answers: dict(zip(order, answers, strict=True))
        )
    )


STATES = st.builds(
    State,
    kind=st.sampled_from(Kind),
    authenticity=st.sampled_from(Authenticity),
    conduct=st.sampled_from(Conduct),
    deadline=st.sampled_from(Deadline),
    crisis=st.booleans(),
    answers=answer_sets(),
    rules=st.lists(st.sampled_from(RULES), max_size=MOST_RULES, unique=True).map(tuple),
)


@settings(max_examples=200, deadline=None)
@given(STATES)
def test_a_state_comes_back_as_it_was(state):
    code = CODEC.encode(state)
    again = CODEC.decode(code)
    assert again == state
    # The last answer is the one that a verdict says changed it.
    assert list(again.answers) == list(state.answers)
    assert re.fullmatch(r"[A-Za-z0-9_.!-]+", code)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(LIBRARY.pages)), STATES)
def test_a_page_with_any_state_fits_a_button(page_id, state):
    made = button("x", Action.PAGE, page_id, CODEC.encode(state))
    press = read_press(made.callback_data)
    assert (press.action, press.argument) == (Action.PAGE, page_id)
    assert CODEC.decode(press.state) == state


def test_the_longest_page_with_the_fullest_state_fits():
    fullest = State(
        Kind.OTHER,
        Authenticity.PLAUSIBLE,
        Conduct.NOT_APPLICABLE,
        Deadline.NONE_SEEN,
        True,
        {each.id: each.answers[0].id for each in QUESTIONS},
        tuple(RULES[:MOST_RULES]),
    )
    longest = max(LIBRARY.pages, key=len)
    for action in (Action.PAGE, Action.BASIS):
        data = button("x", action, longest, CODEC.encode(fullest)).callback_data
        assert len(data) <= MOST_BYTES


def test_rules_have_codes_of_their_own():
    codes = {code_of(rule_id) for rule_id in RULES}
    assert len(codes) == len(set(RULES))
    assert {len(code) for code in codes} == {4}


def test_codes_of_rules_never_change():
    """They stand in buttons that were sent long ago."""
    assert code_of("move-to-messenger") == "iDGi"


def test_answers_have_codes_of_their_own():
    codes = [question.code + answer.code for question in QUESTIONS for answer in question.answers]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 2 and code.isascii() for code in codes)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=64) | st.text("abcp012345-!.uyn_", max_size=30))
def test_garbage_is_a_state_or_a_value_error(text):
    try:
        state = CODEC.decode(text)
    except ValueError:
        return
    assert CODEC.decode(CODEC.encode(state)) == state


@pytest.mark.parametrize(
    "text",
    ["", "a", "a0", "a00", "z000-.", "A000-.", "a900-.", "a090-.", "a009-.", "a000-zz.", "a000-p."],
)
def test_garbage_is_refused(text):
    with pytest.raises(ValueError, match=r"\S"):
        CODEC.decode(text)


def test_a_rule_that_no_longer_exists_is_left_out():
    code = f"b000-.{code_of('a-rule-of-last-year')}{code_of(RULES[0])}"
    assert CODEC.decode(code).rules == (RULES[0],)


def test_a_button_sent_today_is_read_forever():
    """A golden sample: whoever changes it breaks buttons already sent."""
    state = CODEC.decode("b101-pnlu.")
    assert state == State(
        Kind.COURT_NOTICE,
        Authenticity.SUSPICIOUS,
        Conduct.ABUSIVE,
        Deadline.USUAL,
        False,
        {"papers": "no", "loan": "unknown"},
        (),
    )


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=64))
def test_garbage_is_a_press_or_a_value_error(data):
    try:
        press = read_press(data)
    except ValueError:
        return
    assert data == f"{press.action}:{press.argument}:{press.state}"


def test_a_press_may_hold_colons_in_its_state():
    assert read_press("g:verify.court:b101-.").argument == "verify.court"
    with pytest.raises(ValueError, match=r"\S"):
        read_press("g:verify.court")


def test_a_button_past_the_limit_is_refused():
    button("x", Action.PAGE, "a" * 61)
    with pytest.raises(ValueError, match="65 bytes"):
        button("x", Action.PAGE, "a" * 62)


def test_letters_of_actions_never_change():
    assert {each.name: each.value for each in Action} == {
        "VERDICT": "v",
        "WHY": "w",
        "VERIFY": "c",
        "STEPS": "t",
        "WRONG": "x",
        "WRONG_REASON": "r",
        "ANSWER": "a",
        "PAGE": "g",
        "BASIS": "b",
        "HOME": "h",
        "TOOLS": "k",
        "LETTERS": "l",
        "BEGIN": "n",
        "FORM": "f",
        "OPEN": "o",
        "DUE": "d",
        "CALENDAR": "i",
        "REMIND": "m",
        "ZONES": "u",
        "KEEP": "y",
        "REMINDERS": "s",
        "CANCEL": "q",
        "HAPPENED": "e",
        "LANGUAGE": "j",
        "SETTINGS": "1",
        "RECEIVE": "2",
        "REFUSE": "3",
    }


def test_a_report_keeps_its_weightiest_rules(engine: Engine):
    report = engine.analyze(LIBRARY.samples["scam"])
    state = state_of(report, {})
    points = [each.points for each in top_findings(report)]
    assert points == sorted(points, reverse=True)
    assert state.rules == tuple(each.rule for each in top_findings(report)[:MOST_RULES])
    assert len(state.rules) == MOST_RULES


def test_a_rule_that_hit_twice_is_carried_once(cases):
    twice = [
        each.id
        for each in cases
        if len(set(rules := state_of(each.report, {}).rules)) != len(rules)
    ]
    assert twice == []
