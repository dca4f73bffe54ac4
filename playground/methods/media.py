"""sendPhoto, sendDocument, sendVoice, sendVideo, sendAudio, sendMediaGroup and getFile."""

from __future__ import annotations

from typing import Any

from playground.errors import ApiError, bad
from playground.files import MAX_DOWNLOAD, MAX_PHOTO, MAX_UPLOAD, StoredFile, described, image_size
from playground.keyboards import Markup
from playground.methods.registry import method
from playground.methods.target import find_target, send
from playground.params import Params
from playground.records import Json
from playground.wire import message_json
from playground.world import World

_NAMES = {"photo": "Photo", "document": "Document", "voice": "VoiceNote", "video": "Video", "audio": "Audio"}
_FLAGS = {"has_spoiler": "has_media_spoiler", "show_caption_above_media": "show_caption_above_media"}


def media_content(world: World, p: Params, kind: str, value: Any) -> Json:
    """Return the content for a file given as upload, `attach://` name or file_id."""
    upload = p.uploads.get(kind)
    text = value if isinstance(value, str) else ""
    if text.startswith("attach://"):
        upload = p.uploads.get(text[9:])
        if upload is None:
            raise bad("can't parse InputMedia: media not found")
    if upload is None:
        if not text:
            raise bad(f"there is no {kind} in the request")
        return _known(world, kind, text, p)
    if len(upload.data) > MAX_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    if not upload.data:
        raise bad("file must be non-empty")
    if kind == "photo":
        if len(upload.data) > MAX_PHOTO:
            size = len(upload.data)
            raise bad(
                f"file of size {size} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
            )
        pixels = image_size(upload.data)
        if pixels is None:
            raise bad("IMAGE_PROCESS_FAILED")
        if sum(pixels) > 10_000 or max(pixels) > 20 * min(pixels):
            raise bad("PHOTO_INVALID_DIMENSIONS")
        return {"photo": world.files.put_photo(upload.data, pixels)}
    stored = world.files.put(
        kind,
        upload.data,
        name=upload.name,
        mime=upload.mime,
        width=p.integer("width") or 0,
        height=p.integer("height") or 0,
        duration=p.integer("duration") or 0,
    )
    return {kind: _object(stored, p)}


def _object(stored: StoredFile, p: Params) -> Json:
    answer = described(stored)
    for name in ("performer", "title"):
        if stored.kind == "audio" and p.has(name):
            answer[name] = p.text(name)
    return answer


def _known(world: World, kind: str, file_id: str, p: Params) -> Json:
    if "://" in file_id:
        raise bad("failed to get HTTP URL content")
    stored = world.files.by_id.get(file_id)
    if stored is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad(f"can't use file of type {_NAMES.get(stored.kind, stored.kind)} as {_NAMES[kind]}")
    if kind != "photo":
        return {kind: _object(stored, p)}
    size = {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "width": stored.width,
        "height": stored.height,
    }
    return {"photo": world.files.photo_sizes.get(file_id, [size])}


def caption_content(world: World, p: Params) -> Json:
    """Return caption, its entities and the flags that go with a medium."""
    content: Json = {}
    text, found = world.formatted(
        p.text("caption"), p.text("parse_mode"), p.parsed("caption_entities"), caption=True
    )
    if text:
        content["caption"] = text
        if found:
            content["caption_entities"] = found
    for name, field in _FLAGS.items():
        if p.flag(name):
            content[field] = True
    return content


def _send_one(kind: str) -> Any:
    def send_one(world: World, p: Params) -> Json:
        target = find_target(world, p)
        content = media_content(world, p, kind, p.values.get(kind)) | caption_content(world, p)
        return message_json(world, send(world, target, content))

    return send_one


for _kind in _NAMES:
    method(f"send{_kind.capitalize()}")(_send_one(_kind))


@method("sendMediaGroup")
def send_media_group(world: World, p: Params) -> list[Json]:
    """Send 2 to 10 media as an album; documents and audio stay among their own kind.

    The real server lets a single medium pass as an ordinary message; the manual says 2, and so does this.
    """
    target = find_target(world, p)
    target.markup = Markup()
    items = p.parsed("media")
    if not isinstance(items, list) or not items:
        raise bad("there are no messages to send" if items == [] else "media is empty")
    if len(items) > 10:
        raise bad("too many messages to send as an album")
    if len(items) < 2:
        raise bad("too few messages to send as an album")
    kinds = {str(item.get("type")) if isinstance(item, dict) else "" for item in items}
    if not kinds <= {"photo", "video", "document", "audio"}:
        raise bad("can't parse InputMedia: type must be one of photo, video, document or audio")
    for alone in ("document", "audio"):
        if alone in kinds and len(kinds) > 1:
            raise bad(f"{alone} can't be mixed with other media types")
    contents = [input_media(world, p, item) for item in items]
    group = world.new_token()
    return [message_json(world, send(world, target, content, media_group_id=group)) for content in contents]


def input_media(world: World, p: Params, item: Json) -> Json:
    """Return the content that an `InputMedia` describes."""
    inner = Params(dict(item), p.uploads)
    kind = str(item.get("type"))
    if kind not in _NAMES:
        raise bad("can't parse InputMedia: type is not supported")
    return media_content(world, inner, kind, item.get("media")) | caption_content(world, inner)


@method("getFile")
def get_file(world: World, p: Params) -> Json:
    """Return where a file may be downloaded; refused above 20 MB."""
    if not p.has("file_id"):
        raise bad("file_id is empty")
    stored = world.files.find(p.text("file_id"))
    if stored.size > MAX_DOWNLOAD:
        raise bad("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }
