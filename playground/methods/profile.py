"""What the bot is and says about itself."""

from __future__ import annotations

from typing import Any

from playground.errors import bad
from playground.methods.registry import method
from playground.params import Params
from playground.profile import scope_key
from playground.records import Json
from playground.world import World

_LIMITS = {"name": 64, "description": 512, "short_description": 120}


@method("getMe")
def get_me(world: World, p: Params) -> Json:
    """Return the bot."""
    return world.bot.api() | {
        "can_join_groups": True,
        "can_read_all_group_messages": world.bot_sees_all,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


@method("logOut", "close")
def log_out(world: World, p: Params) -> bool:
    """Nothing needs to be done to move this bot elsewhere."""
    return True


def _setter(field: str) -> Any:
    def set_text(world: World, p: Params) -> bool:
        world.profile.set_text(field, p.text("language_code"), p.text(field), _LIMITS[field])
        return True

    return set_text


def _getter(field: str) -> Any:
    def get_text(world: World, p: Params) -> Json:
        default = world.bot.first_name if field == "name" else ""
        return {field: world.profile.text(field, p.text("language_code"), default)}

    return get_text


for _field, _title in (
    ("name", "Name"),
    ("description", "Description"),
    ("short_description", "ShortDescription"),
):
    method(f"setMy{_title}")(_setter(_field))
    method(f"getMy{_title}")(_getter(_field))


def _scope(world: World, p: Params) -> str:
    key, chat_id, user_id = scope_key(p.parsed("scope"))
    if chat_id is not None:
        chat = world.find_chat(chat_id)
        if chat.type == "private" and not chat.started:
            raise bad("chat not found")
        if chat.type != "private":
            world.require_reachable(chat)
    if user_id is not None and user_id not in world.users:
        raise bad("user not found")
    return key


@method("setMyCommands")
def set_commands(world: World, p: Params) -> bool:
    """Replace the commands of a scope and language."""
    world.profile.set_commands(_scope(world, p), p.text("language_code"), p.parsed("commands"))
    world.events.add({"type": "commands"}, None)
    return True


@method("deleteMyCommands")
def delete_commands(world: World, p: Params) -> bool:
    """Forget the commands of a scope and language."""
    world.profile.commands.pop((_scope(world, p), p.text("language_code")), None)
    world.events.add({"type": "commands"}, None)
    return True


@method("getMyCommands")
def get_commands(world: World, p: Params) -> list[Json]:
    """Return the commands of exactly this scope and language."""
    return world.profile.commands.get((_scope(world, p), p.text("language_code")), [])


@method("setChatMenuButton")
def set_menu_button(world: World, p: Params) -> bool:
    """Set the menu button of a private chat, or of all of them."""
    button = p.parsed("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad("can't parse menu button: unsupported type")
    world.profile.menu_buttons[_menu_chat(world, p)] = button
    return True


@method("getChatMenuButton")
def get_menu_button(world: World, p: Params) -> Json:
    """Return the menu button of a private chat, or the one of all."""
    buttons = world.profile.menu_buttons
    return buttons.get(_menu_chat(world, p)) or buttons.get(0) or {"type": "commands"}


def _menu_chat(world: World, p: Params) -> int:
    chat_id = p.integer("chat_id") or 0
    if chat_id and world.find_chat(chat_id).type != "private":
        raise bad("chat not found")
    return chat_id
