"""Administrative divisions: which one a court's code stands for, which ones a name can mean."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

_LONGEST_PROVINCE = 8
_LONGEST_CITY = 12
_SHORTEST_STEM = 2  # characters of a name without its 市, 区, 县
_ENDINGS = ("省", "市", "区", "县", "旗", "州", "盟")
_WHOLE = "00"


class Places:
    """All divisions by code and by name; codes have six digits, 00 where a level is left open."""

    def __init__(self, names: Mapping[str, str], provinces: Mapping[str, str]) -> None:
        """``names``: code → full name; ``provinces``: short name → two-digit prefix."""
        self._names = names
        self._provinces: dict[str, set[str]] = {}
        self._cities: dict[str, set[str]] = {}
        self._counties: dict[str, set[str]] = {}
        for code in names:
            self._add(code)
        for name, prefix in provinces.items():
            self._provinces.setdefault(name, set()).add(prefix + _WHOLE * 2)
        self.find_all = lru_cache(maxsize=512)(self._find_all)

    def _add(self, code: str) -> None:
        level = self._provinces if code.endswith(_WHOLE * 2) else self._counties
        if code.endswith(_WHOLE) and level is self._counties:
            level = self._cities
        name = self._own_name(code)
        level.setdefault(name, set()).add(code)
        stem = name[:-1] if name[-1:] in _ENDINGS else name
        if len(stem) >= _SHORTEST_STEM:
            level.setdefault(stem, set()).add(code)

    def _own_name(self, code: str) -> str:
        """The division's own part of its full name."""
        full = self._names[code]
        for above in (code[:4] + _WHOLE, code[:2] + _WHOLE * 2):
            if above != code and above in self._names:
                return full.removeprefix(self._names[above])
        return full

    def name(self, code: str) -> str | None:
        """The full name of a division, province first."""
        return self._names.get(code)

    def find_code(self, province: str, court_code: str) -> str:
        """The smallest known division of a court's code; ``province`` is its two-digit prefix.

        Basic courts mostly bear digits 3 to 6 of their county's code, intermediate courts
        digits 3 and 4 of their city's (法〔2015〕137号); what is not listed is left open.
        """
        county = province + court_code
        if county in self._names:
            return county
        city = province + court_code[:2] + _WHOLE
        return city if court_code and city in self._names else province + _WHOLE * 2

    def _find_all(self, name: str) -> frozenset[str]:
        """Every division that ``name`` can mean, its upper levels named or not."""
        found = set()
        for province, rest in self._heads(name, self._provinces, _LONGEST_PROVINCE):
            if province and not rest:
                found |= province
            for city, last in self._heads(rest, self._cities, _LONGEST_CITY):
                cities = _within(city, province, 2)
                if cities and not last:
                    found |= cities
                elif last in self._counties and (cities or len(last) == len(rest)):
                    counties = _within(self._counties[last], province, 2)
                    found |= _within(counties, cities, 4)
        return frozenset(found)

    @staticmethod
    def _heads(
        name: str, level: Mapping[str, set[str]], longest: int
    ) -> Iterator[tuple[set[str], str]]:
        """Each way to take a division of one level off the beginning; none taken comes last."""
        for length in range(min(longest, len(name)), 1, -1):
            if name[:length] in level:
                yield level[name[:length]], name[length:]
        yield set(), name


def _within(codes: set[str], above: set[str], digits: int) -> set[str]:
    """Those of ``codes`` that lie in one of ``above``; all when nothing above is named."""
    if not above:
        return codes
    heads = {each[:digits] for each in above}
    return {each for each in codes if each[:digits] in heads}
