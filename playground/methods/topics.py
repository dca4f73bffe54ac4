"""The methods for forum topics."""

from __future__ import annotations

from typing import Any

from playground import topics
from playground.errors import bad
from playground.methods.registry import method
from playground.methods.target import chat_of
from playground.params import Params
from playground.records import Chat, Json, Topic
from playground.world import World


def _topic(world: World, p: Params, doing: str) -> tuple[Chat, Topic]:
    chat = chat_of(world, p)
    world.require_reachable(chat)
    topics.require_forum(chat)
    topic = topics.find(chat, p.integer("message_thread_id"))
    topics.require_right(world, chat, doing, topic)
    return chat, topic


@method("createForumTopic")
def create_topic(world: World, p: Params) -> Json:
    """Make a topic."""
    chat = chat_of(world, p)
    world.require_reachable(chat)
    topics.require_forum(chat)
    topics.require_right(world, chat, "create a topic")
    name = topics.check_name(p.text("name"))
    emoji = p.text("icon_custom_emoji_id") or None
    color = p.integer("icon_color")
    return topics.create(world, chat, name, world.bot.id, color=color, emoji=emoji).api()


@method("editForumTopic")
def edit_topic(world: World, p: Params) -> bool:
    """Rename a topic or change its icon."""
    chat, topic = _topic(world, p, "edit the topic")
    name = topics.check_name(p.text("name")) if p.has("name") else None
    emoji = p.text("icon_custom_emoji_id") if "icon_custom_emoji_id" in p.values else None
    topics.edit(world, chat, topic, world.bot.id, name=name, emoji=emoji)
    return True


def _toggle(closed: bool) -> Any:
    def toggle(world: World, p: Params) -> bool:
        chat, topic = _topic(world, p, "close or open the topic")
        topics.set_closed(world, chat, topic, world.bot.id, closed)
        return True

    return toggle


method("closeForumTopic")(_toggle(True))
method("reopenForumTopic")(_toggle(False))


@method("deleteForumTopic")
def delete_topic(world: World, p: Params) -> bool:
    """Delete a topic with its messages."""
    chat = chat_of(world, p)
    world.require_reachable(chat)
    topics.require_forum(chat)
    topic = topics.find(chat, p.integer("message_thread_id"))
    if topic.creator_id != world.bot.id and not world.bot_member(chat).may("can_delete_messages"):
        raise bad("not enough rights to delete the topic")
    topics.delete(world, chat, topic)
    return True


@method("unpinAllForumTopicMessages")
def unpin_topic(world: World, p: Params) -> bool:
    """Unpin everything in a topic."""
    chat, topic = _topic(world, p, "manage pinned messages in the chat")
    chat.pinned = [i for i in chat.pinned if chat.messages[i].thread_id != topic.id]
    world.emit(chat, "chat")
    return True
