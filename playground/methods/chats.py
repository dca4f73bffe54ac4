"""What the bot asks and does about chats: who is there, what is pinned, leaving."""

from __future__ import annotations

import secrets

from playground import groups
from playground.errors import bad
from playground.methods.registry import method
from playground.methods.target import chat_of
from playground.params import Params
from playground.posting import post
from playground.records import Chat, Json, Member
from playground.wire import full_chat_json, member_json
from playground.world import World


def _group(world: World, p: Params) -> Chat:
    chat = chat_of(world, p)
    if chat.type == "private":
        raise bad("there are no administrators in the private chat")
    world.require_reachable(chat)
    return chat


@method("getChat")
def get_chat(world: World, p: Params) -> Json:
    """Return what is known of a chat."""
    chat = chat_of(world, p)
    if chat.type == "private":
        if not chat.started:
            raise bad("chat not found")
    else:
        world.require_reachable(chat)
    return full_chat_json(world, chat)


@method("getChatMember")
def get_chat_member(world: World, p: Params) -> Json:
    """Return somebody's standing in a chat."""
    chat = chat_of(world, p)
    user_id = p.integer("user_id")
    if not user_id:
        raise bad("invalid user_id specified")
    if user_id not in world.users:
        raise bad("PARTICIPANT_ID_INVALID")
    if chat.type == "private":
        if user_id not in (chat.id, world.bot.id):
            raise bad("member not found")
        return member_json(world, Member(user_id))
    world.require_reachable(chat)
    return member_json(world, chat.members.get(user_id) or Member(user_id, "left"))


@method("getChatAdministrators")
def get_administrators(world: World, p: Params) -> list[Json]:
    """Return the owner and the administrators; of the bots only this one."""
    chat = _group(world, p)
    chosen = [m for m in chat.members.values() if m.status in ("creator", "administrator")]
    return [member_json(world, m) for m in chosen]


@method("getChatMemberCount")
def get_member_count(world: World, p: Params) -> int:
    """Return how many there are in a chat, the bot included."""
    chat = chat_of(world, p)
    if chat.type == "private":
        return 2
    world.require_reachable(chat)
    return len(chat.member_ids())


@method("leaveChat")
def leave_chat(world: World, p: Params) -> bool:
    """Let the bot leave a group."""
    chat = chat_of(world, p)
    if chat.type == "private":
        raise bad("chat can't be left")
    world.require_reachable(chat)
    groups.leave(world, chat, world.bot.id)
    return True


@method("exportChatInviteLink")
def export_link(world: World, p: Params) -> str:
    """Make a new primary invite link."""
    chat = _group(world, p)
    if not world.bot_member(chat).may("can_invite_users"):
        raise bad("not enough rights to manage chat invite link")
    chat.invite_link = f"https://t.me/+{secrets.token_urlsafe(12)}"
    return chat.invite_link


def _pinning(world: World, p: Params) -> Chat:
    chat = chat_of(world, p)
    world.require_reachable(chat)
    if chat.type != "private" and not world.bot_member(chat).may("can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
    return chat


@method("pinChatMessage")
def pin(world: World, p: Params) -> bool:
    """Pin a message, with the service message that says so."""
    chat = _pinning(world, p)
    message = world.find_message(chat, p.integer("message_id"), "message to pin not found")
    if message.message_id in chat.pinned:
        chat.pinned.remove(message.message_id)
    chat.pinned.append(message.message_id)
    content = {"pinned_message_id": message.message_id}
    post(world, chat, world.bot.id, content, thread_id=message.thread_id, service=True)
    world.emit(chat, "chat")
    return True


@method("unpinChatMessage")
def unpin(world: World, p: Params) -> bool:
    """Unpin a message, or the one pinned last."""
    chat = _pinning(world, p)
    message_id = p.integer("message_id") or (chat.pinned[-1] if chat.pinned else None)
    if message_id is None or message_id not in chat.messages:
        raise bad("message to unpin not found")
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
    world.emit(chat, "chat")
    return True


@method("unpinAllChatMessages")
def unpin_all(world: World, p: Params) -> bool:
    """Unpin everything."""
    chat = _pinning(world, p)
    chat.pinned.clear()
    world.emit(chat, "chat")
    return True
