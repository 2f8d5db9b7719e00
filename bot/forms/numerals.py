"""Reads numbers as people write them: 3千5, 1.2万, 三万, 3,000.5, 3块5."""

import re
from decimal import Decimal
from unicodedata import numeric

LONGEST = 40  # characters; a longer answer is no number
_TEN = 10
_SMALL = {"十": 10, "百": 100, "千": 1_000, "k": 1_000}
_BIG = {"万": 10_000, "w": 10_000, "亿": 100_000_000}
_ALSO = {"拾": "十", "佰": "百", "仟": "千", "两": "2", "俩": "2"}
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:[, ]\d{3})+(?![\d,])")
_POINT = re.compile(r"(?<=[\d十])点(?=\d)")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|\D")
_COINS = re.compile(r"(?P<yuan>.+?)(?:元|块)钱?(?:(?P<jiao>\d)[角毛]?)?(?:0?(?P<fen>\d)分)?")


def write_digits(text: str) -> str:
    """Folded text with Chinese digits in ASCII: 三万 becomes 3万, 二〇二六 becomes 2026."""
    return "".join(map(_write_digit, text))


def _write_digit(character: str) -> str:
    if character.isascii():
        return character
    if character in _ALSO:
        return _ALSO[character]
    value = numeric(character, -1)
    if value in range(_TEN):
        return str(int(value))
    # 廿 and 卅 are two and three tens; 十, 百, 千 and 万 stay as they are.
    return f"{int(value) // _TEN}十" if value in {20, 30} else character


def read_money(text: str) -> Decimal | None:
    """A folded sum in yuan, ``3千5`` or ``三块五毛``; None when it is none."""
    bare = write_digits(text).strip("¥ ").removesuffix("整").removesuffix("圆")
    coins = _COINS.fullmatch(bare)
    if coins is None:
        return read_number(bare)
    yuan = read_number(coins["yuan"])
    jiao, fen = (Decimal(coins[name] or 0) for name in ("jiao", "fen"))
    if yuan is None or ((jiao or fen) and yuan != int(yuan)):
        return None
    return yuan + jiao / 10 + fen / 100


def read_number(text: str) -> Decimal | None:
    """A folded number of zero or more in digits or numerals; None when it is none."""
    if not text or len(text) > LONGEST:
        return None
    plain = _POINT.sub(".", write_digits(text))
    joined = _GROUPS.sub(lambda match: re.sub("[, ]", "", match.group()), plain).strip()
    if joined.startswith("十."):
        joined = joined.replace("十", "10", 1)
    joined = re.sub(r"(\d?)十(\d?)\.(?=\d)", _spell_tens, joined)
    return _Sum().add(_TOKEN.findall(joined))


def _spell_tens(match: "re.Match[str]") -> str:
    """十八点二五 has its point behind tens."""
    return f"{int(match[1] or 1) * _TEN + int(match[2] or 0)}."


class _Sum:
    """Adds up tokens from left to right; units must fall, as in 3万5千06."""

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.number: str | None = None
        self.last: int | None = None  # the unit right before the number
        self.ceiling = self.big = 10**9

    def add(self, tokens: list[str]) -> Decimal | None:
        """The sum, None when the order makes no sense."""
        return self._rest() if all(map(self._take, tokens)) else None

    def _take(self, token: str) -> bool:
        if token in _SMALL:
            return self._take_small(_SMALL[token])
        if token in _BIG:
            return self._take_big(_BIG[token])
        if self.number is not None or not token[0].isdecimal() or not token.isascii():
            return False
        self.number = token
        return True

    def _take_small(self, unit: int) -> bool:
        if unit >= self.ceiling or (self.number is None and unit != _TEN):
            return False
        self.section += Decimal(self.number or 1) * unit
        self.number, self.last, self.ceiling = None, unit, unit
        return True

    def _take_big(self, unit: int) -> bool:
        if self.number and len(self.number) == 1 and (self.last or 0) > _TEN:
            return False  # 5千3万 is none; 5千03万 and 3十5万 are
        self.section += Decimal(self.number or 0)
        if unit >= self.big or not self.section:
            return False
        self.total += self.section * unit
        self.section, self.number = Decimal(0), None
        self.last, self.ceiling, self.big = unit, 10**9, unit
        return True

    def _rest(self) -> Decimal:
        whole = self.total + self.section
        if self.number is None:
            return whole
        # 3千5 is 3,500 and 1万2 is 12,000; 3千05 and 3千50 say what they mean.
        if self.last is not None and len(self.number) == 1:
            return whole + Decimal(self.number) * self.last / 10
        return whole + Decimal(self.number)
