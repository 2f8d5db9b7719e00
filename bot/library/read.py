"""Reads one TOML file into typed data; every complaint names the file and the line."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}  # building one costs more than reading a file with it


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the content; ``line`` counts from 1, 0 means the whole file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ContentError(Exception):
    """Content that can't be used; ``problems`` holds all of them, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def read_toml(path: Path, root: Path) -> dict[str, Any]:
    """The parsed file; raises ContentError with the parser's line."""
    name = str(path.relative_to(root))
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise ContentError([Problem(name, 0, f"not UTF-8: {error.reason}")]) from error
    except OSError as error:
        raise ContentError([Problem(name, 0, error.strerror or "can't be read")]) from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise ContentError([Problem(name, int(line[1]) if line else 0, str(error))]) from error


def parse(data: Any, shape: type[T] | Any, path: Path, root: Path, within: str = "") -> T:
    """``data`` as ``shape``, strictly; ``within`` names the table that ``data`` was taken from."""
    try:
        if shape not in _ADAPTERS:
            _ADAPTERS[shape] = TypeAdapter(shape)
        parsed: T = _ADAPTERS[shape].validate_python(data)
    except ValidationError as error:
        raise ContentError(_complaints(error, path, root, within)) from error
    return parsed


def _complaints(error: ValidationError, path: Path, root: Path, within: str) -> list[Problem]:
    lines = path.read_text("utf-8").splitlines()
    problems = []
    for each in error.errors(include_url=False, include_input=False, include_context=False):
        place = [within, *each["loc"]] if within else list(each["loc"])
        key = ".".join(str(part) for part in place)
        line = find_line(lines, place)
        problems.append(Problem(str(path.relative_to(root)), line, f"{key}: {each['msg']}"))
    return problems


def find_line(lines: list[str], place: list[Any]) -> int:
    """The line (from 1) where a key of a table stands, as near as the text tells."""
    start, end = 0, len(lines)
    for index, part in enumerate(place):
        if isinstance(part, int):
            headers = [
                number
                for number, line in enumerate(lines)
                if line.strip() == f"[[{place[index - 1]}]]"
            ]
            if part < len(headers):
                start = headers[part]
                end = headers[part + 1] if part + 1 < len(headers) else len(lines)
    keys = [part for part in place if isinstance(part, str)]
    for number in range(start, end):
        if keys and re.match(rf"\[?\s*\"?{re.escape(keys[-1])}\"?\s*[=\]]", lines[number]):
            return number + 1
    return start + 1


def find_text(path: Path, text: str) -> int:
    """The line (from 1) where a text first stands in a file, 0 when it doesn't."""
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if text in line), 0)
