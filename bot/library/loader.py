"""Reads the files of ``content/`` one by one, with every complaint about them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import regex

from bot.analysis.content import Family, Rule
from bot.analysis.vocabulary import Vocabulary
from bot.groups.watch import WatchWords
from bot.library.calculators import Calculator
from bot.library.files import FactFile, RuleFile, SampleFile
from bot.library.letters import FieldFile, Letter, fill_fields
from bot.library.pages import Fact, Page, read_page_id
from bot.library.read import ContentError, Problem, find_text, parse, read_toml
from bot.library.rules import fill_lists, fill_patterns, list_faults, write_list

T = TypeVar("T")
Words = Mapping[str, tuple[str, ...]]


class Loader:
    """Reads files and keeps every complaint until all were read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def file(self, path: Path, shape: type[T], **added: str) -> T | None:
        """One file as one object; ``added`` keys do not stand in the file."""
        try:
            return parse({**read_toml(path, self.root), **added}, shape, path, self.root)
        except ContentError as error:
            self.problems += error.problems
            return None

    def files(self, pattern: str, shape: type[T]) -> list[tuple[Path, T]]:
        """All files that match, in a fixed order."""
        read = [(path, self.file(path, shape)) for path in sorted(self.root.glob(pattern))]
        return [(path, each) for path, each in read if each is not None]

    def words(self) -> Words:
        """Every list of words by its name, from all files."""
        found: dict[str, tuple[str, ...]] = {}
        for path, lists in self.files("words/*.toml", dict[str, tuple[str, ...]]):
            for name in found.keys() & lists:
                self.complain(path, f"{name} =", f"another file has a list called {name}")
            found.update(lists)
        return found

    def rules(self, words: Words) -> tuple[list[Family], list[Rule]]:
        """Every family, and its rules with the family's id set; each rule can be compiled."""
        found = self.files("rules/*.toml", RuleFile)
        known = {rule.id for _, each in found for rule in each.rule}
        lists = _write_lists(words)
        rules = []
        for path, each in found:
            for written in each.rule:
                rule = replace(fill_lists(written, lists), family=each.family.id)
                for complaint in list_faults(rule, known, words):
                    self.complain(path, f'"{rule.id}"', f"{rule.id}: {complaint}")
                rules.append(rule)
        return [each.family for _, each in found], rules

    def vocabulary(self, words: Words) -> Vocabulary | None:
        """The words that extraction needs, with the named lists of ``words`` written out."""
        found = self.file(self.root / "vocabulary.toml", Vocabulary)
        if found is None:
            return None
        patterns = fill_patterns(found.message_patterns, _write_lists(words))
        return replace(found, message_patterns=patterns)

    def checked(
        self, name: str, shape: type[T], list_patterns: Callable[[T], Iterable[str]]
    ) -> T | None:
        """One file as one object, whose patterns can be compiled."""
        path = self.root / name
        found = self.file(path, shape)
        for pattern in list_patterns(found) if found is not None else ():
            try:
                regex.compile(pattern)
            except regex.error as error:
                self.complain(path, pattern, f"{pattern}: {error}")
        return found

    def complain(self, path: Path, near: str, message: str) -> None:
        """Notes a fault of a file, at the line of ``near``."""
        name = str(path.relative_to(self.root))
        self.problems.append(Problem(name, find_text(path, near), message))

    def pages(self) -> dict[str, Page]:
        """Every guidance page; its id is its path."""
        found = {}
        for path in sorted(self.root.glob("guidance/**/*.toml")):
            page_id = read_page_id(path.relative_to(self.root / "guidance"))
            if (page := self.file(path, Page, id=page_id)) is not None:
                found[page_id] = page
        return found

    def facts(self) -> dict[str, Fact]:
        """Every fact by its id."""
        facts = [fact for _, each in self.files("facts/*.toml", FactFile) for fact in each.fact]
        for fact_id, times in Counter(fact.id for fact in facts).items():
            if times > 1:
                self.problems.append(Problem("facts", 0, f"{times} facts are called {fact_id}"))
        return {fact.id: fact for fact in facts}

    def calculators(self) -> dict[str, Calculator]:
        """Every calculator; its id is the name of its file."""
        paths = sorted(self.root.glob("calculators/*.toml"))
        found = [self.file(path, Calculator, id=path.stem) for path in paths]
        return {each.id: each for each in found if each is not None}

    def letters(self) -> dict[str, Letter]:
        """Every letter with its questions; its id is the name of its file."""
        common = self.file(self.root / "letters" / "fields.toml", FieldFile)
        paths = sorted(set(self.root.glob("letters/*.toml")) - {self.root / "letters/fields.toml"})
        found = [(path, self.file(path, Letter, id=path.stem)) for path in paths]
        letters = {}
        for path, letter in found:
            try:
                if letter is not None and common is not None:
                    letters[letter.id] = fill_fields(letter, common)
            except KeyError as error:
                self.complain(path, "fields =", f"there is no field {error.args[0]}")
        return letters

    def samples(self) -> SampleFile | None:
        """The messages to try the program with."""
        found = self.file(self.root / "samples.toml", SampleFile)
        if found is not None and not found.samples:
            self.problems.append(Problem("samples.toml", 0, "there is no sample"))
        return found

    def watch(self) -> WatchWords | None:
        """The words by which people ask, address and solicit in groups."""
        return self.checked(
            "watch.toml", WatchWords, lambda each: (*each.asks, *each.addresses, *each.solicits)
        )


def _write_lists(words: Words) -> Mapping[str, str]:
    return {name: write_list(each) for name, each in words.items() if each}
