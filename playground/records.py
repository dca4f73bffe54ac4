"""What the playground remembers: users, chats, members, topics and messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

ADMIN_RIGHTS: dict[str, bool] = {
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
    "can_manage_topics": True,
    "can_send_welcome_messages": False,
}
PRESENT = frozenset({"creator", "administrator", "member", "restricted"})


@dataclass(slots=True)
class User:
    """A person or the bot; `phone`, `label`, `role` and `hides_forwards` are the playground's own."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    label: str = ""
    role: str = ""
    phone: str | None = None
    hides_forwards: bool = False

    def api(self) -> Json:
        """Return the Bot API's `User`."""
        answer: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            answer["last_name"] = self.last_name
        if self.username:
            answer["username"] = self.username
        if self.language_code:
            answer["language_code"] = self.language_code
        return answer

    @property
    def name(self) -> str:
        """The full name as apps show it."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


@dataclass(slots=True)
class Member:
    """Somebody's standing in a group; `status` as the Bot API names it."""

    user_id: int
    status: str = "member"
    rights: dict[str, bool] = field(default_factory=dict)

    @property
    def present(self) -> bool:
        """Whether the user is in the group."""
        return self.status in PRESENT

    def may(self, right: str) -> bool:
        """Whether this member has an administrator's right."""
        return self.status == "creator" or (self.status == "administrator" and self.rights.get(right, False))


@dataclass(slots=True)
class Topic:
    """A forum topic; its id is the id of the service message that created it."""

    id: int
    name: str
    icon_color: int
    creator_id: int
    icon_custom_emoji_id: str | None = None
    closed: bool = False
    deleted: bool = False

    def api(self) -> Json:
        """Return the Bot API's `ForumTopic`."""
        answer: Json = {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color}
        if self.icon_custom_emoji_id:
            answer["icon_custom_emoji_id"] = self.icon_custom_emoji_id
        return answer


@dataclass(slots=True)
class Message:
    """A message; `content` holds the Bot API's fields of what is said (text, photo, service fields…)."""

    chat_id: int
    message_id: int
    sender_id: int
    date: int
    content: Json
    thread_id: int | None = None
    reply_to: int | None = None
    quote: str | None = None
    markup: Json | None = None
    locked: bool = False
    media_group_id: str | None = None
    forward_origin: Json | None = None
    edit_date: int | None = None
    protected: bool = False
    service: bool = False
    deleted: bool = False
    seq: int = 0
    reactions: dict[int, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Chat:
    """A chat as the bot knows it; a private chat's id is the person's."""

    id: int
    type: str
    title: str = ""
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0
    last_message: Message | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    keyboards: dict[int, Json] = field(default_factory=dict)
    unread: dict[int, dict[int, int]] = field(default_factory=dict)
    invite_link: str | None = None

    def next_id(self) -> int:
        """Return the next message id of this chat."""
        self.last_id += 1
        return self.last_id

    def member_ids(self) -> list[int]:
        """Return the ids of those who are in the chat now."""
        return [m.user_id for m in self.members.values() if m.present]
