"""Telegram's updates become the desk's own values: the only place that reads Telegram's objects."""

from __future__ import annotations

from datetime import UTC, datetime

from telegram import Message, ReactionTypeEmoji, Update

from handlers.incoming import Contact, Incoming, Kind, Media

_ANONYMOUS = (1087968824, 777000, 136817688)
"""GroupAnonymousBot, Telegram itself, Channel Bot: what they write cannot be attributed to a person."""


def read_update(update: Update) -> Incoming | None:
    """The update as the desk sees it; None for what it has no use for."""
    if update.callback_query is not None:
        return _press(update)
    if update.edited_message is not None:
        return _message(update, update.edited_message, Kind.EDIT)
    if update.message is not None:
        return _message(update, update.message, Kind.MESSAGE)
    if update.my_chat_member is not None:
        change = update.my_chat_member
        return Incoming(
            Kind.MEMBER, change.chat.id, change.from_user.id, change.date, update.update_id,
            person_name=change.from_user.full_name, text=change.new_chat_member.status,
        )  # fmt: skip
    if update.chat_member is not None:
        moved = update.chat_member
        return Incoming(
            Kind.COLLEAGUE, moved.chat.id, moved.new_chat_member.user.id, moved.date, update.update_id,
            person_name=moved.new_chat_member.user.full_name, text=moved.new_chat_member.status,
        )  # fmt: skip
    reaction = update.message_reaction
    if reaction is not None and reaction.user is not None:
        # What stood there before, and what was taken away, is no news.
        before = {r.emoji for r in reaction.old_reaction if isinstance(r, ReactionTypeEmoji)}
        new = (r.emoji for r in reaction.new_reaction if isinstance(r, ReactionTypeEmoji))
        emoji = [one for one in new if one not in before]
        return Incoming(
            Kind.REACTION, reaction.chat.id, reaction.user.id, reaction.date, update.update_id,
            reaction.message_id, reaction.user.full_name, emoji=emoji[0] if emoji else None,
        )  # fmt: skip
    return None


def _press(update: Update) -> Incoming | None:
    query = update.callback_query
    assert query is not None
    if query.message is None:
        return None
    return Incoming(
        Kind.PRESS, query.message.chat.id, query.from_user.id, datetime.now(UTC), update.update_id,
        query.message.message_id, query.from_user.full_name, query.from_user.username,
        query.from_user.language_code, callback_id=query.id, data=query.data or "",
    )  # fmt: skip


def _message(update: Update, message: Message, kind: Kind) -> Incoming | None:
    sender = message.from_user
    if message.migrate_to_chat_id or message.migrate_from_chat_id:
        old = message.migrate_from_chat_id or message.chat.id
        new = message.migrate_to_chat_id or message.chat.id
        return Incoming(
            Kind.MIGRATION, message.chat.id, sender.id if sender else 0, message.date, update.update_id,
            migrate_from=old, migrate_to=new,
        )  # fmt: skip
    topic = _topic_change(message)
    if topic is not None:
        return Incoming(
            Kind.TOPIC, message.chat.id, sender.id if sender else 0, message.date, update.update_id,
            text=topic, thread_id=message.message_thread_id,
        )  # fmt: skip
    if sender is None or (sender.is_bot and sender.id not in _ANONYMOUS) or _is_service(message):
        return None
    # A reply inside a topic names the topic's first message when it replies to nothing else.
    reply = message.reply_to_message
    replied = reply.message_id if reply is not None and reply.forum_topic_created is None else None
    contact = message.contact
    return Incoming(
        kind, message.chat.id, sender.id, message.date, update.update_id, message.message_id, sender.full_name,
        sender.username, sender.language_code, message.text or message.caption or "", _media(message),
        message.media_group_id,
        Contact(contact.phone_number, contact.first_name, contact.user_id) if contact else None,
        (message.location.latitude, message.location.longitude) if message.location else None,
        message.message_thread_id if message.is_topic_message else None, replied,
        anonymous=sender.id in _ANONYMOUS or message.sender_chat is not None,
    )  # fmt: skip


def _topic_change(message: Message) -> str | None:
    if message.forum_topic_created is not None:
        return "created"
    if message.forum_topic_closed is not None:
        return "closed"
    if message.forum_topic_reopened is not None:
        return "reopened"
    return "edited" if message.forum_topic_edited is not None else None


def _is_service(message: Message) -> bool:
    return bool(
        message.new_chat_members or message.left_chat_member or message.pinned_message or message.new_chat_title
        or message.group_chat_created or message.supergroup_chat_created or message.delete_chat_photo
    )  # fmt: skip


def _media(message: Message) -> Media | None:
    if message.photo:
        best = message.photo[-1]
        return Media("photo", best.file_id, best.file_unique_id, best.file_size or 0)
    for kind in ("document", "voice", "video", "audio", "video_note", "animation", "sticker"):
        file = getattr(message, kind)
        if file is not None:
            name = getattr(file, "file_name", None)
            return Media(kind, file.file_id, file.file_unique_id, file.file_size or 0, name)
    return None
