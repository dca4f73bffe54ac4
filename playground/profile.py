"""What the bot says about itself: names, descriptions, commands by scope and language, the menu button."""

from __future__ import annotations

import re
from typing import Any

from playground.errors import bad
from playground.records import Json

MAX_COMMANDS = 100
_SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


class Profile:
    """Texts are kept by language ("" is the default), commands by scope key and language."""

    def __init__(self) -> None:
        self.texts: dict[tuple[str, str], str] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.menu_buttons: dict[int, Json] = {}

    def set_text(self, field: str, language: str, value: str, most: int) -> None:
        """Set the name or a description; an empty one falls back to the default language."""
        if len(value) > most:
            raise bad(f"{field.replace('_', ' ')} is too long")
        if value:
            self.texts[field, language] = value
        else:
            self.texts.pop((field, language), None)

    def text(self, field: str, language: str, default: str = "") -> str:
        """Return a text in a language, in the default language, or `default`."""
        return self.texts.get((field, language)) or self.texts.get((field, ""), default)

    def set_commands(self, scope: str, language: str, commands: Any) -> None:
        """Replace the commands of a scope and language; a 400 when one of them is not allowed."""
        if not isinstance(commands, list):
            raise bad("can't parse commands: expected an Array of BotCommand")
        if len(commands) > MAX_COMMANDS:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        checked = []
        for item in commands:
            name = str(item.get("command", "")).lstrip("/").lower() if isinstance(item, dict) else ""
            description = str(item.get("description", "")).strip() if isinstance(item, dict) else ""
            if not _COMMAND.fullmatch(name):
                raise bad("BOT_COMMAND_INVALID")
            if not 1 <= len(description) <= 256:
                raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
            checked.append({"command": name, "description": description})
        if checked:
            self.commands[scope, language] = checked
        else:
            self.commands.pop((scope, language), None)

    def for_person(self, keys: list[str], language: str) -> list[Json]:
        """Return the first set that matches, narrowest scope first, the person's language first."""
        for key in keys:
            for tried in (language, language.split("-", maxsplit=1)[0], ""):
                if (key, tried) in self.commands:
                    return self.commands[key, tried]
        return []


def scope_key(value: Any) -> tuple[str, int | None, int | None]:
    """Return a key for a `BotCommandScope` with the chat and user that it names."""
    if value is None:
        return "default", None, None
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in _SCOPES:
        raise bad("can't parse BotCommandScope: type of the scope is not known")
    if not str(kind).startswith("chat"):
        return str(kind), None, None
    try:
        chat_id = int(value.get("chat_id", 0))
        user_id = int(value["user_id"]) if kind == "chat_member" else None
    except (KeyError, TypeError, ValueError):
        raise bad("can't parse BotCommandScope: chat_id or user_id is not a number") from None
    return f"{kind}:{chat_id}" + (f":{user_id}" if user_id is not None else ""), chat_id, user_id
