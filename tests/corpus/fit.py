"""A small logistic regression whose weights keep their sign: a check beside hand-set points.

Pure Python, no randomness: the same rows give the same weights on every machine.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FOLDS = 5
_ROUNDS = 400
_SHRINKAGE = 0.003  # of the mean loss, times the squared weights; keeps rare rules modest


@dataclass(frozen=True)
class Row:
    """A message: the indices of the rules that fired, and whether it is a scam."""

    id: str
    fired: tuple[int, ...]
    is_scam: bool


@dataclass(frozen=True)
class Model:
    """``weights`` are never negative; ``signs`` say which way each one counts."""

    weights: tuple[float, ...]
    signs: tuple[int, ...]
    bias: float

    def score(self, fired: Iterable[int]) -> float:
        """Log odds of a scam."""
        return self.bias + sum(self.signs[each] * self.weights[each] for each in fired)


def fit(rows: Sequence[Row], signs: Sequence[int]) -> Model:
    """Least mean logistic loss with weights ≥ 0, by accelerated projected gradient.

    ``signs`` has +1 for a rule that speaks for a scam and -1 for one that speaks against.
    """
    count = len(signs)
    step = 1 / (0.25 * (1 + max((len(row.fired) for row in rows), default=0)) + 2 * _SHRINKAGE)
    current, ahead = [0.0] * (count + 1), [0.0] * (count + 1)
    for turn in range(_ROUNDS):
        slope = _gradient(rows, signs, ahead)
        moved = [value - step * rise for value, rise in zip(ahead, slope, strict=True)]
        following = [*(max(0.0, each) for each in moved[:count]), moved[count]]
        push = turn / (turn + 3)
        ahead = [new + push * (new - old) for new, old in zip(following, current, strict=True)]
        current = following
    return Model(tuple(current[:count]), tuple(signs), current[count])


def _gradient(rows: Sequence[Row], signs: Sequence[int], values: Sequence[float]) -> list[float]:
    count = len(signs)
    slope = [2 * _SHRINKAGE * value for value in values[:count]] + [0.0]
    for row in rows:
        odds = values[count] + sum(signs[each] * values[each] for each in row.fired)
        miss = (probability(odds) - row.is_scam) / len(rows)
        slope[count] += miss
        for each in row.fired:
            slope[each] += signs[each] * miss
    return slope


def probability(odds: float) -> float:
    """The logistic function, without overflow."""
    if odds >= 0:
        return 1 / (1 + math.exp(-odds))
    return math.exp(odds) / (1 + math.exp(odds))


def fold_of(identifier: str, folds: int = FOLDS) -> int:
    """The fold of a message, by a hash of its id: the same wherever and whenever."""
    return int.from_bytes(hashlib.sha256(identifier.encode()).digest()[:4], "big") % folds


def cross_validate(rows: Sequence[Row], signs: Sequence[int]) -> list[tuple[Row, float]]:
    """Each row with the score of a model that never saw its fold."""
    scored = []
    for fold in range(FOLDS):
        seen = [row for row in rows if fold_of(row.id) != fold]
        model = fit(seen, signs)
        scored += [(row, model.score(row.fired)) for row in rows if fold_of(row.id) == fold]
    return scored


def count_wrong(scored: Iterable[tuple[Row, float]], border: float = 0.0) -> tuple[int, int]:
    """Genuine rows at or above the border, scams below it."""
    false = missed = 0
    for row, score in scored:
        false += not row.is_scam and score >= border
        missed += row.is_scam and score < border
    return false, missed


def log_odds(fired_for: int, total_for: int, fired_against: int, total_against: int) -> float:
    """How much likelier a rule fires on its own side, as a logarithm; half a message is added."""
    own = (fired_for + 0.5) / (total_for - fired_for + 0.5)
    other = (fired_against + 0.5) / (total_against - fired_against + 0.5)
    return math.log(own / other)


def log_odds_error(fired_for: int, total_for: int, fired_against: int, total_against: int) -> float:
    """The standard error of ``log_odds``."""
    cells = (fired_for, total_for - fired_for, fired_against, total_against - fired_against)
    return math.sqrt(sum(1 / (each + 0.5) for each in cells))
