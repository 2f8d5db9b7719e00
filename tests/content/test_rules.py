"""Each rule's own proof, and what holds for all patterns."""

import re
from datetime import date

import pytest
import regex

from bot.analysis.match import Matcher
from bot.analysis.content import (Example)
from bot.analysis.normalize import normalize
from bot.library.load import load_library

TODAY = date(2026, 11, 21)
_REPEATS = re.compile(r"(?<!\\)(?:[*+]|\{\d+,\})")
_CLASS = re.compile(r"\[(?:\\.|[^\]\\])+\]")
_LONGEST_GAP = 120


def proofs():
    """Read while pytest collects: the names of the tests are the names of the rules."""
    for rule in load_library().content.rules:
        for expected, examples in ((True, rule.hits), (False, rule.misses)):
            for number, example in enumerate(examples, start=1):
                name = f"{rule.id}-{'hits' if expected else 'misses'}-{number}"
                yield pytest.param(rule.id, example, expected, id=name)


@pytest.mark.parametrize(("rule_id", "example", "expected"), list(proofs()))
def test_a_rule_proves_itself(engine, rule_id, example, expected):
    given = example if isinstance(example, Example) else Example(example)
    report = engine.analyze(given.text, given.sender, given.answers, TODAY)
    fired = {finding.rule for part in (report, *report.parts) for finding in part.findings}
    assert (rule_id in fired) is expected


def patterns(library):
    for rule in library.content.rules:
        for source in (*rule.any, *rule.all, *rule.unless):
            yield rule.id, source


def test_few_patterns_are_tried_on_every_text(library):
    content = library.content
    matcher = Matcher(content.rules, content.families, content.vocabulary, content.words)
    assert matcher.always_tried <= 0.05 * matcher.patterns


def test_every_pattern_compiles(library):
    for _, source in patterns(library):
        regex.compile(source)


def test_no_gap_is_unbounded(library):
    endless = [
        (rule_id, source)
        for rule_id, source in patterns(library)
        if _REPEATS.search(_CLASS.sub("x", source))
    ]
    assert endless == []


def test_no_gap_is_longer_than_a_sentence(library):
    wide = [
        (rule_id, source)
        for rule_id, source in patterns(library)
        if any(int(most) > _LONGEST_GAP for most in re.findall(r"\{\d*,(\d+)\}", source))
    ]
    assert wide == []


def test_no_pattern_waits_for_a_character_that_never_arrives(library):
    """Normalized text has no capitals, full-width marks or traditional forms to match."""
    characters = library.content.characters
    lost = [
        (rule_id, character)
        for rule_id, source in patterns(library)
        for character in re.sub(r"\\[a-zA-Z](?:\{\w+\})?", "", source)
        if normalize(character, characters).text != character
    ]
    assert lost == []


def test_every_reason_is_one_short_sentence(library):
    long = [rule.id for rule in library.content.rules if len(rule.because) > 40]
    assert long == []


def test_every_family_has_rules_and_room_for_its_heaviest(library):
    content = library.content
    for family in content.families:
        members = [rule for rule in content.rules if rule.family == family.id]
        assert members, family.id
        assert family.cap >= 1


def test_no_rule_keys_on_the_corpus_own_placeholders(library):
    style = re.compile(r"\.example|某地|examp")
    assert [rule_id for rule_id, source in patterns(library) if style.search(source)] == []
