"""Finds phone numbers and tells their kind by the numbering plan in content."""

import regex

from bot.analysis.content import NumberSegment
from bot.analysis.facts import Phone, Span
from bot.analysis.spans import cover

_HOME = (
    r"1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
    r"|106\d{5,17}|106\d(?:[- ]\d{4}){1,2}[- ]?\d{0,8}"
    r"|0\d{2,3}[- )]{0,2}(?:\d{3,4}[- ]\d{4}|\d{5,8}|110)"
    r"|[48]00(?:[- ]?\d){7}"
    r"|10[01]\d{5,6}|9[56]\d{3,6}|1[12]\d{3}|1[12]0"
)
_AREA_WITHOUT_ZERO = r"[2-9]\d{1,2}[- ]?\d{3,4}[- ]?\d{4}"
_NUMBER = regex.compile(
    r"(?<![\d./-])(?P<number>"
    rf"(?:\+|00)86[- ]?(?:{_HOME}|{_AREA_WITHOUT_ZERO})"
    r"|(?:\+|00)(?!86)\d{1,3}(?:[- ]?\d{2,6}){2,4}"
    rf"|{_HOME})(?![\d/]|\.\d|元)"
)
_MARKS = regex.compile(r"[- )]")
_EXTENSION = regex.compile(r"\D+\d*$")
MOBILE = frozenset({"mobile", "mvno"})  # segments of private numbers
OVERSEA = "oversea"
_COUNTRY = regex.compile(r"(?:\+|00)86")
_AREA = regex.compile(r"(?!400|800|9[56]\d{3,6}$)[2-9]\d{8,10}")  # its 0 goes after +86


def strip_marks(number: str) -> str:
    """A published number as it is dialed: no hyphens, no extension."""
    return _EXTENSION.sub("", _MARKS.sub("", number))


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
        covered = cover(len(text), taken) if taken else b""
        for match in _NUMBER.finditer(text):
            start, end = match.span("number")
            if 1 in covered[start:end]:
                continue
            number = _at_home(_MARKS.sub("", match["number"]))
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
        number = _at_home(_MARKS.sub("", match.group()))
        segment = self.classify(number)
        if segment is None and number.startswith("106"):
            segment = self.classify(number.ljust(8, "0"))
        return number, segment


def _at_home(number: str) -> str:
    """The number as it is dialed in the mainland."""
    national = _COUNTRY.sub("", number, count=1) if _COUNTRY.match(number) else number
    if national != number and _AREA.fullmatch(national):
        return "0" + national
    return national
