"""Files: what was uploaded or sent by people, under ids like Telegram's."""

from __future__ import annotations

import base64
import mimetypes
import re
import secrets
import struct
from dataclasses import dataclass
from pathlib import PurePosixPath

from playground.errors import bad
from playground.records import Json

MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
KINDS = ("photo", "document", "voice", "video", "audio", "sticker", "animation")
_PREFIX = {
    "photo": "AgACAgIAAxkB",
    "document": "BQACAgIAAxkB",
    "voice": "AwACAgIAAxkB",
    "video": "BAACAgIAAxkB",
    "audio": "CQACAgIAAxkB",
    "sticker": "CAACAgIAAxkB",
    "animation": "CgACAgIAAxkB",
}
_FOLDER = {"photo": "photos", "voice": "voice", "video": "videos", "audio": "music", "sticker": "stickers"}
_MIME = {"photo": "image/jpeg", "voice": "audio/ogg", "video": "video/mp4", "audio": "audio/mpeg"}
_MIME_FORM = re.compile(r"[\w.+-]+/[\w.+-]+(?:; ?[\w=.+-]+)*")
_THUMBS = (90, 320, 800, 1280)


@dataclass(slots=True)
class StoredFile:
    """A file; `data` is None for one that is only said to be `size` bytes long."""

    file_id: str
    unique_id: str
    kind: str
    name: str | None
    mime: str
    size: int
    data: bytes | None
    path: str
    width: int = 0
    height: int = 0
    duration: int = 0


def image_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels of a PNG, JPEG, GIF or WebP; None when it is none of them."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return struct.unpack("<HH", data[6:10])
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) >= 30:
        if data[12:16] == b"VP8X":
            return (
                int.from_bytes(data[24:27], "little") + 1,
                int.from_bytes(data[27:30], "little") + 1,
            )
        if data[12:16] == b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return _jpeg_size(data) if data[:2] == b"\xff\xd8" else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    i = 2
    while i + 9 < len(data):
        if data[i] != 0xFF:
            i += 1
            continue
        marker = data[i + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[i + 5 : i + 9])
            return width, height
        if marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD9:
            i += 1 if marker == 0xFF else 2
            continue
        i += 2 + int.from_bytes(data[i + 2 : i + 4], "big")
    return None


class FileStore:
    """All files by id and by download path."""

    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}
        self.photo_sizes: dict[str, list[Json]] = {}

    def put(
        self,
        kind: str,
        data: bytes | None,
        *,
        name: str | None = None,
        mime: str | None = None,
        size: int | None = None,
        width: int = 0,
        height: int = 0,
        duration: int = 0,
    ) -> StoredFile:
        """Store a file of one of `KINDS`; its length is that of `data` unless only `size` is given."""
        given = mime if mime and _MIME_FORM.fullmatch(mime) else None
        guessed = given or (mimetypes.guess_type(name)[0] if name else None)
        mime = guessed or _MIME.get(kind) or "application/octet-stream"
        extension = PurePosixPath(name).suffix if name else (mimetypes.guess_extension(mime) or "")
        folder = _FOLDER.get(kind, "documents")
        path = f"{folder}/file_{len(self.by_path)}{'.jpg' if kind == 'photo' else extension}"
        stored = StoredFile(
            _PREFIX[kind] + secrets.token_urlsafe(42),
            "AQAD" + base64.urlsafe_b64encode(secrets.token_bytes(9)).decode(),
            kind,
            name,
            mime,
            len(data) if data is not None else int(size or 0),
            data,
            path,
            width,
            height,
            duration,
        )
        self.by_id[stored.file_id] = stored
        self.by_path[path] = stored
        return stored

    def put_photo(self, data: bytes | None, size: tuple[int, int], length: int | None = None) -> list[Json]:
        """Store a photo; returns its `PhotoSize`s, smallest first, the last being the whole picture."""
        width, height = size
        edges = [edge for edge in _THUMBS if edge < max(width, height)] + [max(width, height)]
        sizes = []
        for edge in edges:
            share = edge / max(width, height, 1)
            stored = self.put(
                "photo",
                data,
                size=length,
                width=max(1, round(width * share)),
                height=max(1, round(height * share)),
            )
            if edge != edges[-1]:
                stored.size = max(1, round(stored.size * share * share))
            sizes.append(
                {
                    "file_id": stored.file_id,
                    "file_unique_id": stored.unique_id,
                    "file_size": stored.size,
                    "width": stored.width,
                    "height": stored.height,
                }
            )
            self.photo_sizes[stored.file_id] = sizes
        return sizes

    def find(self, file_id: str) -> StoredFile:
        """Return a file by id; a 400 with the server's words when there is none."""
        stored = self.by_id.get(file_id)
        if stored is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        return stored


def described(stored: StoredFile) -> Json:
    """Return the Bot API's object for a file that is not a photo (`Document`, `Voice`, `Video`, …)."""
    answer: Json = {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
    }
    if stored.kind == "sticker":
        return answer | {
            "type": "regular",
            "width": stored.width or 512,
            "height": stored.height or 512,
            "is_animated": False,
            "is_video": False,
        }
    answer["mime_type"] = stored.mime
    if stored.name and stored.kind != "voice":
        answer["file_name"] = stored.name
    if stored.kind in ("voice", "video", "audio", "animation"):
        answer["duration"] = stored.duration
    if stored.kind in ("video", "animation"):
        answer |= {"width": stored.width or 320, "height": stored.height or 240}
    return answer
