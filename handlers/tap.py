"""A press on a button with all that it stands on."""

from dataclasses import dataclass

from telegram import Message

from bot.analysis import Report
from bot.context import Context
from bot.views.buttons import Press
from bot.views.frame import Frame
from bot.views.state import State
from handlers.check import analyze, read_text


@dataclass(frozen=True)
class Tap:
    """A press with its ground: the frame, the judged text if it is still there."""

    context: Context
    message: Message
    frame: Frame
    press: Press

    @property
    def state(self) -> State:
        """What the button remembers of the verdict; raises ValueError."""
        return self.context.services.codec.decode(self.press.state)

    @property
    def text(self) -> str:
        """The judged text; empty when the message replied to is gone."""
        replied = self.message.reply_to_message
        return read_text(replied) if replied is not None else ""

    def report(self, state: State) -> Report | None:
        """The text judged afresh with the answers given, or None when it is gone."""
        return analyze(self.context, self.text, state.answers) if self.text.strip() else None
