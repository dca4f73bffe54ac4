"""Changing and deleting messages, answering presses, reacting."""

from __future__ import annotations

from playground.errors import bad
from playground.keyboards import read_markup
from playground.methods.media import caption_content, input_media
from playground.methods.registry import method
from playground.methods.sending import read_text
from playground.methods.target import chat_of
from playground.params import Params
from playground.posting import announce, changed, remove
from playground.records import Chat, Json, Message
from playground.updates import CALLBACK_SECONDS
from playground.wire import message_json
from playground.world import World

DELETE_SECONDS = 48 * 3600
MAX_ANSWER = 200
_MEDIA = ("photo", "document", "voice", "video", "audio", "animation", "sticker")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
REACTIONS = frozenset(
    (
        "❤",
        "👍",
        "👎",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    )
)


def _own(world: World, p: Params) -> tuple[Chat, Message]:
    chat = chat_of(world, p)
    world.require_reachable(chat)
    message = world.find_message(chat, p.integer("message_id"), "message to edit not found")
    if message.sender_id != world.bot.id or message.locked or message.service or message.forward_origin:
        raise bad("message can't be edited")
    return chat, message


def _apply(world: World, p: Params, chat: Chat, message: Message, content: Json) -> Json:
    markup = read_markup(p.parsed("reply_markup"), chat.type, inline_only=True).inline
    if content == message.content and markup == message.markup:
        raise bad(_NOT_MODIFIED)
    message.content = content
    message.markup = markup
    changed(world, chat, message)
    return message_json(world, message)


@method("editMessageText")
def edit_text(world: World, p: Params) -> Json:
    """Replace a text and its buttons; no markup removes the buttons."""
    chat, message = _own(world, p)
    content = read_text(world, p)
    if "text" not in message.content:
        raise bad("there is no text in the message to edit")
    return _apply(world, p, chat, message, content)


@method("editMessageCaption")
def edit_caption(world: World, p: Params) -> Json:
    """Replace the caption of a medium; an empty one removes it."""
    chat, message = _own(world, p)
    if not any(name in message.content for name in _MEDIA):
        raise bad("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if name not in _CAPTION}
    return _apply(world, p, chat, message, kept | caption_content(world, p))


@method("editMessageMedia")
def edit_media(world: World, p: Params) -> Json:
    """Replace a medium and its caption; a text message may become a medium."""
    chat, message = _own(world, p)
    item = p.parsed("media")
    if not isinstance(item, dict):
        raise bad("can't parse InputMedia: expected an object")
    return _apply(world, p, chat, message, input_media(world, p, item))


@method("editMessageReplyMarkup")
def edit_markup(world: World, p: Params) -> Json:
    """Replace or remove the buttons alone."""
    chat, message = _own(world, p)
    return _apply(world, p, chat, message, message.content)


def _require_deletable(world: World, chat: Chat, message: Message) -> None:
    world.require_reachable(chat)
    if "forum_topic_created" in message.content or world.now() - message.date > DELETE_SECONDS:
        raise bad("message can't be deleted")
    if chat.type == "private" or message.sender_id == world.bot.id:
        return
    if not world.bot_member(chat).may("can_delete_messages"):
        raise bad("message can't be deleted")


@method("deleteMessage")
def delete_message(world: World, p: Params) -> bool:
    """Delete a message that is at most 48 hours old."""
    chat = chat_of(world, p)
    message = world.find_message(chat, p.integer("message_id"), "message to delete not found")
    _require_deletable(world, chat, message)
    remove(world, chat, message)
    return True


@method("deleteMessages")
def delete_messages(world: World, p: Params) -> bool:
    """Delete up to 100 messages; those that are not found are skipped."""
    chat = chat_of(world, p)
    ids = p.ids("message_ids")
    if not 1 <= len(ids) <= 100:
        raise bad(
            "too many message identifiers specified" if ids else "message identifiers are not specified"
        )
    found = [chat.messages[i] for i in ids if i in chat.messages and not chat.messages[i].deleted]
    for message in found:
        _require_deletable(world, chat, message)
    for message in found:
        remove(world, chat, message)
    return True


@method("answerCallbackQuery")
def answer_callback(world: World, p: Params) -> bool:
    """Answer a press, once, within 150 s of it."""
    callback = world.callbacks.get(p.text("callback_query_id"))
    if callback is None or callback.answer is not None or world.now() - callback.at > CALLBACK_SECONDS:
        raise bad(_TOO_OLD)
    if len(p.text("text")) > MAX_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    callback.answer = {
        "callback_id": callback.id,
        "text": p.text("text") or None,
        "alert": p.flag("show_alert"),
        "url": p.text("url") or None,
    }
    chat = world.chats[callback.chat_id]
    world.emit(chat, "callback", frozenset((callback.person_id,)), **callback.answer)
    return True


@method("setMessageReaction")
def set_reaction(world: World, p: Params) -> bool:
    """Set or clear the bot's one reaction on a message."""
    chat = chat_of(world, p)
    world.require_reachable(chat)
    message = world.find_message(chat, p.integer("message_id"), "message to react not found")
    wanted = p.parsed("reaction") or []
    if not isinstance(wanted, list):
        raise bad("can't parse reaction types JSON object")
    if len(wanted) > 1:
        raise bad("REACTIONS_TOO_MANY")
    emojis = [str(item.get("emoji", "")) for item in wanted if isinstance(item, dict)]
    if any(emoji.replace("\ufe0f", "") not in REACTIONS for emoji in emojis):
        raise bad("REACTION_INVALID")
    if emojis:
        message.reactions[world.bot.id] = emojis
    else:
        message.reactions.pop(world.bot.id, None)
    announce(world, chat, message, "reaction")
    return True
