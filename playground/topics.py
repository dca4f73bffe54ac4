"""Forum topics: making, naming, closing and deleting them, and which of them a message may go to."""

from __future__ import annotations

from playground.errors import bad
from playground.posting import post, remove
from playground.records import Chat, Json, Topic
from playground.world import World

MAX_NAME = 128
ICON_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def require_forum(chat: Chat) -> None:
    """Raise the 400 that a bot meets in a chat without topics."""
    if chat.type != "supergroup" or not chat.is_forum:
        raise bad("the chat is not a forum")


def require_right(world: World, chat: Chat, doing: str, topic: Topic | None = None) -> None:
    """Raise the 400 of a bot without the right; its own topics it may always change (TDLib does not ask)."""
    own = topic is not None and topic.creator_id == world.bot.id
    if not own and not world.bot_member(chat).may("can_manage_topics"):
        raise bad(f"not enough rights to {doing}")


def find(chat: Chat, thread_id: int | None) -> Topic:
    """Return a topic to be changed; a 400 when there is none or it was deleted."""
    topic = chat.topics.get(thread_id or 0)
    if topic is None:
        raise bad("message thread not found" if thread_id == 1 else "TOPIC_ID_INVALID")
    if topic.deleted:
        raise bad("TOPIC_DELETED")
    return topic


def for_sending(world: World, chat: Chat, thread_id: int | None) -> int | None:
    """Return the topic that the bot may write to; the General topic is named by naming none."""
    if not thread_id:
        return None
    topic = chat.topics.get(thread_id)
    if topic is None or topic.deleted:
        raise bad("message thread not found")
    if topic.closed and not world.bot_member(chat).may("can_manage_topics"):
        raise bad("TOPIC_CLOSED")
    return topic.id


def check_name(name: str) -> str:
    """Return a topic's name; a 400 when it is empty or longer than 128 characters.

    The real server cuts a longer name without a word; here it is refused, so that no test overlooks it.
    """
    name = name.strip()
    if not name:
        raise bad("title must be non-empty")
    if len(name) > MAX_NAME:
        raise bad("TOPIC_TITLE_TOO_LONG")
    return name


def create(
    world: World, chat: Chat, name: str, by: int, *, color: int | None = None, emoji: str | None = None
) -> Topic:
    """Make a topic by posting its creation."""
    color = ICON_COLORS[0] if color is None else color
    if color not in ICON_COLORS:
        raise bad("invalid icon color specified")
    created: Json = {"name": name, "icon_color": color}
    if emoji:
        created["icon_custom_emoji_id"] = emoji
    thread_id = chat.last_id + 1
    topic = Topic(thread_id, name, color, by, emoji)
    chat.topics[thread_id] = topic
    post(world, chat, by, {"forum_topic_created": created}, service=True)
    world.emit(chat, "topic", thread=thread_id)
    return topic


def edit(world: World, chat: Chat, topic: Topic, by: int, *, name: str | None, emoji: str | None) -> None:
    """Rename a topic or change its icon; a 400 when nothing would change."""
    if name is None and emoji is None:
        return
    edited: Json = {}
    if name and name != topic.name:
        topic.name = edited["name"] = name
    if emoji is not None and emoji != (topic.icon_custom_emoji_id or ""):
        topic.icon_custom_emoji_id = emoji or None
        edited["icon_custom_emoji_id"] = emoji
    if not edited:
        raise bad("TOPIC_NOT_MODIFIED")
    post(world, chat, by, {"forum_topic_edited": edited}, thread_id=topic.id, service=True)
    world.emit(chat, "topic", thread=topic.id)


def set_closed(world: World, chat: Chat, topic: Topic, by: int, closed: bool) -> None:
    """Close or reopen a topic; a 400 when it is that already."""
    if topic.closed == closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    name = "forum_topic_closed" if closed else "forum_topic_reopened"
    post(world, chat, by, {name: {}}, thread_id=topic.id, service=True)
    world.emit(chat, "topic", thread=topic.id)


def delete(world: World, chat: Chat, topic: Topic) -> None:
    """Delete a topic with everything in it; nobody is told by an update."""
    topic.deleted = True
    for message in list(chat.messages.values()):
        if message.thread_id == topic.id and not message.deleted:
            remove(world, chat, message)
    world.emit(chat, "topic", thread=topic.id)
