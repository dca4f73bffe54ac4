"""What people do in their apps, as calls on the world; the JSON side and tests stand on this."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from playground.errors import PeopleError
from playground.files import described, image_size
from playground.posting import announce, changed, post, remove
from playground.records import Chat, Json, Member, Message, User
from playground.wire import chat_json, member_json, message_json
from playground.world import ANONYMOUS_ID, Callback, World

_START = re.compile(r"(?:https?://)?(?:t|telegram)\.me/(\w+)(?:\?start=([\w-]*))?/?$")
MEDIA = ("photo", "document", "voice", "video", "audio", "sticker")


def chat_for(world: World, person_id: int, chat_id: int) -> Chat:
    """Return a chat by the id that the person's app shows; the bot's id stands for the private chat."""
    world.person(person_id)
    if chat_id in (world.bot.id, person_id):
        return world.chats[person_id]
    chat = world.chats.get(chat_id)
    if chat is None or chat.type == "private":
        raise PeopleError(404, f"{person_id} has no chat {chat_id}")
    member = chat.members.get(person_id)
    if member is None or not member.present:
        raise PeopleError(403, f"{person_id} is not in chat {chat_id}")
    return chat


def _writable(world: World, person_id: int, chat_id: int, thread: int | None) -> tuple[Chat, int | None]:
    chat = chat_for(world, person_id, chat_id)
    if chat.migrated_to is not None:
        raise PeopleError(403, f"the group was upgraded to {chat.migrated_to}")
    if chat.type == "private":
        if chat.blocked:
            raise PeopleError(403, "the bot is blocked; unblock it first")
        chat.started = True
        return chat, None
    if not thread:
        return chat, None
    topic = chat.topics.get(thread)
    if topic is None or topic.deleted:
        raise PeopleError(404, f"there is no topic {thread}")
    if topic.closed and not chat.members[person_id].may("can_manage_topics"):
        raise PeopleError(403, "the topic is closed")
    return chat, thread


def say(
    world: World,
    person_id: int,
    text: str,
    *,
    chat: int | None = None,
    thread: int | None = None,
    reply_to: int | None = None,
    anonymous: bool = False,
) -> Message:
    """Write a text to the bot, or into a group when `chat` names one.

    An administrator may write anonymously: the bot then sees GroupAnonymousBot and the group as sender.
    """
    where, thread = _writable(world, person_id, chat if chat is not None else person_id, thread)
    plain, entities = world.formatted(text, "", None)
    if not plain:
        raise PeopleError(400, "there is nothing in the text")
    content: Json = {"text": plain}
    if entities:
        content["entities"] = entities
    keyboard = where.keyboards.get(person_id)
    sender = person_id
    if anonymous:
        if where.type != "supergroup" or not where.members[person_id].may("can_manage_chat"):
            raise PeopleError(403, "only administrators of a supergroup write anonymously")
        content["sender_chat"] = chat_json(world, where)
        sender = ANONYMOUS_ID
    message = _send(world, where, sender, content, thread=thread, reply_to=reply_to)
    if keyboard and (keyboard.get("one_time_keyboard") or keyboard.get("force_reply")):
        where.keyboards.pop(person_id, None)
        world.emit(where, "keyboard", frozenset((person_id,)))
    return message


def _send(
    world: World,
    chat: Chat,
    person_id: int,
    content: Json,
    *,
    thread: int | None = None,
    reply_to: int | None = None,
    group: str | None = None,
) -> Message:
    if reply_to is not None:
        replied = chat.messages.get(reply_to)
        if replied is None or replied.deleted:
            raise PeopleError(404, f"there is no message {reply_to} to answer")
        thread = thread or replied.thread_id
    return post(world, chat, person_id, content, thread_id=thread, reply_to=reply_to, media_group_id=group)


def medium(
    world: World,
    kind: str,
    data: bytes | None,
    *,
    name: str | None = None,
    mime: str | None = None,
    size: int | None = None,
    duration: int = 0,
) -> Json:
    """Store a file and return the message content for it; `size` alone stands for a file too big to send."""
    if kind not in MEDIA:
        raise PeopleError(400, f"media kind is one of {', '.join(MEDIA)}")
    if data is None and size is None:
        raise PeopleError(400, "a medium needs data_base64, file_id or size")
    if kind == "photo":
        return {"photo": world.files.put_photo(data, image_size(data or b"") or (1280, 960), size)}
    stored = world.files.put(kind, data, name=name, mime=mime, size=size, duration=duration)
    return {kind: described(stored)}


def known_medium(world: World, file_id: str) -> Json:
    """Return the message content for a file that is already stored."""
    stored = world.files.by_id.get(file_id)
    if stored is None:
        raise PeopleError(404, "there is no such file")
    if stored.kind == "photo":
        return {"photo": world.files.photo_sizes[file_id]}
    return {stored.kind: described(stored)}


def send_media(
    world: World,
    person_id: int,
    contents: Sequence[Json],
    *,
    chat: int | None = None,
    thread: int | None = None,
    reply_to: int | None = None,
    caption: str = "",
) -> list[Message]:
    """Send one medium, or several as an album: as many messages, one `media_group_id`, one caption."""
    where, thread = _writable(world, person_id, chat if chat is not None else person_id, thread)
    if not 1 <= len(contents) <= 10:
        raise PeopleError(400, "an album has at most 10 media")
    text, entities = world.formatted(caption, "", None, caption=True)
    group = world.new_token() if len(contents) > 1 else None
    sent = []
    for index, content in enumerate(contents):
        whole = dict(content)
        if index == 0 and text:
            whole["caption"] = text
            if entities:
                whole["caption_entities"] = entities
        sent.append(_send(world, where, person_id, whole, thread=thread, reply_to=reply_to, group=group))
    return sent


def share_contact(
    world: World, person_id: int, contact: Json | None = None, *, chat: int | None = None
) -> Message:
    """Share one's own contact, or another (`phone_number`, `first_name`, `user_id?`)."""
    where, _ = _writable(world, person_id, chat if chat is not None else person_id, None)
    user = world.users[person_id]
    if contact is None:
        contact = {"phone_number": user.phone, "first_name": user.first_name, "user_id": user.id}
        if user.last_name:
            contact["last_name"] = user.last_name
    if not contact.get("phone_number") or not contact.get("first_name"):
        raise PeopleError(400, "a contact needs phone_number and first_name")
    message = _send(world, where, person_id, {"contact": contact})
    _used_keyboard(world, where, person_id)
    return message


def share_location(
    world: World, person_id: int, latitude: float, longitude: float, *, chat: int | None = None
) -> Message:
    """Share a point on the map, in degrees."""
    where, _ = _writable(world, person_id, chat if chat is not None else person_id, None)
    content = {"location": {"latitude": float(latitude), "longitude": float(longitude)}}
    message = _send(world, where, person_id, content)
    _used_keyboard(world, where, person_id)
    return message


def _used_keyboard(world: World, chat: Chat, person_id: int) -> None:
    keyboard = chat.keyboards.get(person_id)
    if keyboard and keyboard.get("one_time_keyboard"):
        chat.keyboards.pop(person_id)
        world.emit(chat, "keyboard", frozenset((person_id,)))


def start(world: World, person_id: int, payload: str = "") -> Message:
    """Press Start, or open the bot by a link with a payload; a blocked bot is unblocked by it."""
    if len(payload) > 64 or not re.fullmatch(r"[\w-]*", payload, re.ASCII):
        raise PeopleError(400, "a start payload is up to 64 of A-Z a-z 0-9 _ -")
    if world.chats[world.person(person_id).id].blocked:
        block(world, person_id, blocked=False)
    return say(world, person_id, f"/start {payload}" if payload else "/start")


def open_link(world: World, person_id: int, link: str) -> Message:
    """Follow a `t.me/<bot>?start=` link."""
    found = _START.match(link.strip())
    if found is None:
        raise PeopleError(400, "that is not a https://t.me/<bot>?start=CODE link")
    if found.group(1).lower() != (world.bot.username or "").lower():
        raise PeopleError(404, f"there is no bot @{found.group(1)} here")
    return start(world, person_id, found.group(2) or "")


def block(world: World, person_id: int, *, blocked: bool = True) -> None:
    """Block or unblock the bot."""
    chat = world.chats[world.person(person_id).id]
    if chat.blocked == blocked:
        return
    before = Member(world.bot.id, "member" if blocked else "kicked")
    after = Member(world.bot.id, "kicked" if blocked else "member")
    chat.blocked = blocked
    world.updates.add(
        "my_chat_member",
        {
            "chat": chat_json(world, chat),
            "from": world.users[person_id].api(),
            "date": int(world.now()),
            "old_chat_member": member_json(world, before),
            "new_chat_member": member_json(world, after),
        },
    )
    world.emit(chat, "chat")


def press(world: World, person_id: int, message_id: int, data: str, *, chat: int | None = None) -> Callback:
    """Press an inline button; the bot's answer appears in the callback's `answer` and as an event."""
    where = chat_for(world, person_id, chat if chat is not None else person_id)
    message = where.messages.get(message_id)
    if message is None or message.deleted:
        raise PeopleError(404, f"there is no message {message_id}")
    rows = (message.markup or {}).get("inline_keyboard", [])
    if not any(button.get("callback_data") == data for row in rows for button in row):
        raise PeopleError(400, "there is no such button under the message")
    return press_old(world, person_id, where, message, data)


def press_old(world: World, person_id: int, chat: Chat, message: Message, data: str) -> Callback:
    """Send a press without looking for the button, as an app with an old copy of the message does."""
    callback = Callback(world.new_token(), person_id, chat.id, world.now())
    world.callbacks[callback.id] = callback
    if len(world.callbacks) > 10_000:
        del world.callbacks[next(iter(world.callbacks))]
    shown: Json = message_json(world, message)
    if message.deleted:
        shown = {"chat": chat_json(world, chat), "message_id": message.message_id, "date": 0}
    world.updates.add(
        "callback_query",
        {
            "id": callback.id,
            "from": world.users[person_id].api(),
            "message": shown,
            "chat_instance": str(abs(hash((chat.id, world.bot.id))) + 1),
            "data": data,
        },
    )
    return callback


def _own_message(world: World, person_id: int, chat_id: int | None, message_id: int) -> tuple[Chat, Message]:
    chat = chat_for(world, person_id, chat_id if chat_id is not None else person_id)
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise PeopleError(404, f"there is no message {message_id}")
    return chat, message


def edit(
    world: World,
    person_id: int,
    message_id: int,
    *,
    text: str | None = None,
    caption: str | None = None,
    chat: int | None = None,
) -> Message:
    """Change one's own message; the bot gets `edited_message`."""
    where, message = _own_message(world, person_id, chat, message_id)
    if message.sender_id != person_id or message.service:
        raise PeopleError(403, "only one's own messages can be edited")
    key, value = ("text", text) if text is not None else ("caption", caption or "")
    if ("text" in message.content) != (key == "text"):
        raise PeopleError(400, "a text is edited with text, a medium with caption")
    plain, entities = world.formatted(value, "", None, caption=key == "caption")
    if key == "text" and not plain:
        raise PeopleError(400, "there is nothing in the text")
    names = "entities" if key == "text" else "caption_entities"
    content = {k: v for k, v in message.content.items() if k not in (key, names)}
    if plain:
        content[key] = plain
    if entities:
        content[names] = entities
    message.content = content
    changed(world, where, message)
    return message


def react(
    world: World, person_id: int, message_id: int, emoji: str | None, *, chat: int | None = None
) -> None:
    """Set or clear a reaction; the bot hears of it only when it is admin and asked for it."""
    where, message = _own_message(world, person_id, chat, message_id)
    old = message.reactions.get(person_id, [])
    new = [emoji] if emoji else []
    if old == new:
        return
    if new:
        message.reactions[person_id] = new
    else:
        message.reactions.pop(person_id, None)
    announce(world, where, message, "reaction")
    if where.type == "private" or world.bot_member(where).status == "administrator":
        world.updates.add(
            "message_reaction",
            {
                "chat": chat_json(world, where),
                "message_id": message_id,
                "user": world.users[person_id].api(),
                "date": int(world.now()),
                "old_reaction": [{"type": "emoji", "emoji": e} for e in old],
                "new_reaction": [{"type": "emoji", "emoji": e} for e in new],
            },
        )
    if world.reaction_also_edits and message.sender_id != world.bot.id:
        world.updates.add("edited_message", message_json(world, message))


def delete(world: World, person_id: int, message_id: int, *, chat: int | None = None) -> None:
    """Delete a message; in a group only one's own, unless one is an administrator."""
    where, message = _own_message(world, person_id, chat, message_id)
    member = where.members.get(person_id)
    if message.sender_id != person_id and member is not None and not member.may("can_delete_messages"):
        raise PeopleError(403, "only an administrator deletes others' messages")
    remove(world, where, message)


def read(world: World, person_id: int, thread: int | None = None, *, chat: int | None = None) -> None:
    """Clear the unread mark of a chat, or of one topic (0: General)."""
    where = chat_for(world, person_id, chat if chat is not None else person_id)
    counts = where.unread.get(person_id, {})
    if thread is None:
        counts.clear()
    else:
        counts.pop(thread, None)


def people(world: World) -> Iterable[User]:
    """Return everybody who may be played."""
    return (user for user in world.users.values() if not user.is_bot)
