"""Formatted text: Telegram's HTML in, entities with UTF-16 offsets, and safe HTML out for the page."""

from __future__ import annotations

import html
import re
from typing import Any

from playground.errors import bad
from playground.records import Json

MAX_ENTITIES = 100
TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_SHOWN = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
_SPACE = " \t\r\n\v\f\0"
_CHARACTER = re.compile(r"&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,8})|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_AUTO = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}。，；：！？）】》])"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z]\w{3,31})"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)


def utf16_len(text: str) -> int:
    """Return the length in UTF-16 code units, the unit of entity offsets and of the length limits here."""
    return len(text) + sum(1 for c in text if c > "\uffff")


class _Html:
    """One pass over a text in Telegram's HTML; errors are worded and placed as TDLib's parser does."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.out: list[str] = []
        self.offset = 0
        self.stack: list[tuple[str, str, int]] = []
        self.entities: list[Json] = []

    def _at(self, position: int) -> str:
        return f"at byte offset {len(self.source[:position].encode())}"

    def _unclosed(self, begin: int) -> Exception:
        return bad(f"can't parse entities: Unclosed start tag {self._at(begin)}")

    def _put(self, text: str) -> None:
        self.out.append(text)
        self.offset += utf16_len(text)

    def run(self) -> tuple[str, list[Json]]:
        source, i = self.source, 0
        while i < len(source):
            if source[i] == "&":
                value, i = _character(source, i)
                self._put(value)
            elif source[i] == "<":
                i = self._end_tag(i) if source[i + 1 : i + 2] == "/" else self._start_tag(i)
            else:
                stop = i
                while stop < len(source) and source[stop] not in "&<":
                    stop += 1
                self._put(source[i:stop])
                i = stop
        if self.stack:
            raise bad(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{self.stack[-1][0]}\""
            )
        self.entities.sort(key=lambda e: (e["offset"], -e["length"]))
        return "".join(self.out), self.entities

    def _start_tag(self, begin: int) -> int:
        source, i, end = self.source, begin + 1, len(self.source)
        while i < end and source[i] not in _SPACE and source[i] != ">":
            i += 1
        if i >= end:
            raise self._unclosed(begin)
        tag = source[begin + 1 : i].lower()
        if tag not in TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}" {self._at(begin)}')
        argument = ""
        while True:
            while i < end and source[i] in _SPACE:
                i += 1
            if i >= end:
                raise self._unclosed(begin)
            if source[i] == ">":
                break
            name, value, i = self._attribute(tag, begin, i)
            if tag == "a" and name == "href":
                argument = value
            elif tag == "code" and name == "class" and value.startswith("language-"):
                argument = value[9:]
            elif tag == "span" and name == "class" and value.startswith("tg-"):
                argument = value[3:]
            elif tag == "tg-emoji" and name == "emoji-id":
                argument = value
            elif tag == "blockquote" and name == "expandable":
                argument = "1"
        if tag == "span" and argument != "spoiler":
            raise bad(f'can\'t parse entities: Tag "span" must have class "tg-spoiler" {self._at(begin)}')
        self.stack.append((tag, argument, self.offset))
        return i + 1

    def _attribute(self, tag: str, begin: int, i: int) -> tuple[str, str, int]:
        source, end, start = self.source, len(self.source), i
        while i < end and source[i] not in _SPACE and source[i] not in "=>":
            i += 1
        name = source[start:i].lower()
        if not name:
            raise bad(f'can\'t parse entities: Empty attribute name in the tag "{tag}" {self._at(begin)}')
        while i < end and source[i] in _SPACE:
            i += 1
        if i >= end:
            raise self._unclosed(begin)
        if source[i] != "=":
            if tag == "blockquote" and name == "expandable":
                return name, "", i
            raise bad(
                "can't parse entities: Expected equal sign in declaration of an attribute of the tag "
                f'"{tag}" {self._at(begin)}'
            )
        i += 1
        while i < end and source[i] in _SPACE:
            i += 1
        if i >= end:
            raise self._unclosed(begin)
        if source[i] not in "'\"":
            found = _TOKEN.match(source, i)
            stop = found.end() if found else i
            if stop < end and source[stop] not in _SPACE and source[stop] != ">":
                raise bad(f"can't parse entities: Unexpected end of name token {self._at(i)}")
            return name, source[i:stop].lower(), stop
        quote, i, value = source[i], i + 1, []
        while i < end and source[i] != quote:
            if source[i] == "&":
                character, i = _character(source, i)
                value.append(character)
            else:
                value.append(source[i])
                i += 1
        if i >= end:
            raise self._unclosed(begin)
        return name, "".join(value), i + 1

    def _end_tag(self, begin: int) -> int:
        source, i, end = self.source, begin + 2, len(self.source)
        if not self.stack:
            raise bad(f"can't parse entities: Unexpected end tag {self._at(begin)}")
        while i < end and source[i] not in _SPACE and source[i] != ">":
            i += 1
        found = source[begin + 2 : i].lower()
        while i < end and source[i] in _SPACE:
            i += 1
        if i >= end or source[i] != ">":
            raise bad(f"can't parse entities: Unclosed end tag {self._at(begin)}")
        tag, argument, start = self.stack.pop()
        if found and found != tag:
            raise bad(
                f"can't parse entities: Unmatched end tag {self._at(begin)}, "
                f'expected "</{tag}>", found "</{found}>"'
            )
        if self.offset > start:
            self._add(tag, argument, start)
        return i + 1

    def _add(self, tag: str, argument: str, start: int) -> None:
        entity: Json = {"type": TAGS[tag], "offset": start, "length": self.offset - start}
        if tag == "a":
            url = argument or "".join(self.out)[_codepoint("".join(self.out), start) :]
            if url.startswith("tg://user?id=") and url[13:].isdigit():
                entity |= {"type": "text_mention", "user_id": int(url[13:])}
            elif re.match(r"(?:https?|tg|ton)://\S|[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)", url):
                entity["url"] = url if "://" in url else f"http://{url}/"
            else:
                return
        elif tag == "code" and argument:
            entity["language"] = argument
        elif tag == "pre":
            inner = self.entities[-1] if self.entities else None
            same = inner and (inner["offset"], inner["length"]) == (start, entity["length"])
            if inner and same and inner["type"] == "code":
                self.entities.pop()
                if "language" in inner:
                    entity["language"] = inner["language"]
        elif tag == "blockquote" and argument:
            entity["type"] = "expandable_blockquote"
        elif tag == "tg-emoji":
            entity["custom_emoji_id"] = argument
        self.entities.append(entity)


def _character(source: str, i: int) -> tuple[str, int]:
    found = _CHARACTER.match(source, i)
    if not found:
        return "&", i + 1
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED[name], found.end()
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "&", i + 1
    return chr(code), found.end()


def _codepoint(text: str, offset: int) -> int:
    units = 0
    for index, character in enumerate(text):
        if units >= offset:
            return index
        units += 2 if character > "\uffff" else 1
    return len(text)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Return the plain text and its entities; ApiError with the real parser's words when broken."""
    if "<" not in source and "&" not in source:
        return source, []
    text, entities = _Html(source).run()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, entities


_GIVEN = frozenset(
    {
        *TAGS.values(),
        "expandable_blockquote",
        "text_mention",
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
    }
)
_WANTS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}


def check_given(text: str, entities: Any) -> list[Json]:
    """Check entities that came beside a plain text; a 400 with the real server's words."""
    if not isinstance(entities, list) or not all(isinstance(e, dict) for e in entities):
        raise bad("can't parse entities JSON object")
    size = utf16_len(text)
    for entity in entities:
        kind, start, length = entity.get("type"), entity.get("offset"), entity.get("length")
        if kind not in _GIVEN:
            raise bad("can't parse MessageEntity: Unsupported type specified")
        missing = _WANTS.get(kind)
        if missing and missing not in entity:
            raise bad(f"can't parse MessageEntity: Can't find field \"{missing}\"")
        if not isinstance(start, int) or not isinstance(length, int):
            raise bad("can't parse MessageEntity: Can't find field \"offset\"")
        if start < 0:
            raise bad(f"receive an entity with incorrect offset {start}")
        if start > size:
            raise bad(f"entity begins after the end of the text at UTF-16 offset {start}")
        if start + length > size:
            raise bad(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset "
                f"{start + length}"
            )
    return [dict(entity) for entity in entities if entity["length"] > 0]


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Strip the text as the server does, moving or dropping the entities accordingly."""
    kept = text.strip(" \t\r\n\v\f\u00a0")
    if kept == text:
        return text, entities
    lead = utf16_len(text[: text.find(kept)]) if kept else 0
    size = utf16_len(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] - lead + entity["length"], size)
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return kept, moved


def detect(text: str, entities: list[Json]) -> list[Json]:
    """Add what the server finds by itself: links, commands, mentions, e-mail addresses, hashtags."""
    if not any(mark in text for mark in ("/", "@", "#")):
        return entities
    closed = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _OPAQUE]
    found = list(entities)
    for match in _AUTO.finditer(text):
        start = utf16_len(text[: match.start()])
        length = utf16_len(match.group())
        if all(start + length <= low or start >= high for low, high in closed):
            found.append({"type": str(match.lastgroup), "offset": start, "length": length})
    found.sort(key=lambda e: (e["offset"], -e["length"]))
    return found


_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "url", "email", "mention", "bot_command"})


def to_html(text: str, entities: list[Json]) -> str:
    """Return the text as safe HTML: a few tags for the entities, everything else escaped."""
    units = text.encode("utf-16-le")

    def cut(start: int, stop: int) -> str:
        return html.escape(units[start * 2 : stop * 2].decode("utf-16-le", "replace"))

    ordered = sorted(entities, key=lambda e: (e["offset"], -e["length"]))

    def render(start: int, stop: int, inside: list[Json]) -> str:
        out, at, i = [], start, 0
        while i < len(inside):
            entity = inside[i]
            low, high = max(entity["offset"], at), min(entity["offset"] + entity["length"], stop)
            children = []
            i += 1
            while i < len(inside) and inside[i]["offset"] < high:
                children.append(inside[i])
                i += 1
            if low >= high:
                continue
            before, after = _tags(entity, units[low * 2 : high * 2].decode("utf-16-le", "replace"))
            out += [cut(at, low), before, render(low, high, children), after]
            at = high
        out.append(cut(at, stop))
        return "".join(out)

    return render(0, len(units) // 2, ordered)


def _tags(entity: Json, shown: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind in _SHOWN:
        return f"<{_SHOWN[kind]}>", f"</{_SHOWN[kind]}>"
    link = {"text_link": entity.get("url", ""), "url": shown, "email": f"mailto:{shown}"}.get(kind, "")
    if re.match(r"(?:https?|tg)://|mailto:", link):
        return f'<a href="{html.escape(link)}">', "</a>"
    return "", ""
