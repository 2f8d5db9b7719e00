"""A link's token that stands for a group without naming it; nothing of it is stored."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from bot.storage.seal import Seal, SealError

_LONGEST_ID = 16  # digits and sign, which keeps a token at 59 characters
_PLACE = "invitation"


class Invitations:
    """Writes and reads tokens: letters, digits, ``-`` and ``_`` only, as links and buttons take."""

    def __init__(self, secret: bytes) -> None:
        self._seal = Seal(secret, _PLACE, _LONGEST_ID)

    def write(self, chat_id: int) -> str:
        """A token for a group; each is different."""
        return urlsafe_b64encode(self._seal.close(str(chat_id), _PLACE)).decode().rstrip("=")

    def read(self, token: str) -> int:
        """The group of a token; raises ValueError for one of another secret or made up."""
        try:
            sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
            return int(self._seal.open(sealed, _PLACE))
        except (Error, SealError) as error:
            raise ValueError("not an invitation") from error
