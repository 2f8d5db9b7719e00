"""Seconds that pass only when told to."""


class Clock:
    """A monotonic clock for tests."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now
