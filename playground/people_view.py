"""Chats and messages as a person's app shows them (docs/playground-api.md)."""

from __future__ import annotations

from playground.entities import to_html
from playground.people import MEDIA
from playground.records import Chat, Json, Message, User
from playground.world import World

_KINDS = (*MEDIA, "animation")


def user_view(user: User) -> Json:
    """Return a user."""
    return {
        "id": user.id,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "username": user.username,
        "language_code": user.language_code,
        "is_bot": user.is_bot,
    }


def shown_id(world: World, chat: Chat) -> int:
    """Return the id under which a person's app has the chat: a private chat is called by the bot's id."""
    return world.bot.id if chat.type == "private" else chat.id


def chat_view(world: World, chat: Chat, person_id: int) -> Json:
    """Return a chat in a person's list."""
    counts = chat.unread.get(person_id, {})
    last = chat.last_message
    topics = [
        {
            "id": t.id,
            "name": t.name,
            "icon_color": t.icon_color,
            "closed": t.closed,
            "unread": counts.get(t.id, 0),
        }
        for t in chat.topics.values()
        if not t.deleted
    ]
    private = chat.type == "private"
    return {
        "id": shown_id(world, chat),
        "chat_id": chat.id,
        "type": chat.type,
        "title": world.bot.first_name if private else chat.title,
        "is_forum": chat.is_forum,
        "topics": topics,
        "unread": sum(counts.values()),
        "unread_general": counts.get(0, 0),
        "last": {"text": summary(last), "date": last.date, "message_id": last.message_id} if last else None,
        "pinned": chat.pinned[-1] if chat.pinned else None,
        "blocked": chat.blocked,
        "started": chat.started or not private,
        "keyboard": chat.keyboards.get(person_id),
        "members": [person_id, world.bot.id] if private else chat.member_ids(),
        "commands": commands(world, chat, person_id),
        "migrated_to": chat.migrated_to,
    }


def commands(world: World, chat: Chat, person_id: int) -> list[Json]:
    """Return the bot's commands that the person's app offers in a chat."""
    if chat.type == "private":
        keys = [f"chat:{chat.id}", "all_private_chats", "default"]
    else:
        keys = [f"chat_member:{chat.id}:{person_id}"]
        admin = chat.members[person_id].status in ("creator", "administrator")
        keys += [f"chat_administrators:{chat.id}"] if admin else []
        keys += [f"chat:{chat.id}"]
        keys += ["all_chat_administrators"] if admin else []
        keys += ["all_group_chats", "default"]
    return world.profile.for_person(keys, world.users[person_id].language_code or "")


def summary(message: Message) -> str:
    """Return one line that stands for a message."""
    content = message.content
    text = str(content.get("text") or content.get("caption") or "")
    if text:
        return text.replace("\n", " ")[:120]
    for kind in (*_KINDS, "location", "contact"):
        if kind in content:
            return f"[{kind}]"
    return service_text(content) or ""


def service_text(content: Json) -> str | None:
    """Return the kind of a service message with what it is about, None for ordinary messages."""
    for name in ("forum_topic_created", "forum_topic_edited"):
        if name in content:
            return f"{name}: {content[name].get('name', '')}"
    for name in ("forum_topic_closed", "forum_topic_reopened"):
        if name in content:
            return name
    if "pinned_message_id" in content:
        return f"pinned_message: {content['pinned_message_id']}"
    if "new_chat_members" in content:
        return "new_chat_members: " + ", ".join(u["first_name"] for u in content["new_chat_members"])
    if "left_chat_member" in content:
        return f"left_chat_member: {content['left_chat_member']['first_name']}"
    for name in ("migrate_to_chat_id", "migrate_from_chat_id"):
        if name in content:
            return f"{name}: {content[name]}"
    return None


def message_view(world: World, message: Message, person_id: int) -> Json:
    """Return a message; absent parts are left out, a deleted one keeps only its head."""
    chat = world.chats[message.chat_id]
    answer: Json = {
        "message_id": message.message_id,
        "chat": shown_id(world, chat),
        "chat_id": message.chat_id,
        "thread_id": message.thread_id,
        "from": user_view(world.users[message.sender_id]),
        "date": message.date,
        "outgoing": message.sender_id == person_id,
        "seq": message.seq,
        "reactions": _reactions(message),
    }
    if message.edit_date is not None:
        answer["edit_date"] = message.edit_date
    if message.deleted:
        return answer | {"deleted": True}
    content = message.content
    for name, entities in (("text", "entities"), ("caption", "caption_entities")):
        if name in content:
            answer[name] = content[name]
            html = to_html(content[name], content.get(entities, []))
            answer["html" if name == "text" else "caption_html"] = html
    kind = next((k for k in _KINDS if k in content), None)
    if kind is not None:
        answer["media"] = _media(world, kind, content[kind])
    for name in ("location", "contact"):
        if name in content:
            answer[name] = content[name]
    if message.media_group_id is not None:
        answer["media_group_id"] = message.media_group_id
    if message.reply_to is not None:
        answer["reply_to"] = _reply(world, chat, message)
    if message.markup is not None:
        answer["buttons"] = [[_button(b) for b in row] for row in message.markup["inline_keyboard"]]
    if message.forward_origin is not None:
        origin = message.forward_origin
        sender = origin.get("sender_user", {}).get("first_name")
        answer["forwarded_from"] = sender or origin.get("sender_user_name")
    service = service_text(content) if message.service else None
    if service is not None:
        answer["service"] = service
    return answer


def _media(world: World, kind: str, value: list[Json] | Json) -> Json:
    biggest = value[-1] if isinstance(value, list) else value
    stored = world.files.by_id[biggest["file_id"]]
    answer: Json = {
        "kind": kind,
        "file_id": stored.file_id,
        "url": f"/people/api/files/{stored.file_id}",
        "name": stored.name,
        "mime": stored.mime,
        "size": stored.size,
    }
    if stored.width:
        answer |= {"width": stored.width, "height": stored.height}
    if stored.duration:
        answer["duration"] = stored.duration
    return answer


def _reactions(message: Message) -> list[Json]:
    by_emoji: dict[str, list[int]] = {}
    for user_id, emojis in message.reactions.items():
        for emoji in emojis:
            by_emoji.setdefault(emoji, []).append(user_id)
    return [{"emoji": emoji, "user_ids": ids} for emoji, ids in by_emoji.items()]


def _reply(world: World, chat: Chat, message: Message) -> Json:
    replied = chat.messages.get(message.reply_to or 0)
    if replied is None or replied.deleted:
        return {"message_id": message.reply_to, "from_name": "", "excerpt": ""}
    return {
        "message_id": replied.message_id,
        "from_name": world.users[replied.sender_id].name,
        "excerpt": (message.quote or summary(replied))[:120],
    }


def _button(button: Json) -> Json:
    answer = {"text": button["text"]}
    if "callback_data" in button:
        answer["data"] = button["callback_data"]
    if "url" in button:
        answer["url"] = button["url"]
    return answer
