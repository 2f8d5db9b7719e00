"""What to do in the first half hour after money, codes or papers were given away."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from bot.analysis.content import STRICT


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened. ``code`` is its letter in buttons: never reuse one.

    What happened ``alone`` is no longer said once something else happened too.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    id: str
    code: str
    label: str
    pages: tuple[str, ...]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, for those to whom any of ``after`` and none of ``unless`` happened."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    text: str
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def suits(self, happened: Collection[str]) -> bool:
        """Whether it is to be done; without ``after`` it always is."""
        wanted = not self.after or any(each in happened for each in self.after)
        return wanted and not any(each in happened for each in self.unless)


@dataclass(frozen=True, slots=True)
class Bring:
    """What to bring to the police, unless nothing but ``unless`` happened."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    unless: tuple[str, ...]
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstAid:
    """``first-aid.toml``; ``page`` is the guidance page that asks what happened."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    page: str
    checked: date
    refs: tuple[str, ...]
    services: tuple[str, ...]
    happened: tuple[Happened, ...]
    step: tuple[Step, ...]
    bring: Bring

    def read_codes(self, codes: str) -> tuple[Happened, ...]:
        """What a button's letters mean, in the file's order; raises ValueError on another."""
        if set(codes) - {each.code for each in self.happened}:
            raise ValueError("something happened that content no longer knows")
        read = tuple(each for each in self.happened if each.code in codes)
        return tuple(each for each in read if not each.alone) or read

    def list_steps(self, happened: Iterable[Happened]) -> tuple[str, ...]:
        """What to do, most urgent first."""
        known = {each.id for each in happened}
        return tuple(step.text for step in self.step if step.suits(known))

    def list_things(self, happened: Iterable[Happened]) -> tuple[str, ...]:
        """What to bring to the police; empty when there is nothing to report yet."""
        known = {each.id for each in happened}
        return self.bring.things if known - set(self.bring.unless) else ()

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages behind the steps, each once."""
        return tuple(dict.fromkeys(page for each in self.happened for page in each.pages))
