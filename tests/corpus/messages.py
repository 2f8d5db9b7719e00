"""Messages with what is right about them: the own corpus, what is held out, and ../shared/data."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from bot.analysis import Report

FOLDER = Path(__file__).resolve().parent
HOLDOUT = FOLDER / "holdout"
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
AXES = ("kind", "authenticity", "conduct", "deadline", "crisis")
TODAY = date(2026, 11, 21)
ACCUSED = frozenset({"scam", "suspicious"})


class Side(StrEnum):
    """What the two error rates are counted on; ``open`` messages count for neither."""

    GENUINE = "genuine"
    SCAM = "scam"
    OPEN = "open"


# Labels of ../shared/data. Advertising (spam) and what nobody could tell are open.
_SIDES = {
    "genuine_collection": Side.GENUINE,
    "genuine_court": Side.GENUINE,
    "genuine_other": Side.GENUINE,
    "abusive_collection": Side.GENUINE,
    "benign": Side.GENUINE,
    "scam": Side.SCAM,
    "intermediary_scam": Side.SCAM,
}
# What the labels say about the way of collecting; the others say nothing.
_CONDUCT = {
    "abusive_collection": ("abusive",),
    "genuine_collection": ("none_seen", "not_applicable"),
    "genuine_court": ("none_seen", "not_applicable"),
    "genuine_other": ("none_seen", "not_applicable"),
    "benign": ("none_seen", "not_applicable"),
}


@dataclass(frozen=True)
class Message:
    """One message; ``accepted`` maps an axis to the values that are right, where any are known."""

    id: str
    text: str
    sender: str | None
    twin: str | None
    accepted: Mapping[str, tuple[str, ...]]
    label: str = ""
    side: Side = field(default=Side.OPEN)

    @property
    def is_genuine(self) -> bool:
        return not ACCUSED & set(self.accepted["authenticity"])

    @property
    def is_scam(self) -> bool:
        return self.accepted["authenticity"] == ("scam",)


def load_messages(folder: Path = FOLDER) -> list[Message]:
    """Every ``[[message]]`` of the TOML files right in ``folder``; none when it is absent."""
    return [_read(row) for path in sorted(folder.glob("*.toml")) for row in _rows(path)]


def load_shared(path: Path) -> list[Message]:
    """A JSON Lines file of ../shared/data; raises OSError when it is absent."""
    with path.open(encoding="utf-8") as lines:
        return [_read_shared(row) for row in map(json.loads, lines)]


def read_value(report: Report, axis: str) -> str:
    return str(getattr(report, axis)).lower()


def side_of(authenticity: tuple[str, ...]) -> Side:
    """Genuine when no accusation is right, scam when only accusations are, else open."""
    right = set(authenticity)
    if not ACCUSED & right:
        return Side.GENUINE
    return Side.SCAM if right <= ACCUSED and "scam" in right else Side.OPEN


def _rows(path: Path) -> Iterator[dict]:
    yield from tomllib.loads(path.read_text(encoding="utf-8"))["message"]


def _read(row: dict) -> Message:
    accepted = {axis: _values(row[axis]) for axis in AXES}
    return Message(
        row["id"],
        row["text"],
        row.get("sender"),
        row.get("twin"),
        accepted,
        label=row["id"].rsplit("-", 1)[0],
        side=side_of(accepted["authenticity"]),
    )


def _read_shared(row: dict) -> Message:
    label = row["label"]
    conduct = {"conduct": _CONDUCT[label]} if label in _CONDUCT else {}
    side = _SIDES.get(label, Side.OPEN)
    return Message(row["id"], row["text"], row.get("sender") or None, None, conduct, label, side)


def _values(value: object) -> tuple[str, ...]:
    return tuple(str(each).lower() for each in (value if isinstance(value, list) else [value]))
