"""Finds court case numbers and reads their parts (法〔2015〕137号)."""

import regex

from bot.analysis.content import Courts
from bot.analysis.facts import Case


class CaseReader:
    """Reads case numbers of the national form: (year) court mark serial 号."""

    def __init__(self, courts: Courts) -> None:
        self._types = {each.code: each for each in courts.case_types}
        self._places = {each.mark: each.name for each in courts.provinces}
        marks = "".join(each.mark for each in courts.provinces)
        self._pattern = regex.compile(
            r"[(\[【]?\s?(?P<year>(?:19|20)\d{2})\s?[)\]】]?\s?"
            rf"(?P<court>最高法|(?P<province>[{marks}])(?P<code>\d{{4}}|\d{{2}})?)\s?"
            r"(?P<mark>\p{Han}{1,6}?)\s?(?P<serial>[\dx*]{1,8})\s?号"
        )

    def find(self, text: str) -> tuple[Case, ...]:
        """Every number of that structure, also when its type mark is not listed in content."""
        found = []
        for match in self._pattern.finditer(text):
            mark = match["mark"]
            # A one-character specialty may stand before the type, e.g. 知 since 2018.
            kind = self._types.get(mark) or self._types.get(mark[1:])
            found.append(
                Case(
                    match.start(),
                    match.end(),
                    int(match["year"]),
                    match["province"] or "",
                    match["code"] or "",
                    mark,
                    kind,
                    self._places.get(match["province"] or ""),
                )
            )
        return tuple(found)
