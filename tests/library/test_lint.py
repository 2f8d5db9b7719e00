"""Lint finds what is wrong across files, and finds nothing wrong with the real content."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.analysis.codes import code_of
from bot.analysis.content import Confidence, Rule
from bot.analysis.model import Toward
from bot.library.actions import Abusive
from bot.library.lint import lint, list_stale
from bot.library.load import Library, load_library
from bot.library.proofread import MOST_PAGE, MOST_TAPS, MOST_TITLE, count_taps
from bot.library.read import ContentError
from bot.library.texts import Texts

PAGE = "verify.court"
ENDING = "\n\n现在做：\n1. 今天核实。\n"


@pytest.fixture(scope="module")
def small(library) -> Library:
    """The real content with a few rules, since compiling their patterns takes time."""
    few = tuple(rule for rule in library.content.rules if not rule.requires)[:3]
    return replace(library, content=replace(library.content, rules=few))


@pytest.fixture(scope="module")
def before(small) -> list[str]:
    """What lint says before anything is broken: nothing, unless content is being worked on."""
    return messages(small)


def messages(library: Library) -> list[str]:
    return [str(each) for each in lint(library)]


def with_rule(library: Library, **changes: object) -> Library:
    """The library with its first rule changed."""
    first, *others = library.content.rules
    rules = (replace(first, **changes), *others)
    return replace(library, content=replace(library.content, rules=rules))


def with_page(library: Library, **changes: object) -> Library:
    page = replace(library.pages[PAGE], **changes)
    return replace(library, pages={**library.pages, PAGE: page}, translations={})


def test_the_real_content_has_no_problem(library):
    assert messages(library) == []


@pytest.mark.parametrize(("days", "stale"), [(0, False), (365, False), (366, True)])
def test_what_was_checked_more_than_a_year_ago_is_stale(small, days, stale):
    day = small.pages[PAGE].checked + timedelta(days=days)
    names = {str(each).split(":")[0] for each in list_stale(small, day)}
    assert (f"page {PAGE}" in names) is stale


def test_a_rule_id_used_twice(small):
    rules = small.content.rules
    twice = replace(small, content=replace(small.content, rules=(*rules, rules[0])))
    assert any(rules[0].id in each and "2 of rule" in each for each in messages(twice))


def other(toward: Toward) -> Toward:
    return Toward.SCAM if toward is Toward.KIND else Toward.KIND


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": "Not_Kebab"}, "kebab"),
        ({"id": "a-" * 12 + "abc"}, "kebab"),
        ({"hits": ()}, "must hit"),
        ({"misses": ()}, "must miss"),
        ({"check": "no_such_check"}, "no check is called no_such_check"),
        ({"requires": ("no-such-rule",)}, "requires no-such-rule"),
        ({"near": (("no_such_list",),)}, "no list of words is called no_such_list"),
        ({"any": ("(",)}, "(:"),
        ({"any": (r"\L<no_such_list>",)}, "no_such_list"),
        ({"any": ("转账.*账户",)}, "needs a bound"),
        ({"any": (), "near": (), "all": (), "check": None, "requires": ()}, "nothing to match"),
        ({"because": "放心，这是真的"}, "says 放心"),
    ],
)
def test_a_broken_rule(small, changes, words):
    found = messages(with_rule(small, **changes))
    assert any(words in each for each in found), found


@pytest.mark.parametrize("word", ["", "一" * 13, "家人", "親人", "ＱＱ"])
def test_a_listed_word_that_can_not_stand(small, word):
    content = replace(small.content, words={"someone": ("家人", word)})
    assert any("someone" in each for each in messages(replace(small, content=content)))


def test_a_kind_on_a_rule_toward_something_else(small):
    rule: Rule = small.content.rules[0]
    found = messages(with_rule(small, toward=other(rule.toward)))
    assert any("kind is for rules toward kind" in each for each in found)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"next": ("no.such.page",)}, "leads to no.such.page"),
        ({"title": "题" * (MOST_TITLE + 1)}, "the title has more"),
        ({"body": "字" * (MOST_PAGE + 1)}, "the body has more"),
        ({"refs": ("no-such-fact",)}, "rests on no-such-fact"),
        ({"services": ("no_such_service",)}, "names the service no_such_service"),
        ({"body": "这条可以放心。"}, "says 放心"),
        ({"body": "这样就安全了。"}, "says 安全"),
        ({"body": "打4001234567问。"}, "shows the number 4001234567"),
        ({"body": "打96669问。"}, "shows the number 96669"),
        ({"body": "打12355问。"}, "shows the number 12355"),
        ({"services": (), "body": "打110。"}, "shows the number 110"),
        ({"body": "打010-12345678问。"}, "shows the number 010-12345678"),
        ({"body": "打13800138000问。"}, "shows the number 13800138000"),
        ({"body": "按《没有的法》办。"}, "names 没有的法"),
        ({"title": "放心吧"}, "says 放心"),
        ({"body": "先核实。"}, "does not end in numbered steps"),
        ({"body": "现在做：\n先核实。\n"}, "does not end in numbered steps"),
        ({"body": "先看。\n\n现在做：\n1. 核实。\n完了。\n"}, "does not end in numbered steps"),
    ],
)
def test_a_broken_page(small, changes, words):
    found = messages(with_page(small, **changes))
    assert any(words in each and "verify/court" in each for each in found), found


@pytest.mark.parametrize(
    "body",
    [
        "危害国家安全的事。",
        "转到“安全账户”的都是骗子。",
        "还了400元。",
        "看《人民法院在线诉讼规则》。",
    ],
)
def test_a_page_that_is_fine(small, before, body):
    assert messages(with_page(small, body=body + ENDING)) == before


def test_a_page_that_nothing_leads_to(small, before):
    orphan = replace(small.pages[PAGE], id="verify.orphan", aliases=())
    found = messages(replace(small, pages={**small.pages, orphan.id: orphan}))
    assert set(found) - set(before) == {"guidance/verify/orphan.toml:0: no page leads here"}


def test_a_page_whose_path_no_button_could_carry(small):
    for page_id in ("verify.Court", "verify." + "a" * 40, "verify.a-b"):
        named = replace(small.pages[PAGE], id=page_id, aliases=())
        found = messages(replace(small, pages={**small.pages, page_id: named}))
        assert any("a path is lower-case ASCII" in each for each in found), page_id


def test_pages_that_only_lead_to_each_other(small, before):
    one = replace(small.pages[PAGE], id="verify.one", aliases=(), next=("verify.two",))
    two = replace(one, id="verify.two", next=("verify.one",))
    found = messages(replace(small, pages={**small.pages, one.id: one, two.id: two}))
    assert {each.split(": ")[1] for each in set(found) - set(before)} == {"no page leads here"}


def test_a_page_too_far_from_the_menu(small, before):
    taps = count_taps(small)
    far = next(page for page in small.pages.values() if taps[page.id] == MOST_TAPS)
    last = replace(small.pages[PAGE], id="verify.last", aliases=())
    longer = replace(far, next=(*far.next, last.id))
    pages = {**small.pages, far.id: longer, last.id: last}
    found = set(messages(replace(small, pages=pages))) - set(before)
    assert found == {f"guidance/verify/last.toml:0: is {MOST_TAPS + 1} taps from the menu, not 3"}


def test_every_page_is_at_most_three_taps_from_the_menu(library):
    taps = count_taps(library)
    assert set(taps) == set(library.pages)
    assert max(taps.values()) <= MOST_TAPS


def test_a_fact_without_source_or_date(small):
    fact = next(iter(small.facts.values()))
    nameless = replace(fact, basis=(replace(fact.basis[0], effective=""),))
    for broken, words in ((replace(fact, sources=()), "no source"), (nameless, "article or date")):
        found = messages(replace(small, facts={**small.facts, fact.id: broken}))
        assert any(fact.id in each and words in each for each in found)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda aid: {"page": "no.such"}, "there is no page no.such"),
        (lambda aid: {"happened": (*aid.happened, aid.happened[0])}, "stands twice"),
        (lambda aid: {"happened": (replace(aid.happened[0], code="xy"),)}, "not one letter"),
        (lambda aid: {"happened": (replace(aid.happened[0], label="长" * 25),)}, "more than 24"),
        (lambda aid: {"step": (replace(aid.step[0], after=("nothing",)),)}, "can't have happened"),
        (lambda aid: {"step": (replace(aid.step[0], text="打12355。"),)}, "shows the number 12355"),
        (lambda aid: {"step": (replace(aid.step[0], text="放心。"),)}, "says 放心"),
        (lambda aid: {"refs": ("no-such-fact",)}, "rests on no-such-fact"),
        (lambda aid: {"refs": ("lim-ack",)}, "does not show"),
    ],
)
def test_a_broken_first_half_hour(small, change, words):
    aid = small.first_aid
    found = messages(replace(small, first_aid=replace(aid, **change(aid))))
    assert any("first-aid.toml" in each and words in each for each in found), found


def test_a_page_without_one_above_it(small):
    lost = replace(small.pages[PAGE], id="nowhere.court", aliases=())
    found = messages(replace(small, pages={**small.pages, lost.id: lost}))
    assert any("there is no page nowhere above it" in each for each in found)


def test_an_alias_of_two_pages(small):
    alias = small.pages["legal.sued"].aliases[0]
    found = messages(with_page(small, aliases=(*small.pages[PAGE].aliases, alias)))
    assert sum(f"the alias {alias} too" in each for each in found) == 2


def test_a_service_of_low_confidence_that_a_page_shows(small):
    service_id = small.pages[PAGE].services[0]
    low = replace(small.services[service_id], confidence=Confidence.LOW)
    found = messages(replace(small, services={**small.services, service_id: low}))
    assert any(f"shows {service_id}, which is of low confidence" in each for each in found)


def test_a_fact_of_low_confidence_that_a_page_rests_on(small):
    ref = small.pages[PAGE].refs[0]
    low = replace(small.facts[ref], confidence=Confidence.LOW)
    found = messages(replace(small, facts={**small.facts, ref: low}))
    assert any(f"rests on {ref}, which is of low confidence" in each for each in found)


def test_an_action_that_leads_nowhere(small, before):
    actions = replace(small.actions, abusive=Abusive(("no.such.page",)))
    found = messages(replace(small, actions=actions))
    assert set(found) - set(before) == {"actions.toml:0: there is no page no.such.page"}


def test_a_kind_without_actions(small):
    todo = dict(small.actions.todo)
    kind, _ = todo.popitem()
    found = messages(replace(small, actions=replace(small.actions, todo=todo)))
    assert any(str(kind) in each and "has no pages" in each for each in found)


def test_a_banned_word_in_a_sentence(small, before):
    texts = {"zh-Hans": Texts("zh-Hans", {"advice.other.now": "不用理会它。"})}
    found = messages(replace(small, texts=texts))
    assert set(found) - set(before) == {"texts/zh-Hans.toml:0: advice.other.now says 不用理会"}


def test_two_institutions_of_one_name(small):
    one, two, *_ = small.institutions.values()
    same = replace(two, names=(*two.names, one.names[0]))
    found = messages(replace(small, institutions={**small.institutions, two.id: same}))
    assert any(f"are called {one.names[0]}" in each for each in found)


def colliding(count: int = 60_000) -> tuple[str, str]:
    """Two rule ids whose codes in buttons are the same."""
    seen: dict[str, str] = {}
    for number in range(count):
        rule_id = f"rule-{number}"
        if (code := code_of(rule_id)) in seen:
            return seen[code], rule_id
        seen[code] = rule_id
    raise AssertionError("no collision found")


def test_two_rules_with_one_code_in_buttons(small):
    first, second, *others = small.content.rules
    one, two = colliding()
    rules = (replace(first, id=one), replace(second, id=two), *others)
    broken = replace(small, content=replace(small.content, rules=rules))
    complaints = [each for each in messages(broken) if f"{one}:" in each or f"{two}:" in each]
    assert complaints
    assert not all("does not exist" in each for each in complaints)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("institutions/banks.toml", "institution"),
        ("institutions/public-services.toml", "service"),
        ("facts/fraud.toml", "fact"),
    ],
)
def test_an_id_used_twice(whole_tree, name, row):
    tree = whole_tree
    head, mark, rest = tree.read(name).partition(f"[[{row}]]")
    first = mark + rest.split(f"\n[[{row}]]")[0].rstrip() + "\n\n"
    tree.write(name, head + without_names(first) + mark + rest)
    try:
        found = messages(load_library(tree.root))
    except ContentError as error:
        found = list(map(str, error.problems))
    assert any("are called" in each for each in found)


def without_names(row: str) -> str:
    return "\n".join(line for line in row.splitlines() if not line.startswith("names")) + "\n\n"


def test_two_questions_with_one_code(small, before):
    verdicts = small.content.verdicts
    same = tuple(replace(each, code="q") for each in verdicts.questions)
    content = replace(small.content, verdicts=replace(verdicts, questions=same))
    assert set(messages(replace(small, content=content))) - set(before)
