"""The words and shapes that extraction needs, as frozen data read from content."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Moments:
    """How a text states times. Patterns have named groups, all optional but one.

    ``calendar``: year, month, day. ``relative``: one of the words of ``days``, hours of a day may
    follow. ``period``: count and unit, one of ``units``,
    then one of ``period_ends``. A moment binds between ``binding_before``
    and ``binding_after``. ``days`` maps words to days from today, ``units`` to hours.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    calendar: str
    relative: str
    period: str
    period_ends: tuple[str, ...]
    hour: str
    binding_before: str
    binding_after: str
    days: Mapping[str, int]
    units: Mapping[str, int]
    noon: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class EnvelopeWords:
    """What stands around a pasted message. ``sender`` has a group of that name.

    ``aside``: a sentence that may be the user's though it stands within the message.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    sender: str
    mark: str
    ask_before: str
    ask_after: str
    aside: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    r"""Words and shapes that extraction needs and that are no evidence by themselves.

    ``message_patterns``: each shows that somebody else wrote a text; ``\L<name>`` in one is a
    list of ``content/words``. ``reported_pattern``: what a text quotes somebody else with.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    shorteners: tuple[str, ...]
    known_hosts: tuple[str, ...]
    brand_labels: tuple[str, ...]
    generic_labels: tuple[str, ...]
    speaker_before: str
    speaker_after: str
    amount_pattern: str
    date_pattern: str
    beside_app_patterns: tuple[str, ...]
    lawfirm_pattern: str
    arbitrator_pattern: str
    message_patterns: tuple[str, ...]
    reported_pattern: str
    demand_pattern: str
    quoted_before: str
    quoted_after: str
    circular_pattern: str
    warning_pattern: str
    business_pattern: str
    accounts: Mapping[str, str]
    moments: Moments
    envelope: EnvelopeWords
