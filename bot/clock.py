"""The day in China, by which the years of case numbers are judged."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))  # one zone, no summer time since 1991


def today() -> date:
    """Today's date in China."""
    return datetime.now(CHINA).date()
