"""Court case numbers (法〔2015〕137号)."""

import pytest

from bot.analysis.cases import CaseReader
from bot.analysis.model import Kind


@pytest.fixture(scope="module")
def reader(library):
    return CaseReader(library.content.courts)


@pytest.mark.parametrize(
    ("text", "year", "mark", "kind", "place"),
    [
        ("(2026)沪0114民初2208号", 2026, "民初", Kind.COURT_NOTICE, "上海"),
        ("(2025)粤0304执9921号", 2025, "执", Kind.ENFORCEMENT, "广东"),
        ("(2026)京0108民诉前调5566号", 2026, "民诉前调", Kind.MEDIATION, "北京"),
        ("【2024】浙0106民初1号", 2024, "民初", Kind.COURT_NOTICE, "浙江"),
        ("2024粤03民初1234号", 2024, "民初", Kind.COURT_NOTICE, "广东"),
    ],
)
def test_reads_the_parts(reader, text, year, mark, kind, place):
    (case,) = reader.find(text)
    assert (case.year, case.mark, case.type and case.type.kind, case.place) == (
        year,
        mark,
        kind,
        place,
    )


def test_an_unlisted_mark_has_no_type(reader):
    (case,) = reader.find("(2024)浙0106催欠8号")
    assert case.type is None


@pytest.mark.parametrize("text", ["合同编号20241234567", "(2024)第8号", "2024年沪市第8号楼", ""])
def test_what_is_no_case_number(reader, text):
    assert [case for case in reader.find(text) if case.type] == []


def test_finds_each_of_several(reader):
    found = reader.find("(2026)沪0115民初1号,(2026)沪0115执2号")
    assert [case.mark for case in found] == ["民初", "执"]
