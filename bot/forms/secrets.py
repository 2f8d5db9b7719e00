"""Numbers that nobody should give away: identity cards and bank cards whole, others half hidden."""

import re

_BEFORE, _AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_GAP = r"[ \-]?"
_DATE = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(rf"{_BEFORE}[1-9]\d{{5}}{_GAP}{_DATE}{_GAP}\d{{3}}[0-9Xx]{_AFTER}")
_CARD = re.compile(
    rf"{_BEFORE}[3-6]\d{{3}}(?:{_GAP}\d{{4}}){{2}}{_GAP}\d{{3,4}}(?:{_GAP}\d{{1,3}})?{_AFTER}"
)
_MOBILE = rf"(?:\+?86{_GAP})?1\d{{2}}[ \-]\d{{4}}[ \-]\d{{4}}"
_NUMBER = re.compile(rf"{_BEFORE}(?:{_MOBILE}|\+?\d{{10,20}}[Xx]?){_AFTER}")
_AREA = re.compile(r"(?<!\d)0\d{2,3}[ \-]\d{7,8}(?!\d)")
_HALF_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}
_EVEN = 2
_NINE = 9
_UNION_PAY = "62"


def holds_secret(text: str) -> bool:
    """Whether a whole identity number or card number seems to stand in a text."""
    plain = _fold(text)
    return bool(_IDENTITY.search(plain)) or any(
        _is_card(re.sub(r"\D", "", match.group())) for match in _CARD.finditer(plain)
    )


def mask_numbers(text: str) -> str:
    """The text with the middle of long numbers hidden; short ones such as 95588 stay.

    Identity and card numbers keep their last four digits, telephone numbers begin and end.
    """
    plain = _fold(text)
    plain = _IDENTITY.sub(_keep_end, plain)
    plain = _CARD.sub(
        lambda found: _keep_end(found) if _is_card(found.group()) else found[0], plain
    )
    return _NUMBER.sub(_keep_ends, _AREA.sub(_keep_ends, plain))


def _fold(text: str) -> str:
    """Full-width digits in half width; nothing else changes."""
    return "".join(
        chr(ord(each) - 0xFEE0) if "\uff10" <= each <= "\uff19" else each for each in text
    )


def _keep_end(found: "re.Match[str]") -> str:
    return "****" + re.sub(r"[ \-]", "", found.group())[-4:]


def _keep_ends(found: "re.Match[str]") -> str:
    digits = re.sub(r"[ \-]", "", found.group())
    return f"{digits[:3]}****{digits[-4:]}"


def _is_card(written: str) -> bool:
    """Luhn's check, or the beginning of every UnionPay card."""
    digits = re.sub(r"\D", "", written)
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % _EVEN else 1)
        total += value - _NINE if value > _NINE else value
    return total % 10 == 0 or digits.startswith(_UNION_PAY)
