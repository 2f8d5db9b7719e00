"""The pure engine: text in, ``Report`` out."""

from bot.analysis.content import Content
from bot.analysis.engine import Engine
from bot.analysis.model import Authenticity, Conduct, Deadline, Finding, Kind, Report, Toward

__all__ = [
    "Authenticity",
    "Conduct",
    "Content",
    "Deadline",
    "Engine",
    "Finding",
    "Kind",
    "Report",
    "Toward",
]
