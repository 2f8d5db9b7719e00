"""Files of the server, in memory."""

from __future__ import annotations

import mimetypes
import random
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.demo.model import Json, Upload
from bot.demo.refusal import bad_request

DOWNLOAD_BYTES = 20 * 1024 * 1024

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
_SIZES = ((320, 240), (1280, 960))


@dataclass(frozen=True)
class StoredFile:
    """A file with the two ids Telegram gives it and the path it is downloaded from."""

    id: str
    unique_id: str
    path: str
    upload: Upload

    def as_json(self) -> Json:
        """Return Telegram's File without its path."""
        ids: Json = {"file_id": self.id, "file_unique_id": self.unique_id}
        return ids | {"file_size": self.upload.size}


class Shelf:
    """Every file that people or the bot sent; nothing is ever thrown away."""

    def __init__(self, chance: random.Random) -> None:
        """Take the source of the random ids."""
        self._chance = chance
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, upload: Upload, folder: str) -> StoredFile:
        """Store a file; folder is the first part of its path, such as `photos`."""
        suffix = PurePosixPath(upload.name).suffix or mimetypes.guess_extension(upload.mime) or ""
        path = f"{folder}/file_{len(self._by_path)}{suffix}"
        stored = StoredFile(self._draw(72), self._draw(16), path, upload)
        self._by_id[stored.id] = stored
        self._by_path[path] = stored
        return stored

    def add_photo(self, upload: Upload) -> list[Json]:
        """Store a picture and return Telegram's sizes, the largest last; they share the bytes."""
        if not upload.content.startswith(_PICTURES):
            raise bad_request("IMAGE_PROCESS_FAILED")
        return [
            self.add(upload, "photos").as_json() | {"width": width, "height": height}
            for width, height in _SIZES
        ]

    def add_document(self, upload: Upload) -> Json:
        """Store a file and return Telegram's Document."""
        stored = self.add(upload, "documents")
        return stored.as_json() | {"file_name": upload.name, "mime_type": upload.mime}

    def find(self, file_id: str) -> StoredFile | None:
        """Return the file with this file_id, if any."""
        return self._by_id.get(file_id)

    def find_path(self, path: str) -> StoredFile | None:
        """Return the file downloaded from this path, if any."""
        return self._by_path.get(path)

    def _draw(self, length: int) -> str:
        return "".join(self._chance.choices(_ALPHABET, k=length))
