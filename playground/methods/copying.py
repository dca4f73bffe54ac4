"""copyMessage, copyMessages, forwardMessage and forwardMessages."""

from __future__ import annotations

from itertools import pairwise

from playground.errors import bad
from playground.methods.media import caption_content
from playground.methods.registry import method
from playground.methods.target import Target, chat_of, find_target, send
from playground.params import Params
from playground.records import Chat, Json, Message
from playground.wire import message_json
from playground.world import World


def _source(world: World, p: Params) -> Chat:
    chat = chat_of(world, p, "from_chat_id")
    if chat.type != "private":
        world.require_reachable(chat)
    return chat


def _require_copyable(message: Message, doing: str) -> None:
    if message.service or message.protected:
        raise bad(f"message can't be {doing}")


def _origin(world: World, message: Message) -> Json:
    if message.forward_origin is not None:
        return message.forward_origin
    sender = world.users[message.sender_id]
    if sender.hides_forwards:
        return {"type": "hidden_user", "sender_user_name": sender.name, "date": message.date}
    return {"type": "user", "sender_user": sender.api(), "date": message.date}


@method("copyMessage")
def copy_message(world: World, p: Params) -> Json:
    """Send a copy without its author; buttons are not copied, a given caption replaces the old one."""
    source = _source(world, p)
    target = find_target(world, p)
    message = world.find_message(source, p.integer("message_id"), "message to copy not found")
    _require_copyable(message, "copied")
    content = dict(message.content)
    if "caption" in p.values and "text" not in content:
        for name in ("caption", "caption_entities"):
            content.pop(name, None)
        content |= caption_content(world, p)
    sent = send(world, target, content)
    return {"message_id": sent.message_id}


@method("forwardMessage")
def forward_message(world: World, p: Params) -> Json:
    """Forward a message with its origin."""
    source = _source(world, p)
    target = find_target(world, p)
    message = world.find_message(source, p.integer("message_id"), "message to forward not found")
    _require_copyable(message, "forwarded")
    sent = send(world, target, dict(message.content), forward_origin=_origin(world, message))
    return message_json(world, sent)


def _several(world: World, p: Params, *, forward: bool) -> list[Json]:
    source = _source(world, p)
    target = find_target(world, p)
    ids = p.ids("message_ids")
    if not 1 <= len(ids) <= 100:
        raise bad("too many messages to forward" if ids else "message_ids are not specified")
    if any(a >= b for a, b in pairwise(ids)):
        raise bad("message identifiers must be in a strictly increasing order")
    found = [source.messages[i] for i in ids if i in source.messages]
    found = [m for m in found if not (m.deleted or m.service or m.protected)]
    if not found:
        raise bad(f"there are no messages to {'forward' if forward else 'copy'}")
    return [{"message_id": m.message_id} for m in _send_all(world, p, target, found, forward)]


def _send_all(world: World, p: Params, target: Target, found: list[Message], forward: bool) -> list[Message]:
    groups: dict[str, str] = {}
    for message in found:
        if message.media_group_id is not None:
            groups.setdefault(message.media_group_id, world.new_token())
    sent = []
    for message in found:
        content = dict(message.content)
        if p.flag("remove_caption"):
            content.pop("caption", None)
            content.pop("caption_entities", None)
        group = groups.get(message.media_group_id or "")
        origin = _origin(world, message) if forward else None
        sent.append(send(world, target, content, media_group_id=group, forward_origin=origin))
    return sent


@method("copyMessages")
def copy_messages(world: World, p: Params) -> list[Json]:
    """Copy up to 100 messages, keeping albums together and skipping what cannot be copied."""
    return _several(world, p, forward=False)


@method("forwardMessages")
def forward_messages(world: World, p: Params) -> list[Json]:
    """Forward up to 100 messages, keeping albums together and skipping what cannot be forwarded."""
    return _several(world, p, forward=True)
