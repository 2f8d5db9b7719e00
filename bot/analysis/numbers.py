"""Finds phone numbers and tells their kind by the numbering plan in content."""

import regex

from bot.analysis.content import NumberSegment
from bot.analysis.facts import Phone, Span

_NUMBER = regex.compile(
    r"(?<![\d./-])(?P<number>"
    r"(?:\+|00)\d{1,3}[- ]?\d{5,12}"
    r"|1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
    r"|106\d{5,17}"
    r"|0\d{2,3}[- )]?\d{5,8}"
    r"|[48]00[- ]?\d{3,4}[- ]?\d{3,4}"
    r"|10[01]\d{5,6}|9[56]\d{3,6}|1[12]\d{3}|1[12]0)(?![\d/]|\.\d|元)"
)
_MARKS = regex.compile(r"[- )]")


class NumberPlan:
    """Classifies numbers; the first matching segment of the content wins."""

    def __init__(self, segments: tuple[NumberSegment, ...]) -> None:
        self._segments = tuple((regex.compile(each.match), each.id) for each in segments)

    def classify(self, number: str) -> str | None:
        """The id of the segment that ``number`` (digits, leading + kept) falls in, if any."""
        for pattern, identifier in self._segments:
            if pattern.search(number):
                return identifier
        return None

    def find(self, text: str, taken: tuple[Span, ...]) -> tuple[Phone, ...]:
        """Every number of the text outside ``taken`` spans (links, case numbers), in order."""
        found = []
        for match in _NUMBER.finditer(text):
            start, end = match.span("number")
            if any(start < stop and begin < end for begin, stop in taken):
                continue
            number = _MARKS.sub("", match["number"])
            if segment := self.classify(number):
                found.append(Phone(start, end, number, segment))
        return tuple(found)

    def classify_sender(self, sender: str) -> tuple[str | None, str | None]:
        """The number inside a sender line and its segment; (None, None) for a mere name."""
        if "@" in sender:
            return sender, self.classify(sender)
        match = regex.search(r"\+?\d[\d -]{1,22}", sender)
        if match is None:
            return None, None
        number = _MARKS.sub("", match.group())
        if number.startswith(("+86", "0086")):
            number = number.removeprefix("+86").removeprefix("0086")
        segment = self.classify(number)
        if segment is None and number.startswith("106"):
            segment = self.classify(number.ljust(8, "0"))
        return number, segment
