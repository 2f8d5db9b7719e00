"""A report as plain text for a terminal."""

from bot.analysis import Report
from bot.analysis.model import Kind, Toward
from bot.library.load import Library
from bot.library.speak import say_report
from bot.library.texts import Texts

_WIDTH = 46  # columns; a Chinese character takes two
_SIDES = ((Toward.SCAM, "against"), (Toward.ABUSIVE, "conduct"), (Toward.GENUINE, "for"))


def render_card(library: Library, report: Report, text: str) -> str:
    """The text, the three axes, and every finding with its words, in the library's language."""
    report, texts = say_report(library, report), library.texts[library.language]
    rule = "─" * _WIDTH
    lines = [rule, *text.strip().splitlines(), rule]
    if report.crisis:
        lines += [texts["crisis.first"], *texts["crisis.lines"].splitlines(), ""]
    lines += _axes(texts, report)
    # The user's own words are not evidence against anybody.
    for toward, key in () if report.kind is Kind.NOT_AN_SMS else _SIDES:
        found = [each for each in report.telling if each.toward is toward and each.points]
        if found:
            lines += ["", texts[f"card.{key}_people"]]
        for each in sorted(found, key=lambda finding: -finding.points):
            quote = f"“{each.quote}” " if each.quote else ""
            lines.append(f"  {each.points:>2}  {quote}{each.because}  [{each.rule}]")
    if report.due:
        lines += ["", texts.fill("card.due", day=report.due)]
    lines += _identity(library, texts, report)
    if report.asks:
        lines += ["", texts.fill("card.ask", question=texts[f"question.{report.asks}.ask"])]
    for index, part in enumerate(report.parts, start=1):
        lines.append(f"  {index}. " + " · ".join(_axes(texts, part)))
    lines += ["", texts.fill("why.pack", pack=report.pack)]
    return "\n".join(lines)


def _identity(library: Library, texts: Texts, report: Report) -> list[str]:
    """What the message gives, beside what the institution it names publishes."""
    return [
        texts.fill(
            "card.identity",
            what=texts[f"identity.{each.what}"],
            name=library.institutions[each.institution].name,
            answer=texts[f"identity.{each.answer}"],
        )
        for each in report.identity
    ]


def _axes(texts: Texts, report: Report) -> list[str]:
    return [
        texts.fill(
            "verdict.headline",
            authenticity=texts[f"authenticity.{report.authenticity}"],
            kind=texts[f"kind.{report.kind}"],
        ),
        texts.fill(
            "verdict.axes",
            conduct=texts[f"conduct.{report.conduct}"],
            deadline=texts[f"deadline.{report.deadline}"],
        ),
    ]
