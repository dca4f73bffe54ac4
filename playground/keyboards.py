"""Reply markup: what the server accepts under a message and under the input field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playground.errors import bad
from playground.records import Json

MAX_BUTTONS = 100
MAX_DATA_BYTES = 64
MAX_PLACEHOLDER = 64
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_FLAGS = (
    "force_reply",
    "is_persistent",
    "one_time_keyboard",
    "remove_keyboard",
    "resize_keyboard",
    "selective",
)
_URL = re.compile(r"(?:https?|tg|ton)://\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?")


@dataclass(slots=True)
class Markup:
    """Checked markup: `inline` sits under the message, `keyboard` replaces the input keyboard."""

    inline: Json | None = None
    keyboard: Json | None = None


def read_markup(value: Any, chat_type: str, *, inline_only: bool = False) -> Markup:
    """Check `reply_markup`; a 400 with the server's words when it would be refused."""
    if not value and value != []:
        return Markup()
    if not isinstance(value, dict):
        raise bad("object expected as reply markup")
    for name in _FLAGS:
        if not isinstance(value.get(name, False), bool):
            raise bad(f'field "{name}" must be of type Boolean')
    if "inline_keyboard" in value:
        return Markup(inline=_inline(value))
    if inline_only:
        raise bad("inline keyboard expected")
    if "keyboard" in value:
        return Markup(keyboard=_reply(value, chat_type))
    if value.get("remove_keyboard") or value.get("force_reply"):
        return Markup(keyboard=dict(value))
    return Markup()


def _rows(value: Any, what: str) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad(f'field "{what}" must be of type Array')
    rows = [row for row in value if row]
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise bad("reply markup is too long")
    return rows


def _inline(value: Json) -> Json | None:
    rows = _rows(value["inline_keyboard"], "inline_keyboard")
    for row in rows:
        for button in row:
            if not isinstance(button, dict) or not isinstance(button.get("text"), str):
                raise bad("can't parse inline keyboard button: Can't find field \"text\"")
            if not button["text"].strip():
                raise bad("inline keyboard button text can't be empty")
            if not any(button.get(name) or button.get(name) == {} for name in _ACTIONS):
                raise bad(
                    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
                )
            data = button.get("callback_data")
            if data is not None and len(str(data).encode()) > MAX_DATA_BYTES:
                raise bad("BUTTON_DATA_INVALID")
            url = button.get("url")
            if url is not None and not _URL.fullmatch(str(url)):
                reason = "Unsupported URL protocol" if "://" in str(url) else "Wrong HTTP URL"
                raise bad(f"inline keyboard button URL '{url}' is invalid: {reason}")
    return {"inline_keyboard": rows} if rows else None


def _reply(value: Json, chat_type: str) -> Json:
    rows = []
    for row in _rows(value["keyboard"], "keyboard"):
        rows.append([{"text": b} if isinstance(b, str) else b for b in row])
        for button in rows[-1]:
            if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"]:
                raise bad("can't parse keyboard button: Can't find field \"text\"")
            if chat_type != "private":
                if button.get("request_contact"):
                    raise bad("phone number can be requested in private chats only")
                if button.get("request_location"):
                    raise bad("location can be requested in private chats only")
    if not rows:
        raise bad("reply markup is invalid: keyboard is empty")
    if len(str(value.get("input_field_placeholder") or "")) > MAX_PLACEHOLDER:
        raise bad("PLACEHOLDER_TOO_LONG")
    return {**value, "keyboard": rows}
