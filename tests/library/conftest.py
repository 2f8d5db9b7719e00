"""A copy of the real content that a test may break."""

import shutil
from pathlib import Path

import pytest

from bot.library.load import CONTENT, load_library
from bot.library.read import ContentError, Problem

SOME_RULES = {"answers.toml"}  # requires no rule of another file
RULES = """[family]
id = "example"
title = "Two rules to break"
cap = 3

[[rule]]
id = "example-one"
toward = "scam"
points = 3
because = "一"
any = ["甲"]
source = "none"
checked = 2026-11-21
hits = ["甲"]
misses = ["乙"]

[[rule]]
id = "example-two"
toward = "genuine"
points = 1
because = "二"
any = ["乙"]
source = "none"
checked = 2026-11-21
hits = ["乙"]
misses = ["甲"]
"""


class Tree:
    """The content folder's copy; paths are relative to it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def swap(self, name: str, old: str, new: str) -> int:
        """Replaces the first ``old``; the line where it stood."""
        text = self.read(name)
        assert old in text, f"{name} has changed: this test looks for {old!r}"
        self.write(name, text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    def problems(self) -> tuple[Problem, ...]:
        with pytest.raises(ContentError) as caught:
            load_library(self.root)
        # What the user sees is every problem, a line each.
        assert str(caught.value) == "\n".join(map(str, caught.value.problems))
        return caught.value.problems


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Some of each sort of file, so that it loads fast; pages may lead to pages left out."""
    kept_names = {"rules": SOME_RULES, "guidance": {"verify", "legal"}, "facts": {"fraud.toml"}}

    def ignore(folder: str, names: list[str]) -> set[str]:
        kept = kept_names.get(Path(folder).name) if Path(folder).parent == CONTENT else None
        return set() if kept is None else set(names) - kept

    shutil.copytree(CONTENT, tmp_path / "content", ignore=ignore)
    tree = Tree(tmp_path / "content")
    tree.write("rules/example.toml", RULES)
    return tree


@pytest.fixture
def whole_tree(tmp_path: Path) -> Tree:
    shutil.copytree(CONTENT, tmp_path / "content")
    return Tree(tmp_path / "content")
