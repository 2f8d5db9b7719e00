"""What letters are made of: the shape in content, the facts of a person, the finished letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from typing import Any, ClassVar

STRICT: dict[str, Any] = {"extra": "forbid"}
Row = Mapping[str, str]


class Style(StrEnum):
    """How a paragraph looks."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"  # first line indented
    FLUSH = "flush"  # not indented: names, lists
    ITEM = "item"  # numbered within its clause
    RIGHT = "right"  # signature and day


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, written only when every ``{fact}`` in it was given and ``when`` holds.

    Otherwise ``otherwise`` is written, if there is any: words with a blank to fill in by hand.
    ``when`` names answers by their ids, one of which must be chosen; ``given`` and ``lacking``
    are facts that must be there or must not. ``joined`` goes on in the paragraph before, ``each``
    is repeated for the rows of that name.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    text: str
    otherwise: str = ""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    joined: bool = False
    each: str = ""
    style: Style = Style.BODY

    @property
    def names(self) -> tuple[str, ...]:
        """The facts that its text needs."""
        return find_names(self.text)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, what stands in a cell, and its width in millimeters."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    head: str
    cell: str
    width: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a letter. With ``title`` it is numbered; without a line written it is left out.

    ``rows`` fill a table after the lines, ``columns`` wide.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    title: str = ""
    lines: tuple[Line, ...] = ()
    rows: str = ""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person confirmed: written ``words``, ``chosen`` ids, and ``rows`` of lists."""

    words: Mapping[str, str]
    chosen: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, tuple[Row, ...]]

    def has(self, name: str) -> bool:
        """Whether a fact was given."""
        return name in self.words or bool(self.rows.get(name))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Finished words."""

    text: str
    style: Style = Style.BODY


@dataclass(frozen=True, slots=True)
class Table:
    """Finished cells; ``widths`` in millimeters."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A finished letter, in order."""

    title: str
    blocks: tuple[Paragraph | Table, ...]


def find_names(text: str) -> tuple[str, ...]:
    """The names between braces."""
    return tuple(name for _, name, _, _ in Formatter().parse(text) if name is not None)
