"""How updates come in and replies go out, so that no message is lost."""

import os

# The library warns on every 429 unless told that we can read its newer time type.
os.environ.setdefault("PTB_TIMEDELTA", "true")
