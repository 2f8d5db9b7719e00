"""Which pages a verdict's buttons open, by kind."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.analysis.content import STRICT
from bot.analysis.model import Conduct, Kind


@dataclass(frozen=True, slots=True)
class Abusive:
    """The pages that come first when the way of collecting is abusive."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A paper whose deadline ``calculator`` reckons; ``given`` are its first answers, by option.

    Offered for the ``kinds`` of messages, and before all others for case numbers of type ``cases``.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    label: str
    calculator: str
    given: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actions:
    """Page ids: the roots in the menu's order, and for every kind.

    ``sites`` are public services to look something up at, ``due`` the papers with a deadline.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    roots: tuple[str, ...]
    verify: Mapping[Kind, str]
    todo: Mapping[Kind, tuple[str, ...]]
    abusive: Abusive
    sites: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    due: tuple[Due, ...] = ()

    def list_todo(self, kind: Kind, conduct: Conduct) -> tuple[str, ...]:
        """The pages in the order that helps first, each once."""
        first = self.abusive.pages if conduct is Conduct.ABUSIVE else ()
        return tuple(dict.fromkeys((*first, *self.todo[kind])))

    def list_sites(self, kind: Kind) -> tuple[str, ...]:
        """The services at which what such a message says can be looked up."""
        return self.sites.get(kind, ())

    def list_due(self, kind: Kind, cases: Collection[str]) -> tuple[Due, ...]:
        """The papers that fit the types of case numbers; without any that fit, the kind."""
        by_case = tuple(each for each in self.due if set(each.cases) & set(cases))
        return by_case or tuple(each for each in self.due if kind in each.kinds)
