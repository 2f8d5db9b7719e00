"""Cuts a paste that holds several messages into single ones."""

import regex

from bot.analysis.facts import Span

_BREAK = regex.compile(r"\n\s*")
_OPENS = regex.compile(r"(?:\d{1,2}[.、)]\s*)?[【\[]\S{1,24}?[】\]]")
_CLOSES = regex.compile(r"【[^【】\n]{1,24}】\s*$")
_SHORTEST = 4
_MOST = 32  # messages of one paste; what comes after belongs to the last one


def split(text: str) -> tuple[Span, ...]:
    """The spans of single messages in the normalized text; the whole text when it is one.

    A new message begins at a line that opens with a 【signature】, or after a line that a
    signature closes.
    """
    starts = [0]
    line = 0
    begin = len(text) - len(text.lstrip())
    for match in _BREAK.finditer(text):
        stop, following = match.span()
        opens = _OPENS.match(text, following) is not None
        closes = _CLOSES.search(text, line, stop) and not _OPENS.match(text, begin, stop)
        if len(starts) < _MOST and begin < stop and (opens or closes):
            starts.append(following)
            begin = following
        line = following
    ends = [*starts[1:], len(text)]
    spans = [
        (start, end)
        for start, end in zip(starts, ends, strict=True)
        if len(text[start:end].strip()) >= _SHORTEST
    ]
    return tuple(spans) if len(spans) > 1 else ((0, len(text)),)
