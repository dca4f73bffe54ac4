"""The state of the playground's Telegram: who and what there is, and how it is found."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable

from playground.entities import MAX_ENTITIES, check_given, detect, parse_html, trim, utf16_len
from playground.errors import ApiError, PeopleError, bad, forbidden
from playground.events import EventLog
from playground.faults import Faults
from playground.files import FileStore
from playground.limits import FloodLimits
from playground.profile import Profile
from playground.records import ADMIN_RIGHTS, Chat, Json, Member, Message, User
from playground.updates import UpdateQueue

MAX_TEXT = 4096
MAX_CAPTION = 1024
ANONYMOUS_ID = 1_087_968_824
ANONYMOUS = User(ANONYMOUS_ID, "Group", username="GroupAnonymousBot", is_bot=True)


class World:
    """Users, chats, files and queues of one bot; only ever touched from one event loop, without awaits."""

    def __init__(self, now: Callable[[], float], bot: User) -> None:
        self.now = now
        self.bot = bot
        self.users: dict[int, User] = {bot.id: bot, ANONYMOUS_ID: ANONYMOUS}
        self.chats: dict[int, Chat] = {}
        self.files = FileStore()
        self.events = EventLog()
        self.updates = UpdateQueue(now)
        self.limits = FloodLimits(now)
        self.faults = Faults()
        self.profile = Profile()
        self.callbacks: dict[str, Callback] = {}
        self.reaction_also_edits = False
        self.bot_sees_all = False
        self._next_user = 5_000_000_001
        self._next_group = 4_000_000_001
        self._next_supergroup = 2_000_000_001

    def add_person(
        self,
        first_name: str,
        *,
        id: int | None = None,  # noqa: A002
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
        label: str = "",
        role: str = "",
        phone: str | None = None,
    ) -> User:
        """Make a person (ids are 64-bit, like Telegram's); PeopleError when the id is taken."""
        if id is None:
            while self._next_user in self.users:
                self._next_user += 1
            id = self._next_user  # noqa: A001
        if id in self.users:
            raise PeopleError(400, f"user id {id} is taken")
        if not 0 < id < 1 << 52:
            raise PeopleError(400, "a user id lies between 1 and 2**52")
        user = User(id, first_name, last_name, username, language_code, False, label, role)
        user.phone = phone or f"+86138{id % 100_000_000:08d}"
        self.users[id] = user
        self.chats[id] = Chat(id, "private")
        return user

    def add_group(
        self,
        title: str,
        members: Iterable[int],
        *,
        id: int | None = None,  # noqa: A002
        is_forum: bool = False,
        supergroup: bool | None = None,
        bot_admin: bool = True,
        rights: dict[str, bool] | None = None,
    ) -> Chat:
        """Make a group with the bot in it; its first member is the owner; a forum is always a supergroup."""
        is_super = is_forum if supergroup is None else supergroup or is_forum
        if id is None:
            id = self.new_group_id(is_super)  # noqa: A001
        if id in self.chats or id >= 0:
            raise PeopleError(400, f"group id {id} is taken or not negative")
        chat = Chat(id, "supergroup" if is_super else "group", title, is_forum, last_id=1)
        for index, user_id in enumerate(members):
            self.person(user_id)
            chat.members[user_id] = Member(user_id, "creator" if index == 0 else "member")
        status = "administrator" if bot_admin else "member"
        granted = {**ADMIN_RIGHTS, **(rights or {})} if bot_admin else {}
        chat.members[self.bot.id] = Member(self.bot.id, status, granted)
        self.chats[id] = chat
        self.emit(chat, "chat")
        return chat

    def new_group_id(self, is_super: bool) -> int:
        """Return an unused id in Telegram's range for basic groups or for supergroups."""
        while True:
            if is_super:
                number = -1_000_000_000_000 - self._next_supergroup
                self._next_supergroup += 1
            else:
                number = -self._next_group
                self._next_group += 1
            if number not in self.chats:
                return number

    def person(self, user_id: int) -> User:
        """Return a person; PeopleError 404 when there is none."""
        user = self.users.get(user_id)
        if user is None or user.is_bot:
            raise PeopleError(404, f"there is no person {user_id}")
        return user

    def bot_member(self, chat: Chat) -> Member:
        """Return the bot's standing in a group."""
        return chat.members.get(self.bot.id) or Member(self.bot.id, "left")

    def find_chat(self, chat_id: int | None, raw: str = "") -> Chat:
        """Return a chat that the bot names; 400 when it does not exist or was upgraded."""
        if chat_id is None:
            raise bad("chat_id is empty" if not raw else "chat not found")
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad("chat not found")
        if chat.migrated_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to},
            )
        return chat

    def require_reachable(self, chat: Chat) -> None:
        """Raise the 403 with which the server keeps the bot out of a chat."""
        if chat.type == "private":
            if chat.deactivated:
                raise forbidden("user is deactivated")
            if not chat.started:
                raise forbidden("bot can't initiate conversation with a user")
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
            return
        status = self.bot_member(chat).status
        kind = "group" if chat.type == "group" else "supergroup"
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {kind} chat")
        if status == "left":
            raise forbidden(f"bot is not a member of the {kind} chat")

    def find_message(self, chat: Chat, message_id: int | None, words: str) -> Message:
        """Return a message that still exists; a 400 saying `words` otherwise."""
        message = chat.messages.get(message_id or 0)
        if message is None or message.deleted:
            raise bad(words)
        return message

    def formatted(
        self, text: str, parse_mode: str, entities: list[Json] | None, *, caption: bool = False
    ) -> tuple[str, list[Json]]:
        """Return checked text and entities: parsed, trimmed, counted in UTF-16 units, links detected."""
        text = text.replace("\r", "")
        mode = parse_mode.lower()
        if mode == "html":
            text, found = parse_html(text)
        elif mode:
            raise bad("unsupported parse_mode")
        else:
            found = check_given(text, entities or [])
        text, found = trim(text, found)
        if utf16_len(text) > (MAX_CAPTION if caption else MAX_TEXT):
            raise bad("message caption is too long" if caption else "message is too long")
        for entity in found:
            if "user_id" in entity and entity["user_id"] in self.users:
                entity["user"] = self.users[entity["user_id"]].api()
            entity.pop("user_id", None)
        found = [e for e in found if e["type"] != "text_mention" or "user" in e]
        return text, detect(text, found)[:MAX_ENTITIES]

    def audience(self, chat: Chat) -> frozenset[int]:
        """Return the people who see what happens in a chat."""
        if chat.type == "private":
            return frozenset((chat.id,))
        return frozenset(chat.member_ids())

    def emit(self, chat: Chat, kind: str, people: frozenset[int] | None = None, **fields: object) -> int:
        """Tell people's apps of something in a chat; returns the event's number."""
        event: Json = {"type": kind, "chat_id": chat.id, **fields}
        return self.events.add(event, self.audience(chat) if people is None else people)

    def new_token(self) -> str:
        """Return a long decimal id, as callback queries have."""
        return str(secrets.randbits(62) | 1 << 61)


class Callback:
    """A pressed button that waits for the bot's answer."""

    __slots__ = ("answer", "at", "chat_id", "id", "person_id")

    def __init__(self, id: str, person_id: int, chat_id: int, at: float) -> None:  # noqa: A002
        self.id = id
        self.person_id = person_id
        self.chat_id = chat_id
        self.at = at
        self.answer: Json | None = None
