"""Finds court case numbers and reads their parts (法〔2015〕137号)."""

from collections.abc import Iterable

import regex

from bot.analysis.content import Confidence, Courts, SpecialCourt
from bot.analysis.courts import Court
from bot.analysis.facts import Case
from bot.analysis.model import Agreement, CaseReading
from bot.analysis.normalize import Normalized
from bot.analysis.places import Places

_WHOLE = "0000"  # ends the code of a province
_BASIC = 4  # digits in the code of a basic court
_SUPREME = "最高法"


class CaseReader:
    """Reads case numbers of the national form: (year) court mark serial 号."""

    def __init__(self, courts: Courts, places: Places) -> None:
        self._places = places
        self._special = courts.special
        self._types = {each.code: each for each in courts.case_types}
        self._provinces = {each.mark: each for each in courts.provinces}
        marks = "".join(self._provinces)
        self._pattern = regex.compile(
            r"[(\[【〔]?\s?(?P<year>(?:19|20)\d{2})\s?[)\]】〕]?\s?"
            rf"(?P<court>{_SUPREME}|(?P<province>[{marks}])(?P<code>\d{{4}}|\d{{2}})?)\s?"
            r"(?P<mark>[^\P{Han}字第]{1,6}?)\s?(?P<serial>[\dx*]{1,8})\s?号"
        )

    def find(self, text: str, courts: tuple[Court, ...] = ()) -> tuple[Case, ...]:
        """Every number of that structure, also when its type mark is not listed in content.

        ``courts`` are those that the text names, to compare with.
        """
        if "号" not in text:
            return ()
        return tuple(self._read(match, courts) for match in self._pattern.finditer(text))

    def _read(self, match: "regex.Match[str]", courts: tuple[Court, ...]) -> Case:
        mark, province, code = match["mark"], match["province"] or "", match["code"] or ""
        known = self._provinces.get(province)
        special = self._find_special(province, code)
        name = known.name if known else None
        division = None
        if known and known.prefix:
            division = self._places.find_code(known.prefix, "" if special else code)
        return Case(
            start=match.start(),
            end=match.end(),
            year=int(match["year"]),
            province=province,
            court_code=code,
            mark=mark,
            # A one-character specialty may stand before the type, e.g. 知 since 2018.
            type=self._types.get(mark) or self._types.get(mark[1:]),
            place=self._places.name(division) if division else name,
            special=special,
            agrees=compare(division, code, special, courts),
        )

    def _find_special(self, province: str, code: str) -> SpecialCourt | None:
        for each in self._special:
            if code.startswith(each.codes) and (not each.marks or province in each.marks):
                return each
        return None


def compare(
    division: str | None, code: str, special: SpecialCourt | None, courts: Iterable[Court]
) -> Agreement:
    """Whether a case number's court can be one of those named; one that agrees is enough.

    ``division`` is the place that the number's court ``code`` stands for.
    """
    if division is None or special:
        return Agreement.UNKNOWN
    answers = {_compare_one(division, code, court) for court in courts}
    if Agreement.AGREES in answers:
        return Agreement.AGREES
    return Agreement.DIFFERS if answers == {Agreement.DIFFERS} else Agreement.UNKNOWN


def _compare_one(division: str, code: str, court: Court) -> Agreement:
    """Differs when every place that the court's name can mean lies elsewhere.

    Within a province only the county, or for intermediate courts the city, can contradict:
    old codes outlive divisions that were moved, merged or renamed.
    """
    if court.special or not court.divisions:
        return Agreement.UNKNOWN
    near = {each for each in court.divisions if each[:2] == division[:2]}
    if not near:
        return Agreement.DIFFERS
    if division in near:
        return Agreement.AGREES
    if division.endswith(_WHOLE):
        return Agreement.UNKNOWN
    if not division.endswith("00"):
        counties = all(not each.endswith("00") for each in near)
        cities = all(each[:4] != division[:4] for each in near if not each.endswith(_WHOLE))
        whole = any(each.endswith(_WHOLE) for each in near)
        return Agreement.DIFFERS if counties or (cities and not whole) else Agreement.UNKNOWN
    if any(each[:4] == division[:4] for each in near):
        return Agreement.AGREES
    if len(code) == _BASIC or any(each.endswith(_WHOLE) for each in near):
        return Agreement.UNKNOWN
    return Agreement.DIFFERS


def read_cases(cases: Iterable[Case], plain: Normalized) -> tuple[CaseReading, ...]:
    """What the numbers say by their form; what is of low confidence is left out."""
    return tuple(_read_case(case, plain) for case in cases)


def _read_case(case: Case, plain: Normalized) -> CaseReading:
    start, end = plain.locate(case.start, case.end)
    known = case.type if case.type and case.type.confidence is not Confidence.LOW else None
    special = case.special
    if special and special.confidence is Confidence.LOW:
        special = None
    return CaseReading(
        start=start,
        end=end,
        quote=plain.original[start:end],
        meaning=known.meaning if known else None,
        stage=known.stage if known else None,
        place=case.place,
        court=special.title if special else None,
        agrees=case.agrees,
    )
