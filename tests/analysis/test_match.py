"""The matcher: the phrase scan must lose nothing, exceptions hold for one sentence."""

import math
import re
from datetime import date

import pytest
import regex

from bot.analysis.checks import CHECKS, GROUNDS
from bot.analysis.content import Example, Family, Rule
from bot.analysis.extract import Extractor
from bot.analysis.literals import DIGIT, LONGEST_RUN, count_ways, find_needs
from bot.analysis.match import Matcher
from bot.analysis.model import Toward
from bot.analysis.normalize import normalize
from bot.analysis.pattern import Pattern, simplify, write_for_re
from bot.analysis.phrases import Phrases


@pytest.fixture(scope="module")
def facts(library):
    extractor = Extractor(library.content)

    def read(text):
        return extractor.extract(normalize(text, library.content.characters), None, {}, None)

    return read


MOBILES = frozenset(f"1{second}" for second in "3456789")
WORDS = {
    "tell": ("通知", "告诉"),
    "people": ("家人", "家里人", "同事"),
    "night": ("半夜",),
}


def rule(identifier="r", **fields):
    fields = {"toward": Toward.SCAM, "points": 1, "family": "f"} | fields
    return Rule(
        id=identifier,
        because="因为",
        source="test",
        checked=date(2026, 11, 21),
        hits=(),
        misses=(),
        **fields,
    )


@pytest.fixture(scope="module")
def match(library, facts):
    def run(text, *rules, **family):
        families = [Family("f", "f", 9, **family)]
        matcher = Matcher(rules, families, library.content.vocabulary, WORDS)
        return matcher.match(facts(text))

    return run


def ids(matches):
    return [hit.rule.id for hit in matches.hits]


def every_example(library):
    for each in library.content.rules:
        for example in (*each.hits, *each.misses):
            yield example.text if isinstance(example, Example) else example


def with_runs(text):
    """The text, and its longest run of digits the way that a pattern's needs write one."""
    return text + "\n" + DIGIT * max(map(len, re.findall(r"\d+", text)), default=0)


def test_the_phrase_scan_never_loses_a_hit(library, facts):
    patterns = {
        source: (regex.compile(source), find_needs(source, runs=True))
        for each in library.content.rules
        for source in (*each.any, *each.all, *each.unless)
    }
    read = {facts(text).text for text in every_example(library)}
    texts = {text: with_runs(text) for text in read}
    lost = [
        (source, text)
        for source, (pattern, needs) in patterns.items()
        for text, scanned in texts.items()
        if not all(any(phrase in scanned for phrase in need) for need in needs)
        and pattern.search(text)
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("通缉令", {frozenset({"通缉令"})}),
        ("(?:转|汇)账", {frozenset({"转账", "汇账"})}),
        ("甲.{0,9}乙丙", {frozenset({"乙丙"}), frozenset({"甲"})}),
        ("(?:甲乙)?丙", {frozenset({"丙", "甲乙丙"})}),
        ("(?:甲乙){1,3}", {frozenset({"甲乙", "甲乙甲乙", "甲乙甲乙甲乙"})}),
        ("(?:甲乙){1,9}", {frozenset({"甲乙"})}),
        ("(?:甲|乙丙)(?!戊)(?:丁|$)", {frozenset({"甲", "乙丙", "甲丁", "乙丙丁"})}),
        (r"\d+", {frozenset({DIGIT})}),
        (r"(?<!\d)1[3-9]\d{4,9}(?!\d)", {frozenset({DIGIT * 6}), MOBILES}),
        (r"\d{1,3}|半", {frozenset({DIGIT, "半"})}),
        (r"\d?甲\d{4}[a-f]\d", {frozenset({"甲"}), frozenset({DIGIT * 4}), frozenset("abcdef")}),
        (r"\d{500}", {frozenset({DIGIT * LONGEST_RUN})}),
        ("(?:甲|)", set()),
        ("(?!甲)", set()),
        ("1[3-5]", {frozenset({"13", "14", "15"}), frozenset({DIGIT * 2})}),
        (r"[a-z\d]甲", {frozenset({"甲"})}),
        ("甲(?=.{0,3}乙)", {frozenset({"甲"}), frozenset({"乙"})}),
    ],
)
def test_reads_what_a_pattern_needs(pattern, needs):
    assert set(find_needs(pattern, runs=True)) == needs


@pytest.mark.parametrize(
    ("pattern", "telling"),
    [
        (r"(?:定于|改)\d{1,2}", {"定于", "改"}),
        ("(?:甲|乙|丙).{0,3}丁戊", {"丁戊"}),
        (r"(?:甲|乙|丙).{0,3}\d{4}", {"甲", "乙", "丙"}),
        ("[甲乙].{0,3}丙", {"丙"}),
    ],
)
def test_what_few_texts_hold_tells_most(pattern, telling):
    assert find_needs(pattern, runs=True)[0] == telling


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        ("借|借款|借款人|还", 3),
        ("甲.{0,2}丙|乙.{0,3}丁", 4),
        (r"甲.{0,2}丙|\d{0,3}乙", 3 + 4),
        ("通缉令|逮捕证", 1),
        ("甲|甲乙", 2),
        ("(?:甲|甲)(?:乙|乙)", 4),
        (r"(?<!\d)\d{4}(?!\d)", 1),
        ("甲.{0,20}乙", 21),
        ("(?:甲?){2}", 1 * 4),
        ("(?:甲乙?){0,2}", 1 + 2 + 4),
        ("甲.*乙", math.inf),
        ("(?:[甲乙]+[甲丙]+)+丁", math.inf),
        (r"\p{Lu}", math.inf),
        (r"(甲)\1", math.inf),
        ("甲*+", math.inf),
    ],
)
def test_counts_the_ways_through_a_pattern(pattern, ways):
    assert count_ways(pattern) == ways


@pytest.mark.parametrize(
    ("pattern", "length", "clocked"),
    [
        ("通缉令|逮捕证", 4_096, False),
        ("甲{2,9}", 4_096, False),
        ("甲.{0,20}乙", 4_096, False),
        ("甲.{0,20}乙", 20_000, True),
        ("甲.{0,20}乙.{0,20}丙", 4_096, True),
        ("甲.{0,20}乙.{0,20}丙", 80, False),
        ("(?:甲|甲甲)+", 1, True),
    ],
)
def test_only_what_its_form_bounds_for_a_text_runs_without_a_clock(pattern, length, clocked):
    assert (length > Pattern(pattern).calm) is clocked


def test_a_class_written_for_re_is_the_same():
    everything = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    for source in (r"\p{Han}", r"[^\]a\p{Han}]", r"[]\p{Han}]", r"\\\p{Han}"):
        expected = regex.findall(source, everything, flags=regex.VERSION0)
        assert re.findall(write_for_re(source), everything) == expected, source


@pytest.mark.parametrize("text", ["", "甲", "甲\n乙丙", "丁" * 5 + "\n丙", "丁" * 9 + "丙"])
def test_any_characters_in_a_row_match_the_same_as_one_repeat(text):
    source = r"\A(?!(?:.|\n){0,3}(?:.|\n){0,2}丙)(?:.|\n)?"
    written = simplify(source)
    assert written == r"\A(?![\s\S]{0,5}丙)(?:.|\n)?"
    found, same = re.search(source, text), re.search(written, text)
    assert (found and found.span()) == (same and same.span())


def test_a_scan_tells_what_is_missing_and_wakes_what_is_not(library, facts):
    phrases = Phrases()
    sources = [each for rule in library.content.rules for each in rule.all + rule.unless]
    needs = [find_needs(each, runs=True) for each in sources]
    numbers = [phrases.number_needs(each) for each in sources]
    bits = [[phrases.ask([number]) for number in named] for named in numbers]
    phrases.watch(numbers)
    for text in {facts(each).text for each in list(every_example(library))[::20]}:
        scan, scanned = phrases.scan(text), with_runs(text)
        for sleeper, (sets, asked) in enumerate(zip(needs, bits, strict=True)):
            held = [any(phrase in scanned for phrase in each) for each in sets]
            assert [not scan.missing & bit for bit in asked] == held
            assert (sleeper in scan.woken) is any(held)


def test_a_check_never_holds_without_its_ground(library, facts):
    for found in map(facts, every_example(library)):
        for name, ground in GROUNDS.items():
            assert getattr(found, ground) or not list(CHECKS[name](found)), name


def test_all_must_hold_and_any_may(match):
    both = rule(all=("甲", "乙"), any=("丙", "丁"))
    assert ids(match("甲丁乙", both)) == ["r"]
    assert ids(match("甲丁", both)) == []
    assert ids(match("甲乙", both)) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("明天通知你家人", (2, 7)),
        ("你的同事我会告诉", (2, 8)),
        ("通知一二三四五六七八家人", (0, 12)),
        ("通知一二三四五六七八九家人", None),
        ("通知你。家人", None),
        ("通知", None),
        ("别的话,家里人也告诉", (4, 10)),
    ],
)
def test_listed_words_meet_in_any_order_within_a_sentence(match, text, span):
    hits = match(text, rule(near=(("tell", "people"),))).hits
    assert [(hit.start, hit.end) for hit in hits] == ([span] if span else [])


def test_three_lists_must_all_meet(match):
    threefold = rule(near=(("night", "tell", "people"),), gap=2)
    assert ids(match("半夜通知家人", threefold)) == ["r"]
    assert ids(match("告诉家人,等到半夜", threefold)) == []
    assert ids(match("半夜一二三通知家人", threefold)) == []


def test_a_pattern_or_lists_near_each_other_will_do(match):
    either = rule(near=(("tell", "people"),), any=("丙",), unless=("客服",))
    assert ids(match("丙", either)) == ["r"]
    assert ids(match("告诉家人", either)) == ["r"]
    assert ids(match("告诉家人,或者联系客服", either)) == []


def test_listed_words_cost_no_more_than_their_number(match):
    crowd = rule(near=(("tell", "people"), ("people", "tell", "night")))
    found = match("通知家人" * 5_000 + "半夜", crowd)
    assert ids(found) == ["r"]


def test_an_exception_holds_for_its_sentence_only(match):
    each = rule(any=("转账",), unless=("谨防",))
    assert ids(match("谨防转账", each)) == []
    assert ids(match("谨防诈骗。请转账", each)) == ["r"]
    assert ids(match("谨防转账!请转账", each)) == ["r"]


def test_the_evidence_is_the_first_place_that_stands(match):
    (hit,) = match("谨防转账。请转账", rule(any=("转账",), unless=("谨防",))).hits
    assert (hit.start, hit.end) == (6, 8)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("请转入安全账户", True),
        ("请勿转入安全账户", False),
        ("凡要求转入安全账户的都是诈骗", False),
        ("骗子常说要转入安全账户", False),
        ("收到“请转入安全账户”的短信", False),
        ("请转入安全账户,谨防诈骗", True),
        ("请转入安全账户,其他来电均为诈骗", True),
        ("请勿告诉家人,转入安全账户", True),
        ("请勿泄露密码。请转入安全账户", True),
    ],
)
def test_quoted_and_forbidden_demands_are_not_made(match, text, stands):
    each = rule(any=("转入安全账户",))
    assert bool(match(text, each, quotable=True).hits) is stands
    assert match(text, each).hits


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("警方提醒:\n①叫您转入安全账户的\n②叫您共享屏幕的\n以上两种一律挂断,可打96110", False),
        ("请转入安全账户。以上都是骗局,请认准13900001111", True),
        ("请转入安全账户。以上都是骗局,请到 http://a1b.top 办理", True),
        ("①请转入安全账户\n②保持通话", True),
    ],
)
def test_a_circular_sums_up_what_others_say(match, text, stands):
    assert bool(match(text, rule(any=("转入安全账户",)), quotable=True).hits) is stands


def test_what_is_required_must_have_fired_first(match):
    later = rule("b", requires=("a",))
    assert ids(match("甲", later, rule("a", any=("甲",)))) == ["a", "b"]
    assert ids(match("乙", later, rule("a", any=("甲",)))) == []


@pytest.fixture
def searched(monkeypatch):
    """The sources of the patterns that are searched for, in order."""
    sources = []

    def noting(method):
        def note(pattern, *told):
            sources.append(pattern._source)
            return method(pattern, *told)

        return note

    for name in ("find", "find_all", "search", "begins"):
        monkeypatch.setattr(Pattern, name, noting(getattr(Pattern, name)))
    return sources


def test_a_rule_costs_nothing_before_what_it_requires_has_fired(match, searched):
    rules = (
        rule("b", requires=("a",), any=("乙",)),
        rule("a", any=("甲.",)),
        rule("c", any=("乙.",)),
    )
    assert ids(match("甲。乙甲", *rules)) == ["a", "c", "b"]
    assert searched == ["甲.", "乙.", "乙"]
    searched.clear()
    assert ids(match("乙丙", *rules)) == ["c"]
    assert searched == ["乙."]


def test_exceptions_cost_nothing_where_their_words_are_missing(match, searched):
    each = rule(any=("转账",), unless=("谨防",))
    assert ids(match("请转账。再转账", each, quotable=True)) == ["r"]
    assert searched == ["转账"]


def test_a_message_costs_a_hundredth_of_all_patterns(library, facts, searched):
    content = library.content
    matcher = Matcher(content.rules, content.families, content.vocabulary, content.words)
    texts = [facts(each) for each in list(every_example(library))[::10]]
    for each in texts:
        matcher.match(each)
    assert 0 < len(searched) <= 0.015 * matcher.patterns * len(texts)


def test_circles_and_unknown_requirements_are_errors(match):
    with pytest.raises(ValueError, match="circular"):
        match("甲", rule("a", requires=("b",)), rule("b", requires=("a",)))
    with pytest.raises(ValueError, match="nobody"):
        match("甲", rule("a", requires=("nobody",)))


def test_a_rule_out_of_time_is_skipped_and_said(match):
    endless = rule("endless", any=("(?:[甲乙]+[甲丙]+)+丁",))
    matches = match("甲" * 60 + "丁戊" * 2 + "甲" * 400, endless, rule("fine", any=("戊",)))
    assert ids(match("甲甲丁", endless)) == ["endless"]
    assert "fine" in ids(matches)
    slow = rule("slow", any=("(?:(?:甲|甲甲)+)+(?=丁)戊",))
    matches = match("甲" * 80 + "丁戊", slow, rule("fine", any=("戊",)))
    assert matches.skipped == ("slow",)
    assert ids(matches) == ["fine"]
