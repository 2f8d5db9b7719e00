"""All rules as a Markdown table, for people who want to read what is counted and why."""

from bot.analysis.content import Family, Rule
from bot.library.load import Library
from bot.library.texts import DEFAULT_LANGUAGE, Texts

_RULED = "|---|---|---|---|---|"


def render_table(library: Library) -> str:
    """The whole of ``RULES.md``: families by id, rules in the order of their file."""
    texts, content = library.texts[DEFAULT_LANGUAGE], library.content
    counts = {"rules": len(content.rules), "families": len(content.families)}
    lines = [
        f"# {texts['table.title']}",
        "",
        texts.fill("table.intro", pack=content.pack, **counts),
        "",
        texts["table.how"],
    ]
    for family in sorted(content.families, key=lambda each: each.id):
        rules = [each for each in content.rules if each.family == family.id]
        lines += _render_family(texts, family, rules)
    return "\n".join(lines) + "\n"


def _render_family(texts: Texts, family: Family, rules: list[Rule]) -> list[str]:
    return [
        "",
        f"## {family.title}",
        "",
        texts.fill("table.about", id=family.id, cap=family.cap),
        "",
        texts["table.head"],
        _RULED,
        *(_render_rule(texts, rule) for rule in rules),
    ]


def _render_rule(texts: Texts, rule: Rule) -> str:
    kind = texts[f"kind.{rule.kind}"] if rule.kind else ""
    toward = texts.fill(f"table.toward.{rule.toward}", kind=kind)
    because = rule.because + (texts["table.decides"] if rule.decides else "")
    cells = (f"`{rule.id}`", toward, str(rule.points), because, rule.source)
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    """A text that can't end its cell."""
    return " ".join(text.replace("|", "\\|").split())
