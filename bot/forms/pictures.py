"""An answer that is sent rather than typed: a picture, of which only a fingerprint is kept."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar, Literal

from bot.forms.fields import STRICT, FieldError
from bot.forms.reading import Reading


@dataclass(frozen=True, slots=True)
class Print:
    """What remains of a picture: name, bytes, SHA-256; ``whole`` is False for a reduced copy."""

    name: str
    size: int
    digest: str
    whole: bool

    def __str__(self) -> str:
        return self.name


def take_print(name: str, content: bytes, *, whole: bool) -> Print:
    """The fingerprint of a picture; the picture itself is not kept."""
    return Print(name, len(content), sha256(content).hexdigest(), whole)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be sent; nothing typed can stand for it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT
    kind: Literal["picture"] = "picture"

    def read(self, text: str, reading: Reading) -> Print:  # noqa: ARG002 - all fields read alike
        """Always raises FieldError, key picture."""
        raise FieldError("picture")
