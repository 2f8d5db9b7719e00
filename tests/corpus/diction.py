"""Learns content/diction.toml from the own corpus: ``make diction``.

A linear support vector machine with squared hinge loss, by dual coordinate descent (Hsieh et al.,
2008). Pure Python with exact sums and a fixed order: the same messages give the same file anywhere.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from bot.analysis import Engine
from bot.analysis.diction import Lean, Margins, Reader, Scale, list_grams
from bot.library.load import CONTENT, load_library
from tests.corpus.fit import FOLDS, fold_of
from tests.corpus.messages import ACCUSED, Message, load_messages

FILE = CONTENT / "diction.toml"
_FEWEST = 3  # messages that a character or pair must stand in; keeps names of people out
_ROUNDS = 30
_LOOSENESS = 1.0  # how much a message on the wrong side costs, before classes are balanced
_HEADER = """# Written by `make diction` from tests/corpus; how a text's choice of words leans.
# Tenths → the Chinese characters and pairs of characters that weigh so much.
"""


@dataclass(frozen=True)
class Sample:
    """A message as the learner sees it."""

    id: str
    grams: frozenset[str]
    is_like: bool


def find_scam(message: Message) -> bool | None:
    """Whether only an accusation is right; None where both could be said."""
    accused = ACCUSED & set(message.accepted["authenticity"])
    return None if accused and set(message.accepted["authenticity"]) - accused else bool(accused)


def find_abuse(message: Message) -> bool | None:
    """Whether the way of collecting is abusive; None where both could be said."""
    conduct = message.accepted["conduct"]
    return None if "abusive" in conduct and len(conduct) > 1 else "abusive" in conduct


def find_own(message: Message) -> bool | None:
    """Whether all of it is the user's own words; None where it may be."""
    kinds = message.accepted["kind"]
    return None if "not_an_sms" in kinds and len(kinds) > 1 else "not_an_sms" in kinds


def find_crisis(message: Message) -> bool | None:
    """Whether somebody is in danger."""
    return message.accepted["crisis"] == ("true",)


SCALES: dict[str, Callable[[Message], bool | None]] = {
    "scam": find_scam,
    "abusive": find_abuse,
    "own": find_own,
    "crisis": find_crisis,
}


def gather(
    messages: Iterable[Message], engine: Engine, find: Callable[[Message], bool | None]
) -> list[Sample]:
    """The messages of which only one answer is right."""
    return [
        Sample(message.id, frozenset(list_grams(engine.fold(message.text).text)), like)
        for message in messages
        if (like := find(message)) is not None
    ]


def learn(name: str, samples: Sequence[Sample]) -> Scale:
    """One scale from samples of both sides."""
    seen = Counter(gram for sample in samples for gram in sample.grams)
    grams = sorted(gram for gram, count in seen.items() if count >= _FEWEST)
    places = {gram: place for place, gram in enumerate(grams)}
    rows = [sorted(places[gram] for gram in each.grams if gram in places) for each in samples]
    *weights, bias = _descend(rows, [each.is_like for each in samples], len(grams))
    tenths: dict[int, list[str]] = {}
    for gram, weight in zip(grams, weights, strict=True):
        tenths.setdefault(round(weight * 10), []).append(gram)
    tenths.pop(0, None)
    likes = sum(each.is_like for each in samples)
    table = {str(each): " ".join(tenths[each]) for each in sorted(tenths)}
    return Scale(name, likes, len(samples) - likes, round(bias, 3), table)


def _descend(rows: Sequence[Sequence[int]], likes: Sequence[bool], size: int) -> list[float]:
    """The weights of ``size`` features and the bias; each row has length 1 beside the bias."""
    weights, multipliers = [0.0] * (size + 1), [0.0] * len(rows)
    share = {True: sum(likes), False: len(likes) - sum(likes)}
    slack = {side: 1 / (_LOOSENESS * len(rows) / count) for side, count in share.items()}
    order, turn = list(range(len(rows))), random.Random(1)
    for _ in range(_ROUNDS):
        turn.shuffle(order)
        for place in order:
            row, side = rows[place], 1 if likes[place] else -1
            scale = 1 / sqrt(len(row) or 1)
            margin = fsum([weights[each] for each in row]) * scale + weights[size]
            loose, before = slack[likes[place]], multipliers[place]
            after = max(before - (side * margin - 1 + loose * before) / (2 + loose), 0.0)
            multipliers[place] = after
            step = (after - before) * side
            for each in row:
                weights[each] += step * scale
            weights[size] += step
    return weights


def measure_folds(name: str, samples: Sequence[Sample]) -> list[tuple[Sample, float]]:
    """Each sample with its margin on a scale that never saw its fold."""
    measured = []
    for fold in range(FOLDS):
        reader = Reader([learn(name, [each for each in samples if fold_of(each.id) != fold])])
        held = [each for each in samples if fold_of(each.id) == fold]
        measured += [(each, reader.measure(each.grams)[name]) for each in held]
    return measured


def write(scales: Iterable[Scale]) -> str:
    """The scales as a TOML file."""
    blocks = [_HEADER]
    for scale in scales:
        blocks.append(
            f'\n[[scale]]\nid = "{scale.id}"\nlike = {scale.like}\nunlike = {scale.unlike}\n'
            f"bias = {scale.bias}\n\n[scale.weights]\n"
        )
        blocks += [f'{tenths} = "{grams}"\n' for tenths, grams in scale.weights.items()]
    return "".join(blocks)


def _report(measured: Sequence[tuple[Sample, float]], margins: Margins) -> None:
    for lean in (Lean.LIKE, Lean.UNLIKE):
        sides = [sample.is_like for sample, margin in measured if margins.read(margin) is lean]
        print(f"  {lean}: {len(sides)}, of which {sum(sides)} are")


def main() -> None:
    """Writes the file, and prints how scales read messages that they had not seen (5 folds)."""
    content, messages = load_library().content, load_messages()
    engine, margins = Engine(content), content.verdicts.diction
    scales = []
    for name, find in SCALES.items():
        samples = gather(messages, engine, find)
        scales.append(learn(name, samples))
        print(f"{name}: {scales[-1].like} of {len(samples)} messages")
        _report(measure_folds(name, samples), margins[name])
    FILE.write_text(write(scales), encoding="utf-8")


if __name__ == "__main__":
    main()
