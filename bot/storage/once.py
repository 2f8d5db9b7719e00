"""Tells whether something was seen before, without keeping what it was."""

import hmac
from collections import OrderedDict

_KEPT = 4_096  # keyed hashes, in memory only


class Once:
    """Remembers the last few thousand things as keyed hashes; forgets all at a restart."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._seen: OrderedDict[bytes, None] = OrderedDict()

    def is_first(self, *parts: object) -> bool:
        """True the first time these parts come by."""
        digest = hmac.digest(self._secret, repr(parts).encode(), "sha256")
        if digest in self._seen:
            return False
        self._seen[digest] = None
        if len(self._seen) > _KEPT:
            self._seen.popitem(last=False)
        return True
