"""Posting, changing and deleting messages, whoever does it; both sides are told here."""

from __future__ import annotations

from playground.records import Chat, Json, Message
from playground.wire import message_json
from playground.world import World

# Service messages that the server also sends to the bot that caused them (Client::need_skip_update_message).
OWN_SERVICE_SEEN = frozenset(
    {
        "pinned_message_id",
        "left_chat_member",
        "new_chat_title",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
    }
)


def post(
    world: World,
    chat: Chat,
    sender_id: int,
    content: Json,
    *,
    thread_id: int | None = None,
    reply_to: int | None = None,
    quote: str | None = None,
    markup: Json | None = None,
    locked: bool = False,
    media_group_id: str | None = None,
    forward_origin: Json | None = None,
    protected: bool = False,
    service: bool = False,
    silent: bool = False,
) -> Message:
    """Store a message and tell everybody; with `silent` the bot gets no update of it."""
    message = Message(chat.id, chat.next_id(), sender_id, int(world.now()), content)
    message.thread_id = thread_id
    message.reply_to = reply_to
    message.quote = quote
    message.markup = markup
    message.locked = locked
    message.media_group_id = media_group_id
    message.forward_origin = forward_origin
    message.protected = protected
    message.service = service
    if "forum_topic_created" in content:
        message.thread_id = message.message_id
    chat.messages[message.message_id] = message
    chat.last_message = message
    for person in world.audience(chat):
        if person not in (sender_id, world.bot.id):
            counts = chat.unread.setdefault(person, {})
            counts[message.thread_id or 0] = counts.get(message.thread_id or 0, 0) + 1
    announce(world, chat, message, "message")
    if not silent and bot_sees(world, chat, message):
        world.updates.add("message", message_json(world, message))
    return message


def announce(world: World, chat: Chat, message: Message, kind: str) -> None:
    """Tell people's apps that a message came, changed or went."""
    message.seq = world.events.next_seq()
    world.events.add(
        {"type": kind, "chat_id": chat.id, "message_id": message.message_id},
        world.audience(chat),
        message.seq,
    )


def changed(world: World, chat: Chat, message: Message) -> None:
    """Tell both sides that a message was edited."""
    message.edit_date = int(world.now())
    announce(world, chat, message, "edit")
    if message.sender_id != world.bot.id and bot_sees(world, chat, message):
        world.updates.add("edited_message", message_json(world, message))


def remove(world: World, chat: Chat, message: Message) -> None:
    """Delete a message; bots are never told of deletions."""
    message.deleted = True
    if message.message_id in chat.pinned:
        chat.pinned.remove(message.message_id)
    if chat.last_message is message:
        alive = (m for m in reversed(chat.messages.values()) if not m.deleted)
        chat.last_message = next(alive, None)
    announce(world, chat, message, "delete")


def bot_sees(world: World, chat: Chat, message: Message) -> bool:
    """Whether a message reaches the bot: its own never do; without being admin, privacy mode hides most."""
    if message.sender_id == world.bot.id:
        return any(name in message.content for name in OWN_SERVICE_SEEN)
    if chat.type == "private":
        return not chat.blocked
    member = world.bot_member(chat)
    if not member.present:
        return False
    if member.status == "administrator" or world.bot_sees_all or message.service:
        return True
    replied = chat.messages.get(message.reply_to or 0)
    if replied is not None and replied.sender_id == world.bot.id:
        return True
    text = str(message.content.get("text") or message.content.get("caption") or "")
    name = f"@{world.bot.username}".lower()
    if text.startswith("/"):
        command = text.split(maxsplit=1)[0].lower()
        return "@" not in command or command.endswith(name)
    return False
