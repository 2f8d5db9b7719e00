"""Short codes that stand for rules in buttons."""

from base64 import urlsafe_b64encode
from hashlib import blake2s

CODE_LENGTH = 4


def code_of(rule_id: str) -> str:
    """Four ASCII characters that stand for a rule; content lint rejects a collision."""
    return urlsafe_b64encode(blake2s(rule_id.encode(), digest_size=3).digest()).decode()
