"""Where a message goes: chat, topic, the message it answers, and what is under it."""

from __future__ import annotations

from dataclasses import dataclass

from playground import topics
from playground.errors import bad
from playground.keyboards import Markup, read_markup
from playground.params import Params
from playground.posting import post
from playground.records import Chat, Json, Message
from playground.world import World


@dataclass(slots=True)
class Target:
    """A checked destination."""

    chat: Chat
    thread_id: int | None
    reply_to: int | None
    quote: str | None
    markup: Markup
    protected: bool


def find_target(world: World, p: Params) -> Target:
    """Check chat, reach, topic, reply and markup in the server's order."""
    chat = chat_of(world, p)
    world.require_reachable(chat)
    markup = read_markup(p.parsed("reply_markup"), chat.type)
    thread_id = topics.for_sending(world, chat, p.integer("message_thread_id"))
    reply_to, quote = _reply(chat, p)
    if thread_id is None and reply_to is not None and chat.is_forum:
        thread_id = topics.for_sending(world, chat, chat.messages[reply_to].thread_id)
    return Target(chat, thread_id, reply_to, quote, markup, p.flag("protect_content"))


def chat_of(world: World, p: Params, name: str = "chat_id") -> Chat:
    """Return the chat that a parameter names."""
    return world.find_chat(p.integer(name), p.text(name))


def _reply(chat: Chat, p: Params) -> tuple[int | None, str | None]:
    wanted = p.parsed("reply_parameters")
    if wanted is None and p.integer("reply_to_message_id"):
        wanted = {
            "message_id": p.integer("reply_to_message_id"),
            "allow_sending_without_reply": p.flag("allow_sending_without_reply"),
        }
    if not isinstance(wanted, dict):
        return None, None
    if not wanted.get("message_id"):
        raise bad('can\'t find field "message_id"')
    message = chat.messages.get(int(wanted["message_id"]))
    elsewhere = wanted.get("chat_id") not in (None, chat.id, str(chat.id))
    if message is None or message.deleted or elsewhere:
        if wanted.get("allow_sending_without_reply"):
            return None, None
        raise bad("message to be replied not found")
    quote = wanted.get("quote")
    return message.message_id, str(quote) if quote else None


def send(
    world: World,
    target: Target,
    content: Json,
    *,
    media_group_id: str | None = None,
    forward_origin: Json | None = None,
) -> Message:
    """Post a message of the bot and set or clear the input keyboards of those who see it."""
    chat = target.chat
    message = post(
        world,
        chat,
        world.bot.id,
        content,
        thread_id=target.thread_id,
        reply_to=target.reply_to,
        quote=target.quote,
        markup=target.markup.inline,
        locked=target.markup.keyboard is not None,
        media_group_id=media_group_id,
        forward_origin=forward_origin,
        protected=target.protected,
    )
    keyboard = target.markup.keyboard
    if keyboard is not None:
        people = world.audience(chat)
        if keyboard.get("selective") and chat.type != "private":
            replied = chat.messages.get(target.reply_to or 0)
            people = frozenset({replied.sender_id} if replied else ()) & people
        for person in people:
            if keyboard.get("remove_keyboard"):
                chat.keyboards.pop(person, None)
            else:
                chat.keyboards[person] = keyboard
        world.emit(chat, "keyboard", people)
    return message
