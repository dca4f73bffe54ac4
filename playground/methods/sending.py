"""sendMessage, sendLocation, sendContact and sendChatAction."""

from __future__ import annotations

from typing import Any

from playground.errors import bad
from playground.methods.registry import method
from playground.methods.target import chat_of, find_target, send
from playground.params import Params
from playground.records import Json
from playground.topics import for_sending
from playground.wire import message_json
from playground.world import World

_ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)


def read_text(world: World, p: Params) -> Json:
    """Return the content of a text message; a 400 when it is empty or too long."""
    if not p.has("text"):
        raise bad("message text is empty")
    entities = p.parsed("entities")
    text, found = world.formatted(p.text("text"), p.text("parse_mode"), entities)
    if not text:
        raise bad("text must be non-empty")
    content: Json = {"text": text}
    if found:
        content["entities"] = found
    preview = p.parsed("link_preview_options")
    if isinstance(preview, dict) and preview:
        content["link_preview_options"] = preview
    elif p.flag("disable_web_page_preview"):
        content["link_preview_options"] = {"is_disabled": True}
    return content


@method("sendMessage")
def send_message(world: World, p: Params) -> Json:
    """Send a text."""
    content = read_text(world, p)
    return message_json(world, send(world, find_target(world, p), content))


@method("sendLocation")
def send_location(world: World, p: Params) -> Json:
    """Send a point on the map."""
    target = find_target(world, p)
    latitude, longitude = p.number("latitude"), p.number("longitude")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        raise bad("wrong location specified" if p.has("latitude") else "latitude is empty")
    location: dict[str, Any] = {"latitude": latitude, "longitude": longitude}
    return message_json(world, send(world, target, {"location": location}))


@method("sendContact")
def send_contact(world: World, p: Params) -> Json:
    """Send a phone contact."""
    target = find_target(world, p)
    for name in ("phone_number", "first_name"):
        if not p.has(name):
            raise bad(f"{'contact phone number' if name == 'phone_number' else 'first_name'} is empty")
    contact = {n: p.text(n) for n in ("phone_number", "first_name", "last_name", "vcard") if p.has(n)}
    return message_json(world, send(world, target, {"contact": contact}))


@method("sendChatAction")
def send_chat_action(world: World, p: Params) -> bool:
    """Show people that the bot is typing, for about five seconds."""
    chat = chat_of(world, p)
    world.require_reachable(chat)
    if p.text("action") not in _ACTIONS:
        raise bad("wrong parameter action in request")
    thread_id = for_sending(world, chat, p.integer("message_thread_id"))
    world.emit(chat, "action", thread=thread_id, action=p.text("action"))
    return True
