"""Who is filling in what: in memory only, forgotten at the end, on cancel, or when left alone."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.forms.form import Progress

T = TypeVar("T")
IDLE_SECONDS = 1_800.0
MOST_SESSIONS = 2_000


@dataclass(frozen=True, slots=True)
class Session:
    """A form under way: ``form`` is its key, such as ``c.court_fee``."""

    form: str
    progress: Progress


class Sessions:
    """One session a chat; beyond ``most`` the one that rested longest is forgotten.

    ``clock`` gives seconds that only grow.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        idle: float = IDLE_SECONDS,
        most: int = MOST_SESSIONS,
    ) -> None:
        self._clock = clock
        self._idle = idle
        self._most = most
        self._open: OrderedDict[int, tuple[float, Session]] = OrderedDict()
        self._ended: OrderedDict[int, tuple[float, str]] = OrderedDict()

    def __len__(self) -> int:
        self.forget_idle()
        return len(self._open)

    def find(self, chat: int) -> Session | None:
        """The session of a chat, if one is open."""
        self.forget_idle()
        held = self._open.get(chat)
        return held[1] if held else None

    def keep(self, chat: int, session: Session) -> None:
        """Opens a session or replaces it, and begins its half hour anew."""
        self.forget_idle()
        self._ended.pop(chat, None)
        _put(self._open, chat, (self._clock(), session), self._most)

    def close(self, chat: int) -> None:
        """Forgets the answers of a chat; only which form ended is known for half an hour."""
        held = self._open.pop(chat, None)
        if held is not None:
            _put(self._ended, chat, (self._clock(), held[1].form), self._most)

    def has_ended(self, chat: int, form: str) -> bool:
        """Whether this form was the chat's last and ended lately, rather than got lost."""
        self.forget_idle()
        return chat in self._ended and self._ended[chat][1] == form

    def forget_idle(self) -> None:
        """Drops sessions left alone for too long; the longest at rest come first."""
        limit = self._clock() - self._idle
        for held in (self._open, self._ended):
            while held and next(iter(held.values()))[0] <= limit:
                held.popitem(last=False)


def _put(
    held: "OrderedDict[int, tuple[float, T]]", chat: int, value: tuple[float, T], most: int
) -> None:
    """Puts a chat last; beyond ``most`` the first goes."""
    held[chat] = value
    held.move_to_end(chat)
    while len(held) > most:
        held.popitem(last=False)
