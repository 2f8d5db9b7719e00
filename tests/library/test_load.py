"""Broken content is an error with file and line; whole content is what the files say."""

import pytest

from bot.analysis import Engine
from bot.library.load import CONTENT, load_library
from bot.library.read import ContentError

RULES = "rules/example.toml"
PAGE = "guidance/verify/court/index.toml"


def only(tree):
    problems = tree.problems()
    assert len(problems) == 1, problems
    return problems[0]


def test_a_copy_loads_like_the_original(whole_tree, library):
    copy = load_library(whole_tree.root)
    assert copy.content.rules == library.content.rules
    assert copy.pages == library.pages
    assert copy.services == library.services


def test_a_syntax_error_names_its_line(tree):
    line = tree.swap("actions.toml", "[verify]", "[verify")
    problem = only(tree)
    assert (problem.file, problem.line) == ("actions.toml", line)


def test_a_key_given_twice_names_its_line(tree):
    line = tree.swap(PAGE, "checked = ", 'title = "再来一次"\nchecked = ')
    problem = only(tree)
    assert problem.file == PAGE
    assert problem.line in {line, line + 1}


def test_an_unknown_key_of_a_rule_names_its_line(tree):
    line = tree.swap(RULES, "points = 3", "weight = 3\npoints = 3")
    problem = only(tree)
    assert (problem.file, problem.line) == (RULES, line)
    assert "weight" in problem.message


def test_an_unknown_key_of_the_second_rule_names_the_second_rules_line(tree):
    line = tree.swap(RULES, "points = 1", "weight = 1\npoints = 1")
    problem = only(tree)
    assert (problem.file, problem.line) == (RULES, line)


def test_an_unknown_key_of_a_page_names_its_line(tree):
    line = tree.swap(PAGE, "refs = ", 'subtitle = "x"\nrefs = ')
    problem = only(tree)
    assert (problem.file, problem.line) == (PAGE, line)
    assert "subtitle" in problem.message


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        (RULES, "points = 3", 'points = "many"', "points"),
        (RULES, 'toward = "scam"', 'toward = "evil"', "toward"),
        (RULES, "checked = 2026-11-21", 'checked = "lately"', "checked"),
        (PAGE, "next = [", "next = 1 #", "next"),
        ("institutions/banks.toml", 'confidence = "medium"', 'confidence = "sure"', "confidence"),
        ("verdicts.toml", "groups = 2", 'groups = "two"', "groups"),
    ],
)
def test_a_wrong_type_or_value_names_its_line(tree, name, old, new, key):
    line = tree.swap(name, old, new)
    problem = only(tree)
    assert (problem.file, problem.line) == (name, line)
    assert key in problem.message


def test_a_missing_key_of_a_rule_names_the_rules_line(tree):
    line = tree.swap(RULES, '[[rule]]\nid = "example-two"', '[[rule]]\nid = "example-two"')
    tree.swap(RULES, "points = 1", "")
    problem = only(tree)
    assert (problem.file, problem.line) == (RULES, line)
    assert "points" in problem.message
    assert "required" in problem.message.lower()


def test_a_missing_key_of_a_page_names_the_page(tree):
    tree.swap(PAGE, "title = ", "# title = ")
    problem = only(tree)
    assert problem.file == PAGE
    assert "title" in problem.message


def test_a_missing_file_is_named(tree):
    (tree.root / "wording.toml").unlink()
    problem = only(tree)
    assert (problem.file, problem.line) == ("wording.toml", 0)


def test_bytes_that_are_no_text_are_named(tree):
    (tree.root / PAGE).write_bytes(b'title = "\xff\xfe"')
    assert only(tree).file == PAGE


def test_two_problems_in_two_files_are_both_reported(tree):
    first = tree.swap(RULES, "points = 3", 'points = "many"')
    second = tree.swap("wording.toml", "banned = [", "banned = [[")
    found = {(each.file, each.line) for each in tree.problems()}
    assert (RULES, first) in found
    assert {name for name, _ in found} == {RULES, "wording.toml"}
    assert second > 0


def test_two_problems_in_one_file_are_both_reported(tree):
    tree.swap(RULES, "points = 3", 'points = "many"')
    tree.swap(RULES, "because = ", "reason = ")
    messages = " ".join(each.message for each in tree.problems())
    assert all(word in messages for word in ("points", "because", "reason"))


def test_a_folder_without_content_is_an_error(tmp_path):
    with pytest.raises(ContentError) as caught:
        load_library(tmp_path)
    assert "actions.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "old"),
    [("pack.toml", "version ="), (RULES, "[family]"), ("samples.toml", "[samples]")],
)
def test_a_missing_table_is_named(tree, name, old):
    new = old.replace("]", "_x]").replace("version", "number")
    tree.swap(name, old, new)
    assert name in {each.file for each in tree.problems()}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (RULES, "[[rule]]", "[[rules]]"),
        ("institutions/banks.toml", "[[institution]]", "[[instituion]]"),
        ("facts/fraud.toml", "[[fact]]", "[[facts]]"),
    ],
)
def test_an_unknown_table_is_named(tree, name, old, new):
    tree.write(name, tree.read(name).replace(old, new))
    assert {each.file for each in tree.problems()} == {name}


@pytest.mark.parametrize(
    ("name", "text"), [("pack.toml", 'version = ""'), ("samples.toml", "[samples]")]
)
def test_an_empty_value_says_what_is_wrong(tree, name, text):
    tree.write(name, text)
    assert name in {each.file for each in tree.problems()}


@pytest.mark.parametrize(
    "line",
    [
        'check = "no_such_check"',
        'unless = ["("]',
        'near = [["no_such_list"]]',
        "all = ['\\L<no_such_list>']",
    ],
)
def test_a_rule_that_can_not_be_compiled_is_a_content_error(tree, line):
    tree.swap(RULES, 'any = ["乙"]', f'any = ["乙"]\n{line}')
    with pytest.raises(ContentError, match="example"):
        Engine(load_library(tree.root).content)


def test_a_named_list_is_written_out_longest_word_first(tree):
    tree.write("words/fruit.toml", 'fruit = ["梨", "梨.子"]')
    tree.swap(RULES, 'any = ["乙"]', "any = ['\\L<fruit>|乙']")
    rules = {rule.id: rule for rule in load_library(tree.root).content.rules}
    assert rules["example-two"].any == (r"(?:梨\.子|梨)|乙",)


def test_signs_of_another_writer_may_name_lists(tree):
    tree.write("words/fruit.toml", 'fruit = ["梨"]')
    tree.swap("vocabulary.toml", "message_patterns = [", "message_patterns = ['你的\\L<fruit>',")
    vocabulary = load_library(tree.root).content.vocabulary
    assert vocabulary.message_patterns[0] == "你的(?:梨)"


def test_a_surrounding_that_can_not_be_compiled_names_its_line(tree):
    line = tree.swap("evasion.toml", "before = '(?:无抵押", "before = '((?:无抵押")
    problem = only(tree)
    assert (problem.file, problem.line) == ("evasion.toml", line)


@pytest.mark.parametrize("near", ["addresses = [", "solicits = [", "asks = ["])
def test_a_pattern_of_the_watch_that_can_not_be_compiled_names_its_line(tree, near):
    line = tree.swap("watch.toml", near, f"{near}'(加我', ")
    problem = only(tree)
    assert (problem.file, problem.line) == ("watch.toml", line)


def test_page_ids_are_paths(tree):
    tree.write("guidance/legal/deep/index.toml", tree.read(PAGE))
    tree.write("guidance/legal/deep/down.toml", tree.read(PAGE))
    pages = load_library(tree.root).pages
    assert {"verify", "verify.court", "legal.deep", "legal.deep.down"} <= set(pages)
    assert pages["legal.deep.down"].parent == "legal.deep"
    assert pages["legal.deep"].parent == "legal"
    assert pages["legal"].parent is None
    assert all(page_id == page.id for page_id, page in pages.items())


def test_every_file_is_a_page(library):
    folder = CONTENT / "guidance"
    paths = {path.relative_to(folder).with_suffix("") for path in folder.rglob("*.toml")}
    expected = {".".join(part for part in path.parts if part != "index") for path in paths}
    assert set(library.pages) == expected


def test_every_rule_belongs_to_its_files_family(library):
    families = {family.id for family in library.content.families}
    assert {rule.family for rule in library.content.rules} == families


def test_a_new_language_falls_back(tree):
    tree.write("languages/fr/texts.toml", '[why]\ntitle = "Pourquoi"\n')
    texts = load_library(tree.root).texts["fr"]
    assert texts["why.title"] == "Pourquoi"
    assert texts["verify.title"] == load_library(tree.root).texts["zh-Hans"]["verify.title"]


def test_a_domain_is_found_by_the_public_suffix_list(library):
    find = library.content.find_domain
    assert find("zxfw.court.gov.cn") == "court.gov.cn"
    assert find("court.gov-cn.top") == "gov-cn.top"
    assert find("gov.cn") is None
    assert find("nothing.invalid-ending-xyz") is None
