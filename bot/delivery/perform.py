"""A parcel becomes calls of the Bot API. What fails raises the library's exceptions; nothing is retried here."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import TelegramError

from bot.delivery.errors import Outcome, classify
from bot.delivery.parcel import (
    Copy,
    CreateTopic,
    Delivered,
    Drop,
    Edit,
    EditTopic,
    Knock,
    Parcel,
    Pin,
    React,
    Send,
    Wait,
)
from views.content import MAX_CAPTION, Content, File

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply
_log = logging.getLogger(__name__)
_ALBUM = 10
# Kinds that Telegram lets stand together in one album.
_ALBUM_OF = {"photo": "picture", "video": "picture", "document": "document", "audio": "audio"}
_MEDIA = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "document": InputMediaDocument,
    "audio": InputMediaAudio,
}
_WITHOUT_CAPTION = ("sticker", "video_note")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def cost(parcel: Parcel) -> int:
    """How many messages Telegram will count. A changed message and a new topic count like one, a reaction too."""
    match parcel:
        case Send(content=content):
            return max(1, len(content.files)) + (1 if _text_apart(content) else 0) + (1 if parcel.pin else 0)
        case Copy(message_ids=ids):
            return len(ids) + (1 if parcel.header else 0)
        case EditTopic():
            return (parcel.name is not None) + (parcel.closed is not None)
        case Drop() | Wait():
            return 0
        case _:
            return 1


def repeatable(parcel: Parcel | None) -> bool:
    """Whether doing it twice looks the same as doing it once."""
    return isinstance(parcel, Edit | React | EditTopic | Pin | Knock)


async def perform(bot: Bot, parcel: Parcel, *, plain: bool = False) -> Delivered:
    """Carry a parcel out. `plain` sends the text without its marks, after Telegram refused them."""
    match parcel:
        case Send():
            return await _send(bot, parcel, plain)
        case Edit():
            return await _edit(bot, parcel, plain)
        case Copy():
            return await _copy(bot, parcel, plain)
        case React():
            emoji = ReactionTypeEmoji(parcel.emoji)
            await bot.set_message_reaction(parcel.chat_id, parcel.message_id, reaction=emoji)
            return Delivered()
        case CreateTopic():
            topic = await bot.create_forum_topic(
                parcel.chat_id, parcel.name[:128], icon_color=parcel.icon_color
            )
            return Delivered(thread_id=topic.message_thread_id)
        case EditTopic():
            return await _edit_topic(bot, parcel)
        case Pin():
            await _pin(bot, parcel.chat_id, parcel.message_id, patient=True)
            return Delivered()
        case Knock():
            await bot.send_chat_action(parcel.chat_id, ChatAction.TYPING)
            return Delivered()
        case Drop() | Wait():
            raise ValueError(f"nothing to perform: {parcel!r}")


async def _send(bot: Bot, parcel: Send, plain: bool) -> Delivered:
    content = parcel.content
    place: dict[str, Any] = {
        "chat_id": parcel.chat_id,
        "message_thread_id": parcel.thread_id,
        "reply_parameters": _reply(parcel.reply_to),
        "disable_notification": content.silent or None,
    }
    ids: list[int] = []
    caption: str | None = content.text or None
    if not content.files or _text_apart(content):
        message = await bot.send_message(
            text=_text(content.text, plain),
            parse_mode=_mode(plain),
            link_preview_options=_NO_PREVIEW,
            reply_markup=markup(content),
            **place,
        )
        ids.append(message.message_id)
        caption = None
    for number, album in enumerate(_albums(content.files)):
        words = caption if number == 0 else None
        sent: tuple[Message, ...]
        if len(album) == 1:
            keys = markup(content) if words is not None else None
            sent = (await _send_file(bot, album[0], words, keys, plain, place),)
        else:
            sent = await _send_album(bot, album, words, plain, place)
        ids += [message.message_id for message in sent]
    if parcel.pin:
        await _pin(bot, parcel.chat_id, ids[0])
    return Delivered(tuple(ids))


def _text_apart(content: Content) -> bool:
    """Whether the words go as a message of their own: an album takes no buttons, a sticker no caption."""
    if not content.files or not content.text:
        return False
    keys = markup(content) is not None
    # Entities do not count towards the limit, but nobody wants to count without them.
    long = len(content.text) > MAX_CAPTION
    return long or (keys and len(content.files) > 1) or content.files[0].kind in _WITHOUT_CAPTION


def _albums(files: Sequence[File]) -> list[Sequence[File]]:
    albums: list[Sequence[File]] = []
    for kind, group in groupby(files, key=lambda file: _ALBUM_OF.get(file.kind)):
        together = list(group)
        size = 1 if kind is None else _ALBUM
        albums += [together[start : start + size] for start in range(0, len(together), size)]
    return albums


async def _send_file(
    bot: Bot, file: File, caption: str | None, keys: Markup | None, plain: bool, place: dict[str, Any]
) -> Message:
    given: dict[str, Any] = {file.kind: _source(file), **place, "reply_markup": keys}
    if file.kind not in _WITHOUT_CAPTION and caption is not None:
        given |= {"caption": _text(caption, plain), "parse_mode": _mode(plain)}
    method = getattr(bot, f"send_{file.kind}")
    message: Message = await method(**given)
    return message


async def _send_album(
    bot: Bot, files: Sequence[File], caption: str | None, plain: bool, place: dict[str, Any]
) -> tuple[Message, ...]:
    media = [_MEDIA[file.kind](_source(file, attach=True)) for file in files]
    words = None if caption is None else _text(caption, plain)
    return await bot.send_media_group(media=media, caption=words, parse_mode=_mode(plain), **place)


def _source(file: File, *, attach: bool = False) -> str | InputFile:
    if file.data is not None:
        return InputFile(file.data, filename=file.name, attach=attach)
    if file.file_id is None:
        raise ValueError("a file has neither an id nor bytes")
    return file.file_id


async def _edit(bot: Bot, parcel: Edit, plain: bool) -> Delivered:
    keys = markup(parcel.content)
    inline = keys if isinstance(keys, InlineKeyboardMarkup) else None
    where: dict[str, Any] = {"chat_id": parcel.chat_id, "message_id": parcel.message_id}
    words = _text(parcel.content.text, plain)
    try:
        if parcel.caption or parcel.content.files:
            await bot.edit_message_caption(
                caption=words, parse_mode=_mode(plain), reply_markup=inline, **where
            )
        else:
            await bot.edit_message_text(
                text=words,
                parse_mode=_mode(plain),
                reply_markup=inline,
                link_preview_options=_NO_PREVIEW,
                **where,
            )
    except TelegramError as exc:
        if classify(exc).outcome is not Outcome.EDIT_TARGET_GONE or parcel.fallback is None:
            raise
        return await _send(bot, parcel.fallback, plain)
    return Delivered((parcel.message_id,))


async def _copy(bot: Bot, parcel: Copy, plain: bool) -> Delivered:
    reply_to = parcel.reply_to
    first: tuple[int, ...] = ()
    if parcel.header is not None:
        header = Send(parcel.chat_id, parcel.header, parcel.thread_id, reply_to)
        first = (await _send(bot, header, plain)).message_ids
    if len(parcel.message_ids) == 1:
        copied = [
            await bot.copy_message(
                parcel.chat_id,
                parcel.from_chat_id,
                parcel.message_ids[0],
                message_thread_id=parcel.thread_id,
                reply_parameters=None if first else _reply(reply_to),
            )
        ]
    else:
        # Copied together and in ascending order an album stays an album.
        copied = list(
            await bot.copy_messages(
                parcel.chat_id,
                parcel.from_chat_id,
                sorted(parcel.message_ids),
                message_thread_id=parcel.thread_id,
            )
        )
    return Delivered(first + tuple(copy.message_id for copy in copied))


async def _edit_topic(bot: Bot, parcel: EditTopic) -> Delivered:
    chat, thread = parcel.chat_id, parcel.thread_id
    if parcel.name is not None:
        await _unless_so_already(bot.edit_forum_topic(chat, thread, name=parcel.name[:128]))
    if parcel.closed is not None:
        change = bot.close_forum_topic if parcel.closed else bot.reopen_forum_topic
        await _unless_so_already(change(chat, thread))
    return Delivered()


async def _unless_so_already(call: Any) -> None:
    try:
        await call
    except TelegramError as exc:
        if classify(exc).outcome is not Outcome.NOT_MODIFIED:
            raise


async def _pin(bot: Bot, chat_id: int, message_id: int, *, patient: bool = False) -> None:
    # The message stands there; that it is not pinned is no reason to send it again.
    try:
        await bot.pin_chat_message(chat_id, message_id, disable_notification=True)
    except TelegramError as exc:
        if patient and classify(exc).outcome is Outcome.RETRY_LATER:
            raise
        _log.info("a message in chat %s was not pinned: %s", chat_id, classify(exc))


def markup(content: Content) -> Markup | None:
    """The keys under a message, or those that replace the phone's keyboard."""
    if content.buttons:
        rows = [
            [InlineKeyboardButton(key.text, callback_data=key.data, url=key.url) for key in row]
            for row in content.buttons
        ]
        return InlineKeyboardMarkup(rows)
    if content.reply_keys:
        keys = [
            [KeyboardButton(key.text, request_contact=key.request_contact or None) for key in row]
            for row in content.reply_keys
        ]
        return ReplyKeyboardMarkup(
            keys,
            resize_keyboard=True,
            one_time_keyboard=True,
            input_field_placeholder=content.placeholder,
        )
    if content.remove_keyboard:
        return ReplyKeyboardRemove()
    if content.force_reply:
        # Selective: in a group only the person addressed is asked.
        return ForceReply(selective=True, input_field_placeholder=content.placeholder)
    return None


def _reply(message_id: int | None) -> ReplyParameters | None:
    if message_id is None:
        return None
    # The message answered may be deleted by now; the answer is worth more than the thread.
    return ReplyParameters(message_id, allow_sending_without_reply=True)


def _mode(plain: bool) -> str | None:
    return None if plain else ParseMode.HTML


def _text(words: str, plain: bool) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", words)) if plain else words
