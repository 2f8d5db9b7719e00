"""Who is filling in what: in memory only, forgotten at the end, on cancel, or when left alone."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.forms.form import Progress

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
        self._open[chat] = (self._clock(), session)
        self._open.move_to_end(chat)
        while len(self._open) > self._most:
            self._open.popitem(last=False)

    def close(self, chat: int) -> None:
        """Forgets the session of a chat."""
        self._open.pop(chat, None)

    def forget_idle(self) -> None:
        """Drops sessions left alone for too long; the longest at rest come first."""
        limit = self._clock() - self._idle
        while self._open and next(iter(self._open.values()))[0] <= limit:
            self._open.popitem(last=False)
