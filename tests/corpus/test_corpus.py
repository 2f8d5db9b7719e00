"""The own corpus: floors that may only rise, and promises without tolerance.

A failure names messages by id and never shows their text.
"""

from collections import defaultdict

import pytest

from bot.analysis.model import Kind
from tests.corpus.messages import ACCUSED, AXES, TODAY, load_messages, read_value

FLOORS = {"kind": 2469, "authenticity": 2702, "conduct": 2640, "deadline": 2581}
LEAST_TWINS = 0.95
MOST_ALARMS = 0.005


@pytest.fixture(scope="module")
def messages():
    return load_messages()


@pytest.fixture(scope="module")
def reports(engine, messages):
    return {each.id: engine.analyze(each.text, each.sender, today=TODAY) for each in messages}


def wrong(messages, reports, axis):
    return [
        each.id
        for each in messages
        if read_value(reports[each.id], axis) not in each.accepted[axis]
    ]


def test_ids_are_unique_and_labels_are_complete(messages):
    assert len({each.id for each in messages}) == len(messages) >= 2700
    assert all(each.accepted[axis] for each in messages for axis in AXES)


@pytest.mark.parametrize("axis", FLOORS)
def test_an_axis_keeps_its_floor(messages, reports, axis):
    missed = wrong(messages, reports, axis)
    assert len(messages) - len(missed) >= FLOORS[axis], missed


def test_every_crisis_is_found(messages, reports):
    missed = [
        each.id
        for each in messages
        if each.accepted["crisis"] == ("true",) and not reports[each.id].crisis
    ]
    assert missed == []


def test_few_who_are_in_no_danger_are_asked_to_look_after_themselves(messages, reports):
    safe = [each for each in messages if each.accepted["crisis"] == ("false",)]
    called = [each.id for each in safe if reports[each.id].crisis]
    assert len(called) <= MOST_ALARMS * len(safe), called


def test_no_genuine_message_is_called_a_scam(messages, reports):
    called = [
        each.id for each in messages if each.is_genuine and reports[each.id].authenticity == "scam"
    ]
    assert called == []


def test_no_plausible_message_is_called_suspicious(messages, reports):
    called = [
        each.id
        for each in messages
        if each.accepted["authenticity"] == ("plausible", "unclear")
        and reports[each.id].authenticity in ACCUSED
    ]
    assert called == []


def test_no_scam_is_called_plausible(messages, reports):
    called = [
        each.id
        for each in messages
        if each.is_scam and reports[each.id].authenticity == "plausible"
    ]
    assert called == []


def test_a_paper_is_called_a_scam_only_for_a_decisive_demand(library, messages, reports):
    decisive = {rule.id for rule in library.content.rules if rule.decides == "scam"}
    papers = set(library.content.verdicts.papers)
    called = [
        each.id
        for each in messages
        if reports[each.id].kind in papers
        and reports[each.id].authenticity == "scam"
        and not decisive & {finding.rule for finding in reports[each.id].findings}
    ]
    assert called == []


def test_own_words_are_never_judged(messages, reports):
    judged = [
        each.id
        for each in messages
        if reports[each.id].kind == Kind.NOT_AN_SMS
        and (reports[each.id].authenticity, reports[each.id].conduct)
        != ("unclear", "not_applicable")
    ]
    assert judged == []


def test_twins_are_told_apart(messages, reports):
    twins = defaultdict(list)
    for each in messages:
        if each.twin:
            twins[each.twin].append(each)
    missed = {
        twin
        for twin, members in twins.items()
        if len(members) > 1
        and any(
            read_value(reports[each.id], "authenticity") not in each.accepted["authenticity"]
            for each in members
        )
    }
    assert len(missed) <= (1 - LEAST_TWINS) * len(twins), sorted(missed)


def test_nothing_runs_out_of_time(messages, reports):
    assert [each.id for each in messages if reports[each.id].skipped] == []
