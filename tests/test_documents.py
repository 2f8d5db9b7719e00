"""The documents say what the program does: every claim here that can be computed is computed."""

import json
import re
import shutil
import tomllib
from argparse import _SubParsersAction
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.__main__ import build_parser
from bot.analysis import Authenticity, Conduct, Deadline, Engine, Kind, Report, Toward
from bot.commands.check import PORT, judge_lines
from bot.commands.form import Row, read_row, to_json
from bot.commands.serve.site import MOST_BYTES
from bot.commands.table import render_table
from bot.context import Services
from bot.library.lint import lint
from bot.library.load import CONTENT, Library, load_library
from bot.settings import Settings
from bot.storage.database import Database
from bot.views.frame import Frame
from bot.views.state import StateCodec, state_of
from bot.views.verdict import render_verdict
from handlers import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.en.md")
DOCUMENTS = (
    *READMES,
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "DECISIONS.md",
    "HOSTING.md",
    "LICENSE",
    "PRIVACY.md",
    "RULES.md",
    "SECURITY.md",
)
WRITTEN = date(2026, 11, 21)  # the day by which the examples in the READMEs are judged
MADE_AT_RUN_TIME = {"data/biehuang.db", "secret.key", ".env"}
LOG_LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR"}
TWO_MESSAGES = "【某某金融】您的借款已逾期，今天18点前还款\n【某某银行】您的账单已出"
WORD_JOINER = "\u2060"


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def find_code(text: str) -> set[str]:
    """What stands between single backticks, outside fenced blocks."""
    plain = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return set(re.findall(r"`([^`\n]+)`", plain))


def find_block(document: str, marker: str) -> tuple[str, str]:
    """The argument of ``<!-- marker: argument -->`` and the fenced block that follows it."""
    pattern = rf"<!-- {marker}(?:: (\S+))? -->\n```\w+\n(.*?)\n```"
    match = re.search(pattern, read(document), re.DOTALL)
    assert match, f"{document} has lost its {marker} block"
    return match[1] or "", match[2]


# Settings


def read_example() -> dict[str, str]:
    lines = [line for line in read(".env.example").splitlines() if line and line[0] != "#"]
    return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def defaults(monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in Settings.model_fields:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return Settings(_env_file=None)


def plain_value(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    return value.get_secret_value() if hasattr(value, "get_secret_value") else str(value)


def test_env_example_holds_every_setting_with_its_default(defaults):
    expected = {name.upper(): plain_value(defaults, name) for name in Settings.model_fields}
    assert list(read_example().items()) == list(expected.items())


def test_env_example_reads_back_as_the_defaults(defaults):
    assert Settings(_env_file=ROOT / ".env.example") == defaults


def test_env_example_explains_every_setting():
    lines = read(".env.example").splitlines()
    for number, line in enumerate(lines):
        if line and line[0] != "#":
            assert lines[number - 1].startswith("# "), f"{line} has no comment above it"


@pytest.mark.parametrize("readme", READMES)
def test_readme_lists_every_setting_with_its_default(readme, defaults):
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", read(readme), re.MULTILINE))
    for name in Settings.model_fields:
        value = plain_value(defaults, name)
        shown = rows.pop(name.upper(), "no row")
        assert shown == (f"`{value}`" if value else shown), name
        assert value or shown in {"空", "empty"}, name
    assert rows == {}, "settings that do not exist"


def test_a_setting_that_a_document_names_exists():
    known = {name.upper() for name in Settings.model_fields} | LOG_LEVELS
    known |= {"NO_BROWSER"}  # not the bot's: the demo's, which opens a browser
    for name in (each for each in DOCUMENTS if each != "CONTRIBUTING.md"):  # it names constants
        said = {code.split("=")[0] for code in find_code(read(name))}
        loud = {code for code in said if re.fullmatch(r"[A-Z][A-Z_]{3,}", code)}
        assert loud - known == set(), name


# Commands, words and fields


def list_options() -> dict[str, set[str]]:
    """The long options of every command, from the parser itself."""
    (commands,) = (
        action for action in build_parser()._actions if isinstance(action, _SubParsersAction)
    )
    return {
        name: {
            option
            for action in parser._actions
            for option in action.option_strings
            if option.startswith("--") and option != "--help"
        }
        for name, parser in commands.choices.items()
    }


def find_command_lines(name: str) -> set[str]:
    """What documents write after ``python -m bot``, in blocks and in backticks."""
    return set(re.findall(r"python -m bot ([^`\n]+)", read(name)))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_command_or_option_that_a_document_names_exists(document):
    options = list_options()
    for line in find_command_lines(document):
        command, *words = line.split("#")[0].split()
        assert command in options, line
        assert {word for word in words if word.startswith("--")} - options[command] == set(), line
    every = {option for each in options.values() for option in each}
    named = {code for code in find_code(read(document)) if re.fullmatch(r"--[a-z-]+", code)}
    assert named - every == set()


@pytest.mark.parametrize("readme", READMES)
def test_readme_names_every_command_and_option(readme):
    text = read(readme)
    said = {line.split()[0] for line in find_command_lines(readme)}
    targets = set(re.findall(r"^make ([a-z]+)", text, re.MULTILINE))
    options = list_options()
    assert set(options) - said - targets == set()
    wanted = {option for each in options.values() for option in each} - {"--samples"}
    assert {option for option in wanted if option not in text} == set()


@pytest.mark.parametrize("readme", READMES)
def test_readme_documents_every_field_that_a_row_may_have(readme):
    (example,) = re.findall(r'`(\{"id": …, "text".*?\})`', read(readme))
    assert re.findall(r'"(\w+)":', example) == [each.name for each in fields(Row)]


@pytest.mark.parametrize("readme", READMES)
def test_the_answer_that_readme_gives_as_an_example_exists(readme, library):
    (example,) = re.findall(r'`(\{"loan": "\w+"\})`', read(readme))
    questions = library.content.verdicts.questions
    row = read_row(f'{{"id": 1, "text": "x", "answers": {example}}}'.encode(), questions)
    assert row.answers == json.loads(example)


@pytest.mark.parametrize("readme", READMES)
def test_readme_names_every_command_of_the_bot(readme):
    code = find_code(read(readme))
    assert [name for name in COMMANDS if f"/{name}" not in code] == []


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("area", ["authenticity", "conduct", "deadline"])
def test_readme_says_every_word_of_the_verdict(readme, area, library):
    words = tomllib.loads((CONTENT / "texts" / "zh-Hans.toml").read_text("utf-8"))[area]
    text = read(readme)
    for value, word in words.items():
        assert library.texts["zh-Hans"][f"{area}.{value}"] == word
        pairs = re.findall(rf"{re.escape(word)}[^`·|]*`(\w+)`", text)
        assert value in pairs, f"{word} does not stand beside {value}"


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("values", [Kind, Authenticity, Conduct, Deadline, Toward])
def test_readme_lists_every_value_of_the_public_form(readme, values: type[StrEnum]):
    code = find_code(read(readme))
    assert [value for value in values if value not in code] == []


def list_fields(answer: object) -> Iterator[str]:
    if isinstance(answer, Mapping):
        for name, value in answer.items():
            yield name
            yield from list_fields(value)
    elif isinstance(answer, list):
        for each in answer:
            yield from list_fields(each)


@pytest.mark.parametrize("readme", READMES)
def test_readme_documents_every_field_of_the_json(readme, engine: Engine):
    report = engine.analyze(TWO_MESSAGES, today=WRITTEN)
    assert report.parts
    assert report.findings
    known = {*list_fields(to_json(report, 1))}
    text = read(readme)
    table = {
        name
        for row in re.findall(r"^\| ((?:`\w+` ?)+)\|", text, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    settings = {name.upper() for name in Settings.model_fields}
    assert table - settings == known
    (error,) = judge_lines(engine, [b"not json"], ())
    assert all(f'"{name}": …' in text for name in error)


@pytest.mark.parametrize("readme", READMES)
def test_readme_asks_only_questions_that_exist(readme, library):
    (row,) = (line for line in read(readme).splitlines() if line.startswith("| `asks` |"))
    asked = set(re.findall(r"`(\w+)`", row)) - {"asks"}
    assert asked == {each.id for each in library.content.verdicts.questions}


# Examples


def render_example(library: Library, engine: Engine, sample: str) -> str:
    text = library.samples[sample]
    report: Report = engine.analyze(text, today=WRITTEN)
    codec = StateCodec(library.content.rules, library.content.verdicts.questions)
    frame = Frame(library, library.texts["zh-Hans"], codec)
    screen = render_verdict(frame, report, state_of(report, {}))
    assert screen.keyboard is not None
    rows = [
        " ".join(f"[{button.text}]" for button in row) for row in screen.keyboard.inline_keyboard
    ]
    return "\n".join([text, "", screen.visible.replace(WORD_JOINER, ""), *rows])


@pytest.mark.parametrize("readme", READMES)
def test_transcript_is_what_the_bot_says_today(readme, library, engine):
    sample, block = find_block(readme, "transcript")
    today = render_example(library, engine, sample)
    assert block == today, f"paste this into {readme}:\n{today}"


@pytest.mark.parametrize("readme", READMES)
def test_json_example_is_what_the_command_writes_today(readme, engine):
    given, shown = find_block(readme, "jsonl")[1].splitlines()
    (answer,) = judge_lines(engine, [given.encode()], ())
    # The pack's version moves with every rule; the rest of the line is the promise.
    documented = json.loads(shown) | {"pack": answer["pack"]}
    today = json.dumps(answer, ensure_ascii=False)
    assert json.dumps(documented, ensure_ascii=False) == today, f"paste into {readme}:\n{today}"


@pytest.mark.parametrize("readme", READMES)
def test_rule_example_would_be_accepted(readme, tmp_path):
    place, block = find_block(readme, "rule")
    root = tmp_path / "content"
    shutil.copytree(CONTENT, root)
    path = tmp_path / place
    path.write_text(f"{path.read_text('utf-8')}\n{block}\n", "utf-8")
    library = load_library(root)
    assert [str(problem) for problem in lint(library)] == []
    engine = Engine(library.content)
    (rule,) = tomllib.loads(block)["rule"]

    def fires(text: str) -> bool:
        found = engine.analyze(text, today=WRITTEN).findings
        return rule["id"] in {finding.rule for finding in found}

    assert [text for text in rule["hits"] if not fires(text)] == []
    assert [text for text in rule["misses"] if fires(text)] == []


# Makefile and paths


def test_documents_and_makefile_know_the_same_targets():
    makefile = read("Makefile")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    said: set[str] = set()
    for name in (*DOCUMENTS, ".env.example"):
        said |= set(re.findall(r"(?:`|^)make ([a-z]+)", read(name), re.MULTILINE))
    assert said - targets == set(), "targets that do not exist"
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert set(phony.split()) - said == set(), "targets that no document mentions"


def list_paths(name: str) -> Iterator[str]:
    """Paths in backticks; a pattern is cut before its first ``<``."""
    for code in find_code(read(name)):
        path = code.split("<")[0]
        is_path = re.fullmatch(r"[\w.-]+/[\w./-]*", path)
        is_file = re.fullmatch(r"[\w.-]+\.(?:md|toml|txt|py|yaml|lock)", path)
        if is_path or is_file:
            yield path
    yield from re.findall(r"\]\(([^):#]+)\)", read(name))
    yield from re.findall(r'<img src="([^"]+)"', read(name))


@pytest.mark.parametrize("document", [name for name in DOCUMENTS if name != "LICENSE"])
def test_every_path_that_a_document_mentions_exists(document):
    paths = set(list_paths(document)) - MADE_AT_RUN_TIME
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []
    if document == "CONTRIBUTING.md":
        assert len(paths) >= 10, "the recipes name the files they touch"


# The check page, the rules, the architecture


@pytest.mark.parametrize("readme", READMES)
def test_readme_says_the_page_s_port_and_bound(readme):
    text = read(readme)
    assert f"--port {PORT}" in text
    assert f"{MOST_BYTES // 1024} KiB" in text


def test_the_table_of_rules_is_the_one_that_content_gives(library):
    assert read("RULES.md") == render_table(library), "run make rules"


def test_the_table_of_rules_has_every_rule_with_its_points_and_source(library):
    table = read("RULES.md")
    rows = dict(re.findall(r"^\| `([a-z0-9-]+)` \| (.*) \|$", table, re.MULTILINE))
    assert list(rows) == list(dict.fromkeys(rows))
    assert set(rows) == {rule.id for rule in library.content.rules}
    for rule in library.content.rules:
        cells = rows[rule.id].split(" | ")
        assert cells[1] == str(rule.points), rule.id
        assert cells[2].startswith(" ".join(rule.because.split())), rule.id
        assert cells[3] == " ".join(rule.source.split()), rule.id
    assert {each.title for each in library.content.families} == set(
        re.findall(r"^## (.+)$", table, re.MULTILINE)
    )


def test_the_architecture_has_the_layers_that_are_checked():
    (blocks,) = (
        contract["layers"]
        for contract in tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    )
    shown = re.findall(
        r"^((?:bot|handlers)[\w. |]*?)  +\S.*$", read("ARCHITECTURE.md"), re.MULTILINE
    )
    assert shown == blocks
    assert len(read("ARCHITECTURE.md").splitlines()) <= 90, "one page"


# Privacy


async def test_privacy_names_every_table_and_column(tmp_path):
    database = await Database.open(tmp_path / "biehuang.db")
    try:
        cursor = await database._connection.execute(
            "SELECT t.name, c.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c "
            "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
        )
        columns = [(str(table), str(column)) for table, column in await cursor.fetchall()]
    finally:
        await database.close()
    assert len(columns) >= 6
    chinese, english = read("PRIVACY.md").split("\n# Privacy\n")
    for text in (chinese, english):
        code = find_code(text)
        assert [pair for pair in columns if not code.issuperset(pair)] == []
    rows = re.findall(r"^\| `(\w+)` \|", chinese, re.MULTILINE)
    assert set(rows) == {column for _, column in columns}, "columns that do not exist"


def test_privacy_names_everything_that_is_counted(engine):
    counted: list[tuple[str, str]] = []
    stats = SimpleNamespace(count=lambda day, counts: counted.extend(counts))
    report = engine.analyze("【招商银行】您的账单1200元已逾期，今天转账给我", today=WRITTEN)
    Services.count_report(SimpleNamespace(stats=stats), report, private=True)
    lines = read("PRIVACY.md").splitlines()
    row = next(line for line in lines if line.startswith("| `metric` |"))
    documented = set(re.findall(r"`(\w+)`", row)) - {"metric"}
    # Handlers count these, not a report: a tap on 判断错了, a form's end, a group closed to us.
    by_handlers = {"wrong", "calculator", "letter", "unsent", "watch"}
    assert documented == {metric for metric, _ in counted} | by_handlers


# Words, versions and addresses


@pytest.mark.parametrize("document", ["README.md", "PRIVACY.md", "HOSTING.md", "RULES.md"])
def test_chinese_documents_use_no_banned_word(document, library):
    assert library.wording.find(read(document)) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_promise_nothing_and_name_no_registry(document):
    text = read(document).lower()
    for words in ("ignore it", "you don't have to pay", "it is safe"):
        assert words not in text
    assert not re.search(r"pypi\.|pythonhosted|/simple\b|index-url|npmjs|devpi", text)
    assert "/work/" not in text
    assert "！" not in text


def test_every_dependency_has_a_line_in_decisions():
    table = tomllib.loads(read("pyproject.toml"))
    project, groups = table["project"], table["dependency-groups"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    wanted += [each for group in groups.values() for each in group]
    names = {re.split(r"[<>=\[]", each)[0] for each in wanted}
    rows = re.findall(
        r"^\| (?:\*development:\* )?([a-z][\w-]*) \d", read("DECISIONS.md"), re.MULTILINE
    )
    assert sorted(rows) == sorted(names)


def test_decisions_are_dated_and_short():
    records = re.split(r"^## ", read("DECISIONS.md"), flags=re.MULTILINE)[1:]
    for record in records:
        title = record.splitlines()[0]
        assert re.search(r"\(20\d\d-\d\d-\d\d\)$", title), title
        assert len(record.strip().splitlines()) <= 15 or title.startswith("Dependencies"), title


def test_changelog_tells_of_this_version_and_its_rules():
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    sections = re.split(r"^## ", read("CHANGELOG.md"), flags=re.MULTILINE)[1:]
    (section,) = (each for each in sections if each.startswith(f"[{version}] - 20"))
    assert "\n### Rules\n" in section


@pytest.mark.parametrize("readme", READMES)
def test_readme_stays_short(readme):
    assert len(read(readme).splitlines()) < 150
