"""What is missing is listed, what is gone is warned of, what differs is refused."""

from bot.library.collate import collate, list_loose, list_missing
from bot.library.load import load_library
from bot.library.speak import speak


def faults(library) -> list[str]:
    return [str(each) for each in collate(library)]


def test_the_real_languages_say_what_their_source_says(library):
    assert faults(library) == []


def test_what_is_missing_is_listed_and_falls_back(tree):
    tree.write("languages/fr/texts.toml", '[why]\ntitle = "Pourquoi"\n')
    library = load_library(tree.root)
    missing = {(each.area, each.name) for each in list_missing(library, "fr")}
    assert ("guidance", "verify.court") in missing
    assert ("texts", "why.nothing") in missing
    assert ("texts", "why.title") not in missing
    assert {"rules", "letters", "calculators", "first-aid"} <= {area for area, _ in missing}
    french = speak(library, "fr")
    assert french.pages["verify.court"].title == library.pages["verify.court"].title
    assert list_missing(library, "zh-Hant") == []


def test_a_renamed_source_is_warned_of_and_breaks_nothing(tree):
    tree.write("languages/fr/sentences/rules.toml", '[sentences]\n"不再有的话" = "Perdu"\n')
    tree.write("languages/fr/texts.toml", '[gone]\nkey = "Perdu"\n')
    page = 'title = "Perdu"\nbody = "Perdu"\nchecked = 2020-01-01\n'
    tree.write("languages/fr/guidance/gone.toml", page)
    tree.write("languages/fr/guidance/verify/index.toml", page)
    library = load_library(tree.root)
    said = [str(each) for each in list_loose(library) if "/fr/" in each.file]
    assert len(said) == 4
    assert "不再有的话" in "".join(said)
    assert "gone.key" in "".join(said)
    assert "2020-01-01" in "".join(said)
    assert speak(library, "fr").pages.keys() == library.pages.keys()


def test_other_figures_and_placeholders_are_refused(tree):
    tree.write("languages/fr/sentences/rules.toml", '[sentences]\n"共{n}条" = "{m}"\n"7天" = "8"\n')
    tree.write("languages/fr/texts.toml", '[verdict]\nseveral = "beaucoup"\n')
    body = "x" * 2_500 + " 987654"
    page = f'title = "t"\nbody = "{body}"\nchecked = 2026-11-22\n'
    tree.write("languages/fr/guidance/verify/court/index.toml", page)
    said = "\n".join(faults(load_library(tree.root)))
    assert "other placeholders: 共{n}条" in said
    assert "does not say 7" in said
    assert "verdict.several has other placeholders" in said
    assert "only one of two says 987654" in said
    assert "more than 2400 characters" in said
