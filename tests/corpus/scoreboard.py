"""Both error rates on all messages at hand: ``python -m tests.corpus.scoreboard``.

Prints and writes SCOREBOARD.md. Its second half, on ../shared/data, stays as last measured
where those data are absent. No text of a message is ever printed.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bot.analysis import Engine
from bot.library.load import load_library
from tests.corpus.ablate import ABLATIONS, ablate
from tests.corpus.measure import (
    Alarms,
    Judged,
    Table,
    count_accepted,
    count_alarms,
    count_errors,
    count_pairs,
    count_twins,
    describe_findings,
    expected_kind,
    find_worst,
    judge,
    right_values,
    said_kind,
    wrong_axes,
)
from tests.corpus.messages import (
    AXES,
    DATA,
    FOLDER,
    HOLDOUT,
    Message,
    load_messages,
    load_shared,
    read_value,
)

FILE = FOLDER / "SCOREBOARD.md"
BORDER = "<!-- Below: ../shared/data. Where those are absent, the figures last measured. -->"
AUTHENTICITY = ("scam", "suspicious", "unclear", "plausible")
_HEAD = """# Scoreboard

`make scoreboard` writes this file and a test keeps it true. **Tuned on**: rules and points were
made with these messages in view, so the figures flatter. **Held out**: nobody tuned to them.

The two error rates: *genuine* messages (no accusation is right) called a scam or suspicious;
*scams* (only an accusation is right) not called a scam, and *missed*: not even suspicious.
Messages of which both could be said count for neither.
"""


@dataclass(frozen=True)
class Corpus:
    """A set of messages; ``standing`` says whether anybody tuned to them."""

    title: str
    standing: str
    messages: Sequence[Message]

    @property
    def is_own(self) -> bool:
        """Whether what is right is known on every axis, not only a label."""
        return all("kind" in each.accepted for each in self.messages)


def own_corpora() -> list[Corpus]:
    """The own corpus and, once there is one, the part nobody tuned to."""
    found = [Corpus("Own corpus", "tuned on", load_messages())]
    if HOLDOUT.is_dir():
        found.append(Corpus("Own corpus, holdout", "held out", load_messages(HOLDOUT)))
    return found


def shared_corpora(folder: Path = DATA) -> list[Corpus]:
    """The public messages of ../shared/data; none when any file is absent, which is said."""
    paths = [folder / name for name in ("debt_dev.jsonl", "sms_dev.jsonl")]
    absent = [path for path in paths if not path.is_file()]
    for path in absent:
        print(f"NOT MEASURED: there is no {path}")
    if absent:
        return []
    return [Corpus(path.stem, "tuned on", load_shared(path)) for path in paths]


def render_own(engine: Engine) -> str:
    """The first half of the file: what can be measured wherever this repository is."""
    return "\n".join([_HEAD, *(render_corpus(engine, each) for each in own_corpora())])


def render_shared(engine: Engine, corpora: Iterable[Corpus]) -> str:
    """The second half of the file."""
    return "\n".join(render_corpus(engine, each) for each in corpora)


def render_corpus(engine: Engine, corpus: Corpus) -> str:
    """All tables of one corpus."""
    judged = judge(engine, corpus.messages)
    parts = [
        f"## {corpus.title}: {len(judged)} messages, {corpus.standing}\n",
        render_errors(judged, "label", lambda each: each.message.label),
        render_errors(judged, *_kind_of(corpus)),
        render_axes(judged),
        *([render_twins(judged)] if corpus.is_own else []),
        *render_confusions(judged, corpus),
        render_worst(judged),
        render_ablation(engine, corpus),
    ]
    return "\n".join(parts)


def _kind_of(corpus: Corpus) -> tuple[str, Callable[[Judged], str]]:
    return ("kind", expected_kind) if corpus.is_own else ("kind, as judged", said_kind)


def render_errors(judged: Sequence[Judged], title: str, name: Callable[[Judged], str]) -> str:
    """Both error rates for each group of messages, and over all."""
    ordered = sorted(judged, key=name)
    groups = [(key, list(each)) for key, each in groupby(ordered, key=name)]
    rows = [_error_row(key, each) for key, each in [*groups, ("**all**", list(judged))]]
    head = [title, "genuine", "called scam", "called suspicious", "scams", "not scam", "missed"]
    return f"### Errors by {title}\n\n{_table(head, rows)}"


def _error_row(name: str, judged: Iterable[Judged]) -> list[str]:
    errors = count_errors(judged)
    genuine, scams = errors.genuine, errors.scams
    return [
        name,
        _count(genuine),
        *(_rate(each, genuine) for each in (errors.called_scam, errors.called_suspicious)),
        _count(scams),
        *(_rate(each, scams) for each in (errors.not_scam, errors.missed)),
    ]


def render_axes(judged: Sequence[Judged]) -> str:
    """Abusive collection, crisis, and how often each axis has an accepted value."""
    rows = [
        ["abusive collection", *_alarm_cells(count_alarms(judged, "conduct", "abusive"))],
        ["crisis", *_alarm_cells(count_alarms(judged, "crisis", "true"))],
        ["deadline stated", *_alarm_cells(count_alarms(judged, "deadline", "stated"))],
    ]
    head = ["what", "there", "found", "not there", "false alarms"]
    known = [row for row in rows if row[1] != "·" or row[3] != "·"]
    axes = [[axis, _share(*count_accepted(judged, axis))] for axis in AXES]
    accepted = [row for row in axes if row[1]]
    tables = [_table(head, known)] if known else []
    tables += [_table(["axis", "accepted"], accepted)] if accepted else []
    return "### Conduct, deadline, crisis\n\n" + "\n".join(tables)


def _alarm_cells(alarms: Alarms) -> list[str]:
    return [
        _count(alarms.positives),
        _rate(alarms.found, alarms.positives),
        _count(alarms.negatives),
        _rate(alarms.false, alarms.negatives),
    ]


def render_twins(judged: Sequence[Judged]) -> str:
    """How many genuine/scam pairs are told apart, and the pairs that are not."""
    twins = count_twins(judged)
    right = twins.pairs - len(twins.wrong)
    wrong = f"; not: {', '.join(twins.wrong)}" if twins.wrong else ""
    return f"### Twins\n\nBoth right: {_share(right, twins.pairs) or 'no pairs'}{wrong}.\n"


def render_confusions(judged: Sequence[Judged], corpus: Corpus) -> Iterator[str]:
    """Label × authenticity, and expected × said kind where the kind is known."""
    verdicts = count_pairs(judged, lambda each: each.message.label, lambda each: each.authenticity)
    yield f"### Label × authenticity\n\n{_matrix(verdicts, AUTHENTICITY)}"
    if corpus.is_own:
        kinds = count_pairs(judged, expected_kind, said_kind)
        columns = sorted({each for row in kinds.values() for each in row} | set(kinds))
        yield f"### Kind (rows: right, columns: said)\n\n{_matrix(kinds, columns)}"


def _matrix(table: Table, columns: Sequence[str]) -> str:
    rows = [[name, *(_count(table[name][column]) for column in columns)] for name in sorted(table)]
    return _table(["", *columns], rows)


def render_worst(judged: Sequence[Judged]) -> str:
    """The ten gravest errors: ids, what was right, what was said, and the rules behind it."""
    rows = []
    for _, each in find_worst(judged):
        wrong = wrong_axes(each)
        right = "; ".join("/".join(right_values(each.message, axis)) for axis in wrong)
        said = "; ".join(read_value(each.report, axis) for axis in wrong)
        rows.append([each.message.id, right, said, describe_findings(each.report)])
    head = ["id", "right", "said", "findings (− against, + for)"]
    return "### The ten worst errors\n\n" + (_table(head, rows) if rows else "None.\n")


def render_ablation(engine: Engine, corpus: Corpus) -> str:
    """The errors again without what only the corpus's style gives away."""
    rows = []
    for name, change in ABLATIONS.items():
        judged = judge(engine, ablate(list(corpus.messages), change))
        abusive = count_alarms(judged, "conduct", "abusive")
        kinds = _rate(*count_accepted(judged, "kind"))
        cells = [_rate(abusive.found, abusive.positives), _rate(abusive.false, abusive.negatives)]
        rows.append([*_error_row(name, judged), *cells, kinds])
    head = ["texts", "genuine", "called scam", "called suspicious", "scams", "not scam", "missed"]
    head += ["abusive found", "false alarms", "kind accepted"]
    return f"### Does the corpus's style leak?\n\n{_table(head, rows)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _count(number: int) -> str:
    return str(number) if number else "·"


def _rate(part: int, whole: int) -> str:
    """``part`` with its share of ``whole``; a blank where there is nothing to be wrong about."""
    return f"{part} ({part / whole:.1%})" if part and whole else "0" if whole else ""


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else ""


def main() -> int:
    """Prints the scoreboard and writes it to its file."""
    engine = Engine(load_library().content)
    corpora = shared_corpora()
    before = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    shared = render_shared(engine, corpora) if corpora else before.partition(BORDER)[2].strip("\n")
    text = f"{render_own(engine)}\n{BORDER}\n\n{shared}".rstrip("\n") + "\n"
    FILE.write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
