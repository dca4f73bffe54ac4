"""Records as the Bot API writes them: `Message`, `Chat`, `ChatFullInfo`, `ChatMember`."""

from __future__ import annotations

from playground.records import ADMIN_RIGHTS, Chat, Json, Member, Message
from playground.world import World

_RESTRICTED = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_react_to_messages",
    "can_edit_tag",
)


def chat_json(world: World, chat: Chat) -> Json:
    """Return the Bot API's `Chat`."""
    answer: Json = {"id": chat.id, "type": chat.type}
    if chat.type == "private":
        user = world.users[chat.id]
        answer["first_name"] = user.first_name
        if user.last_name:
            answer["last_name"] = user.last_name
        if user.username:
            answer["username"] = user.username
    else:
        answer["title"] = chat.title
        if chat.is_forum:
            answer["is_forum"] = True
    return answer


def full_chat_json(world: World, chat: Chat) -> Json:
    """Return the Bot API's `ChatFullInfo`."""
    answer = chat_json(world, chat) | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if chat.type != "private":
        answer["permissions"] = {
            name: True for name in _RESTRICTED if name not in ("can_change_info", "can_manage_topics")
        }
    if chat.invite_link:
        answer["invite_link"] = chat.invite_link
    if chat.pinned:
        answer["pinned_message"] = message_json(world, chat.messages[chat.pinned[-1]], with_reply=False)
    return answer


def member_json(world: World, member: Member) -> Json:
    """Return the Bot API's `ChatMember` of the kind that the status says."""
    answer: Json = {"status": member.status, "user": world.users[member.user_id].api()}
    if member.status == "creator":
        answer["is_anonymous"] = False
    elif member.status == "administrator":
        answer |= {"can_be_edited": False, "is_anonymous": False}
        answer |= {name: member.rights.get(name, False) for name in ADMIN_RIGHTS}
    elif member.status == "restricted":
        answer |= {"is_member": True, "until_date": 0}
        answer |= {name: member.rights.get(name, True) for name in _RESTRICTED}
    elif member.status == "kicked":
        answer["until_date"] = 0
    return answer


def message_json(world: World, message: Message, *, with_reply: bool = True) -> Json:
    """Return the Bot API's `Message`, with one level of `reply_to_message`.

    A message in a topic that answers nothing else carries the topic's creation as `reply_to_message`, and a
    reply in the General topic carries a `message_thread_id` that is no topic: both as the real server does.
    """
    chat = world.chats[message.chat_id]
    answer: Json = {
        "message_id": message.message_id,
        "from": world.users[message.sender_id].api(),
        "chat": chat_json(world, chat),
        "date": message.date,
    }
    if message.thread_id is not None:
        answer["message_thread_id"] = message.thread_id
        answer["is_topic_message"] = True
    target = message.reply_to
    if target is None and message.thread_id is not None and message.message_id != message.thread_id:
        target = message.thread_id
    if with_reply and target is not None:
        replied = chat.messages.get(target)
        if replied is not None and not replied.deleted:
            answer["reply_to_message"] = message_json(world, replied, with_reply=False)
            if message.thread_id is None and chat.type == "supergroup":
                answer["message_thread_id"] = _root(chat, replied)
            if message.quote:
                answer["quote"] = {"text": message.quote, "position": 0, "is_manual": True}
    if message.forward_origin is not None:
        answer["forward_origin"] = message.forward_origin
    if message.edit_date is not None:
        answer["edit_date"] = message.edit_date
    if message.media_group_id is not None:
        answer["media_group_id"] = message.media_group_id
    if message.protected:
        answer["has_protected_content"] = True
    if message.markup is not None:
        answer["reply_markup"] = message.markup
    pinned = message.content.get("pinned_message_id")
    if pinned is not None:
        answer["pinned_message"] = message_json(world, chat.messages[pinned], with_reply=False)
    else:
        answer.update(message.content)
    return answer


def _root(chat: Chat, message: Message) -> int:
    seen = message
    while seen.reply_to is not None and seen.reply_to in chat.messages:
        seen = chat.messages[seen.reply_to]
    return seen.message_id
