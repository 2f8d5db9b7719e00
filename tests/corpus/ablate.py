"""The same messages without what only a corpus's style gives away: names, hosts, punctuation."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace

import regex

from tests.corpus.messages import Message

_SIGNATURE = regex.compile(r"【[^【】]{1,24}】|^\s*\[[^\[\]]{1,24}\]|\[[^\[\]]{1,24}\]\s*$")
_PLACEHOLDER = regex.compile(
    r"(?:[a-z0-9-]+\.)*[a-z0-9-]+\.example(?![a-z0-9.-])", regex.IGNORECASE
)
_ADDRESS = regex.compile(r"(?i)[!-~]*(?:://|[a-z0-9]\.[a-z])[!-~]*")
_NEUTRAL_HOST = "k7m2q9.com"  # nobody's, and its ending says nothing
Ablation = Callable[[str], str]


def drop_signatures(text: str) -> str:
    """Without any 【name】 or, at either end, [name]."""
    return _SIGNATURE.sub("", text)


def neutralize_hosts(text: str) -> str:
    """With one unknown host wherever a corpus's placeholder stood."""
    return _PLACEHOLDER.sub(_NEUTRAL_HOST, text)


def drop_punctuation(text: str) -> str:
    """Without any mark outside web addresses and numbers, as FBS messages are."""
    kept = []
    position = 0
    for address in _ADDRESS.finditer(text):
        kept += [_strip_marks(text[position : address.start()]), address.group()]
        position = address.end()
    return "".join([*kept, _strip_marks(text[position:])])


def _strip_marks(text: str) -> str:
    return "".join(
        each
        for index, each in enumerate(text)
        if not unicodedata.category(each).startswith("P") or _is_inside_number(text, index)
    )


def _is_inside_number(text: str, index: int) -> bool:
    around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    return len(around) == 2 and around.isascii() and around.isdigit()


def drop_all(text: str) -> str:
    """All three at once."""
    return drop_punctuation(neutralize_hosts(drop_signatures(text)))


ABLATIONS: Mapping[str, Ablation] = {
    "as written": str,
    "without signatures": drop_signatures,
    "placeholder hosts made neutral": neutralize_hosts,
    "without punctuation": drop_punctuation,
    "all three": drop_all,
}


def ablate(messages: list[Message], change: Ablation) -> list[Message]:
    """The messages with their texts changed; what is right about them stays."""
    return [replace(each, text=change(each.text)) for each in messages]
