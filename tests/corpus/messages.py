"""The project's own corpus: ``[[message]]`` tables with the accepted values per axis."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.analysis import Report

FOLDER = Path(__file__).resolve().parent
AXES = ("kind", "authenticity", "conduct", "deadline", "crisis")
TODAY = date(2026, 11, 21)
ACCUSED = frozenset({"scam", "suspicious"})


@dataclass(frozen=True)
class Message:
    """One message; ``accepted`` maps an axis to the values that are right."""

    id: str
    text: str
    sender: str | None
    twin: str | None
    accepted: Mapping[str, tuple[str, ...]]

    @property
    def is_genuine(self) -> bool:
        return not ACCUSED & set(self.accepted["authenticity"])

    @property
    def is_scam(self) -> bool:
        return self.accepted["authenticity"] == ("scam",)


def load_messages() -> list[Message]:
    return [_read(row) for path in sorted(FOLDER.glob("*.toml")) for row in _rows(path)]


def read_value(report: Report, axis: str) -> str:
    return str(getattr(report, axis)).lower()


def _rows(path: Path) -> Iterator[dict]:
    yield from tomllib.loads(path.read_text(encoding="utf-8"))["message"]


def _read(row: dict) -> Message:
    accepted = {axis: _values(row[axis]) for axis in AXES}
    return Message(row["id"], row["text"], row.get("sender"), row.get("twin"), accepted)


def _values(value: object) -> tuple[str, ...]:
    return tuple(str(each).lower() for each in (value if isinstance(value, list) else [value]))
