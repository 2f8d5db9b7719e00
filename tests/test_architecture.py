"""The shape of the code: what stands where, how large it may grow, who may know whom."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "handlers").rglob("*.py")])
MOST_LINES = 300
MOST_FUNCTION = 40
MOST_HAN = 5  # in a row or not; a longer constant is a sentence and belongs in content/
RUN, DEVELOP, BROWSER = REQUIREMENTS = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-browser.txt",
)
TOP_LEVEL = {"bot", "handlers", "content", "tests"}

# Single words and signs, no sentences: endings of hosts, and units that follow a count.
WORDS_ONLY = {
    "bot/demo/detection.py",
    "bot/forms/days.py",
    "bot/forms/numerals.py",
    "bot/forms/rates.py",
    "bot/letters/log.py",
    "bot/library/lint.py",
}
# Larger than they should be; reported. Whoever makes one smaller takes it off the list.
LONG_FILES = {"bot/analysis/model.py", "bot/analysis/checks.py"}
LONG_FUNCTIONS = {"bot/analysis/extract.py extract"}

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=name(path))


def docstrings(tree: ast.Module) -> set[int]:
    """The ids of the nodes that are docstrings."""
    found = set()
    for node in ast.walk(tree):
        documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr):
            found.add(id(node.body[0].value))
    return found


def sentences(path: Path) -> Iterator[str]:
    """Where a string constant with many Chinese characters stands outside docstrings."""
    tree = parse(path)
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in skipped:
            continue
        if isinstance(node.value, str) and len(_HAN.findall(node.value)) > MOST_HAN:
            yield f"{name(path)}:{node.lineno}"


def test_there_is_code():
    assert len(CODE) > 40


def test_no_chinese_sentence_stands_in_code():
    code = [path for path in CODE if name(path) not in WORDS_ONLY]
    assert [place for path in code for place in sentences(path)] == []


def test_a_chinese_sentence_in_code_would_be_found(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    path = tmp_path / "bad.py"
    path.write_text(
        '"""一二三四五六七"""\nX = f"转到个人账户{1}"\n\n\ndef f():\n    "一二三四五六"\n'
    )
    assert list(sentences(path)) == ["bad.py:2"]


def test_files_are_short():
    long = {name(path) for path in CODE if len(path.read_text("utf-8").splitlines()) > MOST_LINES}
    assert long - LONG_FILES == set()


def test_functions_are_short():
    long = {
        f"{name(path)} {node.name}"
        for path in CODE
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_FUNCTION
    }
    assert long - LONG_FUNCTIONS == set()


def test_nothing_is_left_to_do_later():
    marks = re.compile(r"#.*\b(?:TODO|FIXME|XXX|HACK)\b")
    tests = sorted((ROOT / "tests").rglob("*.py"))
    found = [
        f"{name(path)}:{number}"
        for path in [*CODE, *tests]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if path != Path(__file__) and marks.search(line)
    ]
    assert found == []


def test_modules_have_a_name_that_says_something():
    nothing = {"utils", "util", "helpers", "common", "manager", "base", "misc"}
    assert [name(path) for path in CODE if path.stem in nothing] == []


def tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_only_the_known_folders_stand_at_the_top():
    folders = {path.split("/")[0] for path in tracked() if "/" in path}
    assert {each for each in folders if not each.startswith(".")} == TOP_LEVEL
    assert {each for each in folders if each.startswith(".")} <= {".ci", ".github"}


def test_no_private_file_is_kept_with_the_code():
    kept = re.compile(r"(?:^|/)(?:\.env|secret\.key|.*\.(?:db|sqlite|log|pem))$")
    assert [path for path in tracked() if kept.search(path)] == []


def test_content_holds_data_only():
    others = [path for path in tracked() if path.startswith("content/") and path[-5:] != ".toml"]
    assert others == []


def test_layers_know_only_what_lies_below():
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2_000:]


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_requirements_are_pinned_with_hashes_and_without_addresses(file):
    text = (ROOT / file).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(?:-i|-f|-e|--\w*(?:index|links|host)\w*)", text, re.MULTILINE)
    entries = text.replace("\\\n", " ").splitlines()
    entries = [each for each in entries if each.strip() and not each.lstrip().startswith("#")]
    assert len(entries) > (1 if file == BROWSER else 10)
    pinned = re.compile(
        r"[A-Za-z0-9_.-]+(?:\[[^\]]+\])?==[^\s;]+(?:\s*;[^#]*?)?(?:\s+--hash=sha256:[0-9a-f]{64})+\s*"
    )
    assert [each.split()[0] for each in entries if not pinned.fullmatch(each)] == []


def read_pins(file: str) -> dict[str, str]:
    names = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]+\])?==(\S+)", re.MULTILINE)
    return dict(names.findall((ROOT / file).read_text("utf-8")))


def test_everything_needed_to_run_is_also_there_for_development():
    assert read_pins(RUN).items() <= read_pins(DEVELOP).items()


def test_what_drives_a_browser_is_installed_apart_and_fits_the_rest():
    develop, browser = read_pins(DEVELOP), read_pins(BROWSER)
    assert "playwright" in browser.keys() - develop.keys()
    assert {
        name for name in browser.keys() & develop.keys() if browser[name] != develop[name]
    } == set()
