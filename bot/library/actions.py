"""Which pages a verdict's buttons open, by kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.analysis.content import STRICT
from bot.analysis.model import Conduct, Kind


@dataclass(frozen=True, slots=True)
class Abusive:
    """The pages that come first when the way of collecting is abusive."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actions:
    """Page ids: the roots in the menu's order, and for every kind."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    roots: tuple[str, ...]
    verify: Mapping[Kind, str]
    todo: Mapping[Kind, tuple[str, ...]]
    abusive: Abusive

    def list_todo(self, kind: Kind, conduct: Conduct) -> tuple[str, ...]:
        """The pages in the order that helps first, each once."""
        first = self.abusive.pages if conduct is Conduct.ABUSIVE else ()
        return tuple(dict.fromkeys((*first, *self.todo[kind])))
