"""What the bot remembers of talk in groups: in memory only, hashed, bounded, gone at a restart."""

from dataclasses import dataclass
from datetime import date

from bot.groups.buckets import Buckets, Turn
from bot.groups.memory import Clock, Memory

MEMBER = (3, 30.0)  # calls at once, then one in so many seconds
GROUP = (4, 12.0)  # at most ten messages of ours in any minute, a kind word among them
WARNINGS = (3, 3700.0)  # no hour has more than three
TURNED_DOWN = (1, 60.0)
PRESSES = (6, 20.0)  # of a member
CHANGES = (3, 600.0)  # of one message that was asked about
DOUBTS_OF_MEMBER = (3, 600.0)
DOUBTS_OF_GROUP = (12, 300.0)
ENOUGH_DOUBTS = 3  # different members

_DAY = 86_400.0
_NAMES_SECONDS = 60.0  # admins' names, folded
_REFUSED_SECONDS = 6 * 3600.0
_MOST_ANSWERS = 4  # to one message, all of which change when it does


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict of ours: its message id, or with a receiver its ephemeral id."""

    id: int
    receiver: int | None = None


class GroupTalk:
    """Who called, what was answered, warned of and doubted; times are the clock's seconds."""

    def __init__(self, secret: bytes, clock: Clock) -> None:
        self._members = Buckets(secret, clock, *MEMBER)
        self._groups = Buckets(secret, clock, *GROUP)
        self._warnings = Buckets(secret, clock, *WARNINGS)
        self._turned_down = Buckets(secret, clock, *TURNED_DOWN)
        self._presses = Buckets(secret, clock, *PRESSES)
        self._changes = Buckets(secret, clock, *CHANGES)
        self._doubts_of_member = Buckets(secret, clock, *DOUBTS_OF_MEMBER)
        self._doubts_of_group = Buckets(secret, clock, *DOUBTS_OF_GROUP)
        self._answers: Memory[tuple[Answer, ...]] = Memory(secret, clock, 2 * _DAY, 2_000)
        self._warned: Memory[date] = Memory(secret, clock, 2 * _DAY, 10_000)
        self._doubted: Memory[bool] = Memory(secret, clock, 2 * _DAY, 10_000)
        self._doubts: Memory[int] = Memory(secret, clock, 2 * _DAY, 1_000)
        self._public: Memory[bool] = Memory(secret, clock, _REFUSED_SECONDS, 2_000)
        self.names: Memory[frozenset[str]] = Memory(secret, clock, _NAMES_SECONDS, 500)

    def take_turn(self, chat: int, member: int) -> Turn:
        """Whether a member may have an answer in a group now; kind words count as answers too."""
        own = self._members.take(chat, member)
        if own is Turn.REFUSED:
            return own
        turn = self._groups.take(chat)
        return own if turn is Turn.GRANTED else turn

    def may_turn_down(self, chat: int, member: int) -> bool:
        """Whether to tell a member that admins only may call: once in a while."""
        turn = self._turned_down.take(chat, member)
        return turn is Turn.GRANTED and self._turned_down.take(chat) is Turn.GRANTED

    def may_press(self, chat: int, member: int) -> bool:
        """Whether another press of a member may change one of our messages."""
        return self._presses.take(chat, member) is Turn.GRANTED

    def remember(self, chat: int, message: int, answer: Answer) -> None:
        """Keeps which of our messages answers one of the group's."""
        answers = self._answers.find(chat, message) or ()
        self._answers.keep((*answers, answer)[-_MOST_ANSWERS:], chat, message)

    def find_answers(self, chat: int, message: int) -> tuple[Answer, ...]:
        """Our messages that answer one of the group's; none after a restart or two days."""
        return self._answers.find(chat, message) or ()

    def may_judge_again(self, chat: int, message: int) -> bool:
        """Whether to answer another change of a message; after False it is forgotten for good."""
        granted = self._changes.take(chat, message) is Turn.GRANTED
        if not granted:
            self._answers.drop(chat, message)
        return granted

    def may_warn(self, chat: int, skeleton: str, today: date) -> bool:
        """Whether to speak up: of one message once a day, and seldom at all. True counts."""
        if self._warned.find(chat, skeleton) == today:
            return False
        self._warned.keep(today, chat, skeleton)
        return self._warnings.take(chat) is Turn.GRANTED

    def take_doubt(self, chat: int, verdict: int, member: int) -> int:
        """How many different members doubt a verdict now; 0 when this doubt doesn't count."""
        if self._doubted.find(chat, verdict, member):
            return 0
        if self._doubts_of_member.take(chat, member) is not Turn.GRANTED:
            return 0
        if self._doubts_of_group.take(chat) is not Turn.GRANTED:
            return 0
        self._doubted.keep(True, chat, verdict, member)
        count = (self._doubts.find(chat, verdict) or 0) + 1
        self._doubts.keep(count, chat, verdict)
        return count

    def may_whisper(self, chat: int) -> bool:
        """Whether Telegram has not lately refused a message for one member alone here."""
        return self._public.find(chat) is None

    def note_refusal(self, chat: int) -> None:
        """Telegram refuses messages for one member alone here: for some hours none is tried."""
        self._public.keep(True, chat)

    def forget_refusal(self, chat: int) -> None:
        """The bot's rank has changed, and with it what it may do."""
        self._public.drop(chat)
