"""What the engine says about all messages at hand: ``python -m tests.corpus.report``."""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.analysis import Engine, Report
from bot.library.load import load_library
from tests.corpus.messages import AXES, DATA, TODAY, Message, load_messages, read_value

SHOWN = ("authenticity", "conduct", "kind")
Table = Mapping[str, Mapping[str, Counter[str]]]


def judge_rows(engine: Engine, path: Path) -> Iterator[tuple[str, Report]]:
    """The label of each line of a JSON Lines file, and the engine's report on it."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield row["label"], engine.analyze(row["text"], row.get("sender") or None, today=TODAY)


def count_values(judged: Iterable[tuple[str, Report]]) -> Table:
    """Axis → label → how often each value came out."""
    counts: dict[str, dict[str, Counter[str]]] = {
        axis: defaultdict(Counter) for axis in (*SHOWN, "crisis")
    }
    for label, report in judged:
        for axis, labels in counts.items():
            labels[label][read_value(report, axis)] += 1
    return counts


def render_counts(labels: Mapping[str, Counter[str]]) -> str:
    """One row per label, one column per value."""
    values = sorted({value for counter in labels.values() for value in counter})
    wide = max(len(label) for label in labels)
    head = " ".join(["", *(f"{value:>{max(len(value), 5)}}" for value in values)])
    rows = [f"{'':{wide}}{head}"]
    for label in sorted(labels):
        cells = (f"{labels[label][value] or '·':>{max(len(value), 5)}}" for value in values)
        rows.append(f"{label:{wide}} {' '.join(cells)}  of {labels[label].total()}")
    return "\n".join(f"  {row}" for row in rows)


def render_table(title: str, table: Table) -> str:
    """All axes of one data set."""
    parts = [f"== {title}"]
    parts += [f"{axis}\n{render_counts(labels)}" for axis, labels in table.items()]
    return "\n".join(parts)


def render_own(engine: Engine, messages: list[Message]) -> str:
    """How much of the own corpus is within its accepted values, and the ids of the rest."""
    parts = [f"== own corpus, {len(messages)} messages"]
    reports = {each.id: engine.analyze(each.text, each.sender, today=TODAY) for each in messages}
    for axis in AXES:
        wrong = [
            each.id
            for each in messages
            if read_value(reports[each.id], axis) not in each.accepted[axis]
        ]
        right = len(messages) - len(wrong)
        parts.append(f"  {axis:13} {right:4} accepted   {' '.join(wrong)}")
    return "\n".join(parts)


def main() -> int:
    """Prints every table; absent data are said and are no failure."""
    engine = Engine(load_library().content)
    for name in ("debt_dev", "sms_dev"):
        path = DATA / f"{name}.jsonl"
        if path.exists():
            print(render_table(name, count_values(judge_rows(engine, path))))
        else:
            print(f"== {name}: NOT MEASURED, there is no {path}")
    own = load_messages()
    groups = ((each.id.split("-")[0], engine.analyze(each.text, each.sender)) for each in own)
    print(render_table("own corpus by file", count_values(groups)))
    print(render_own(engine, own))
    return 0


if __name__ == "__main__":
    sys.exit(main())
