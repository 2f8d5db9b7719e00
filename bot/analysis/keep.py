"""Properties that are worked out when first asked for."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class kept(Generic[T]):  # noqa: N801
    """A property that is worked out once for an instance, then kept in it.

    The standard library's takes a lock before Python 3.12, and longer than most facts do.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> T:
        """Asked for the first time; afterwards the instance answers by itself."""
        value: T = self._work(instance)
        instance.__dict__[self._name] = value
        return value
