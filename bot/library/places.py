"""Reads which place an administrative division code stands for today.

Source: GB/T 2260 with its history, as python-stdnum carries it (``cn/loc``).
"""

from collections.abc import Iterator, Mapping

from stdnum import numdb

_PROVINCE = "0000"
_HEADINGS = {"市辖区", "县"}  # entries that only gather others, by name or by what it holds
_IN_HEADINGS = ("直辖", "行政单位")


def load_places(characters: Mapping[str, str]) -> Mapping[str, str]:
    """Six-digit code → full name, province first; codes that are no longer in use are left out.

    ``characters`` gives the plain form of any character, as in the texts that names are found in.
    """
    own = {
        code: "".join(map(characters.__getitem__, name))
        for code, name in _list_current()
        if name not in _HEADINGS and not any(each in name for each in _IN_HEADINGS)
    }
    return {code: _full_name(code, own) for code in own}


def _list_current() -> Iterator[tuple[str, str]]:
    for _, province, _, _, children in numdb.get("cn/loc").prefixes:
        for _, rest, _, properties, _ in children:
            name = _name_today(properties.get("county", ""))
            if name:
                yield province + rest, name


def _name_today(history: str) -> str:
    """The last name of ``[-1991]X,[1992-]Y``, or nothing when its years have ended."""
    years, _, name = history.rpartition(",")[2].rpartition("]")
    return name if not years or years.endswith("-") else ""


def _full_name(code: str, own: Mapping[str, str]) -> str:
    """The names of province, city and county that contain ``code``, joined."""
    above = dict.fromkeys((code[:2] + _PROVINCE, code[:4] + "00", code))
    return "".join(own[each] for each in above if each in own)
